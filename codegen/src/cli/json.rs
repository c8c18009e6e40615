//! What the tool says, for machines: a JSON object a line on standard output, each with a `reason`
//! that says what it is.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::file::State;
use crate::diagnostic::Diagnostic;
use crate::invisible::is_invisible;
use crate::model;
use crate::report::Report;

/// Prints an object.
pub(super) fn line(object: &impl Serialize) -> io::Result<()> {
    writeln!(anstream::stdout(), "{}", text(object)?)
}

/// An object on one line, and in it nothing that is not shown: JSON has another way to write that.
pub(crate) fn text(object: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(object)?;
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_invisible(character) {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units).iter();
            text.extend(units.map(|unit| format!("\\u{unit:04x}")));
        } else {
            text.push(character);
        }
    }
    Ok(text)
}

/// Something in the catalog that breaks a rule.
#[derive(Serialize)]
pub(crate) struct Finding<'r> {
    reason: &'static str,
    rule: &'static str,
    message: &'r str,
    help: &'r str,
    /// Lines to paste into the file.
    paste: Option<&'r str>,
    path: String,
    /// Where and what it is about; none where it is about the file or the folder as a whole.
    #[serde(flatten)]
    place: Option<Location<'r>>,
    /// Other places of the same file.
    related: Vec<Location<'r>>,
}

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Location<'r> {
    line: usize,
    column: usize,
    text: &'r str,
    label: &'r str,
}

pub(crate) fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.findings.iter().map(|finding| Finding::new(report, finding))
}

impl<'r> Finding<'r> {
    fn new(report: &'r Report, finding: &'r Diagnostic) -> Self {
        let source = finding.place.file().map(|file| &report.sources[file]);
        let location = |range: &std::ops::Range<usize>, label: &'r str| {
            let source = source?;
            let (line, column) = source.position(range.start);
            Some(Location { line, column, text: &source.text[range.clone()], label })
        };
        Self {
            reason: "finding",
            rule: finding.rule.name,
            message: &finding.message,
            help: &finding.help,
            paste: finding.paste.as_deref(),
            path: report.path(finding).to_string_lossy().into_owned(),
            place: finding.place.range().and_then(|range| location(range, &finding.label)),
            related: finding
                .related
                .iter()
                .filter_map(|(range, label)| location(range, label))
                .collect(),
        }
    }
}

/// A page of the catalog, and what is in it.
#[derive(Serialize)]
pub(super) struct Page<'m> {
    reason: &'static str,
    module: &'m str,
    endpoints: usize,
    common: bool,
    rows: usize,
    errors: usize,
    /// How many of each kind.
    quirks: BTreeMap<&'m str, usize>,
}

impl<'m> Page<'m> {
    pub(super) fn new(page: &'m model::Page) -> Self {
        Self {
            reason: "page",
            module: &page.module,
            endpoints: page.endpoints(),
            common: page.has_common(),
            rows: page.rows(),
            errors: page.errors.len(),
            quirks: page.quirk_kinds(),
        }
    }
}

/// What became of a generated file.
#[derive(Serialize)]
pub(super) struct File<'s> {
    reason: &'static str,
    path: String,
    state: &'static str,
    /// What is to change in a stale file.
    diff: Option<&'s str>,
}

impl<'s> File<'s> {
    pub(super) fn new(path: &Path, state: &'s State) -> Self {
        let (state, diff) = match state {
            State::Fresh => ("fresh", None),
            State::Written => ("written", None),
            State::Stale { diff } => ("stale", Some(diff.as_str())),
        };
        Self { reason: "file", path: path.display().to_string(), state, diff }
    }
}
