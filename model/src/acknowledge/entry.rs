//! Where findings about an entry and its quirk are.

use crate::diagnostic::Diagnostic;
use crate::finding::Finding;
use crate::page::{Page, Quirk};

/// More rows make a report no clearer.
pub(super) const MAX_ROWS: usize = 8;

/// A finding about an entry and its quirk: at the entry's kind, at its note, and at the rows of the quirk.
pub(super) fn at_entry(
    page: &Page,
    entry: &Quirk,
    quirk: &Finding<'_>,
    mut finding: Diagnostic,
) -> Diagnostic {
    if let Some(span) = &entry.note_span {
        finding = finding.related(span.clone(), "the note");
    }
    for row in quirk.rows.iter().take(MAX_ROWS) {
        finding = finding.related(row.span.clone(), quirk.label.as_str());
    }
    finding.quirk(quirk.details(page, Some(&entry.note)))
}
