//! The rule `not-common`.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{cells, tables};
use crate::finding::Finding;
use crate::page::{Error, Page, Row};
use crate::rule::Rule;
use crate::text::{list, quoted};

/// An error of the common table that the table of an endpoint does not list.
pub static RULE: Rule = Rule { name: "not-common", docs: include_str!("not_common.md") };

/// Status, code and description: the message may differ from table to table.
fn key(error: &Error) -> (u16, &str, &str) {
    (error.status, &error.code, &error.description)
}

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let endpoints: Vec<usize> = page.endpoint_numbers().collect();
    // The endpoints that list an error, by number and in order, each once.
    let mut listed: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for endpoint in &endpoints {
        for row in &page.tables[*endpoint].rows {
            let numbers = listed.entry(key(page.error(row))).or_default();
            if numbers.last() != Some(endpoint) {
                numbers.push(*endpoint);
            }
        }
    }

    let mut findings = Vec::new();
    for row in page.common().into_iter().flat_map(|common| &common.rows) {
        let listed = listed.get(&key(page.error(row))).map(Vec::as_slice).unwrap_or_default();
        let mut listed = listed.iter().peekable();
        let mut lacking = Vec::new();
        for endpoint in &endpoints {
            if listed.next_if_eq(&endpoint).is_none() {
                lacking.push(*endpoint);
            }
        }
        if !lacking.is_empty() {
            findings.push(finding(page, row, lacking));
        }
    }
    findings
}

/// The error of this row of the common table is not in these tables.
fn finding<'p>(page: &'p Page, row: &'p Row, lacking: Vec<usize>) -> Finding<'p> {
    let error = page.error(row);
    let names: Vec<&str> = lacking.iter().map(|table| page.tables[*table].name.as_str()).collect();
    let noun = if lacking.len() == 1 { "table" } else { "tables" };
    Finding {
        rule: &RULE,
        rows: vec![row],
        facts: BTreeSet::from([cells(error), tables(page, &lacking)]),
        tables: lacking,
        message: format!(
            "{} is in the common table, but not in the {noun} {}",
            quoted(&error.name),
            list(&names)
        ),
        label: "the row of the common table".to_owned(),
    }
}
