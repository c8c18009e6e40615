//! The rule `reused-code`.

use std::collections::BTreeSet;

use super::facts::listed;
use super::group::group;
use crate::finding::Finding;
use crate::page::Page;
use crate::rule::Rule;
use crate::text::quoted;

/// One code is used for errors with different descriptions.
pub static RULE: Rule = Rule { name: "reused-code", docs: include_str!("reused_code.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let mut findings = Vec::new();
    for (code, rows) in group(page, page.first_rows(), |error| error.code.as_str()) {
        let descriptions: BTreeSet<&str> =
            rows.iter().map(|row| page.error(row).description.as_str()).collect();
        if descriptions.len() > 1 {
            findings.push(Finding {
                rule: &RULE,
                tables: Vec::new(),
                facts: rows.iter().map(|row| listed(page, page.error(row))).collect(),
                message: format!("the code {} has {} meanings", quoted(code), descriptions.len()),
                label: "one of its meanings".to_owned(),
                rows,
            });
        }
    }
    findings
}
