//! The rule `empty-table`.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// A table of errors has no rows.
pub static RULE: Rule = Rule { name: "empty-table", docs: include_str!("empty_table.md") };

pub(super) fn check(fields: &Fields<'_>) -> Option<Diagnostic> {
    fields.is_empty_array("errors").then(|| {
        Diagnostic::new(
            &RULE,
            Location::in_file(fields.file, fields.span.clone()),
            "this table has no rows: its `errors` are empty",
            "add the rows of the documentation, or remove the table",
        )
    })
}
