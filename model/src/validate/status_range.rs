//! The rule `status-range`.

use crate::diagnostic::{Diagnostic, Location};
use crate::page::ERROR_STATUSES;
use crate::raw::Catalog;
use crate::rule::Rule;

/// The status of a row is not that of an HTTP error.
pub static RULE: Rule = Rule { name: "status-range", docs: include_str!("status_range.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let statuses = page.rows().filter_map(|row| row.status.as_ref());
        for status in statuses.filter(|status| !is_error(status.value)) {
            let number = match status.value {
                // What the parser reads for a number that does not fit.
                i64::MAX => "so large a number".to_owned(),
                number => number.to_string(),
            };
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(page.file, status.span.clone()),
                format!("{number} is not the status of an HTTP error"),
                "write the documented status, 400 to 599, or remove the row if it is not an error",
            ));
        }
    }
    findings
}

fn is_error(status: i64) -> bool {
    u16::try_from(status).is_ok_and(|status| ERROR_STATUSES.contains(&status))
}
