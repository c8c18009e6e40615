//! The quirks that were found against the entries that acknowledge them.
//!
//! It works in both directions, like `#[expect]`: a quirk without an entry is reported, and so is an
//! entry without a quirk. An entry covers exactly one quirk, and its note counts as reviewed as long as the
//! facts of the quirk stay the same.

pub mod changed_quirk;
mod comparison;
mod entry;
pub mod missing_note;
pub mod stale_quirk;
mod unacknowledged;
pub mod unknown_kind;

pub use self::comparison::{Comparison, Coverage};

use crate::diagnostic::Diagnostic;
use crate::finding::Finding;
use crate::page::{Page, Quirk};
use crate::rule::Rule;
use crate::settings::{Notes, QuirkSettings};

/// The rules of this stage.
pub static RULES: &[&Rule] =
    &[&changed_quirk::RULE, &missing_note::RULE, &stale_quirk::RULE, &unknown_kind::RULE];

/// Reports the quirks of the page that no entry covers, the entries that cover nothing, and the notes
/// that have to be written or read again.
#[must_use]
pub fn acknowledge(
    page: &Page,
    quirks: &[Finding<'_>],
    settings: &QuirkSettings,
) -> Vec<Diagnostic> {
    let comparison = Comparison::new(page, quirks, settings);
    let mut findings = Vec::new();
    for quirk in comparison.uncovered() {
        findings.push(unacknowledged::diagnostic(page, quirk));
    }
    for (entry, coverage) in page.quirks.iter().zip(&comparison.entries) {
        let open = match coverage {
            Coverage::Covers(quirk) => open_note(page, entry, &quirks[*quirk], settings),
            Coverage::Changed(quirk) => {
                Some(changed_quirk::outdated_entry(page, entry, &quirks[*quirk]))
            }
            Coverage::Repeats(other) => {
                Some(stale_quirk::repeated(page, entry, &page.quirks[*other]))
            }
            Coverage::Ignored => Some(stale_quirk::ignored(page, entry)),
            Coverage::Stale => Some(stale_quirk::stale(page, entry)),
            // It was reported.
            Coverage::UnknownKind => None,
        };
        findings.extend(open);
    }
    findings
}

/// What has to be done about the note of an entry that covers this quirk.
fn open_note(
    page: &Page,
    entry: &Quirk,
    quirk: &Finding<'_>,
    settings: &QuirkSettings,
) -> Option<Diagnostic> {
    if entry.note.is_empty() {
        let is_required = settings.notes == Notes::Required;
        is_required.then(|| missing_note::diagnostic(page, entry, quirk))
    } else {
        changed_quirk::unread_note(page, entry, quirk)
    }
}
