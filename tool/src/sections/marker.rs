//! Finds the sections of a file by their markers.

use std::ops::Range;

use error_catalog_model::diagnostic::Diagnostic;

use super::kind::Kind;
use super::section_marker::{self, Open};

/// A section of a file.
pub(super) struct Section {
    pub(super) kind: Kind,
    /// What is between the lines of its markers.
    pub(super) content: Range<usize>,
}

/// The sections of a file, or everything that is wrong with its markers.
pub(super) fn sections(file: usize, text: &str) -> Result<Vec<Section>, Vec<Diagnostic>> {
    let mut finder = Finder { file, ..Finder::default() };
    let mut fence = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = start..start + line.trim_end().len();
        let next = start + line.len();
        // What is in a section will be replaced, whatever it is; elsewhere, code is not ours.
        if finder.open.is_none() {
            fence = after_line(fence, line);
        }
        if finder.open.is_some() || fence.is_none() {
            finder.line(line, span, start, next);
        }
        start = next;
    }
    finder.finish()
}

/// What a line that is meant as a marker contains.
enum Marker<'l> {
    Begin(&'l str),
    End(&'l str),
}

#[derive(Default)]
struct Finder {
    file: usize,
    /// The section that has begun, and where its content does.
    open: Option<(Open, usize)>,
    /// Sections in which another one began, which was reported: their ends mean nothing.
    abandoned: Vec<Kind>,
    /// Whether a name is not known, which was reported: it belongs to a marker that seems to be alone.
    has_unknown: bool,
    /// The sections that end, each with the line of its first marker.
    found: Vec<(Open, Range<usize>)>,
    findings: Vec<Diagnostic>,
}

impl Finder {
    /// Reads a line, which may be a marker. It is at these bytes, and the next line begins at `next`.
    fn line(&mut self, line: &str, span: Range<usize>, start: usize, next: usize) {
        let Some((marker, is_alone)) = marker(line) else { return };
        let (Marker::Begin(name) | Marker::End(name)) = marker;
        let correct = |kind: Kind| match marker {
            Marker::Begin(_) => kind.begin(),
            Marker::End(_) => kind.end(),
        };
        let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.name() == name) else {
            self.has_unknown = true;
            let example = correct(Kind::ALL[0]);
            self.findings.push(section_marker::unknown(self.file, span, name, &example));
            return;
        };
        if !is_alone {
            let finding = section_marker::not_alone(self.file, span.clone(), &correct(kind));
            self.findings.push(finding);
        }
        match marker {
            Marker::Begin(_) => self.begin(kind, span, next),
            Marker::End(_) => self.end(kind, span, start),
        }
    }

    fn begin(&mut self, kind: Kind, marker: Range<usize>, next: usize) {
        if let Some((outer, _)) = &self.open {
            self.abandoned.push(outer.kind);
            self.findings.push(section_marker::nested(self.file, marker.clone(), kind, outer));
        }
        if let Some((first, _)) = self.found.iter().find(|(found, _)| found.kind == kind) {
            self.findings.push(section_marker::repeated(self.file, marker.clone(), first));
        }
        self.open = Some((Open { kind, marker }, next));
    }

    fn end(&mut self, kind: Kind, marker: Range<usize>, start: usize) {
        let is_abandoned = self.abandoned.contains(&kind);
        match self.open.take() {
            Some((open, content)) if open.kind == kind => self.found.push((open, content..start)),
            open if is_abandoned => self.open = open,
            Some((open, content)) => {
                self.findings.push(section_marker::wrong_end(self.file, marker, kind, &open));
                self.found.push((open, content..start));
            }
            None if self.has_unknown => {}
            None => self.findings.push(section_marker::not_opened(self.file, marker, kind)),
        }
    }

    fn finish(mut self) -> Result<Vec<Section>, Vec<Diagnostic>> {
        if let Some((open, _)) = self.open.as_ref().filter(|_| !self.has_unknown) {
            self.findings.push(section_marker::not_closed(self.file, open));
        } else if self.found.is_empty() && self.findings.is_empty() {
            self.findings.push(section_marker::missing(self.file));
        }
        if !self.findings.is_empty() {
            return Err(self.findings);
        }
        let sections = self.found.into_iter();
        Ok(sections.map(|(open, content)| Section { kind: open.kind, content }).collect())
    }
}

/// The marker that a line is meant as, and whether it is exactly one. Four spaces or a tab make a line code.
fn marker(line: &str) -> Option<(Marker<'_>, bool)> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let comment = text.strip_prefix("<!--").filter(|_| indent < 4)?.trim_start();
    let is_end = comment.strip_prefix("end of ");
    let name = is_end.unwrap_or(comment).strip_prefix("catalog:")?;
    let (name, rest) = name.split_once("-->").unwrap_or((name, "not closed"));
    let marker = if is_end.is_some() { Marker::End } else { Marker::Begin };
    Some((marker(name.trim()), indent == 0 && rest.trim().is_empty()))
}

/// The characters that open a block of code.
type Fence<'l> = &'l str;

/// The block of code that is open after this line.
fn after_line<'l>(open: Option<Fence<'l>>, line: &'l str) -> Option<Fence<'l>> {
    let text = line.trim_start_matches(' ');
    let rest = text.trim_start_matches(|c| text.starts_with(c) && matches!(c, '`' | '~'));
    let fence = &text[..text.len() - rest.len()];
    let is_fence = line.len() - text.len() < 4 && fence.len() >= 3;
    match open {
        // It has to be closed by at least as many of the same characters.
        Some(open) if is_fence && fence.starts_with(open) && rest.trim().is_empty() => None,
        Some(open) => Some(open),
        // Code in a line may begin with backticks too.
        None if is_fence && !(fence.starts_with('`') && rest.contains('`')) => Some(fence),
        None => None,
    }
}
