//! Findings as text for people: the only place that renders them.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{Annotation, AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::diagnostic::{self, Diagnostic, Location, QuirkDetails};
use crate::source::Source;
use crate::text::{misleading_characters, printable, printable_lines, printable_path};

/// Findings, and the files that they are about.
#[derive(Debug)]
pub struct Report {
    /// The catalog's folder.
    pub folder: PathBuf,
    /// The files, in the order in which locations count them.
    pub sources: Vec<Source>,
    /// The findings, by file and place.
    pub findings: Vec<Diagnostic>,
}

/// How a report looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without colors.
    Plain,
    /// With the escape sequences of ANSI for colors.
    Colored,
}

impl Report {
    /// The report of these findings.
    #[must_use]
    pub fn new(folder: &Path, sources: Vec<Source>, mut findings: Vec<Diagnostic>) -> Self {
        diagnostic::sort(&mut findings);
        Self { folder: folder.to_owned(), sources, findings }
    }

    /// How many findings there are: `2 findings in catalog`.
    #[must_use]
    pub fn summary(&self) -> String {
        let findings = if self.findings.len() == 1 { "finding" } else { "findings" };
        format!("{} {findings} in {}", self.findings.len(), printable_path(&self.folder))
    }

    /// All findings with the lines that they are about, in the look of rustc and cargo.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colored => Renderer::styled(),
        };
        let findings = self.findings.iter();
        let texts = findings.map(|finding| self.render_finding(finding, &renderer));
        texts.collect::<Vec<_>>().join("\n\n")
    }

    /// Each finding in a line: `file:line:column: what is wrong; what to do [rule]`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
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
        let path = printable_path(self.path(finding));
        let group = match &finding.location {
            Location::Span { file, span } => {
                let source = &self.sources[*file];
                let (line, column) = source.position(span.start);
                let origin = Origin::path(path.clone()).line(line).char_column(column);
                let excerpts = excerpts(finding, source, span);
                let is_cut = excerpts.first().is_some_and(|first| first.is_cut);
                let group = title.elements(is_cut.then_some(origin));
                group.elements(excerpts.iter().map(|excerpt| excerpt.snippet(source, &path)))
            }
            Location::Folder | Location::File(_) => title.element(Origin::path(path)),
        };
        let facts = finding.quirk.as_ref().filter(|quirk| quirk.note.is_some());
        let facts = facts.map(|quirk| Level::NOTE.message(facts_of(quirk)));
        let group = group.elements(facts);
        let help = match &finding.suggestion {
            Some(lines) => format!("{}\n\n{}", finding.help, lines.trim_end()),
            None => finding.help.clone(),
        };
        let text = renderer.render(&[group.element(Level::HELP.message(help))]);
        // The empty line of a suggestion is indented.
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// The file of a finding, or the folder if it is in no file.
    #[must_use]
    pub fn path(&self, finding: &Diagnostic) -> &Path {
        finding.location.file().map_or(&self.folder, |file| &self.sources[file].path)
    }

    /// The line and the column of a finding, if it is about a place in a file.
    #[must_use]
    pub fn position(&self, finding: &Diagnostic) -> Option<(usize, usize)> {
        let source = &self.sources[finding.location.file()?];
        Some(source.position(finding.location.span()?.start))
    }
}

/// The facts of a quirk, each on a line.
fn facts_of(quirk: &QuirkDetails) -> String {
    let mut text = "the facts are now:".to_owned();
    for fact in &quirk.facts {
        text.extend(["\n", &fact.to_string()]);
    }
    text
}

/// A part of a file, and what a finding shows there.
struct Excerpt<'r> {
    span: Range<usize>,
    /// Whether it begins within a line, so that its columns are not those of the file.
    is_cut: bool,
    annotations: Vec<(AnnotationKind, Range<usize>, &'r str)>,
}

/// The parts that a finding is about. Places near each other are one part. If they are far from each
/// other, or in a very long line, what is between them is left out.
fn excerpts<'r>(finding: &'r Diagnostic, source: &Source, span: &Range<usize>) -> Vec<Excerpt<'r>> {
    /// So many bytes of whole lines are one part.
    const MAX_LENGTH: usize = 1 << 12;
    let primary = (AnnotationKind::Primary, span, finding.label.as_str());
    let related = finding.related.iter();
    let related = related.map(|(span, label)| (AnnotationKind::Context, span, label.as_str()));
    let mut excerpts: Vec<Excerpt<'_>> = Vec::new();
    for (kind, span, label) in std::iter::once(primary).chain(related) {
        let lines = source.whole_lines(span);
        let with = |all: &Range<usize>| all.start.min(lines.start)..all.end.max(lines.end);
        let is_near = |excerpt: &&mut Excerpt<'_>| with(&excerpt.span).len() <= MAX_LENGTH;
        if let Some(near) = excerpts.iter_mut().find(is_near) {
            near.span = with(&near.span);
            near.annotations.push((kind, span.clone(), label));
        } else if lines.len() <= MAX_LENGTH {
            let annotations = vec![(kind, span.clone(), label)];
            excerpts.push(Excerpt { span: lines, is_cut: false, annotations });
        } else {
            let around = source.excerpt(span.start, &lines);
            let annotations = vec![(kind, span.start..span.end.min(around.end), label)];
            let is_cut = around.start > lines.start;
            excerpts.push(Excerpt { span: around, is_cut, annotations });
        }
    }
    excerpts
}

impl<'r> Excerpt<'r> {
    fn snippet(&self, source: &Source, path: &str) -> Snippet<'r, Annotation<'r>> {
        let start = self.span.start;
        let shown = visible(&source.text[self.span.clone()]);
        let place = |byte: usize| {
            let characters = source.text[start..byte].chars().count();
            shown.char_indices().nth(characters).map_or(shown.len(), |(index, _)| index)
        };
        let annotations = self.annotations.iter().map(|(kind, span, label)| {
            let label = (!label.is_empty()).then_some(*label);
            kind.span(place(span.start)..place(span.end)).label(label)
        });
        let annotations: Vec<_> = annotations.collect();
        Snippet::source(shown)
            .path((!self.is_cut).then(|| path.to_owned()))
            .line_start(source.line(start))
            .annotations(annotations)
    }
}

/// Lines of a file, with a mark for each character that is not shown or that a terminal would act on.
/// Each mark replaces one character, so columns stay the same.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let mut rest = 0;
    for (index, character) in
        misleading_characters(text).filter(|(_, character)| !character.is_ascii())
    {
        visible.push_str(&text[rest..index]);
        visible.push(char::REPLACEMENT_CHARACTER);
        rest = index + character.len_utf8();
    }
    // For those of ASCII, the renderer has pictures.
    visible.push_str(&text[rest..]);
    visible
}

/// Why a catalog was not loaded, or something could not be done with it.
///
/// Both [`Display`](fmt::Display) and [`Debug`] show the whole report, with the lines that it is about:
/// `Debug` is what a build script shows that returns the error from `main`.
pub enum Error {
    /// A file could not be read or written. The error names it.
    Io(io::Error),
    /// The catalog breaks rules.
    Findings(Report),
}

impl Error {
    /// Everything that is wrong, each in a line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Io(error) => vec![printable(&error.to_string())],
            Self::Findings(report) => report.lines().collect(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // It may contain the name of a file.
            Self::Io(error) => f.write_str(&printable_lines(&error.to_string())),
            Self::Findings(report) => {
                write!(f, "{}\n\n{}", report.summary(), report.render(Style::Plain))
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Without a source: `Display` shows everything.
impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self::Findings(report)
    }
}
