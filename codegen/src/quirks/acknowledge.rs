//! Quirks that were found against quirks that the catalog acknowledges.
//!
//! It works both ways, like `#[expect]`: what is found and not acknowledged is an error, and so is
//! what is acknowledged and not found. An entry stands for exactly one finding.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::{Quirk, kinds};
use crate::catalog::{self, Page, Table};
use crate::diagnostic::{Diagnostic, Place, list, shown};
use crate::rules::{Find, Rule};

pub(crate) static STALE_QUIRK: Rule = Rule {
    name: "stale-quirk",
    docs: "A `[[quirk]]` covers nothing: no finding has its kind, exactly its errors and, where it lies in one table, \
           its endpoint. Either the documentation was mended and the entry is to go, or the finding has changed: \
           then it is reported too, with the entry that covers it, and what the note says has to be thought over.",
    find: Find::OnTheWay,
};

pub(crate) static UNKNOWN_KIND: Rule = Rule {
    name: "unknown-kind",
    docs: "The `kind` of a `[[quirk]]` is not the name of a rule that finds quirks, so the entry cannot cover anything. \
           It is most likely misspelt.",
    find: Find::OnTheWay,
};

/// An entry of the catalog. A page with one that lacks something is not looked at here.
#[derive(Clone, Copy)]
struct Acknowledged<'p> {
    quirk: &'p catalog::Quirk,
    kind: &'p Spanned<String>,
    errors: &'p [Spanned<String>],
}

impl<'p> Acknowledged<'p> {
    fn new(quirk: &'p catalog::Quirk) -> Option<Self> {
        Some(Self { quirk, kind: quirk.kind.as_ref()?, errors: quirk.errors.as_deref()? })
    }

    fn key(self) -> Key<'p> {
        let endpoint = self.quirk.endpoint.as_ref().map(|name| name.get_ref().as_str());
        let errors = self.errors.iter().map(|name| name.get_ref().as_str());
        (self.kind.get_ref(), endpoint, errors.collect())
    }
}

/// What an entry must have to cover a finding: the kind, the table if any, and the set of errors.
type Key<'p> = (&'p str, Option<&'p str>, BTreeSet<&'p str>);

fn key<'p>(rule: &Rule, quirk: &Quirk<'p>) -> Key<'p> {
    (rule.name, quirk.table.map(Table::name), names(quirk).collect())
}

fn names<'p>(quirk: &Quirk<'p>) -> impl Iterator<Item = &'p str> {
    quirk.entries.iter().map(|entry| entry.name)
}

/// Reports the quirks that no entry covers, and the entries that cover none.
pub(super) fn compare<'p>(
    page: &'p Page,
    quirks: &[(&'static Rule, Quirk<'p>)],
    findings: &mut Vec<Diagnostic>,
) {
    let mut entries: BTreeMap<Key<'_>, Acknowledged<'_>> = BTreeMap::new();
    for entry in
        page.quirks.iter().filter_map(Acknowledged::new).filter(|entry| is_kind(entry.kind))
    {
        if let Some(first) = entries.get(&entry.key()) {
            findings.push(repeated(page, entry, *first));
        } else {
            entries.insert(entry.key(), entry);
        }
    }
    for (rule, quirk) in quirks {
        if entries.remove(&key(rule, quirk)).is_none() {
            findings.push(uncovered(page, rule, quirk));
        }
    }
    let known = Known::new(page, quirks);
    findings.extend(entries.into_values().map(|entry| stale(page, entry, &known)));
}

/// What an entry may have in common with the page: its names, and its quirks by them.
struct Known<'p, 'q> {
    errors: BTreeSet<&'p str>,
    tables: BTreeSet<&'p str>,
    /// The first quirk of a kind with exactly these errors.
    with_errors: BTreeMap<(&'p str, BTreeSet<&'p str>), &'q Quirk<'p>>,
    /// The first quirk of a kind and, where it lies in one, of a table that has this error, with its
    /// number.
    with_error: BTreeMap<(&'p str, Option<&'p str>, &'p str), (usize, &'q Quirk<'p>)>,
}

impl<'p, 'q> Known<'p, 'q> {
    fn new(page: &'p Page, quirks: &'q [(&'static Rule, Quirk<'p>)]) -> Self {
        let (mut with_errors, mut with_error) = (BTreeMap::new(), BTreeMap::new());
        for (number, (rule, quirk)) in quirks.iter().enumerate() {
            let (kind, table, errors) = key(rule, quirk);
            for error in &errors {
                with_error.entry((kind, table, *error)).or_insert((number, quirk));
            }
            with_errors.entry((kind, errors)).or_insert(quirk);
        }
        Self {
            errors: page.entries().map(|entry| entry.name).collect(),
            tables: page.tables().map(Table::name).collect(),
            with_errors,
            with_error,
        }
    }
}

/// A quirk that the catalog does not acknowledge, with the entry that would.
fn uncovered(page: &Page, rule: &'static Rule, quirk: &Quirk<'_>) -> Diagnostic {
    /// More rows than these make a report no clearer.
    const MOST: usize = 8;
    let mut rows = quirk.entries.iter().map(|entry| entry.row.range.clone());
    let place = rows.next().map_or(Place::File(page.file), |range| Place::text(page.file, range));
    let help = "if it is what the documentation says, acknowledge it: write a note in this entry";
    let finding = Diagnostic::new(rule, place, quirk.message.as_str(), help)
        .label(quirk.label.as_str())
        .paste(entry_for(rule, quirk));
    rows.take(MOST - 1).fold(finding, |finding, range| finding.related(range, quirk.label.as_str()))
}

/// The entry that covers a quirk, but for the note.
fn entry_for(rule: &Rule, quirk: &Quirk<'_>) -> String {
    let errors: Vec<String> = names(quirk).map(|name| format!("\"{name}\"")).collect();
    let endpoint = quirk.table.map(|table| format!("endpoint = \"{}\"\n", table.name()));
    format!(
        "[[quirk]]\nkind = \"{}\"\n{}errors = [{}]\nnote = \"\"\n",
        rule.name,
        endpoint.unwrap_or_default(),
        errors.join(", ")
    )
}

fn is_kind(kind: &Spanned<String>) -> bool {
    kinds().any(|name| name == kind.get_ref())
}

/// The entries that cannot cover anything, whatever the page says.
pub(super) fn unknown_kinds(page: &Page) -> impl Iterator<Item = Diagnostic> {
    let entries = page.quirks.iter().filter_map(|quirk| quirk.kind.as_ref());
    entries.filter(|kind| !is_kind(kind)).map(|kind| {
        let kinds: Vec<&str> = kinds().collect();
        Diagnostic::new(
            &UNKNOWN_KIND,
            Place::text(page.file, kind.span()),
            format!("{} is no kind of quirk", shown(kind.get_ref())),
            format!("the kinds are {}", list(&kinds)),
        )
    })
}

fn repeated(page: &Page, entry: Acknowledged<'_>, first: Acknowledged<'_>) -> Diagnostic {
    Diagnostic::new(
        &STALE_QUIRK,
        Place::text(page.file, entry.quirk.range.clone()),
        "this quirk covers nothing: an entry before it covers the same",
        "remove one of the two",
    )
    .related(first.quirk.range.clone(), "the first")
}

/// Why an entry covers nothing.
struct Reason<'p> {
    at: &'p Spanned<String>,
    why: String,
    help: &'static str,
}

fn stale(page: &Page, entry: Acknowledged<'_>, known: &Known<'_, '_>) -> Diagnostic {
    let reason = unknown_error(entry, known)
        .or_else(|| unknown_endpoint(entry, known))
        .or_else(|| other_endpoint(entry, known))
        .or_else(|| other_errors(entry, known))
        .unwrap_or_else(|| gone(entry));
    Diagnostic::new(
        &STALE_QUIRK,
        Place::text(page.file, reason.at.span()),
        format!("this quirk covers nothing: {}", reason.why),
        reason.help,
    )
    .related(entry.quirk.range.clone(), "in this entry")
}

fn unknown_error<'p>(entry: Acknowledged<'p>, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let at = entry.errors.iter().find(|name| !known.errors.contains(name.get_ref().as_str()))?;
    let why = format!("no error of the page is called {}", shown(at.get_ref()));
    Some(Reason { at, why, help: "remove the entry if the quirk is gone, or mend the name" })
}

fn unknown_endpoint<'p>(entry: Acknowledged<'p>, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let at = entry.quirk.endpoint.as_ref()?;
    let why = format!("no table of the page is called {}", shown(at.get_ref()));
    let help = "remove the entry if the quirk is gone, or mend the name";
    (!known.tables.contains(at.get_ref().as_str())).then_some(Reason { at, why, help })
}

/// There is a finding with the same errors, but it lies elsewhere.
fn other_endpoint<'p>(entry: Acknowledged<'p>, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let (kind, _, errors) = entry.key();
    let why = match known.with_errors.get(&(kind, errors))?.table {
        Some(table) => format!("the finding lies in {}", shown(table.name())),
        None => "the finding does not lie in one table only".to_owned(),
    };
    let help = "write the `endpoint` that the finding has, or remove the entry";
    Some(Reason { at: entry.quirk.endpoint.as_ref().unwrap_or(entry.kind), why, help })
}

/// There is a finding with some of the errors.
fn other_errors<'p>(entry: Acknowledged<'p>, known: &Known<'_, '_>) -> Option<Reason<'p>> {
    let (kind, endpoint, errors) = entry.key();
    let like = errors.iter().filter_map(|error| known.with_error.get(&(kind, endpoint, *error)));
    let (_, quirk) = like.min_by_key(|(number, _)| *number)?;
    let found: BTreeSet<&str> = names(quirk).collect();
    let more: Vec<&str> = found.difference(&errors).copied().collect();
    let fewer: Vec<&str> = errors.difference(&found).copied().collect();
    let changes = [("also has", more), ("has no longer", fewer)];
    let changes = changes.iter().filter(|(_, names)| !names.is_empty());
    let changes: Vec<String> =
        changes.map(|(how, names)| format!("{how} {}", list(names))).collect();
    let why = format!("the finding {}", changes.join(" and "));
    let help = "name the errors that the finding has, and think the note over";
    Some(Reason { at: entry.kind, why, help })
}

fn gone(entry: Acknowledged<'_>) -> Reason<'_> {
    let why = "there is no such finding, or no longer".to_owned();
    Reason { at: entry.kind, why, help: "remove the entry" }
}
