//! The rule `indistinguishable`.

use super::group::{group, names};
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
            let names = names(page, &rows);
            findings.push(Finding {
                rule: &RULE,
                table: Some(number),
                message: format!("{names} have the same status, code and message"),
                label: "a response for this error looks like one for the others".to_owned(),
                rows,
            });
        }
    }
    findings
}
