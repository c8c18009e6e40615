//! The rule `nested-too-deeply`.

use error_catalog_model::diagnostic::{Diagnostic, Location};
use error_catalog_model::rule::Rule;

/// HTML elements are nested more deeply than browsers allow.
pub static RULE: Rule =
    Rule { name: "nested-too-deeply", docs: include_str!("nested_too_deeply.md") };

/// The page has elements nested more than so many levels deep.
pub(crate) fn diagnostic(max_depth: usize, location: Location) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        location,
        format!("the page has elements nested more than {max_depth} levels deep"),
        "copy the page as text from a browser, and import that",
    )
}
