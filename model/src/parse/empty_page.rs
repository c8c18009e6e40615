//! The rule `empty-page`.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// A page has no table of errors.
pub static RULE: Rule = Rule { name: "empty-page", docs: include_str!("empty_page.md") };

pub(super) fn check(fields: &Fields<'_>) -> Option<Diagnostic> {
    if fields.get("common").is_some() {
        return None;
    }
    let (location, help) = match fields.get("endpoint") {
        None => (
            Location::File(fields.file),
            "add an `[[endpoint]]` for each table of the page, or remove the file",
        ),
        Some(value) if fields.is_empty_array("endpoint") => (
            Location::in_file(fields.file, value.span()),
            "replace this line by an `[[endpoint]]` for each table of the page, or remove the file",
        ),
        Some(_) => return None,
    };
    Some(Diagnostic::new(&RULE, location, "the page has no table of errors", help))
}
