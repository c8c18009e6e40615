//! What a page has and the catalog does not keep.

use error_catalog_model::diagnostic::Location;
use error_catalog_model::text::misleading_characters;
use serde::Serialize;

use super::line::one_line;
use super::read::block::Cell;

/// Something of a page that the catalog does not keep.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// What it is.
    pub kind: LeftOutKind,
    /// What it is called, if it has a name: without characters that mislead, and not too long.
    pub name: String,
    /// The heading above the table that it is or is in, if there is one.
    pub table: Option<String>,
    /// For a row its number in the table, counted from 1 at the first row below the header.
    pub row: Option<usize>,
    /// Where it is in the page.
    pub location: Location,
}

/// What is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutKind {
    /// A column that the catalog does not have.
    Column,
    /// A table that is not one of errors.
    Table,
    /// A row that is not an error.
    Row,
    /// A row above the header of a table.
    RowAboveHeader,
    /// A row that repeats an earlier one of its table: it is written once, so that nothing is lost.
    Repeat,
}

impl LeftOut {
    /// A column with this heading.
    pub(crate) fn column(heading: &Cell, table: &str) -> Self {
        Self {
            kind: LeftOutKind::Column,
            name: name(&heading.text),
            table: Some(table.to_owned()),
            row: None,
            location: heading.location.clone(),
        }
    }

    /// A table, called by the heading above it or, without one, by the headings of its columns.
    pub(crate) fn table(heading: Option<&str>, columns: &[String], location: Location) -> Self {
        Self {
            kind: LeftOutKind::Table,
            name: name(heading.unwrap_or(&columns.join(", "))),
            table: heading.map(str::to_owned),
            row: None,
            location,
        }
    }

    /// Adds the headings of its columns to the name of a table: another table has its heading.
    pub(crate) fn add_columns(&mut self, columns: &[String]) {
        let heading = self.table.as_deref().unwrap_or_default();
        self.name = name(&format!("{heading} ({})", columns.join(", ")));
    }

    /// A row with this status, which is not that of an error.
    pub(crate) fn row(
        status: u16,
        code: &str,
        table: &str,
        row: usize,
        location: Location,
    ) -> Self {
        let code = if code.contains(char::is_alphanumeric) { code } else { "" };
        Self {
            kind: LeftOutKind::Row,
            name: name(&format!("{status} {code}")),
            table: Some(table.to_owned()),
            row: Some(row),
            location,
        }
    }

    /// A row above the header, with this text.
    pub(crate) fn row_above_header(text: &str, table: &str, location: Location) -> Self {
        Self {
            kind: LeftOutKind::RowAboveHeader,
            name: name(text),
            table: Some(table.to_owned()),
            row: None,
            location,
        }
    }

    /// A row that repeats an earlier one, with this description.
    pub(crate) fn repeat(description: &str, table: &str, row: usize, location: Location) -> Self {
        Self {
            kind: LeftOutKind::Repeat,
            name: name(description),
            table: Some(table.to_owned()),
            row: Some(row),
            location,
        }
    }

    /// The entry of `left-out` that covers it. A repeated row needs none.
    #[must_use]
    pub fn entry(&self) -> Option<String> {
        let noun = match self.kind {
            LeftOutKind::Column => "column",
            LeftOutKind::Table => "table",
            LeftOutKind::Row | LeftOutKind::RowAboveHeader => "row",
            LeftOutKind::Repeat => return None,
        };
        let name = if self.name.is_empty() { "without a heading" } else { &self.name };
        Some(format!("{noun} {name}"))
    }
}

/// A text of the page as a name: on one line, not too long, and without what the rules reject.
fn name(text: &str) -> String {
    const MAX_LENGTH: usize = 80;
    let text = one_line(text);
    let mut name: String = text.chars().take(MAX_LENGTH).collect();
    if name.len() < text.len() {
        name.truncate(name.trim_end().len());
        name.push('…');
    }
    // A character may mislead only without its neighbour.
    loop {
        let misleading: Vec<usize> = misleading_characters(&name).map(|(index, _)| index).collect();
        if misleading.is_empty() {
            return name;
        }
        let shown = name.char_indices().filter(|(index, _)| !misleading.contains(index));
        name = one_line(&shown.map(|(_, character)| character).collect::<String>());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_breaks_no_rule_of_the_catalog() {
        assert_eq!(name(" Rate\u{A0}\n Limits "), "Rate Limits");
        assert_eq!(name("Rate\u{202E} \u{200B}Limits\u{1b}[31m"), "Rate Limits[31m");
        assert_eq!(name("\u{202E}"), "");
        assert_eq!(name(&"abc ".repeat(40)), format!("{}…", "abc ".repeat(20).trim_end()));
        assert_eq!(name(&"é".repeat(80)), "é".repeat(80));
        assert_eq!(name(&"é".repeat(81)), format!("{}…", "é".repeat(80)));
        // The end of an emoji is cut off, and with it what joined its parts.
        let family = format!("{}👩\u{200D}💻", "a".repeat(78));
        assert_eq!(name(&family), format!("{}👩…", "a".repeat(78)));
    }

    #[test]
    fn a_row_is_called_by_its_status_and_its_code_if_it_has_one() {
        let entry = |code: &str| LeftOut::row(200, code, "Get", 1, Location::File(0)).entry();
        assert_eq!(entry("1200").unwrap(), "row 200 1200");
        assert_eq!(entry("-").unwrap(), "row 200");
        assert_eq!(entry("").unwrap(), "row 200");
    }

    #[test]
    fn a_table_without_a_heading_is_called_by_its_columns() {
        let entry = |heading, columns: &[&str]| {
            let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
            LeftOut::table(heading, &columns, Location::File(0)).entry().unwrap()
        };
        assert_eq!(entry(Some("Rate Limits"), &["Plan"]), "table Rate Limits");
        assert_eq!(entry(None, &["Plan", "Limit"]), "table Plan, Limit");
        assert_eq!(entry(None, &[]), "table without a heading");
    }
}
