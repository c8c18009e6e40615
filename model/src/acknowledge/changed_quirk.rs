//! The rule `changed-quirk`.

use std::collections::BTreeSet;

use super::comparison::names;
use super::entry::at_entry;
use crate::diagnostic::{Diagnostic, Location};
use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::rule::Rule;
use crate::text::list;

/// The facts of a quirk changed after the note of its entry was read.
pub static RULE: Rule = Rule { name: "changed-quirk", docs: include_str!("changed_quirk.md") };

/// An entry that covers a quirk, with a note that was not read with the facts of today.
pub(super) fn unread_note(page: &Page, entry: &Quirk, quirk: &Finding<'_>) -> Option<Diagnostic> {
    let why = match &entry.reviewed {
        Some(reviewed) if reviewed.value == quirk.digest() => return None,
        Some(_) => "the facts have changed since the note of this entry was reviewed",
        None => "the note of this entry is not marked as reviewed",
    };
    let help = "read the note, and correct it if it is not true; then run `cargo catalog check \
                --reviewed`";
    let message = format!("{why}: {}", quirk.message);
    Some(diagnostic(page, entry, quirk, message, help))
}

/// An entry that is about a quirk, but not about all of its errors and tables, or about more.
pub(super) fn outdated_entry(page: &Page, entry: &Quirk, quirk: &Finding<'_>) -> Diagnostic {
    let errors = quirk.errors(page).collect();
    let tables = quirk.table_names(page).collect();
    let changes = [
        change("the error", &names(&entry.error_names), &errors),
        change("the table", &names(&entry.table_names), &tables),
    ];
    let changes: Vec<String> = changes.into_iter().flatten().collect();
    let changes = changes.join(", and ");
    let message = format!("this entry is out of date, because {changes}: {}", quirk.message);
    let help = if entry.note.is_empty() {
        "run `cargo catalog check --fix`, which brings the entry up to date"
    } else {
        "run `cargo catalog check --fix`, which brings the entry up to date; then read the note, \
         correct it if it is not true, and run `cargo catalog check --reviewed`"
    };
    diagnostic(page, entry, quirk, message, help)
}

fn diagnostic(
    page: &Page,
    entry: &Quirk,
    quirk: &Finding<'_>,
    message: String,
    help: &str,
) -> Diagnostic {
    let location = Location::in_file(page.file, entry.kind.span.clone());
    at_entry(page, entry, quirk, Diagnostic::new(&RULE, location, message, help))
}

/// Which names are new, and which are gone.
fn change(noun: &str, old: &BTreeSet<&str>, new: &BTreeSet<&str>) -> Option<String> {
    let named = |names: Vec<&str>| match names.as_slice() {
        [] => None,
        [name] => Some(format!("{noun} {}", list(&[*name]))),
        names => Some(format!("{noun}s {}", list(names))),
    };
    let added = named(new.difference(old).copied().collect());
    let removed = named(old.difference(new).copied().collect());
    match (added, removed) {
        (None, None) => None,
        (Some(added), None) => Some(format!("it lacks {added}")),
        (None, Some(removed)) => Some(format!("it should not have {removed}")),
        (Some(added), Some(removed)) => {
            Some(format!("it lacks {added}, and should not have {removed}"))
        }
    }
}
