//! The rule `status-in-code`.

use std::collections::BTreeSet;

use super::group::group;
use crate::fact::Fact;
use crate::finding::Finding;
use crate::page::{ERROR_STATUSES, Page};
use crate::rule::Rule;
use crate::text::quoted;

/// The digits of a code are an HTTP status, and the error has another.
pub static RULE: Rule = Rule { name: "status-in-code", docs: include_str!("status_in_code.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let mut findings = Vec::new();
    for (code, mut rows) in group(page, page.first_rows(), |error| error.code.as_str()) {
        let Some(status) = status_digits(code) else { continue };
        // Those with the status of the code are part of the message, and so of what a note says.
        let facts = rows.iter().map(|row| Fact {
            status: Some(page.error(row).status),
            code: Some(code.to_owned()),
            ..Fact::default()
        });
        let facts: BTreeSet<Fact> = facts.collect();
        let count = rows.len();
        rows.retain(|row| page.error(row).status != status);
        let also = if rows.len() < count { "also " } else { "" };
        let others: BTreeSet<u16> = rows.iter().map(|row| page.error(row).status).collect();
        let others: Vec<String> = others.iter().map(u16::to_string).collect();
        if !rows.is_empty() {
            findings.push(Finding {
                rule: &RULE,
                tables: Vec::new(),
                facts,
                rows,
                message: format!(
                    "the code {} suggests the status {status}, but its status is {also}{}",
                    quoted(code),
                    others.join(" or ")
                ),
                label: "this error".to_owned(),
            });
        }
    }
    findings
}

/// The status of an HTTP error that the digits of a code are together.
fn status_digits(code: &str) -> Option<u16> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|status| ERROR_STATUSES.contains(status))
}
