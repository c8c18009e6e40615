//! What a page's file is to contain.

use std::collections::BTreeSet;

use error_catalog_model as model;

use super::changes::{Change, changes, page_changes};
use super::file::{FileTable, PlannedRow, PlannedTable, file_tables};
use super::matching::{TableMatch, match_page};
use super::naming::{Others, name_rows, table_name};
use super::page::{Page, Row, Table};
use super::proposal::page_name;
use super::removal::{Removal, removal};
use super::swaps::{Swap, swaps};

/// What a page's file is to contain, and how that differs from what it contains.
#[derive(Debug)]
pub struct Plan {
    /// The page's name in the catalog.
    pub(crate) name: String,
    /// The heading of the page.
    pub(crate) title: String,
    /// The address of the page, if the page or whoever imports it gives one.
    pub(crate) source: Option<String>,
    /// The entries for what the catalog does not keep, in the page's order.
    pub(crate) left_out: Vec<String>,
    /// The tables, in the page's order.
    pub(crate) tables: Vec<PlannedTable>,
    /// Whether they are those of the file, in its order.
    pub(crate) is_same_order: bool,
    /// The differences, in the page's order.
    pub changes: Vec<Change>,
    /// The tables whose columns look swapped.
    pub swaps: Vec<Swap>,
    /// What services would lose, if whole tables or most rows are gone.
    pub removal: Option<Removal>,
}

impl Plan {
    /// Whether the page is written only if somebody has allowed it: it may have been read wrongly.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        self.removal.is_some() || !self.swaps.is_empty()
    }
}

pub(crate) fn plan(
    page: &Page,
    old: Option<&model::Page>,
    stem: &str,
    others: &[model::Page],
) -> Plan {
    let file = old.map(file_tables).unwrap_or_default();
    let name = old.map_or_else(|| page_name(stem), |old| old.name.clone());
    let matches = match_page(&page.tables, &file);
    let others = Others::new(others);
    let tables = planned_tables(&name, &page.tables, &file, &matches, &others);
    let left_out = page.left_out_entries();
    let mut all_changes = match old {
        Some(old) => page_changes(page, &left_out, old),
        None => vec![Change::PageAdded { title: page.title.clone() }],
    };
    all_changes.extend(changes(&tables, &file, &others));
    let order = matches.iter().map(|matched| matched.table);
    Plan {
        swaps: swaps(&tables, &file),
        removal: removal(&name, &tables, &file),
        name,
        title: page.title.clone(),
        source: page.source.clone(),
        left_out,
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
    others: &Others<'_>,
) -> Vec<PlannedTable> {
    let mut taken: BTreeSet<String> = file.iter().map(|table| table.name.clone()).collect();
    taken.insert(page_name.to_owned());
    let mut planned = Vec::new();
    let rows = name_rows(tables, file, matches, others);
    for ((table, matched), rows) in tables.iter().zip(matches).zip(rows) {
        let old = matched.table.map(|number| &file[number]);
        let name = match old {
            Some(old) => old.name.clone(),
            None => table_name(table, page_name, others, &taken),
        };
        taken.insert(name.clone());
        planned.push(PlannedTable {
            location: old.map(|old| old.location),
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
    rows.map(|(row, index)| PlannedRow { index: *index, row }).collect()
}
