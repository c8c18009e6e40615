//! The rows of a table of errors.

use std::collections::BTreeSet;

use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::page::ERROR_STATUSES;
use error_catalog_model::rule::Rule;
use error_catalog_model::text::{describe_invisible, misleading_characters};
use error_catalog_model::validate::{empty_string, invisible_character, status_range};

use super::columns::{Layout, column, status_number};
use super::left_out::LeftOut;
use super::page::Cells;
use super::read::block::{Cell, PAGE};
use super::rule::unclear_row;

/// What the rows of a table contain.
#[derive(Default)]
pub(crate) struct Rows {
    /// The distinct rows of errors, in the table's order.
    pub(crate) cells: Vec<Cells>,
    /// The rows that are no errors, and those that repeat another one.
    pub(crate) left_out: Vec<LeftOut>,
    /// What is wrong with the rows.
    pub(crate) findings: Vec<Diagnostic>,
}

/// Reads the rows below the header of the table under this heading. Messages call the table by its name.
pub(crate) fn rows(rows: &[Vec<Cell>], layout: &Layout, heading: &str, table: &str) -> Rows {
    let mut found = Rows::default();
    let mut seen = BTreeSet::new();
    for (cells, number) in rows.iter().zip(1..) {
        let row = Row { cells, layout, name: format!("row {number} of {table}") };
        let location = || cells.first().map_or(PAGE, |cell| cell.location.clone());
        match row.read() {
            Ok(Content::Nothing) => {}
            Ok(Content::NoError { status, code }) => {
                found.left_out.push(LeftOut::row(status, &code, heading, number, location()));
            }
            Ok(Content::Error(cells)) if seen.contains(&cells) => {
                let description = &cells.description;
                found.left_out.push(LeftOut::repeat(description, heading, number, location()));
            }
            Ok(Content::Error(cells)) => {
                seen.insert(cells.clone());
                found.findings.extend(row.check(&cells));
                found.cells.push(cells);
            }
            Err(findings) => found.findings.extend(findings),
        }
    }
    found
}

/// What a row contains.
enum Content {
    /// Nothing, or the header once more, as in long tables.
    Nothing,
    /// A status that is not that of an error, and perhaps a code.
    NoError { status: u16, code: String },
    /// An error.
    Error(Cells),
}

/// A row as the page has it.
struct Row<'r> {
    cells: &'r [Cell],
    layout: &'r Layout,
    /// What messages call it: `row 2 of the table under …`.
    name: String,
}

impl Row<'_> {
    fn read(&self) -> Result<Content, Vec<Diagnostic>> {
        let Some(last) = self.cells.iter().rposition(|cell| !cell.line().is_empty()) else {
            return Ok(Content::Nothing);
        };
        let width = self.layout.columns.len();
        // Cells after the last column are no loss if they are empty.
        let count = self.cells.len().min(width.max(last + 1));
        if count != width {
            let location = self.cells[0].location.clone();
            return Err(vec![unclear_row::cell_count(&self.name, count, width, location)]);
        }
        let columns = self.cells[..width].iter().map(|cell| column(&cell.text));
        if columns.eq(self.layout.columns.iter().copied()) {
            return Ok(Content::Nothing);
        }

        let [status, code, message, description] =
            [self.layout.status, self.layout.code, self.layout.message, self.layout.description]
                .map(|index| self.cells[index].line());
        let mut findings = Vec::new();
        let number = status_number(&status);
        if let Some(status) = number.filter(|number| number < ERROR_STATUSES.start()) {
            return Ok(Content::NoError { status, code });
        }
        if number.is_none() {
            let location = self.cells[self.layout.status].location.clone();
            findings.push(unclear_row::status(&status, &self.name, location));
        }
        if code.contains(' ') {
            let location = self.cells[self.layout.code].location.clone();
            findings.push(unclear_row::code(&code, &self.name, location));
        }
        match number {
            Some(status) if findings.is_empty() => {
                Ok(Content::Error(Cells { status, code, message, description }))
            }
            _ => Err(findings),
        }
    }

    /// What the rules of a catalog would reject, at its place in the page.
    fn check(&self, cells: &Cells) -> Vec<Diagnostic> {
        let Layout { status, code, message, description, .. } = *self.layout;
        let name = &self.name;
        let mut findings = Vec::new();
        if !ERROR_STATUSES.contains(&cells.status) {
            findings.push(self.diagnostic(
                &status_range::RULE,
                status,
                format!("the status {} in {name} is not that of an HTTP error", cells.status),
                "write the documented status, 400 to 599, or remove the row if it is not an error",
            ));
        }
        for (column, index, string) in [
            ("code", code, &cells.code),
            ("message", message, &cells.message),
            ("description", description, &cells.description),
        ] {
            if string.is_empty() {
                findings.push(self.diagnostic(
                    &empty_string::RULE,
                    index,
                    format!("the {column} in {name} is empty"),
                    "write what the documentation says, or remove the row from the saved page",
                ));
            }
            if let Some((_, character)) = misleading_characters(string).next() {
                let character = describe_invisible(character);
                findings.push(self.diagnostic(
                    &invisible_character::RULE,
                    index,
                    format!("the {column} in {name} contains {character}"),
                    invisible_character::HELP,
                ));
            }
        }
        findings
    }

    /// A finding about the cell in this column.
    fn diagnostic(
        &self,
        rule: &'static Rule,
        column: usize,
        message: String,
        help: &str,
    ) -> Diagnostic {
        Diagnostic::new(rule, self.cells[column].location.clone(), message, help)
    }
}
