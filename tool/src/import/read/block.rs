//! What a page consists of, whatever its form.

use std::ops::Range;

use error_catalog_model::diagnostic::{Diagnostic, Location};

use crate::import::line::one_line;

/// The page as a whole: the only source of its report.
pub(crate) const PAGE: Location = Location::File(0);

/// Some bytes of the page.
pub(crate) fn span(range: Range<usize>) -> Location {
    Location::in_file(0, range)
}

/// A page as a list of blocks.
#[derive(Debug)]
pub(crate) struct Document {
    /// The blocks, in the page's order.
    pub(crate) blocks: Vec<Block>,
    /// The address that the page gives for itself.
    pub(crate) source: Option<String>,
    /// What could not be read.
    pub(crate) findings: Vec<Diagnostic>,
}

/// A piece of a page. Headings and lines are not empty.
#[derive(Debug)]
pub(crate) enum Block {
    /// What the page marks as a heading.
    Heading(String),
    /// A line of text.
    Line(String),
    /// A table. Its header is the first row.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// What it contains, with its line breaks.
    pub(crate) text: String,
    /// Where it is in the page. If its place is not known, the page as a whole.
    pub(crate) location: Location,
}

impl Block {
    /// The text of a heading or a line.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Self::Heading(text) | Self::Line(text) => Some(text),
            Self::Table(_) => None,
        }
    }
}

impl Cell {
    /// A cell whose place in the page is not known.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), location: PAGE }
    }

    /// The text on one line.
    pub(crate) fn line(&self) -> String {
        one_line(&self.text)
    }
}

/// Ends the line that is being read, and returns it as a block unless it is empty.
pub(crate) fn take_line(line: &mut String, block: impl Fn(String) -> Block) -> Option<Block> {
    let text = one_line(&std::mem::take(line));
    (!text.is_empty()).then(|| block(text))
}
