//! The rule `repeated-row`.

use super::rows::{complete_rows, repeated};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::quoted;

/// A table lists the same error twice.
pub static RULE: Rule = Rule { name: "repeated-row", docs: include_str!("repeated_row.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let rows = complete_rows(page);
        for (row, first) in repeated(rows, |row| (row.table, &row.name.value, row.values)) {
            let finding = Diagnostic::new(
                &RULE,
                Location::in_file(page.file, row.row.span.clone()),
                format!("the table lists {} twice", quoted(&row.name.value)),
                "remove one of the two rows",
            );
            findings.push(finding.related(first.row.span.clone(), "the same row"));
        }
    }
    findings
}
