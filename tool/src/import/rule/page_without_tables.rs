//! The rule `page-without-tables`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;

/// A page has no table of errors.
pub static RULE: Rule =
    Rule { name: "page-without-tables", docs: include_str!("page_without_tables.md") };

/// The page has no table whose header is one of errors.
pub(crate) fn diagnostic(location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        "the page has no table of errors",
        "import the page that has the tables; if a script adds them, copy the page as text from a \
         browser; if the form was not recognized, name it with `--from`",
    )
}
