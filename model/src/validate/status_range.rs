//! The rule `status-range`.

use std::ops::RangeInclusive;

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;

/// The status of a row is not that of an HTTP error.
pub static RULE: Rule = Rule { name: "status-range", docs: include_str!("status_range.md") };

/// The statuses that HTTP has for errors.
pub const ERROR_STATUSES: RangeInclusive<i64> = 400..=599;

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let statuses = page.rows().filter_map(|row| row.status.as_ref());
        for status in statuses.filter(|status| !ERROR_STATUSES.contains(&status.value)) {
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(page.file, status.span.clone()),
                format!("{} is not the status of an HTTP error", status.value),
                "write the documented status, 400 to 599, or remove the row if it is not an error",
            ));
        }
    }
    findings
}
