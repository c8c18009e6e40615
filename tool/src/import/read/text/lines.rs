//! The lines of a page, and rows made of them.

use error_catalog_model::diagnostic::{Diagnostic, Location};

use crate::import::read::block::{self, Cell};

/// A line that is not empty, without white space around it.
#[derive(Clone, Copy)]
pub(crate) struct Line<'t> {
    /// The byte of the page at which the text begins.
    pub(crate) start: usize,
    pub(crate) text: &'t str,
    /// How many empty lines are above it.
    pub(crate) gap: usize,
}

/// The rows below a header.
pub(crate) struct Rows {
    /// The cells of each row.
    pub(crate) cells: Vec<Vec<Cell>>,
    /// The number of the line after them.
    pub(crate) next: usize,
    /// The rows that cannot be read.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Line<'_> {
    /// Where the line is in the page.
    pub(crate) fn location(&self) -> Location {
        block::span(self.start..self.start + self.text.len())
    }

    /// Whether it is directly below the line before.
    pub(crate) fn follows(&self) -> bool {
        self.gap == 0
    }

    /// The cell that consists of the line.
    pub(crate) fn cell(&self) -> Cell {
        Cell { text: self.text.to_owned(), location: self.location() }
    }
}

/// The lines of a page that are not empty.
pub(crate) fn lines(page: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut gap = 1;
    for whole in page.split_inclusive('\n') {
        // Tabs at the end are empty cells.
        let is_margin = |c: char| c.is_whitespace() && c != '\t';
        let text = whole.trim_matches(is_margin);
        if text.trim().is_empty() {
            gap += 1;
        } else {
            let margin = whole.len() - whole.trim_start_matches(is_margin).len();
            lines.push(Line { start: start + margin, text, gap });
            gap = 0;
        }
        start += whole.len();
    }
    lines
}
