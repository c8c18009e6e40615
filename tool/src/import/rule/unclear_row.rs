//! The rule `unclear-row`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;
use error_catalog_model::text::quoted;

/// A row cannot be read without a guess.
pub static RULE: Rule = Rule { name: "unclear-row", docs: include_str!("unclear_row.md") };

/// A line of copied text that may be part of a table, but of none that was read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StrayLine {
    /// It begins with a code.
    Row,
    /// It is directly below a row.
    RestOfCell,
    /// It begins with the number of a status.
    Status,
}

/// Why a row without separators cannot be split into cells.
#[derive(Debug)]
pub(crate) enum Unsplittable {
    /// The row does not begin with a status and a code.
    NoStatusAndCode,
    /// The first two columns of the header are others than status and code.
    OtherFirstColumns,
    /// The code is not followed by the digits of a status.
    NoStatusAfterCode,
    /// The code may go on.
    UnclearEndOfCode,
    /// The message can end nowhere.
    NoEndOfMessage,
    /// The message can end in several places.
    SeveralEndsOfMessage {
        /// Message and description.
        text: String,
        /// The bytes of it at which the description may begin.
        starts: Vec<usize>,
    },
}

/// A row has more or fewer cells than the header.
pub(crate) fn cell_count(
    row: &str,
    count: usize,
    expected: usize,
    location: Location,
) -> Diagnostic {
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = format!("{row} has {count} {cells}, but its header has {expected}");
    let help = "write the row with as many cells as the header has";
    Diagnostic::new(&RULE, location, message, help)
}

/// A status is not a number of three digits.
pub(crate) fn status(status: &str, row: &str, location: Location) -> Diagnostic {
    let message = format!("{} in {row} is not the number of an HTTP status", quoted(status));
    Diagnostic::new(&RULE, location, message, "write the status as three digits")
}

/// A code is more than one word.
pub(crate) fn code(code: &str, row: &str, location: Location) -> Diagnostic {
    let message = format!("the code {} in {row} is not a single word", quoted(code));
    let help = "write only the code, without a remark or the mark of a footnote";
    Diagnostic::new(&RULE, location, message, help)
}

/// A table of errors has no errors.
pub(crate) fn no_rows(table: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        format!("{table} has no row with an error"),
        "import a page whose tables have rows, or remove the table from the saved page",
    )
}

/// A line may be part of a table, but of none that was read.
pub(crate) fn stray_line(line: StrayLine, location: Location) -> Diagnostic {
    let message = match line {
        StrayLine::Row => "this looks like a row, but it belongs to no table",
        StrayLine::RestOfCell => {
            "this is directly below a row and may be the rest of the row's last cell"
        }
        StrayLine::Status => "this looks like a row or its status, but it belongs to no table",
    };
    line_diagnostic(message, location)
}

/// The empty lines between the cells of a row are not as many as in the header.
pub(crate) fn uneven(location: Location) -> Diagnostic {
    line_diagnostic("the cells of this row are not evenly spaced, as if one were empty", location)
}

/// A line looks like a row of a table that ended above it. Its place in the page is not known.
pub(crate) fn stray_row(line: &str) -> Diagnostic {
    let message = format!("{} looks like a row, but it belongs to no table", quoted(line));
    let help = "remove what is between it and its table in the saved page, like an empty line";
    Diagnostic::new(&RULE, Location::File(0), message, help)
}

/// A cell of a row is the status of the next one.
pub(crate) fn missing_cell(location: Location) -> Diagnostic {
    line_diagnostic("this row lacks a cell: it goes on with the status of the next row", location)
}

/// A row without separators cannot be split into cells.
pub(crate) fn unsplittable(problem: &Unsplittable, location: Location) -> Diagnostic {
    line_diagnostic(unsplittable_message(problem), location)
}

fn unsplittable_message(problem: &Unsplittable) -> String {
    match problem {
        Unsplittable::NoStatusAndCode => {
            "this row does not begin with a status and a code, as its header does".to_owned()
        }
        Unsplittable::OtherFirstColumns => {
            "this row has no separators, and its header does not begin with status and code"
                .to_owned()
        }
        Unsplittable::NoStatusAfterCode => {
            "the code of this row is not followed by a status of three digits".to_owned()
        }
        Unsplittable::UnclearEndOfCode => {
            "it is unclear where the code of this row ends".to_owned()
        }
        Unsplittable::NoEndOfMessage => {
            "it is unclear where the message of this row ends and the description begins".to_owned()
        }
        Unsplittable::SeveralEndsOfMessage { text, starts } => several_ends_message(text, starts),
    }
}

fn several_ends_message(text: &str, starts: &[usize]) -> String {
    /// More places than these make a report no clearer.
    const MAX_PLACES: usize = 8;
    let mut places = Vec::new();
    for start in starts.iter().take(MAX_PLACES) {
        let (message, description) = text.split_at(*start);
        places.push(format!("{} | {}", quoted(message), quoted(description)));
    }
    let more = if starts.len() > MAX_PLACES { ", or …" } else { "" };
    format!(
        "the message of this row may end in {} places: {}{more}",
        starts.len(),
        places.join(", or ")
    )
}

fn line_diagnostic(message: impl Into<String>, location: Location) -> Diagnostic {
    let help =
        "save the page as HTML and import that, or write the row with tabs between its cells";
    Diagnostic::new(&RULE, location, message, help)
}

#[cfg(test)]
mod tests {
    use super::several_ends_message;

    #[test]
    fn a_report_shows_eight_places() {
        let message = |count: usize| {
            let starts: Vec<usize> = (1..=count).map(|number| 2 * number).collect();
            several_ends_message(&"A.".repeat(count + 1), &starts)
        };
        assert_eq!(message(2).matches(", or ").count(), 1);
        assert_eq!(message(8).matches(", or ").count(), 7);
        assert!(!message(8).ends_with(", or …"));
        assert_eq!(message(9).matches(", or ").count(), 8);
        assert!(message(9).ends_with(", or …"));
    }
}
