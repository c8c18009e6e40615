//! A quirk that no entry covers, with the entry that would. The report has the name of the quirk's rule.

use crate::diagnostic::{Diagnostic, Location};
use crate::finding::Finding;
use crate::page::Page;

pub(super) fn diagnostic(page: &Page, quirk: &Finding<'_>) -> Diagnostic {
    /// More rows make a report no clearer.
    const MAX_ROWS: usize = 8;
    let mut rows = quirk.rows.iter().map(|row| row.span.clone());
    let location = match rows.next() {
        Some(span) => Location::in_file(page.file, span),
        None => Location::File(page.file),
    };
    let help =
        "if the vendor's page shows this, add this entry with a note; otherwise correct the row";
    let mut finding = Diagnostic::new(quirk.rule, location, quirk.message.as_str(), help)
        .label(quirk.label.as_str())
        .suggestion(entry(page, quirk));
    for span in rows.take(MAX_ROWS - 1) {
        finding = finding.related(span, quirk.label.as_str());
    }
    finding
}

/// The entry that covers a quirk, with an empty note.
fn entry(page: &Page, quirk: &Finding<'_>) -> String {
    let errors: Vec<String> = quirk.errors(page).map(|name| format!("\"{name}\"")).collect();
    let endpoint = match quirk.table_name(page) {
        Some(name) => format!("endpoint = \"{name}\"\n"),
        None => String::new(),
    };
    format!(
        "[[quirk]]\nkind = \"{}\"\n{endpoint}errors = [{}]\nnote = \"\"\n",
        quirk.rule.name,
        errors.join(", ")
    )
}
