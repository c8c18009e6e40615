//! A finding or many as text for people: the only place that renders them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{self, Diagnostic, Place, printable};
use crate::source::Source;

/// Findings, and the sources that they point into.
#[derive(Debug)]
pub(crate) struct Report {
    /// The catalog's folder.
    pub(crate) folder: PathBuf,
    pub(crate) sources: Vec<Source>,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Report {
    pub(crate) fn new(folder: &Path, sources: Vec<Source>, mut findings: Vec<Diagnostic>) -> Self {
        diagnostic::sort(&mut findings);
        Self { folder: folder.to_owned(), sources, findings }
    }

    /// How many findings there are.
    pub(crate) fn summary(&self) -> String {
        let findings = if self.findings.len() == 1 { "finding" } else { "findings" };
        format!("{} {findings} in {}", self.findings.len(), self.folder.display())
    }

    /// All findings with the lines they are about, in the look of rustc and cargo.
    pub(crate) fn render(&self, renderer: &Renderer) -> String {
        let findings = self.findings.iter();
        let texts: Vec<_> =
            findings.map(|finding| self.render_finding(finding, renderer)).collect();
        texts.join("\n\n")
    }

    /// Each finding in a line: `file:line:column: what; what to do [rule]`.
    pub(crate) fn lines(&self) -> impl Iterator<Item = String> {
        self.findings.iter().map(|finding| {
            let path = self.path(finding);
            let place = match self.position(finding) {
                Some((line, column)) => format!("{path}:{line}:{column}"),
                None => path,
            };
            let Diagnostic { message, help, rule, .. } = finding;
            format!("{place}: {message}; {help} [{}]", rule.name)
        })
    }

    fn render_finding(&self, finding: &Diagnostic, renderer: &Renderer) -> String {
        let title = Level::ERROR.primary_title(finding.message.as_str()).id(finding.rule.name);
        let group = match &finding.place {
            Place::Text { file, range } => {
                title.element(snippet(finding, &self.sources[*file], range, self.path(finding)))
            }
            Place::Folder | Place::File(_) => title.element(Origin::path(self.path(finding))),
        };
        let help = match &finding.paste {
            Some(lines) => format!("{}\n\n{}", finding.help, lines.trim_end()),
            None => finding.help.clone(),
        };
        renderer.render(&[group.element(Level::HELP.message(help))])
    }

    /// The file of a finding, or the folder where it is in none.
    pub(crate) fn path(&self, finding: &Diagnostic) -> String {
        let path = finding.place.file().map_or(&self.folder, |file| &self.sources[file].path);
        // A file may be called anything; on a terminal it stays in its line.
        printable(&path.to_string_lossy())
    }

    /// The line and the column of a finding, where it is about a place in a file.
    pub(crate) fn position(&self, finding: &Diagnostic) -> Option<(usize, usize)> {
        let source = &self.sources[finding.place.file()?];
        Some(source.position(finding.place.range()?.start))
    }
}

/// The lines that a finding is about, with what it says of each.
fn snippet<'r>(
    finding: &'r Diagnostic,
    source: &'r Source,
    range: &Range<usize>,
    path: String,
) -> Snippet<'r, Annotation<'r>> {
    // Only the lines concerned are handed over, since each of them is gone through.
    let related = finding.related.iter().map(|(range, _)| range);
    let all = related
        .fold(range.clone(), |all, range| all.start.min(range.start)..all.end.max(range.end));
    let lines = source.whole_lines(&all);
    let within = |range: &Range<usize>| range.start - lines.start..range.end - lines.start;

    let label = (!finding.label.is_empty()).then_some(finding.label.as_str());
    let primary = AnnotationKind::Primary.span(within(range)).label(label);
    let related = finding
        .related
        .iter()
        .map(|(range, label)| AnnotationKind::Context.span(within(range)).label(label.as_str()));
    Snippet::source(&source.text[lines.clone()])
        .path(path)
        .line_start(source.position(lines.start).0)
        .annotation(primary)
        .annotations(related)
}
