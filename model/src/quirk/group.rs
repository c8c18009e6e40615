//! Rows by what their errors have in common.

use std::collections::BTreeMap;

use crate::page::{Error, Page, Row};

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
