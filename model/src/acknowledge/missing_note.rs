//! The rule `missing-note`.

use super::entry::at_entry;
use crate::diagnostic::{Diagnostic, Location};
use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::rule::Rule;

/// An entry has no note, although the catalog requires one.
pub static RULE: Rule = Rule { name: "missing-note", docs: include_str!("missing_note.md") };

pub(super) fn diagnostic(page: &Page, entry: &Quirk, quirk: &Finding<'_>) -> Diagnostic {
    let message = format!("this entry has no note: {}", quirk.message);
    let help = "write in `note` what is odd, and what a service can rely on instead; then run \
                `cargo catalog check --reviewed`";
    let location = Location::in_file(page.file, entry.kind.span.clone());
    at_entry(page, entry, quirk, Diagnostic::new(&RULE, location, message, help))
}
