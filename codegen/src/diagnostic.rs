//! A finding: what is wrong, where, and what to do. Stages collect them; nothing here prints.

use std::ops::Range;
use std::path::Path;

use crate::invisible::misleading;
use crate::rules::Rule;

/// Something in the catalog that breaks a rule.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    pub(crate) rule: &'static Rule,
    pub(crate) place: Place,
    /// What is wrong, in a sentence without a full stop.
    pub(crate) message: String,
    /// What to say at the place; nothing where the message says it all.
    pub(crate) label: String,
    /// Other places of the same file that have to do with it, and what to say there.
    pub(crate) related: Vec<(Range<usize>, String)>,
    /// What to do about it.
    pub(crate) help: String,
    /// Lines to paste into the file.
    pub(crate) paste: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            place,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: help.into(),
            paste: None,
        }
    }

    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    pub(crate) fn paste(mut self, lines: impl Into<String>) -> Self {
        self.paste = Some(lines.into());
        self
    }

    pub(crate) fn related(mut self, range: Range<usize>, label: impl Into<String>) -> Self {
        self.related.push((range, label.into()));
        self
    }
}

/// Where a finding is. Files count as in the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The catalog's folder.
    Folder,
    /// A file as a whole.
    File(usize),
    /// A range of bytes of a file.
    Text { file: usize, range: Range<usize> },
}

impl Place {
    pub(crate) fn text(file: usize, range: Range<usize>) -> Self {
        Self::Text { file, range }
    }

    /// The number of the file, where it is in one.
    pub(crate) fn file(&self) -> Option<usize> {
        match self {
            Self::Folder => None,
            Self::File(file) | Self::Text { file, .. } => Some(*file),
        }
    }

    /// The bytes of the file, where it is about some of them.
    pub(crate) fn range(&self) -> Option<&Range<usize>> {
        match self {
            Self::Text { range, .. } => Some(range),
            Self::Folder | Self::File(_) => None,
        }
    }
}

/// Sorts findings as a reader meets them: by file, then by place.
pub(crate) fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by_key(|finding| {
        let start = finding.place.range().map(|range| range.start);
        (finding.place.file(), start, finding.rule.name)
    });
}

/// A text of the catalog inside a message: in backticks, on one line, not too long, and without
/// characters that a terminal would act on.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    if text.is_empty() {
        return "an empty text".to_owned();
    }
    let first: String = text.chars().take(MOST).collect();
    let rest = if first.len() < text.len() { "…" } else { "" };
    format!("`{}{rest}`", printable(&first))
}

/// A text on one line, in which characters that mislead are escaped.
pub(crate) fn printable(text: &str) -> String {
    let mut printable = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, character) in misleading(text) {
        printable.push_str(&text[rest..at]);
        printable.extend(character.escape_unicode());
        rest = at + character.len_utf8();
    }
    printable + &text[rest..]
}

/// The same of a text of several lines, which it keeps.
pub(crate) fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// A path as a message shows it: a file may be called anything.
pub(crate) fn printable_path(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Names, as a sentence lists them; not all, where they are many.
pub(crate) fn list(names: &[&str]) -> String {
    const MOST: usize = 8;
    let (first, others) = names.split_at(names.len().min(MOST));
    let first: Vec<String> = first.iter().map(|name| shown(name)).collect();
    match first.split_last() {
        _ if others.len() == 1 => format!("{} and 1 other", first.join(", ")),
        _ if !others.is_empty() => format!("{} and {} others", first.join(", "), others.len()),
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => first.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_list_names_eight_and_counts_the_others() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let seven = "`a`, `b`, `c`, `d`, `e`, `f`, `g`";
        for (count, text) in [
            (0, String::new()),
            (1, "`a`".to_owned()),
            (2, "`a` and `b`".to_owned()),
            (3, "`a`, `b` and `c`".to_owned()),
            (8, format!("{seven} and `h`")),
            (9, format!("{seven}, `h` and 1 other")),
            (10, format!("{seven}, `h` and 2 others")),
        ] {
            assert_eq!(list(&names[..count]), text);
        }
    }
}
