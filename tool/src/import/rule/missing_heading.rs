//! The rule `missing-heading`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;

/// A table of errors has no heading that only this table has.
pub static RULE: Rule = Rule { name: "missing-heading", docs: include_str!("missing_heading.md") };

const HELP: &str = "write the name of the endpoint on a line above the table";

/// There is no heading between the table and the one above it.
pub(crate) fn no_heading(location: Location) -> Diagnostic {
    Diagnostic::new(&RULE, location, "a table of errors has no heading", HELP)
}

/// An earlier table has the same heading.
pub(crate) fn repeated(table: &str, location: Location) -> Diagnostic {
    let message = format!("{table} has the same heading as another table");
    Diagnostic::new(&RULE, location, message, HELP)
}

/// An earlier table is one of common errors too.
pub(crate) fn second_common(table: &str, location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        format!("{table} is a second table of common errors"),
        "write the name of its endpoint above one of the two tables",
    )
}
