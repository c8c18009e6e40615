//! Rows whose cells are on separate lines.

use crate::import::columns::{Column, status_number};
use crate::import::read::block::Cell;
use crate::import::read::text::header::Header;
use crate::import::read::text::lines::{Line, Rows};
use crate::import::rule::unclear_row;

/// The rows below a header that begins at the line with this number. If empty lines separate the
/// cells, a cell may have several lines.
pub(crate) fn rows(lines: &[Line<'_>], start: usize, header: &Header) -> Rows {
    // A remark is directly below its cell.
    let gaps = lines[start + 1..header.next].iter().map(|line| line.gap);
    let gap = gaps.fold(0, usize::max);
    let mut rows = Rows { cells: Vec::new(), next: header.next, findings: Vec::new() };
    loop {
        let row = row(lines, rows.next, header.columns.len(), gap);
        if !is_row(&row.cells, &header.columns) {
            return rows;
        }
        let location = lines[rows.next].location();
        if has_status_of_next(&row.cells, &header.columns) {
            rows.findings.push(unclear_row::missing_cell(location));
        } else if !row.is_even {
            rows.findings.push(unclear_row::uneven(location));
        }
        rows.cells.push(row.cells);
        rows.next = row.next;
    }
}

/// Whether a cell for a text is the status of an error: then a cell is missing, and it is that of the next row.
fn has_status_of_next(cells: &[Cell], columns: &[Option<Column>]) -> bool {
    let is_text =
        |column: &Option<Column>| matches!(column, Some(Column::Message | Column::Description));
    let is_status = |cell: &Cell| matches!(cell.line().parse::<u16>(), Ok(400..=599));
    cells.iter().zip(columns).any(|(cell, column)| is_text(column) && is_status(cell))
}

/// A row as it may be.
struct Row {
    cells: Vec<Cell>,
    /// Whether as many empty lines are between its cells as between those of the header.
    is_even: bool,
    /// The number of the line after it.
    next: usize,
}

fn row(lines: &[Line<'_>], start: usize, width: usize, gap: usize) -> Row {
    let mut row = Row { cells: Vec::new(), is_even: true, next: start };
    while row.cells.len() < width
        && let Some(line) = lines.get(row.next)
    {
        row.is_even &= row.cells.is_empty() || line.gap == gap;
        row.next += 1;
        let mut cell = line.cell();
        while let Some(line) = lines.get(row.next).filter(|line| gap > 0 && line.follows()) {
            cell.text.push('\n');
            cell.text.push_str(line.text);
            row.next += 1;
        }
        row.cells.push(cell);
    }
    row
}

/// Whether these are all cells of a row, with a status and a code where the header has them.
fn is_row(cells: &[Cell], columns: &[Option<Column>]) -> bool {
    let fits = |(cell, column): (&Cell, &Option<Column>)| match column {
        Some(Column::Status) => status_number(&cell.line()).is_some(),
        Some(Column::Code) => !cell.line().contains(' '),
        _ => true,
    };
    cells.len() == columns.len() && cells.iter().zip(columns).all(fits)
}
