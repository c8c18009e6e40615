//! Rows by what their errors have in common.

use std::collections::BTreeMap;

use crate::page::{Error, Page, Row};
use crate::text::list;

/// The rows by a key of their errors, each group in the order of the rows.
pub(super) fn group<'p, K: Ord>(
    page: &'p Page,
    rows: impl IntoIterator<Item = &'p Row>,
    key: impl Fn(&'p Error) -> K,
) -> BTreeMap<K, Vec<&'p Row>> {
    let mut groups: BTreeMap<K, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(page.error(row))).or_default().push(row);
    }
    groups
}

/// The names of the rows' errors, as a sentence lists them.
pub(super) fn names(page: &Page, rows: &[&Row]) -> String {
    let names: Vec<&str> = rows.iter().map(|row| page.error(row).name.as_str()).collect();
    list(&names)
}
