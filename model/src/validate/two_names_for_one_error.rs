//! The rule `two-names-for-one-error`.

use super::rows::{complete_rows, repeated};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::quoted;

/// Two rows of a page are the same but for their names.
pub static RULE: Rule =
    Rule { name: "two-names-for-one-error", docs: include_str!("two_names_for_one_error.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let repeated = repeated(complete_rows(page), |row| row.values).into_iter();
        for (row, first) in repeated.filter(|(row, first)| row.name.value != first.name.value) {
            let help = if row.table == first.table {
                "remove one of the two rows: a table lists an error once"
            } else {
                "use one name for the error in all tables of the page"
            };
            let (name, other) = (quoted(&row.name.value), quoted(&first.name.value));
            let finding = Diagnostic::new(
                &RULE,
                Location::in_file(page.file, row.name.span.clone()),
                format!("{name} and {other} are names of one error"),
                help,
            );
            findings.push(finding.related(first.name.span.clone(), "the other name"));
        }
    }
    findings
}
