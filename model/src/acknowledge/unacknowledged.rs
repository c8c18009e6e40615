//! A quirk that no entry covers, with the entry that would. The report has the name of the quirk's rule.

use super::entry::MAX_ROWS;
use crate::diagnostic::{Diagnostic, Location};
use crate::finding::Finding;
use crate::page::Page;

pub(super) fn diagnostic(page: &Page, quirk: &Finding<'_>) -> Diagnostic {
    let mut rows = quirk.rows.iter().map(|row| row.span.clone());
    let location = match rows.next() {
        Some(span) => Location::in_file(page.file, span),
        None => Location::File(page.file),
    };
    let help = "if the vendor's page shows this, add this entry with a note, or run `cargo catalog \
                check --fix`, which adds it; otherwise correct the row";
    let mut finding = Diagnostic::new(quirk.rule, location, quirk.message.as_str(), help)
        .label(quirk.label.as_str())
        .suggestion(quirk.entry(page))
        .quirk(quirk.details(page, None));
    for span in rows.take(MAX_ROWS - 1) {
        finding = finding.related(span, quirk.label.as_str());
    }
    finding
}
