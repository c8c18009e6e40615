//! The columns of a table of errors: how headers name them, and where a table has them.

use std::collections::BTreeSet;

use error_catalog_model::diagnostic::{Diagnostic, Location};

use super::line::one_line;
use super::rule::unclear_columns;

/// A column of a table of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Status,
    Code,
    Message,
    Description,
}

/// What the cells of a header may contain. Longer headings come before those that they begin with.
pub(crate) const HEADINGS: [(&str, Column); 13] = [
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

impl Column {
    const ALL: [Self; 4] = [Self::Status, Self::Code, Self::Message, Self::Description];

    /// What reports call it, which is one of its headings too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Status => "status code",
            Self::Code => "error code",
            Self::Message => "message",
            Self::Description => "description",
        }
    }
}

/// The column with this heading, if it is one of the four. A remark in a second line or in parentheses
/// does not matter.
pub(crate) fn column(heading: &str) -> Option<Column> {
    let first = heading.lines().map(str::trim).find(|line| !line.is_empty())?;
    let name = first.split_once('(').map_or(first, |(name, _)| name);
    // An asterisk, the mark of a footnote, or the arrow that sorts by the column.
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic());
    let name = one_line(name).to_lowercase();
    let is_name = |heading: &str| heading == name || name.strip_suffix('s') == Some(heading);
    HEADINGS.iter().find(|(heading, _)| is_name(heading)).map(|(_, column)| *column)
}

/// The distinct columns of a header.
pub(crate) fn known(columns: &[Option<Column>]) -> BTreeSet<Column> {
    columns.iter().flatten().copied().collect()
}

/// Whether columns look like those of a table of errors, even if some are missing.
pub(crate) fn looks_like_errors(known: &BTreeSet<Column>) -> bool {
    known.len() > 2 || known.contains(&Column::Status) && known.len() > 1
}

/// The number of a status. Its words may follow, but no other number.
pub(crate) fn status_number(cell: &str) -> Option<u16> {
    let digits = cell.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = &cell[3..];
    let are_words = rest.starts_with(' ') && !rest.contains(|c: char| c.is_numeric());
    let number = digits.parse().ok()?;
    (number >= 100 && (rest.is_empty() || are_words)).then_some(number)
}

/// The columns of a header that names each of the four exactly once.
pub(crate) struct Layout {
    /// All columns, in the table's order. Those that are not kept are `None`.
    pub(crate) columns: Vec<Option<Column>>,
    /// The index of the column for the status.
    pub(crate) status: usize,
    /// The index of the column for the code.
    pub(crate) code: usize,
    /// The index of the column for the message.
    pub(crate) message: usize,
    /// The index of the column for the description.
    pub(crate) description: usize,
}

impl Layout {
    /// The layout of a header with these columns and headings. If there is not exactly one of each: what is wrong.
    pub(crate) fn new(
        columns: &[Option<Column>],
        headings: &[String],
        location: &Location,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut missing = Vec::new();
        let mut repeated = Vec::new();
        for wanted in Column::ALL {
            match columns.iter().filter(|column| **column == Some(wanted)).count() {
                0 => missing.push(wanted.name()),
                1 => {}
                _ => repeated.push(wanted.name()),
            }
        }
        let index = |wanted| columns.iter().position(|column| *column == Some(wanted));
        if let (Some(status), Some(code), Some(message), Some(description), true) = (
            index(Column::Status),
            index(Column::Code),
            index(Column::Message),
            index(Column::Description),
            repeated.is_empty(),
        ) {
            let columns = columns.to_vec();
            return Ok(Self { columns, status, code, message, description });
        }
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let mut findings = Vec::new();
        if !missing.is_empty() {
            findings.push(unclear_columns::missing(&missing, &headings, location.clone()));
        }
        if !repeated.is_empty() {
            findings.push(unclear_columns::repeated(&repeated, &headings, location.clone()));
        }
        Err(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_and_another_column_look_like_errors() {
        use Column::{Code, Description, Message, Status};
        let looks = |columns: &[Column]| looks_like_errors(&columns.iter().copied().collect());
        assert!(looks(&[Status, Code]));
        assert!(looks(&[Code, Message, Description]));
        assert!(!looks(&[]));
        assert!(!looks(&[Status]));
        assert!(!looks(&[Code, Message]));
    }

    #[test]
    fn every_name_is_a_heading() {
        for wanted in Column::ALL {
            assert_eq!(column(wanted.name()), Some(wanted));
        }
    }
}
