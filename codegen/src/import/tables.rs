//! Blocks into tables of errors: which tables are, under which heading, and what their rows say.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::block::{Block, Cell};
use crate::check::rows::{ERROR_STATUSES, STATUS_RANGE};
use crate::check::text::{CONTROL_CHARACTER, EMPTY_TEXT, REMOVE_INVISIBLE, named_invisible};
use crate::diagnostic::{Diagnostic, Place, list, shown};
use crate::invisible::misleading;
use crate::rules::{Find, Rule};

pub(crate) static PAGE_WITHOUT_TABLES: Rule = Rule {
    name: "page-without-tables",
    docs: "A page to import has no table of errors: none whose header names a status code, an error code, a message \
           and a description. It is another page, or it was copied without its tables.",
    find: Find::OnTheWay,
};

pub(crate) static UNCLEAR_COLUMNS: Rule = Rule {
    name: "unclear-columns",
    docs: "A table of a page to import looks like a table of errors, but its header does not name the four columns \
           once each: status code, error code, message and description. Without one of them the rows would have \
           to be made up in part.",
    find: Find::OnTheWay,
};

pub(crate) static MISSING_HEADING: Rule = Rule {
    name: "missing-heading",
    docs: "A table of errors of a page to import has no heading of its own, so that its endpoint is not known: \
           there is none between it and the table above, or the table above has the same.",
    find: Find::OnTheWay,
};

pub(crate) static UNCLEAR_ROW: Rule = Rule {
    name: "unclear-row",
    docs: "A row of a page to import cannot be read without a guess: its cells are not as many as the header's, \
           its status is no number, or it comes without separators and can be cut into cells in several ways or in \
           none. Copy the table in another form (save the page as HTML), or write the row as the page shows it, \
           with tabs between the cells.",
    find: Find::OnTheWay,
};

/// A table of errors.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) title: String,
    /// Whether it is about all endpoints.
    pub(crate) common: bool,
    pub(crate) rows: Vec<Cells>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Cells {
    pub(crate) status: i64,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) description: String,
}

/// A column of a table of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Status,
    Code,
    Message,
    Description,
}

pub(super) const COLUMNS: [(Column, &str); 4] = [
    (Column::Status, "status code"),
    (Column::Code, "error code"),
    (Column::Message, "message"),
    (Column::Description, "description"),
];

/// What a header cell may say, longer names before those that they begin with.
pub(super) const HEADERS: [(&str, Column); 13] = [
    ("http response code", Column::Status),
    ("http status code", Column::Status),
    ("http status", Column::Status),
    ("http code", Column::Status),
    ("response code", Column::Status),
    ("status code", Column::Status),
    ("status", Column::Status),
    ("error code", Column::Code),
    ("code", Column::Code),
    ("error message", Column::Message),
    ("message", Column::Message),
    ("error description", Column::Description),
    ("description", Column::Description),
];

/// The column of a header cell; a remark in a second line or in parentheses does not matter.
pub(super) fn column(cell: &str) -> Option<Column> {
    let first = cell.lines().map(str::trim).find(|line| !line.is_empty())?;
    let name = first.split('(').next().unwrap_or_default();
    // An asterisk, the mark of a footnote, or the arrow that sorts by the column.
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic());
    let name = super::block::one_line(name).to_lowercase();
    let is_name = |header: &str| header == name || name.strip_suffix('s') == Some(header);
    HEADERS.iter().find(|(header, _)| is_name(header)).map(|(_, column)| *column)
}

/// Whether columns look like those of a table of errors, even if one is missing.
pub(super) fn looks_like_errors(columns: &BTreeSet<Column>) -> bool {
    columns.len() > 2 || columns.contains(&Column::Status) && columns.len() > 1
}

/// Reports columns that are missing or there twice; whether there are any.
pub(super) fn report_unclear(
    columns: &[Option<Column>],
    range: Option<&Range<usize>>,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let with = |is_meant: fn(usize) -> bool| -> Vec<&'static str> {
        let count = |wanted| columns.iter().filter(|column| **column == Some(wanted)).count();
        let meant = COLUMNS.iter().filter(|(column, _)| is_meant(count(*column)));
        meant.map(|(_, name)| *name).collect()
    };
    let problems =
        [("no column", with(|count| count == 0)), ("several columns", with(|count| count > 1))];
    for (what, names) in problems.iter().filter(|(_, names)| !names.is_empty()) {
        findings.push(Diagnostic::new(
            &UNCLEAR_COLUMNS,
            place(range.cloned()),
            format!("a table of errors has {what} for {}", list(names)),
            "import a page whose tables name the four columns, or name them in the page's text",
        ));
    }
    problems.iter().any(|(_, names)| !names.is_empty())
}

/// A place in the page, which is the only source.
pub(super) fn place(range: Option<Range<usize>>) -> Place {
    range.map_or(Place::File(0), |range| Place::text(0, range))
}

/// The tables of errors among the blocks.
pub(super) fn tables(
    blocks: &[Block],
    notes: &mut Vec<String>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut above = 0;
    let mut is_any = false;
    for (number, block) in blocks.iter().enumerate() {
        let Block::Table(rows) = block else { continue };
        let heading = heading(&blocks[above..number]);
        let named = heading
            .map_or("without a heading".to_owned(), |heading| format!("under {}", shown(heading)));
        let Some(Header { columns, range, rows }) = header(rows) else {
            notes.push(format!("passed over the table {named}: it is not one of errors"));
            continue;
        };
        is_any = true;
        above = number;
        if report_unclear(&columns, range.as_ref(), findings) {
            continue;
        }
        let Some(title) = heading.filter(|title| tables.iter().all(|table| table.title != **title))
        else {
            let message = match heading {
                Some(_) => format!("the table {named} has the heading of another"),
                None => "a table of errors has no heading".to_owned(),
            };
            let help = "write the endpoint's name in a line above the table";
            findings.push(Diagnostic::new(&MISSING_HEADING, place(range), message, help));
            continue;
        };
        check_heading(title, findings);
        let common = title.to_lowercase().starts_with("common error");
        if common && tables.iter().any(|table| table.common) {
            findings.push(Diagnostic::new(
                &MISSING_HEADING,
                place(range.clone()),
                format!("the table {named} is a second one of common errors"),
                "give one of the two tables the name of its endpoint",
            ));
        }
        let rows = table_rows(rows, &columns, &named, notes, findings);
        if rows.is_empty() && findings.is_empty() {
            findings.push(Diagnostic::new(
                &UNCLEAR_ROW,
                place(range),
                format!("the table {named} has no row of an error"),
                "import a page whose tables have rows, or leave the table out of the page's text",
            ));
        }
        tables.push(Table { title: title.to_owned(), common, rows });
    }
    if !is_any && findings.is_empty() {
        findings.push(Diagnostic::new(
            &PAGE_WITHOUT_TABLES,
            Place::File(0),
            "the page has no table of errors",
            "import the page that has the tables, and say with `--from` what form it has",
        ));
    }
    tables
}

/// The header of a table of errors.
struct Header<'r> {
    columns: Vec<Option<Column>>,
    range: Option<Range<usize>>,
    /// What stands below it.
    rows: &'r [Vec<Cell>],
}

/// The header of a table of errors; none where it is another table. A title, or an empty row, may
/// stand above it.
fn header(rows: &[Vec<Cell>]) -> Option<Header<'_>> {
    const MOST_ABOVE: usize = 2;
    let range = |row: &[Cell]| row.first().and_then(|cell| cell.range.clone());
    for (number, row) in rows.iter().enumerate().take(MOST_ABOVE + 1) {
        let columns: Vec<Option<Column>> = row.iter().map(|cell| column(&cell.text)).collect();
        let known: BTreeSet<Column> = columns.iter().flatten().copied().collect();
        let below = &rows[number + 1..];
        // Of a status and one thing more there are other tables too.
        let at = columns.iter().position(|column| *column == Some(Column::Status));
        let is_status = |row: &Vec<Cell>| {
            let cell = at.and_then(|at| row.get(at));
            cell.is_some_and(|cell| status_number(&cell.line()).is_some())
        };
        if known.len() > 2 || (looks_like_errors(&known) && below.iter().any(is_status)) {
            return Some(Header { columns, range: range(row), rows: below });
        }
    }
    // Nothing that is known in the header, but rows of errors.
    let is_error = |row: &Vec<Cell>| {
        let cells: Vec<String> = row.iter().map(Cell::line).collect();
        let is_status = |cell: &String| cell.len() == 3 && matches!(cell.parse(), Ok(400..=599));
        let is_code = |cell: &String| {
            cell.starts_with(|c: char| c.is_ascii_uppercase())
                && cell.ends_with(|c: char| c.is_ascii_digit())
                && !cell.contains(' ')
        };
        cells.len() > 2 && cells.iter().any(is_status) && cells.iter().any(is_code)
    };
    let first = rows.iter().position(is_error)?;
    Some(Header { columns: Vec::new(), range: range(&rows[first]), rows: &[] })
}

/// What stands above a table: the last heading or bold line, or else the last line that is no sentence.
fn heading(blocks: &[Block]) -> Option<&str> {
    let headings = blocks.iter().rev().find_map(|block| match block {
        Block::Heading(text) => Some(text.as_str()),
        Block::Line(_) | Block::Table(_) => None,
    });
    // Nor is a row of a table that is not one of errors.
    let is_sentence =
        |text: &&str| text.ends_with(['.', '!', '?', ':', '…']) || text.contains('\t');
    headings
        .or_else(|| blocks.iter().rev().filter_map(Block::words).find(|text| !is_sentence(text)))
}

/// A row of a table, below its header.
struct Row<'r> {
    cells: &'r [Cell],
    columns: &'r [Option<Column>],
    /// Which one it is: `row 2 of the table under …`.
    named: String,
}

fn table_rows(
    rows: &[Vec<Cell>],
    columns: &[Option<Column>],
    named: &str,
    notes: &mut Vec<String>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Cells> {
    let mut read: Vec<Cells> = Vec::new();
    let mut seen = BTreeSet::new();
    for (cells, number) in rows.iter().zip(1..) {
        let row = Row { cells, columns, named: format!("row {number} of the table {named}") };
        let Some(cells) = row.read(findings) else { continue };
        let named = &row.named;
        if cells.status < *ERROR_STATUSES.start() {
            let status = cells.status;
            notes.push(format!("passed over {named}: its status is {status}, which is no error"));
        } else if seen.insert(cells.clone()) {
            row.check(&cells, findings);
            read.push(cells);
        } else {
            let description = shown(&cells.description);
            notes.push(format!("passed over {named}, which stands there twice: {description}"));
        }
    }
    read
}

impl Row<'_> {
    fn cell(&self, wanted: Column) -> Option<&Cell> {
        let at = self.columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| self.cells.get(at))
    }

    fn line(&self, wanted: Column) -> String {
        self.cell(wanted).map(Cell::line).unwrap_or_default()
    }

    fn finding(
        &self,
        rule: &'static Rule,
        cell: Option<&Cell>,
        message: impl Into<String>,
        help: &str,
    ) -> Diagnostic {
        let range = cell.or(self.cells.first()).and_then(|cell| cell.range.clone());
        Diagnostic::new(rule, place(range), message, help)
    }

    /// What it says. Nothing if it is empty or the header again, as long tables have it; or if it
    /// cannot be read, which is reported.
    fn read(&self, findings: &mut Vec<Diagnostic>) -> Option<Cells> {
        // Cells that a row has too many are no loss if they are empty.
        let end = self.cells.iter().rposition(|cell| !cell.line().is_empty())? + 1;
        let cells = &self.cells[..self.cells.len().min(end.max(self.columns.len()))];
        let named = &self.named;
        if cells.len() != self.columns.len() {
            let unit = if cells.len() == 1 { "cell" } else { "cells" };
            let (count, header) = (cells.len(), self.columns.len());
            let message = format!("{named} has {count} {unit}, and its header has {header}");
            let help = "write the row with as many cells as the header has";
            findings.push(self.finding(&UNCLEAR_ROW, None, message, help));
            return None;
        }
        if cells.iter().map(|cell| column(&cell.text)).eq(self.columns.iter().copied()) {
            return None;
        }

        let (status, code) = (self.line(Column::Status), self.line(Column::Code));
        let number = status_number(&status);
        if number.is_none() {
            let message =
                format!("{} in {named} is not the number of an HTTP status", shown(&status));
            let help = "write the status as three digits";
            findings.push(self.finding(&UNCLEAR_ROW, self.cell(Column::Status), message, help));
        }
        if code.contains(' ') {
            let message = format!("the code {} in {named} is not one word", shown(&code));
            let help = "write the code alone, without a remark or the mark of a footnote";
            findings.push(self.finding(&UNCLEAR_ROW, self.cell(Column::Code), message, help));
            return None;
        }
        let (message, description) = (self.line(Column::Message), self.line(Column::Description));
        Some(Cells { status: number?, code, message, description })
    }

    /// Reports what the catalog's rules would not let pass, where it stands in the page.
    fn check(&self, cells: &Cells, findings: &mut Vec<Diagnostic>) {
        let named = &self.named;
        if !ERROR_STATUSES.contains(&cells.status) {
            let message =
                format!("the status {} in {named} is not that of an HTTP error", cells.status);
            let help = "write the status of the documentation, 400 to 599, or leave the row out";
            findings.push(self.finding(&STATUS_RANGE, self.cell(Column::Status), message, help));
        }
        let texts = [
            (Column::Code, "code", &cells.code),
            (Column::Message, "message", &cells.message),
            (Column::Description, "description", &cells.description),
        ];
        for (column, what, text) in texts {
            if text.is_empty() {
                let message = format!("the {what} in {named} is empty");
                let help = "write what belongs there, or leave the row out of the page's text";
                findings.push(self.finding(&EMPTY_TEXT, self.cell(column), message, help));
            }
            if let Some((_, character)) = misleading(text).next() {
                let message =
                    format!("the {what} in {named} contains {}", named_invisible(character));
                findings.push(self.finding(
                    &CONTROL_CHARACTER,
                    self.cell(column),
                    message,
                    REMOVE_INVISIBLE,
                ));
            }
        }
    }
}

/// Reports a heading that the catalog's rules would not let pass.
pub(super) fn check_heading(title: &str, findings: &mut Vec<Diagnostic>) {
    if let Some((_, character)) = misleading(title).next() {
        findings.push(Diagnostic::new(
            &CONTROL_CHARACTER,
            Place::File(0),
            format!("the heading {} contains {}", shown(title), named_invisible(character)),
            REMOVE_INVISIBLE,
        ));
    }
}

/// The number of a status; its words may follow, but no other number.
pub(super) fn status_number(text: &str) -> Option<i64> {
    let digits = text.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &text[3..];
    let are_words = rest.starts_with(' ') && !rest.contains(|c: char| c.is_numeric());
    let number = digits.parse().ok()?;
    (number >= 100 && (rest.is_empty() || are_words)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_and_one_thing_more_look_like_errors() {
        use Column::{Code, Description, Message, Status};
        let looks = |columns: &[Column]| looks_like_errors(&columns.iter().copied().collect());
        assert!(looks(&[Status, Code]));
        assert!(looks(&[Code, Message, Description]));
        assert!(!looks(&[]));
        assert!(!looks(&[Status]));
        assert!(!looks(&[Code, Message]));
    }
}
