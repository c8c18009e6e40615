//! What the documentation gets wrong, found by rule and matched with what the catalog acknowledges.
//!
//! A page is looked at once it breaks no other rule: until then it may not be what the
//! documentation says.

pub(crate) mod acknowledge;
pub(crate) mod codes;
pub(crate) mod look_alike;
pub(crate) mod messages;
pub(crate) mod not_common;

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Entry, Table};
use crate::diagnostic::Diagnostic;
use crate::rules::{Find, RULES};

/// A finding of a quirk rule.
#[derive(Debug)]
pub(crate) struct Quirk<'p> {
    /// The table that it lies in, where it lies in one.
    pub(crate) table: Option<&'p Table>,
    /// An entry of each error that is part of it, in the page's order.
    pub(crate) entries: Vec<Entry<'p>>,
    /// What is wrong, in a sentence without a full stop.
    pub(crate) message: String,
    /// What to say at each entry.
    pub(crate) label: String,
}

/// The kinds of quirks: the names of the rules that find them.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    RULES.iter().filter(|rule| matches!(rule.find, Find::Quirk(_))).map(|rule| rule.name)
}

/// Finds the quirks of every page, and compares them with what the catalog acknowledges.
pub(crate) fn check(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let broken: BTreeSet<usize> =
        findings.iter().filter_map(|finding| finding.place.file()).collect();
    for page in &catalog.pages {
        findings.extend(acknowledge::unknown_kinds(page));
    }
    for page in catalog.pages.iter().filter(|page| !broken.contains(&page.file)) {
        let quirks = RULES.iter().flat_map(|rule| match rule.find {
            Find::Quirk(find) => find(page).into_iter().map(|quirk| (*rule, quirk)).collect(),
            Find::OnTheWay | Find::Check(_) => Vec::new(),
        });
        acknowledge::compare(page, &quirks.collect::<Vec<_>>(), findings);
    }
}
