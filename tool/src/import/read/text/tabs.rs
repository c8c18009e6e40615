//! Rows whose cells are separated by tabs.

use crate::import::read::block::{self, Cell};
use crate::import::read::text::header::header;
use crate::import::read::text::lines::{Line, Rows};

/// The rows below a header.
pub(crate) fn rows(lines: &[Line<'_>], start: usize) -> Rows {
    let mut rows = Rows { cells: Vec::new(), next: start, findings: Vec::new() };
    while let Some(line) = lines.get(rows.next).filter(|line| line.text.contains('\t')) {
        if header(lines, rows.next).is_some() {
            break;
        }
        rows.cells.push(cells(line));
        rows.next += 1;
    }
    rows
}

fn cells(line: &Line<'_>) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for text in line.text.split('\t') {
        let end = start + text.len();
        cells.push(Cell { text: text.to_owned(), location: block::span(start..end) });
        start = end + 1;
    }
    cells
}
