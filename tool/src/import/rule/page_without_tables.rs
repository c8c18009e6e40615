//! The rule `page-without-tables`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;
use error_catalog_model::text::{list, quoted};

/// A page has no table of errors.
pub static RULE: Rule =
    Rule { name: "page-without-tables", docs: include_str!("page_without_tables.md") };

/// What a page has instead of a table of errors.
pub(crate) struct Seen<'p> {
    /// Its headings.
    pub(crate) headings: Vec<&'p str>,
    /// The headings of the columns of its tables.
    pub(crate) columns: Vec<&'p str>,
    /// Its first line.
    pub(crate) first_line: Option<&'p str>,
}

/// The page has no table whose header is one of errors.
pub(crate) fn diagnostic(seen: &Seen<'_>, location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        format!("the page has no table of errors: {}", describe(seen)),
        "import the page that has the tables; if a script adds them, copy the page as text from a \
         browser; if the form was not recognised, name it with `--from`",
    )
}

fn describe(seen: &Seen<'_>) -> String {
    let tables = if seen.columns.is_empty() {
        "it has no table".to_owned()
    } else {
        format!("its tables have the columns {}", list(&seen.columns))
    };
    match (seen.headings.as_slice(), seen.first_line) {
        ([], None) if seen.columns.is_empty() => "it shows nothing".to_owned(),
        ([], None) => format!("{tables}, and no heading"),
        ([], Some(line)) => format!("{tables}, and it begins with {}", quoted(line)),
        ([heading], _) => format!("{tables}, and its only heading is {}", quoted(heading)),
        (headings, _) => format!("{tables}, and its headings are {}", list(headings)),
    }
}
