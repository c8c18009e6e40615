//! The rule `stale-quirk`.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Location};
use crate::page::{Page, Quirk};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::quoted;

/// An entry covers nothing.
pub static RULE: Rule = Rule { name: "stale-quirk", docs: include_str!("stale_quirk.md") };

/// An entry about a quirk that another entry is about.
pub(super) fn repeated(page: &Page, entry: &Quirk, other: &Quirk) -> Diagnostic {
    let why = "another entry is about the same quirk";
    let help = "keep one of the two notes: `cargo catalog check --fix` removes this entry, and \
                prints it";
    diagnostic(page, entry, &entry.kind, why, help).related(other.span.clone(), "the other entry")
}

/// An entry of a kind that the catalog ignores.
pub(super) fn ignored(page: &Page, entry: &Quirk) -> Diagnostic {
    let why = format!("the settings of the catalog ignore the kind {}", quoted(&entry.kind.value));
    diagnostic(page, entry, &entry.kind, &why, REMOVE)
}

/// An entry about nothing that is found.
pub(super) fn stale(page: &Page, entry: &Quirk) -> Diagnostic {
    let errors = entry.errors.iter().map(|error| page.errors[*error].name.as_str());
    let tables = entry.tables.iter().map(|table| page.tables[*table].name.as_str());
    let unknown_error = unknown(&entry.error_names, errors).map(|name| ("error", name));
    let unknown_table = unknown(&entry.table_names, tables).map(|name| ("table", name));
    if let Some((noun, name)) = unknown_error.or(unknown_table) {
        let why = format!("the page has no {noun} with the name {}", quoted(&name.value));
        return diagnostic(page, entry, name, &why, CORRECT);
    }
    diagnostic(page, entry, &entry.kind, "the documentation has no such quirk", REMOVE)
}

/// The first of the names that the page does not have.
fn unknown<'p>(
    names: &'p [Spanned<String>],
    known: impl Iterator<Item = &'p str>,
) -> Option<&'p Spanned<String>> {
    let known: BTreeSet<&str> = known.collect();
    names.iter().find(|name| !known.contains(name.value.as_str()))
}

const REMOVE: &str = "run `cargo catalog check --fix`, which removes the entry, and prints it";

/// What to do about a name that the page does not have.
const CORRECT: &str = "correct the name; if the quirk is gone, `cargo catalog check --fix` removes \
                       the entry, and prints it";

fn diagnostic(
    page: &Page,
    entry: &Quirk,
    place: &Spanned<String>,
    why: &str,
    help: &str,
) -> Diagnostic {
    let location = Location::in_file(page.file, place.span.clone());
    Diagnostic::new(&RULE, location, format!("this entry covers nothing: {why}"), help)
        .related(entry.span.clone(), "the entry")
}
