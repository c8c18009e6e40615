//! A finding or many as text for people: the only place that renders them.

use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{self, Diagnostic, Place, printable_path};
use crate::invisible::misleading;
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
        format!("{} {findings} in {}", self.findings.len(), printable_path(&self.folder))
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
            let path = printable_path(self.path(finding));
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
                let source = &self.sources[*file];
                let path = printable_path(self.path(finding));
                let (line, column) = source.position(range.start);
                let origin = Origin::path(path.clone()).line(line).char_column(column);
                let excerpts = excerpts(finding, source, range);
                let is_cut = excerpts.first().is_some_and(|first| first.is_cut);
                let group = title.elements(is_cut.then_some(origin));
                group.elements(excerpts.iter().map(|excerpt| excerpt.snippet(source, &path)))
            }
            Place::Folder | Place::File(_) => {
                title.element(Origin::path(printable_path(self.path(finding))))
            }
        };
        let help = match &finding.paste {
            Some(lines) => format!("{}\n\n{}", finding.help, lines.trim_end()),
            None => finding.help.clone(),
        };
        renderer.render(&[group.element(Level::HELP.message(help))])
    }

    /// The file of a finding, or the folder where it is in none.
    pub(crate) fn path(&self, finding: &Diagnostic) -> &Path {
        finding.place.file().map_or(&self.folder, |file| &self.sources[file].path)
    }

    /// The line and the column of a finding, where it is about a place in a file.
    pub(crate) fn position(&self, finding: &Diagnostic) -> Option<(usize, usize)> {
        let source = &self.sources[finding.place.file()?];
        Some(source.position(finding.place.range()?.start))
    }
}

/// A part of a file, and what a finding says of it.
struct Excerpt<'r> {
    range: Range<usize>,
    /// Whether it begins within a line, so that its columns are others than the file's.
    is_cut: bool,
    annotations: Vec<(AnnotationKind, Range<usize>, &'r str)>,
}

/// The parts that a finding is about: all in one where they are near each other. A finding far from
/// what it is related to, or in a line without end, does not have all of the file gone through.
fn excerpts<'r>(
    finding: &'r Diagnostic,
    source: &Source,
    range: &Range<usize>,
) -> Vec<Excerpt<'r>> {
    /// So many bytes of whole lines are one part.
    const MOST: usize = 1 << 12;
    let primary = (AnnotationKind::Primary, range, finding.label.as_str());
    let related = finding.related.iter();
    let related = related.map(|(range, label)| (AnnotationKind::Context, range, label.as_str()));
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    for (kind, range, label) in std::iter::once(primary).chain(related) {
        let lines = source.whole_lines(range);
        let with = |all: &Range<usize>| all.start.min(lines.start)..all.end.max(lines.end);
        let is_near = |excerpt: &&mut Excerpt<'_>| with(&excerpt.range).len() <= MOST;
        if let Some(near) = excerpts.iter_mut().find(is_near) {
            near.range = with(&near.range);
            near.annotations.push((kind, range.clone(), label));
        } else if lines.len() <= MOST {
            let annotations = vec![(kind, range.clone(), label)];
            excerpts.push(Excerpt { range: lines, is_cut: false, annotations });
        } else {
            let around = source.around(range.start, &lines);
            let annotations = vec![(kind, range.start..range.end.min(around.end), label)];
            let is_cut = around.start > lines.start;
            excerpts.push(Excerpt { range: around, is_cut, annotations });
        }
    }
    excerpts
}

impl<'r> Excerpt<'r> {
    fn snippet(&self, source: &Source, path: &str) -> Snippet<'r, Annotation<'r>> {
        let start = self.range.start;
        let shown = shown_source(&source.text[self.range.clone()]);
        let place = |at: usize| {
            let characters = source.text[start..at].chars().count();
            shown.char_indices().nth(characters).map_or(shown.len(), |(at, _)| at)
        };
        let annotations = self.annotations.iter().map(|(kind, range, label)| {
            let label = (!label.is_empty()).then_some(*label);
            kind.span(place(range.start)..place(range.end)).label(label)
        });
        let annotations: Vec<_> = annotations.collect();
        Snippet::source(shown)
            .path((!self.is_cut).then(|| path.to_owned()))
            .line_start(source.line(start))
            .annotations(annotations)
    }
}

/// Lines of a file, with a mark for each character that is not shown or that a terminal would act on.
/// A character for a character, so that columns stay.
fn shown_source(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, character) in misleading(text).filter(|(_, character)| !character.is_ascii()) {
        shown.push_str(&text[rest..at]);
        shown.push(char::REPLACEMENT_CHARACTER);
        rest = at + character.len_utf8();
    }
    // For the rest, those of ASCII, the renderer has pictures.
    shown.push_str(&text[rest..]);
    shown
}
