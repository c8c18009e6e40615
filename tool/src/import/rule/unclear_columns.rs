//! The rule `unclear-columns`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;
use error_catalog_model::text::list;

/// The header of a table of errors does not name each of the four columns exactly once.
pub static RULE: Rule = Rule { name: "unclear-columns", docs: include_str!("unclear_columns.md") };

const HELP: &str =
    "import a page whose tables name the four columns, or rename the columns in the saved page";

/// The header, which has these headings, does not name these columns.
pub(crate) fn missing(columns: &[&str], headings: &[&str], location: Location) -> Diagnostic {
    let message = format!("a table of errors has no column for {}", list(columns));
    Diagnostic::new(&RULE, location, with_headings(message, headings), HELP)
}

/// The header, which has these headings, names these columns more than once.
pub(crate) fn repeated(columns: &[&str], headings: &[&str], location: Location) -> Diagnostic {
    let message = format!("a table of errors has several columns for {}", list(columns));
    Diagnostic::new(&RULE, location, with_headings(message, headings), HELP)
}

fn with_headings(message: String, headings: &[&str]) -> String {
    match headings {
        [] => message,
        [heading] => format!("{message}: its only column is {}", list(&[heading])),
        _ => format!("{message}: its columns are {}", list(headings)),
    }
}
