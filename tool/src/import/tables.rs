//! The tables of errors among the blocks of a page, and the headings that they are under.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::page::TableKind;
use error_catalog_model::text::{describe_invisible, misleading_characters, quoted};
use error_catalog_model::validate::invisible_character;

use super::columns::{Column, Layout, column, known, looks_like_errors, status_number};
use super::page::Table;
use super::read::block::{Block, Cell, PAGE};
use super::rows;
use super::rule::{missing_heading, unclear_row};

/// What is found among the blocks of a page.
pub(crate) struct Found {
    /// The tables of errors, in the page's order.
    pub(crate) tables: Vec<Table>,
    /// What was skipped.
    pub(crate) notes: Vec<String>,
    /// What cannot be read, in any stage so far.
    pub(crate) findings: Vec<Diagnostic>,
    /// Whether the page has a table of errors, even if it cannot be read.
    pub(crate) has_tables: bool,
}

/// Finds the tables of errors. The findings are those of the stages before.
pub(crate) fn tables(blocks: &[Block], findings: Vec<Diagnostic>) -> Found {
    let mut found = Found { tables: Vec::new(), notes: Vec::new(), findings, has_tables: false };
    let mut above = 0;
    for (number, block) in blocks.iter().enumerate() {
        let Block::Table(rows) = block else { continue };
        let heading = heading(&blocks[above..number]);
        match Header::find(rows) {
            Some(header) => {
                above = number;
                found.has_tables = true;
                found.table(&header, heading);
            }
            None => found.skip(heading),
        }
    }
    found
}

/// What the catalog's rules would reject in a heading.
pub(crate) fn check_heading(heading: &str) -> Option<Diagnostic> {
    let (_, character) = misleading_characters(heading).next()?;
    let (heading, character) = (quoted(heading), describe_invisible(character));
    let message = format!("the heading {heading} contains {character}");
    Some(Diagnostic::new(&invisible_character::RULE, PAGE, message, invisible_character::HELP))
}

impl Found {
    /// Notes a table that is not one of errors.
    fn skip(&mut self, heading: Option<&str>) {
        let table = match heading {
            Some(heading) => name(heading),
            None => "a table without a heading".to_owned(),
        };
        self.notes.push(format!("skipped {table}: it is not a table of errors"));
    }

    /// Reads a table of errors.
    fn table(&mut self, header: &Header<'_>, heading: Option<&str>) {
        let layout = match Layout::new(&header.columns, &header.location) {
            Ok(layout) => layout,
            Err(findings) => {
                self.findings.extend(findings);
                return;
            }
        };
        let Some(title) = heading else {
            self.findings.push(missing_heading::no_heading(header.location.clone()));
            return;
        };
        let name = name(title);
        if self.tables.iter().any(|table| table.title == title) {
            self.findings.push(missing_heading::repeated(&name, header.location.clone()));
            return;
        }
        self.findings.extend(check_heading(title));
        let kind = kind(title);
        if kind == TableKind::Common && self.tables.iter().any(|table| table.kind == kind) {
            self.findings.push(missing_heading::second_common(&name, header.location.clone()));
        }
        let rows = rows::rows(header.rows, &layout, &name);
        self.notes.extend(rows.notes);
        self.findings.extend(rows.findings);
        if rows.cells.is_empty() && self.findings.is_empty() {
            self.findings.push(unclear_row::no_rows(&name, header.location.clone()));
        }
        self.tables.push(Table { kind, title: title.to_owned(), rows: rows.cells });
    }
}

/// What messages call a table with this heading.
fn name(heading: &str) -> String {
    format!("the table under {}", quoted(heading))
}

/// Whose errors a table with this heading lists.
fn kind(heading: &str) -> TableKind {
    let is_common = heading.to_lowercase().starts_with("common error");
    if is_common { TableKind::Common } else { TableKind::Endpoint }
}

/// The heading above a table: the last heading or bold line, or else the last line that is not a
/// sentence.
fn heading(blocks: &[Block]) -> Option<&str> {
    let mut line = None;
    for block in blocks.iter().rev() {
        match block {
            Block::Heading(text) => return Some(text),
            Block::Line(text) if line.is_none() && !is_sentence(text) => line = Some(text.as_str()),
            Block::Line(_) | Block::Table(_) => {}
        }
    }
    line
}

/// Whether a line is a sentence or, with tabs, a row of a table that is not one of errors.
fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', '…']) || line.contains('\t')
}

/// The header of a table of errors.
struct Header<'r> {
    columns: Vec<Option<Column>>,
    /// Where its first cell is.
    location: Location,
    /// What is below it.
    rows: &'r [Vec<Cell>],
}

impl<'r> Header<'r> {
    /// The header of a table; `None` if it is not a table of errors. A title, or an empty row, may be
    /// above it.
    fn find(rows: &'r [Vec<Cell>]) -> Option<Self> {
        const MAX_ABOVE: usize = 2;
        for (number, row) in rows.iter().enumerate().take(MAX_ABOVE + 1) {
            let columns: Vec<Option<Column>> = row.iter().map(|cell| column(&cell.text)).collect();
            let below = &rows[number + 1..];
            let known = known(&columns);
            // Other tables too have a column for a status and one more that is known.
            let is_header =
                known.len() > 2 || looks_like_errors(&known) && has_status(below, &columns);
            if is_header {
                return Some(Self { columns, location: location(row), rows: below });
            }
        }
        // No heading is known, but there are rows of errors.
        let row = rows.iter().find(|row| looks_like_error(row))?;
        Some(Self { columns: Vec::new(), location: location(row), rows: &[] })
    }
}

/// Where a row is in the page.
fn location(row: &[Cell]) -> Location {
    row.first().map_or(PAGE, |cell| cell.location.clone())
}

/// Whether one of the rows has a status in the column for it.
fn has_status(rows: &[Vec<Cell>], columns: &[Option<Column>]) -> bool {
    let Some(index) = columns.iter().position(|column| *column == Some(Column::Status)) else {
        return false;
    };
    let mut cells = rows.iter().filter_map(|row| row.get(index));
    cells.any(|cell| status_number(&cell.line()).is_some())
}

/// Whether a row has the status of an error and something that looks like a code.
fn looks_like_error(row: &[Cell]) -> bool {
    let is_status = |cell: &String| cell.len() == 3 && matches!(cell.parse(), Ok(400..=599));
    let is_code = |cell: &String| {
        cell.starts_with(|c: char| c.is_ascii_uppercase())
            && cell.ends_with(|c: char| c.is_ascii_digit())
            && !cell.contains(' ')
    };
    let cells: Vec<String> = row.iter().map(Cell::line).collect();
    cells.len() > 2 && cells.iter().any(is_status) && cells.iter().any(is_code)
}
