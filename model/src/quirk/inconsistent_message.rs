//! The rule `inconsistent-message`.

use std::collections::BTreeSet;

use super::facts::listed;
use super::group::{group, names};
use crate::finding::Finding;
use crate::page::{Page, Row};
use crate::rule::Rule;

/// Errors have the same status, code and description, and different messages.
pub static RULE: Rule =
    Rule { name: "inconsistent-message", docs: include_str!("inconsistent_message.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let alike =
        group(page, page.first_rows(), |error| (error.status, &error.code, &error.description));
    let mut findings = Vec::new();
    for rows in alike.into_values().filter(|rows| rows.len() > 1) {
        if are_listed_together(page, &rows) {
            continue;
        }
        let names = names(page, &rows);
        findings.push(Finding {
            rule: &RULE,
            tables: Vec::new(),
            facts: rows.iter().map(|row| listed(page, page.error(row))).collect(),
            message: format!(
                "{names} have the same status, code and description, and different messages"
            ),
            label: "one of the messages".to_owned(),
            rows,
        });
    }
    findings
}

/// Whether a table lists two of these errors: then it distinguishes them on purpose.
fn are_listed_together(page: &Page, rows: &[&Row]) -> bool {
    let mut tables = BTreeSet::new();
    rows.iter().flat_map(|row| &page.error(row).tables).any(|table| !tables.insert(*table))
}
