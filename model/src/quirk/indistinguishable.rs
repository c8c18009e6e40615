//! The rule `indistinguishable`.

use std::collections::BTreeMap;

use super::facts::{cells, tables};
use super::group::{group, names};
use crate::finding::Finding;
use crate::page::{Page, Row};
use crate::rule::Rule;
use crate::text::list;

/// Errors of one table have the same status, code and message.
pub static RULE: Rule =
    Rule { name: "indistinguishable", docs: include_str!("indistinguishable.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    // The same errors in two tables are one finding: their rows in the first table, and the tables.
    let mut groups: BTreeMap<Vec<usize>, (Vec<&Row>, Vec<usize>)> = BTreeMap::new();
    for (number, table) in page.tables.iter().enumerate() {
        let alike = group(page, &table.rows, |error| (error.status, &error.code, &error.message));
        for rows in alike.into_values().filter(|rows| rows.len() > 1) {
            let mut errors: Vec<usize> = rows.iter().map(|row| row.error).collect();
            errors.sort_unstable();
            let (_, tables) = groups.entry(errors).or_insert((rows, Vec::new()));
            tables.push(number);
        }
    }
    groups.into_values().map(|(rows, tables)| finding(page, rows, tables)).collect()
}

fn finding<'p>(page: &'p Page, rows: Vec<&'p Row>, numbers: Vec<usize>) -> Finding<'p> {
    let errors = names(page, &rows);
    let noun = if numbers.len() == 1 { "table" } else { "tables" };
    let table_names: Vec<&str> =
        numbers.iter().map(|number| page.tables[*number].name.as_str()).collect();
    let cells = rows.iter().map(|row| cells(page.error(row)));
    Finding {
        rule: &RULE,
        facts: cells.chain([tables(page, &numbers)]).collect(),
        tables: numbers,
        message: format!(
            "{errors} have the same status, code and message in the {noun} {}",
            list(&table_names)
        ),
        label: "a response for this error looks like one for the others".to_owned(),
        rows,
    }
}
