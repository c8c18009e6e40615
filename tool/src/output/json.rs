//! Output for programs: one JSON object on each line of standard output, each with a `reason`
//! that names what it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use error_catalog_model::diagnostic::{Diagnostic, QuirkDetails};
use error_catalog_model::page::{self, TableKind};
use error_catalog_model::report::Report;
use error_catalog_model::source::Source;
use error_catalog_model::text::is_invisible;
use serde::Serialize;

use crate::files::State;

/// Prints an object.
pub(crate) fn line(object: &impl Serialize) -> io::Result<()> {
    writeln!(anstream::stdout(), "{}", text(object)?)
}

/// An object on one line. Characters that are not shown are escaped.
///
/// # Errors
///
/// If the object cannot be written as JSON.
pub fn text(object: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(object)?;
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if is_invisible(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a string does not fail.
                _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(character);
        }
    }
    Ok(text)
}

/// Something that breaks a rule.
#[derive(Serialize)]
pub struct Finding<'r> {
    reason: &'static str,
    rule: &'static str,
    message: &'r str,
    help: &'r str,
    /// Lines to paste into the file.
    suggestion: Option<&'r str>,
    path: String,
    /// Where it is; missing if it is about the file or the folder as a whole.
    #[serde(flatten)]
    location: Option<Location<'r>>,
    /// Further places of the same file.
    related: Vec<Location<'r>>,
    /// The quirk that it is about; missing if it is about something else.
    #[serde(flatten)]
    quirk: Option<Quirk<'r>>,
}

/// A quirk of the documentation.
#[derive(Serialize)]
struct Quirk<'r> {
    /// The names of the errors.
    errors: &'r [String],
    /// The names of the tables, if it is about certain tables.
    tables: &'r [String],
    /// What the rule looked at.
    facts: Vec<Fact<'r>>,
    /// The note of the entry; missing if there is no entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
}

/// Cells of a row, and the headings of tables, that a rule looked at. What it did not look at is missing.
#[derive(Serialize)]
struct Fact<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tables: &'r [String],
}

/// A place in a file. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct Location<'r> {
    line: usize,
    column: usize,
    text: &'r str,
    label: &'r str,
}

/// The findings of a report.
pub fn findings(report: &Report) -> impl Iterator<Item = Finding<'_>> {
    report.findings.iter().map(|finding| Finding::new(report, finding))
}

impl<'r> Finding<'r> {
    fn new(report: &'r Report, finding: &'r Diagnostic) -> Self {
        let source = finding.location.file().map(|file| &report.sources[file]);
        let location = |span, label| Some(Location::new(source?, span, label));
        let related = finding.related.iter();
        Self {
            reason: "finding",
            rule: finding.rule.name,
            message: &finding.message,
            help: &finding.help,
            suggestion: finding.suggestion.as_deref(),
            path: report.path(finding).to_string_lossy().into_owned(),
            location: finding.location.span().and_then(|span| location(span, &finding.label)),
            related: related.filter_map(|(span, label)| location(span, label)).collect(),
            quirk: finding.quirk.as_ref().map(Quirk::new),
        }
    }
}

impl<'r> Quirk<'r> {
    fn new(quirk: &'r QuirkDetails) -> Self {
        let QuirkDetails { errors, tables, facts, note } = quirk;
        let facts = facts.iter().map(|fact| Fact {
            status: fact.status,
            code: fact.code.as_deref(),
            message: fact.message.as_deref(),
            description: fact.description.as_deref(),
            tables: &fact.tables,
        });
        Self { errors, tables, facts: facts.collect(), note: note.as_deref() }
    }
}

impl<'r> Location<'r> {
    fn new(source: &'r Source, span: &Range<usize>, label: &'r str) -> Self {
        let (line, column) = source.position(span.start);
        Self { line, column, text: &source.text[span.clone()], label }
    }
}

/// A page of the catalog, and how much is in it.
#[derive(Serialize)]
pub(crate) struct Page<'m> {
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
    pub(crate) fn new(page: &'m page::Page) -> Self {
        Self {
            reason: "page",
            module: &page.module,
            endpoints: page.endpoints().count(),
            common: page.tables.iter().any(|table| table.kind == TableKind::Common),
            rows: page.rows().count(),
            errors: page.errors.len(),
            quirks: page.quirk_kinds(),
        }
    }
}

/// How a file compares with its expected contents.
#[derive(Serialize)]
pub(crate) struct File<'s> {
    reason: &'static str,
    path: String,
    state: &'static str,
    /// What has to change in a stale file.
    diff: Option<&'s str>,
}

impl<'s> File<'s> {
    pub(crate) fn new(path: &Path, state: &'s State) -> Self {
        let (state, diff) = match state {
            State::Fresh => ("fresh", None),
            State::Written => ("written", None),
            State::Stale { diff } => ("stale", Some(diff.as_str())),
        };
        Self { reason: "file", path: path.display().to_string(), state, diff }
    }
}

/// Something that is worth knowing.
#[derive(Serialize)]
pub(crate) struct Note<'n> {
    reason: &'static str,
    note: &'n str,
}

impl<'n> Note<'n> {
    pub(crate) fn new(note: &'n str) -> Self {
        Self { reason: "note", note }
    }
}
