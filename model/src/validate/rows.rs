//! What the rules about rows compare.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::raw::{Page, Row, Table};
use crate::source::Spanned;

/// Status, code, message and description.
pub(super) type Values<'c> = (i64, &'c str, &'c str, &'c str);

/// A row that lacks nothing.
#[derive(Clone, Copy)]
pub(super) struct CompleteRow<'c> {
    pub(super) row: &'c Row,
    /// The number of its table, in the order of the file.
    pub(super) table: usize,
    pub(super) name: &'c Spanned<String>,
    pub(super) values: Values<'c>,
}

/// The rows of the page that lack nothing, in the order of the file.
pub(super) fn complete_rows(page: &Page) -> impl Iterator<Item = CompleteRow<'_>> {
    page.tables().enumerate().flat_map(|(number, table)| complete(number, table))
}

fn complete(number: usize, table: &Table) -> impl Iterator<Item = CompleteRow<'_>> {
    table.rows.iter().filter_map(move |row| {
        let values = (
            row.status.as_ref()?.value,
            row.code.as_ref()?.value.as_str(),
            row.message.as_ref()?.value.as_str(),
            row.description.as_ref()?.value.as_str(),
        );
        Some(CompleteRow { row, table: number, name: row.name.as_ref()?, values })
    })
}

/// The items whose key an earlier one has, each with the first that has it.
pub(super) fn repeated<T: Copy, K: Ord>(
    items: impl Iterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> Vec<(T, T)> {
    let mut first = BTreeMap::new();
    let mut repeated = Vec::new();
    for item in items {
        match first.entry(key(&item)) {
            Entry::Vacant(vacant) => _ = vacant.insert(item),
            Entry::Occupied(occupied) => repeated.push((item, *occupied.get())),
        }
    }
    repeated
}
