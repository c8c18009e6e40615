//! Which entry is about which quirk.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::quirk;
use crate::settings::QuirkSettings;
use crate::source::Spanned;

/// What an entry is to the quirks of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It covers the quirk with this number.
    Covers(usize),
    /// It is about the quirk with this number, which now has other errors or tables.
    Changed(usize),
    /// It is about a quirk that the entry with this number is about.
    Repeats(usize),
    /// Its kind is one that the catalog ignores.
    Ignored,
    /// It is about nothing that is found.
    Stale,
    /// Its kind is not one.
    UnknownKind,
}

/// The entries of a page, compared with its quirks.
#[derive(Debug)]
pub struct Comparison<'p, 'q> {
    /// What each entry is, in the order of the entries.
    pub entries: Vec<Coverage>,
    /// The entry of each quirk, in the order of the quirks.
    owners: Vec<Option<usize>>,
    quirks: &'q [Finding<'p>],
    ignore: BTreeSet<&'static str>,
}

/// What an entry and the quirk that it covers have in common: the kind, the errors and the tables.
type Key<'p> = (&'p str, BTreeSet<&'p str>, BTreeSet<&'p str>);

impl<'p, 'q> Comparison<'p, 'q> {
    /// Compares the entries of a page with its quirks.
    #[must_use]
    pub fn new(page: &'p Page, quirks: &'q [Finding<'p>], settings: &QuirkSettings) -> Self {
        let kinds = quirk::rules().map(|rule| rule.name);
        let ignore = kinds.filter(|kind| settings.ignores(kind)).collect();
        let mut comparison = Self {
            entries: vec![Coverage::Stale; page.quirks.len()],
            owners: vec![None; quirks.len()],
            quirks,
            ignore,
        };
        comparison.cover(page);
        comparison.match_changed(page);
        comparison
    }

    /// The quirks that no entry is about.
    pub fn uncovered(&self) -> impl Iterator<Item = &'q Finding<'p>> {
        let quirks = self.quirks.iter().zip(&self.owners);
        quirks
            .filter(|(quirk, owner)| owner.is_none() && !self.ignore.contains(quirk.rule.name))
            .map(|(quirk, _)| quirk)
    }

    /// Finds the entries that have the kind, the errors and the tables of a quirk.
    fn cover(&mut self, page: &'p Page) {
        let keys = self.quirks.iter().enumerate();
        let keys: BTreeMap<Key<'_>, usize> = keys
            .map(|(number, quirk)| {
                let (errors, tables) = (quirk.errors(page), quirk.table_names(page));
                ((quirk.rule.name, errors.collect(), tables.collect()), number)
            })
            .collect();
        for (number, entry) in page.quirks.iter().enumerate() {
            let kind = entry.kind.value.as_str();
            let key = (kind, names(&entry.error_names), names(&entry.table_names));
            self.entries[number] = if self.ignore.contains(kind) {
                Coverage::Ignored
            } else if quirk::rules().all(|rule| rule.name != kind) {
                Coverage::UnknownKind
            } else {
                keys.get(&key).map_or(Coverage::Stale, |quirk| self.claim(*quirk, number))
            };
        }
    }

    /// What an entry is that covers this quirk: an earlier one may cover it too.
    fn claim(&mut self, quirk: usize, entry: usize) -> Coverage {
        if let Some(other) = self.owners[quirk] {
            return Coverage::Repeats(other);
        }
        self.owners[quirk] = Some(entry);
        Coverage::Covers(quirk)
    }

    /// Finds what the other entries are about: the quirk of their kind with which they share the most.
    fn match_changed(&mut self, page: &Page) {
        let mut pairs: Vec<(Likeness, usize, usize)> = self.pairs(page);
        pairs.sort_unstable_by_key(|(likeness, entry, quirk)| (Reverse(*likeness), *entry, *quirk));
        for (_, entry, quirk) in &pairs {
            if self.entries[*entry] == Coverage::Stale && self.owners[*quirk].is_none() {
                self.entries[*entry] = Coverage::Changed(*quirk);
                self.owners[*quirk] = Some(*entry);
            }
        }
        for (_, entry, quirk) in pairs {
            if let (Coverage::Stale, Some(other)) = (self.entries[entry], self.owners[quirk]) {
                self.entries[entry] = Coverage::Repeats(other);
            }
        }
    }

    /// The stale entries and the quirks of one kind that share an error.
    fn pairs(&self, page: &Page) -> Vec<(Likeness, usize, usize)> {
        if !self.entries.contains(&Coverage::Stale) {
            return Vec::new();
        }
        let mut with_error: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
        for (number, quirk) in self.quirks.iter().enumerate() {
            for row in &quirk.rows {
                with_error.entry((quirk.rule.name, row.error)).or_default().push(number);
            }
        }
        let digests: Vec<String> = self.quirks.iter().map(Finding::digest).collect();
        let mut pairs = Vec::new();
        for (number, entry) in page.quirks.iter().enumerate() {
            if self.entries[number] != Coverage::Stale {
                continue;
            }
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for error in &entry.errors {
                let key = (entry.kind.value.as_str(), *error);
                for quirk in with_error.get(&key).into_iter().flatten() {
                    *shared.entry(*quirk).or_default() += 1;
                }
            }
            for (quirk, errors) in shared {
                let with_digest = (&self.quirks[quirk], digests[quirk].as_str());
                pairs.push((Likeness::new(entry, with_digest, errors), number, quirk));
            }
        }
        pairs
    }
}

/// How much an entry and a quirk have in common; the greatest is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    shared_errors: usize,
    /// The note was read with these facts.
    is_reviewed: bool,
    shared_tables: usize,
    /// How many errors and tables only one of the two has.
    others: Reverse<usize>,
}

impl Likeness {
    fn new(entry: &Quirk, (quirk, digest): (&Finding<'_>, &str), shared_errors: usize) -> Self {
        let tables = &quirk.tables;
        let shared = entry.tables.iter().filter(|table| tables.binary_search(table).is_ok());
        let shared_tables = shared.count();
        let all =
            entry.error_names.len() + quirk.rows.len() + entry.table_names.len() + tables.len();
        let others = Reverse(all.saturating_sub(2 * (shared_errors + shared_tables)));
        let reviewed = entry.reviewed.as_ref();
        let is_reviewed = reviewed.is_some_and(|reviewed| reviewed.value == digest);
        Self { shared_errors, is_reviewed, shared_tables, others }
    }
}

/// The names as they are written, each once.
pub(super) fn names(names: &[Spanned<String>]) -> BTreeSet<&str> {
    names.iter().map(|name| name.value.as_str()).collect()
}
