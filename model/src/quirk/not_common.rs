//! The rule `not-common`.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::page::{Error, Page};
use crate::rule::Rule;
use crate::text::{list, quoted};

/// An error of the common table that the table of an endpoint does not list.
pub static RULE: Rule = Rule { name: "not-common", docs: include_str!("not_common.md") };

/// Status, code and description: the message may differ from table to table.
fn key(error: &Error) -> (u16, &str, &str) {
    (error.status, &error.code, &error.description)
}

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let endpoints: Vec<_> = page.endpoints().collect();
    // The endpoints that list an error, by number and in order, each once.
    let mut listed: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (number, endpoint) in endpoints.iter().enumerate() {
        for row in &endpoint.rows {
            let numbers = listed.entry(key(page.error(row))).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }

    let mut findings = Vec::new();
    for row in page.common().into_iter().flat_map(|common| &common.rows) {
        let listed = listed.get(&key(page.error(row))).map(Vec::as_slice).unwrap_or_default();
        if listed.len() == endpoints.len() {
            continue;
        }
        let mut listed = listed.iter().peekable();
        let mut lacking = Vec::new();
        for (number, endpoint) in endpoints.iter().enumerate() {
            if listed.next_if_eq(&&number).is_none() {
                lacking.push(endpoint.name.as_str());
            }
        }
        let name = quoted(&page.error(row).name);
        let noun = if lacking.len() == 1 { "table" } else { "tables" };
        findings.push(Finding {
            rule: &RULE,
            table: None,
            rows: vec![row],
            message: format!(
                "{name} is in the common table, but not in the {noun} {}",
                list(&lacking)
            ),
            label: "the row of the common table".to_owned(),
        });
    }
    findings
}
