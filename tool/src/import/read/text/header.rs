//! The headers of tables, in the three shapes in which they are copied.

use crate::import::columns::{Column, HEADINGS, column, known, looks_like_errors, status_number};
use crate::import::line::one_line;
use crate::import::read::text::lines::Line;

/// How the cells of a table are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// By tabs.
    Tabs,
    /// Not at all.
    RunTogether,
    /// By line breaks.
    CellPerLine,
}

/// The header of a table.
pub(crate) struct Header {
    /// How the cells of its rows are separated.
    pub(crate) shape: Shape,
    /// Its columns. Those that are not known are `None`.
    pub(crate) columns: Vec<Option<Column>>,
    /// The heading of each column.
    pub(crate) headings: Vec<String>,
    /// The number of the line after it.
    pub(crate) next: usize,
}

impl Header {
    /// A header all of whose columns are known.
    fn of_known(shape: Shape, columns: Vec<Option<Column>>, next: usize) -> Self {
        let headings = columns.iter().flatten().map(|column| column.name().to_owned()).collect();
        Self { shape, columns, headings, next }
    }

    /// The headings that say something, each on one line.
    pub(crate) fn shown_headings(&self) -> Vec<String> {
        let lines = self.headings.iter().map(|heading| one_line(heading));
        lines.filter(|heading| !heading.is_empty()).collect()
    }
}

/// The header that begins at the line with this number, if one does.
pub(crate) fn header(lines: &[Line<'_>], start: usize) -> Option<Header> {
    /// Remarks may make a header of several lines.
    const MAX_LINES: usize = 8;
    let mut incomplete = None;
    for end in (start + 1..=lines.len()).take(MAX_LINES) {
        // No empty line is within a header.
        if end > start + 1 && !lines[end - 1].follows() {
            break;
        }
        let text = lines[start..end].iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
        let header = if text.contains('\t') {
            tabs_header(&text, end)
        } else if let Some(columns) = run_together_columns(&text) {
            Header::of_known(Shape::RunTogether, columns, end)
        } else {
            continue;
        };
        let known = known(&header.columns);
        if known.len() == 4 {
            return Some(header);
        }
        // If a column is missing, only a whole line can be distinguished from prose.
        let is_first_line = end == start + 1;
        if is_first_line && looks_like_errors(&known) && has_status_below(lines, end) {
            incomplete.get_or_insert(header);
        }
    }
    incomplete.or_else(|| cell_per_line_header(lines, start))
}

/// A header with tabs between its cells.
fn tabs_header(text: &str, next: usize) -> Header {
    let headings: Vec<String> = text.split('\t').map(str::to_owned).collect();
    let columns = headings.iter().map(|heading| column(heading)).collect();
    Header { shape: Shape::Tabs, columns, headings, next }
}

/// Whether a cell of the line below a header begins with a status: then it is one of errors.
fn has_status_below(lines: &[Line<'_>], next: usize) -> bool {
    let Some(line) = lines.get(next) else { return false };
    let mut numbers = line.text.split('\t').filter_map(|cell| cell.trim().get(..3));
    numbers.any(|number| matches!(number.parse(), Ok(100..=599_u16)))
}

/// The columns of a header without separators, if the text contains nothing else. A remark is in
/// parentheses or on a separate line.
fn run_together_columns(text: &str) -> Option<Vec<Option<Column>>> {
    let lower_case = text.to_ascii_lowercase();
    let mut rest = lower_case.as_str();
    let mut columns = Vec::new();
    let mut line_breaks = 0;
    while !rest.is_empty() {
        if let Some((heading, column)) =
            HEADINGS.iter().find(|(heading, _)| rest.starts_with(heading))
        {
            columns.push(Some(*column));
            rest = &rest[heading.len()..];
        } else if let Some(after) = rest.strip_prefix(' ') {
            rest = after;
        } else if let Some(remark) = rest.strip_prefix('(') {
            rest = remark.split_once(')')?.1;
        } else if let Some(remark) = rest.strip_prefix('\n') {
            let next = HEADINGS.iter().filter_map(|(heading, _)| remark.find(heading)).min()?;
            rest = &remark[next..];
            line_breaks += 1;
        } else {
            return None;
        }
    }
    // Headings on separate lines are another shape.
    (columns.len() > line_breaks + 1).then_some(columns)
}

/// A header with a cell per line. The line after a cell may be a remark on it.
fn cell_per_line_header(lines: &[Line<'_>], start: usize) -> Option<Header> {
    column(lines[start].text)?;
    if let Some(header) = spaced_header(lines, start) {
        return Some(header);
    }
    let mut columns = vec![column(lines[start].text)];
    let mut next = start + 1;
    while columns.len() < 4 {
        let (number, new) = next_column(lines, next, &columns)?;
        columns.push(Some(new));
        next = number + 1;
    }
    // A remark on the last cell.
    if lines.get(next).is_some_and(|line| line.text.starts_with('(')) {
        next += 1;
    }
    Some(Header::of_known(Shape::CellPerLine, columns, next))
}

/// The column that is not yet among these, on this line or, if this line is a remark, on the next;
/// and the number of its line.
fn next_column(
    lines: &[Line<'_>],
    start: usize,
    columns: &[Option<Column>],
) -> Option<(usize, Column)> {
    for (number, line) in lines.iter().enumerate().skip(start).take(2) {
        if let Some(new) = column(line.text).filter(|new| !columns.contains(&Some(*new))) {
            return Some((number, new));
        }
    }
    None
}

/// A header with columns that are not known, if empty lines separate the cells: then a remark is directly
/// below its cell, and what is not known is a column. The rows below have to be as wide.
fn spaced_header(lines: &[Line<'_>], start: usize) -> Option<Header> {
    const MAX_UNKNOWN: usize = 4;
    let mut columns: Vec<Option<Column>> = Vec::new();
    let mut headings = Vec::new();
    let mut next = start;
    loop {
        let line = lines.get(next)?;
        let new = column(line.text);
        // A status is in a row.
        let is_cell = status_number(line.text).is_some();
        if is_cell || new.is_some() && columns.contains(&new) {
            return None;
        }
        columns.push(new);
        headings.push(line.text.to_owned());
        next = end_of_cell(lines, next);
        let known = known(&columns).len();
        let unknown = columns.len() - known;
        if unknown > MAX_UNKNOWN {
            return None;
        }
        if known == 4 && are_rows(lines, next, &columns) {
            let header = Header { shape: Shape::CellPerLine, columns, headings, next };
            return (unknown > 0).then_some(header);
        }
    }
}

/// The number of the line after the cell that begins on this one: the first one with an empty line above.
fn end_of_cell(lines: &[Line<'_>], start: usize) -> usize {
    /// A longer cell is not the beginning of a table. Looking for its end would take long.
    const MAX_LINES: usize = 100;
    let below = lines.iter().skip(start + 1).take(MAX_LINES);
    start + 1 + below.take_while(|line| line.follows()).count()
}

/// Whether the cells from this line on are a row with these columns, and the next ones are a row too or
/// contain no status.
fn are_rows(lines: &[Line<'_>], start: usize, columns: &[Option<Column>]) -> bool {
    let mut next = start;
    let mut row = || {
        let mut cells = Vec::new();
        while cells.len() < columns.len()
            && let Some(line) = lines.get(next)
        {
            cells.push(line.text);
            next = end_of_cell(lines, next);
        }
        cells
    };
    let fits = |(cell, column): (&&str, &Option<Column>)| match column {
        Some(Column::Status) => status_number(cell).is_some(),
        Some(Column::Code) => !cell.contains(' '),
        _ => true,
    };
    let is_row =
        |cells: &[&str]| cells.len() == columns.len() && cells.iter().zip(columns).all(fits);
    let (first, second) = (row(), row());
    is_row(&first) && (is_row(&second) || !second.iter().any(|cell| status_number(cell).is_some()))
}
