//! The rule `stale-quirk`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Location};
use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::{list, quoted};

/// An entry covers nothing.
pub static RULE: Rule = Rule { name: "stale-quirk", docs: include_str!("stale_quirk.md") };

/// An entry that covers what an earlier one covers.
pub(super) fn repeated(page: &Page, entry: &Quirk, first: &Quirk) -> Diagnostic {
    let finding = Diagnostic::new(
        &RULE,
        Location::in_file(page.file, entry.span.clone()),
        "this entry covers nothing: an earlier one covers the same quirk",
        "remove one of the two",
    );
    finding.related(first.span.clone(), "the earlier one")
}

/// What an entry may have in common with the page: its names, and its quirks by them.
pub(super) struct Known<'p, 'q> {
    page: &'p Page,
    errors: BTreeSet<&'p str>,
    tables: BTreeSet<&'p str>,
    /// The first quirk of a kind with exactly these errors.
    with_errors: BTreeMap<(&'p str, BTreeSet<&'p str>), &'q Finding<'p>>,
    /// The first quirk of a kind and of a table, if it is about one, that has this error; and its
    /// number.
    with_error: BTreeMap<(&'p str, Option<&'p str>, &'p str), (usize, &'q Finding<'p>)>,
}

impl<'p, 'q> Known<'p, 'q> {
    pub(super) fn new(page: &'p Page, quirks: &'q [Finding<'p>]) -> Self {
        let mut with_errors = BTreeMap::new();
        let mut with_error = BTreeMap::new();
        for (number, quirk) in quirks.iter().enumerate() {
            let (kind, table) = (quirk.rule.name, quirk.table_name(page));
            let errors: BTreeSet<&str> = quirk.errors(page).collect();
            for error in &errors {
                with_error.entry((kind, table, *error)).or_insert((number, quirk));
            }
            with_errors.entry((kind, errors)).or_insert(quirk);
        }
        Self {
            page,
            errors: page.errors.iter().map(|error| error.name.as_str()).collect(),
            tables: page.tables.iter().map(|table| table.name.as_str()).collect(),
            with_errors,
            with_error,
        }
    }
}

/// Why an entry covers nothing.
struct Reason<'p> {
    place: &'p Spanned<String>,
    message: String,
    help: String,
}

/// An entry that covers nothing, with the reason.
pub(super) fn stale(page: &Page, entry: &Quirk, known: &Known<'_, '_>) -> Diagnostic {
    let reason = unknown_error(entry, known)
        .or_else(|| unknown_endpoint(entry, known))
        .or_else(|| other_endpoint(entry, known))
        .or_else(|| other_errors(entry, known))
        .unwrap_or_else(|| gone(entry));
    let finding = Diagnostic::new(
        &RULE,
        Location::in_file(page.file, reason.place.span.clone()),
        reason.message,
        reason.help,
    );
    finding.related(entry.span.clone(), "the entry")
}

fn names(entry: &Quirk) -> BTreeSet<&str> {
    entry.errors.iter().map(|name| name.value.as_str()).collect()
}

fn unknown_error<'p>(entry: &'p Quirk, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let place = entry.errors.iter().find(|name| !known.errors.contains(name.value.as_str()))?;
    let message =
        covers_nothing(&format!("the page has no error with the name {}", quoted(&place.value)));
    Some(Reason { place, message, help: NAME_HELP.to_owned() })
}

/// What to do about a name that the page does not have.
const NAME_HELP: &str = "correct the name, or remove the entry if the quirk is gone";

fn unknown_endpoint<'p>(entry: &'p Quirk, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let place = entry.endpoint.as_ref()?;
    if known.tables.contains(place.value.as_str()) {
        return None;
    }
    let message =
        covers_nothing(&format!("the page has no table with the name {}", quoted(&place.value)));
    Some(Reason { place, message, help: NAME_HELP.to_owned() })
}

/// There is a quirk with the same errors, but it is about another table.
fn other_endpoint<'p>(entry: &'p Quirk, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let quirk = known.with_errors.get(&(entry.kind.value.as_str(), names(entry)))?;
    let (why, help) = match quirk.table_name(known.page) {
        Some(table) => (
            format!("the quirk is in the table {}", quoted(table)),
            format!("write `endpoint = \"{table}\"`, or remove the entry"),
        ),
        None => (
            "the quirk is not about one table only".to_owned(),
            "remove the line `endpoint`, or the entry".to_owned(),
        ),
    };
    let place = entry.endpoint.as_ref().unwrap_or(&entry.kind);
    Some(Reason { place, message: covers_nothing(&why), help })
}

/// There is a quirk with some of the errors.
fn other_errors<'p>(entry: &'p Quirk, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let kind = entry.kind.value.as_str();
    let endpoint = entry.endpoint.as_ref().map(|name| name.value.as_str());
    let errors = names(entry);
    let alike = errors.iter().filter_map(|error| known.with_error.get(&(kind, endpoint, *error)));
    let (_, quirk) = alike.min_by_key(|(number, _)| *number)?;
    let found: BTreeSet<&str> = quirk.errors(known.page).collect();
    let more: Vec<&str> = found.difference(&errors).copied().collect();
    let fewer: Vec<&str> = errors.difference(&found).copied().collect();
    let mut changes = Vec::new();
    if !more.is_empty() {
        changes.push(format!("now also has {}", list(&more)));
    }
    if !fewer.is_empty() {
        changes.push(format!("no longer has {}", list(&fewer)));
    }
    let message = format!("this entry no longer fits its quirk, which {}", changes.join(" and "));
    let help = "list the errors that the quirk has, and check whether the note is still right";
    Some(Reason { place: &entry.kind, message, help: help.to_owned() })
}

fn gone(entry: &Quirk) -> Reason<'_> {
    let message = covers_nothing("the documentation has no such quirk");
    Reason { place: &entry.kind, message, help: "remove the entry".to_owned() }
}

fn covers_nothing(why: &str) -> String {
    format!("this entry covers nothing: {why}")
}
