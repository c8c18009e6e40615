//! The tables of errors among the blocks of a page, and the headings that they are under.

use std::collections::BTreeSet;
use std::slice;

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::page::TableKind;
use error_catalog_model::text::{describe_invisible, misleading_characters, quoted};
use error_catalog_model::validate::invisible_character;

use super::columns::{Column, Layout, column, known, looks_like_errors, status_number};
use super::left_out::LeftOut;
use super::line::one_line;
use super::page::Table;
use super::read::block::{Block, Cell, PAGE};
use super::rows;
use super::rule::{missing_heading, unclear_row};

/// What is found among the blocks of a page.
pub(crate) struct Found {
    /// The tables of errors, in the page's order.
    pub(crate) tables: Vec<Table>,
    /// What the catalog does not keep.
    pub(crate) left_out: Vec<LeftOut>,
    /// The numbers of tables among it, and the headings of their columns.
    skipped: Vec<(usize, Vec<String>)>,
    /// What cannot be read, in any stage so far.
    pub(crate) findings: Vec<Diagnostic>,
    /// Whether the page has a table of errors, even if it cannot be read.
    pub(crate) has_tables: bool,
}

/// Finds the tables of errors. The findings are those of the stages before.
pub(crate) fn tables(blocks: &[Block], findings: Vec<Diagnostic>) -> Found {
    let mut found = Found {
        tables: Vec::new(),
        left_out: Vec::new(),
        skipped: Vec::new(),
        findings,
        has_tables: false,
    };
    let mut above = 0;
    for (number, block) in blocks.iter().enumerate() {
        match block {
            Block::Table(rows) => {
                let heading = heading(&blocks[above..number]);
                match Header::find(rows) {
                    Some(header) => {
                        above = number;
                        found.has_tables = true;
                        found.table(&header, heading);
                    }
                    None => found.skip(column_headings(rows), heading, location_of_table(rows)),
                }
            }
            Block::Line(line) if begins_table(blocks, number) => {
                let heading = heading(&blocks[above..number]);
                found.skip(cells_of_line(line), heading, PAGE);
            }
            Block::Line(line) if found.has_tables && is_stray_row(line) => {
                found.findings.push(unclear_row::stray_row(line));
            }
            Block::Line(_) | Block::Heading(_) => {}
        }
    }
    found
}

/// The distinct headings of a page's columns, whatever the tables are about.
pub(crate) fn all_column_headings(blocks: &[Block]) -> Vec<String> {
    let mut all = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, block) in blocks.iter().enumerate() {
        let headings = match block {
            Block::Table(rows) => column_headings(rows),
            Block::Line(line) if begins_table(blocks, number) => cells_of_line(line),
            Block::Line(_) | Block::Heading(_) => continue,
        };
        all.extend(headings.into_iter().filter(|heading| seen.insert(heading.clone())));
    }
    all
}

/// The cells of the first row of a table that is not empty. A cell that spans columns counts once.
fn column_headings(rows: &[Vec<Cell>]) -> Vec<String> {
    for row in rows {
        let mut headings: Vec<String> = row.iter().map(Cell::line).collect();
        headings.retain(|heading| !heading.is_empty());
        headings.dedup();
        if !headings.is_empty() {
            return headings;
        }
    }
    Vec::new()
}

/// Whether a table begins with this line of copied text: one with tabs that is not below another.
fn begins_table(blocks: &[Block], number: usize) -> bool {
    let has_tabs = |number: usize| match blocks.get(number) {
        Some(Block::Line(line)) => !cells_of_line(line).is_empty() && line.contains('\t'),
        _ => false,
    };
    let is_below = number.checked_sub(1).is_some_and(has_tabs);
    has_tabs(number) && has_tabs(number + 1) && !is_below
}

/// The cells of a line of copied text that are not empty.
fn cells_of_line(line: &str) -> Vec<String> {
    line.split('\t').map(one_line).filter(|cell| !cell.is_empty()).collect()
}

/// Whether a line is a row of a Markdown table that ended above it, at an empty line for instance: between its pipes,
/// one of the first two cells is the status of an error.
fn is_stray_row(line: &str) -> bool {
    let cells: Vec<&str> = line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_status = |cell: &&str| cell.len() == 3 && matches!(cell.parse(), Ok(400..=599_u16));
    cells.len() > 2 && cells[..2].iter().any(is_status)
}

/// What the catalog's rules would reject in a heading.
pub(crate) fn check_heading(heading: &str) -> Option<Diagnostic> {
    let (_, character) = misleading_characters(heading).next()?;
    let (heading, character) = (quoted(heading), describe_invisible(character));
    let message = format!("the heading {heading} contains {character}");
    Some(Diagnostic::new(&invisible_character::RULE, PAGE, message, invisible_character::HELP))
}

impl Found {
    /// Notes a table that is not one of errors. Without a word in it, nothing is lost.
    fn skip(&mut self, columns: Vec<String>, heading: Option<&str>, location: Location) {
        if !columns.is_empty() {
            let left_out = LeftOut::table(heading, &columns, location);
            self.skipped.push((self.left_out.len(), columns));
            self.left_out.push(left_out);
        }
    }

    /// Calls the tables under a heading by their columns too: a table of errors has this heading.
    fn name_by_columns(&mut self, heading: &str) {
        for (number, columns) in &self.skipped {
            let table = &mut self.left_out[*number];
            if table.table.as_deref() == Some(heading) {
                table.add_columns(columns);
            }
        }
    }

    /// Reads a table of errors.
    fn table(&mut self, header: &Header<'_>, heading: Option<&str>) {
        let headings = header.headings();
        let layout = match Layout::new(&header.columns, &headings, &header.location) {
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
        self.name_by_columns(title);
        self.left_out.extend(header.left_out(title));
        let rows = rows::rows(header.rows, &layout, title, &name);
        self.left_out.extend(rows.left_out);
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
    /// Its cells.
    cells: &'r [Cell],
    /// Where its first cell is.
    location: Location,
    /// What is above it.
    above: &'r [Vec<Cell>],
    /// What is below it.
    rows: &'r [Vec<Cell>],
}

impl<'r> Header<'r> {
    /// The header of a table; `None` if it is not a table of errors. A title, or an empty row, may be
    /// above it.
    fn find(rows: &'r [Vec<Cell>]) -> Option<Self> {
        const MAX_ABOVE: usize = 2;
        for (number, cells) in rows.iter().enumerate().take(MAX_ABOVE + 1) {
            let columns: Vec<Option<Column>> =
                cells.iter().map(|cell| column(&cell.text)).collect();
            let (above, below) = (&rows[..number], &rows[number + 1..]);
            let known = known(&columns);
            // Other tables too have a column for a status and one more that is known.
            let is_header =
                known.len() > 2 || looks_like_errors(&known) && has_status(below, &columns);
            if is_header {
                return Some(Self {
                    columns,
                    cells,
                    location: location(cells),
                    above,
                    rows: below,
                });
            }
        }
        // No heading is known, but there are rows of errors.
        let row = rows.iter().find(|row| looks_like_error(row))?;
        let location = location(row);
        Some(Self { columns: Vec::new(), cells: &[], location, above: &[], rows: &[] })
    }

    /// The headings that say something.
    fn headings(&self) -> Vec<String> {
        let lines = self.cells.iter().map(Cell::line);
        lines.filter(|heading| !heading.is_empty()).collect()
    }

    /// What the catalog does not keep of the header: rows above it, and columns that are not the
    /// catalog's. A column without heading is no loss if all its cells are empty.
    fn left_out(&self, title: &str) -> Vec<LeftOut> {
        let mut left_out = Vec::new();
        for row in self.above {
            let text = column_headings(slice::from_ref(row)).join(" ");
            if !text.is_empty() && text != title {
                left_out.push(LeftOut::row_above_header(&text, title, location(row)));
            }
        }
        let mut seen = BTreeSet::new();
        for (index, cell) in self.cells.iter().enumerate() {
            let is_empty = |cell: &Cell| cell.line().is_empty();
            let is_lost =
                !is_empty(cell) || self.rows.iter().any(|row| !row.get(index).is_none_or(is_empty));
            if self.columns[index].is_none() && is_lost && seen.insert(cell.line()) {
                left_out.push(LeftOut::column(cell, title));
            }
        }
        left_out
    }
}

/// Where a row is in the page.
fn location(row: &[Cell]) -> Location {
    row.first().map_or(PAGE, |cell| cell.location.clone())
}

/// Where the first row of a table is in the page.
fn location_of_table(rows: &[Vec<Cell>]) -> Location {
    rows.first().map_or(PAGE, |row| location(row))
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
