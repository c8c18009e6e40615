//! The rule `indistinguishable`.

use super::group::group;
use crate::finding::Finding;
use crate::page::Page;
use crate::rule::Rule;

/// Errors of one table have the same status, code and message.
pub static RULE: Rule =
    Rule { name: "indistinguishable", docs: include_str!("indistinguishable.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let mut findings = Vec::new();
    for (number, table) in page.tables.iter().enumerate() {
        let alike = group(page, &table.rows, |error| (error.status, &error.code, &error.message));
        for rows in alike.into_values().filter(|rows| rows.len() > 1) {
            findings.push(Finding {
                rule: &RULE,
                table: Some(number),
                message: format!("{} errors have the same status, code and message", rows.len()),
                label: "a response does not tell this error from the others",
                rows,
            });
        }
    }
    findings
}
