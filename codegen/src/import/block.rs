//! What a page consists of, whatever its form.

use std::ops::Range;

/// A piece of a page, in the page's order.
#[derive(Debug)]
pub(super) enum Block {
    /// What the page marks as a heading.
    Heading(String),
    /// A line of text.
    Line(String),
    /// A table, its header being the first row.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table. Line breaks are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it stands in the page, if the form tells.
    pub(super) range: Option<Range<usize>>,
}

impl Block {
    /// The text of a heading or a line.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Heading(text) | Self::Line(text) => Some(text),
            Self::Table(_) => None,
        }
    }
}

impl Cell {
    /// The text on one line: any white space, even one that does not break, is a space.
    pub(super) fn line(&self) -> String {
        one_line(&self.text)
    }
}

/// A text on one line. Characters without a width, which sites put into their pages for line breaks
/// and anchors, are no part of it.
pub(super) fn one_line(text: &str) -> String {
    let is_shown =
        |c: &char| !matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    let shown: String = text.chars().filter(is_shown).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}
