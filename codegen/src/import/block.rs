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

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
