//! The quirks that were found against the entries that acknowledge them.
//!
//! It works in both directions, like `#[expect]`: a quirk without an entry is reported, and so is an
//! entry without a quirk. An entry covers exactly one quirk.

pub mod stale_quirk;
mod unacknowledged;
pub mod unknown_kind;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::quirk;
use crate::rule::Rule;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&stale_quirk::RULE, &unknown_kind::RULE];

/// What an entry and a quirk must have in common: the kind, the table if any, and the errors.
type Key<'p> = (&'p str, Option<&'p str>, BTreeSet<&'p str>);

/// Reports the quirks of the page that no entry covers, and the entries that cover nothing.
#[must_use]
pub fn acknowledge(page: &Page, quirks: &[Finding<'_>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut entries: BTreeMap<Key<'_>, &Quirk> = BTreeMap::new();
    for entry in &page.quirks {
        // An entry of an unknown kind was reported.
        if !quirk::rules().any(|rule| rule.name == entry.kind.value) {
            continue;
        }
        let table = entry.endpoint.as_ref().map(|name| name.value.as_str());
        let errors = entry.errors.iter().map(|name| name.value.as_str()).collect();
        let key: Key<'_> = (&entry.kind.value, table, errors);
        if let Some(first) = entries.get(&key) {
            findings.push(stale_quirk::repeated(page, entry, first));
        } else {
            entries.insert(key, entry);
        }
    }
    for quirk in quirks {
        let key: Key<'_> = (quirk.rule.name, quirk.table_name(page), quirk.errors(page).collect());
        if entries.remove(&key).is_none() {
            findings.push(unacknowledged::diagnostic(page, quirk));
        }
    }
    let known = stale_quirk::Known::new(page, quirks);
    findings.extend(entries.into_values().map(|entry| stale_quirk::stale(page, entry, &known)));
    findings
}
