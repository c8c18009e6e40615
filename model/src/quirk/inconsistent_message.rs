//! The rule `inconsistent-message`.

use super::group::{group, names};
use crate::finding::Finding;
use crate::page::Page;
use crate::rule::Rule;

/// Errors have the same status, code and description, and different messages.
pub static RULE: Rule =
    Rule { name: "inconsistent-message", docs: include_str!("inconsistent_message.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let alike =
        group(page, page.first_rows(), |error| (error.status, &error.code, &error.description));
    let mut findings = Vec::new();
    for rows in alike.into_values().filter(|rows| rows.len() > 1) {
        let names = names(page, &rows);
        findings.push(Finding {
            rule: &RULE,
            table: None,
            message: format!(
                "{names} have the same status, code and description, and different messages"
            ),
            label: "one of the messages".to_owned(),
            rows,
        });
    }
    findings
}
