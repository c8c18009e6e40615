//! What a page's file is to contain.

use std::collections::BTreeSet;

use error_catalog_model as model;

use super::changes::{Change, changes};
use super::file::{FileTable, PlannedRow, PlannedTable, file_tables};
use super::matching::{TableMatch, match_page};
use super::naming::{name_rows, page_name, table_name};
use super::page::{Page, Row, Table};

/// What a page's file is to contain, and how that differs from what it contains.
#[derive(Debug)]
pub struct Plan {
    /// The page's name in the catalog.
    pub(crate) name: String,
    /// The heading of the page.
    pub(crate) title: String,
    /// The address of the page, if the page or whoever imports it gives one.
    pub(crate) source: Option<String>,
    /// The tables, in the page's order.
    pub(crate) tables: Vec<PlannedTable>,
    /// Whether they are those of the file, in its order.
    pub(crate) is_same_order: bool,
    /// The differences, in the page's order.
    pub changes: Vec<Change>,
}

pub(crate) fn plan(page: &Page, old: Option<&model::Page>, stem: &str) -> Plan {
    let file = old.map(file_tables).unwrap_or_default();
    let name = old.map_or_else(|| page_name(stem), |old| old.name.clone());
    let matches = match_page(&page.tables, &file);
    let tables = planned_tables(&name, &page.tables, &file, &matches);
    let mut all_changes = Vec::new();
    if old.is_none() {
        all_changes.push(Change::PageAdded { title: page.title.clone() });
    }
    all_changes.extend(changes(&tables, &file));
    let order = matches.iter().map(|matched| matched.table);
    Plan {
        name,
        title: page.title.clone(),
        source: page.source.clone(),
        tables,
        is_same_order: order.eq((0..file.len()).map(Some)),
        changes: all_changes,
    }
}

fn planned_tables(
    page_name: &str,
    tables: &[Table],
    file: &[FileTable],
    matches: &[TableMatch],
) -> Vec<PlannedTable> {
    let mut taken: BTreeSet<String> = file.iter().map(|table| table.name.clone()).collect();
    taken.insert(page_name.to_owned());
    let mut planned = Vec::new();
    let rows = name_rows(tables, file, matches);
    for ((table, matched), rows) in tables.iter().zip(matches).zip(rows) {
        let old = matched.table.map(|number| &file[number]);
        let name = old.map_or_else(|| table_name(table, &taken), |old| old.name.clone());
        taken.insert(name.clone());
        planned.push(PlannedTable {
            origin: old.map(|old| old.origin),
            kind: table.kind,
            name,
            title: table.title.clone(),
            rows: planned_rows(rows, &matched.rows),
        });
    }
    planned
}

fn planned_rows(rows: Vec<Row>, origins: &[Option<usize>]) -> Vec<PlannedRow> {
    let rows = rows.into_iter().zip(origins);
    rows.map(|(row, origin)| PlannedRow { origin: *origin, row }).collect()
}
