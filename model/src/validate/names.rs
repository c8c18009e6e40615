//! The names of a catalog, and what each of them names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::Diagnostic;
use crate::raw::{Page, Row};
use crate::source::Spanned;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Page,
    Endpoint,
    Common,
    Error,
}

impl Named {
    /// The noun with its article.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Page => "the page",
            Self::Endpoint => "an endpoint",
            Self::Common => "the common table",
            Self::Error => "an error",
        }
    }
}

/// A name of the catalog.
#[derive(Clone, Copy)]
pub(super) struct Name<'c> {
    pub(super) named: Named,
    pub(super) name: &'c Spanned<String>,
}

/// The names that become enums: that of the page, and those of its tables in the order of the file.
pub(super) fn enums(page: &Page) -> Vec<Name<'_>> {
    let mut names = Vec::new();
    if let Some(name) = page.header.as_ref().and_then(|header| header.name.as_ref()) {
        names.push(Name { named: Named::Page, name });
    }
    for table in page.tables() {
        let kind = if page.is_common(table) { Named::Common } else { Named::Endpoint };
        names.extend(table.name.as_ref().map(|name| Name { named: kind, name }));
    }
    names
}

/// The rows that have a name, with it: those of each name, in the order in which the names first appear. They
/// become one variant.
pub(super) fn errors(page: &Page) -> Vec<Vec<(&Row, &Spanned<String>)>> {
    let mut numbers = BTreeMap::new();
    let mut errors: Vec<Vec<(&Row, &Spanned<String>)>> = Vec::new();
    for row in page.rows() {
        let Some(name) = &row.name else { continue };
        let number = *numbers.entry(&name.value).or_insert(errors.len());
        match errors.get_mut(number) {
            Some(rows) => rows.push((row, name)),
            None => errors.push(vec![(row, name)]),
        }
    }
    errors
}

/// A finding about the name of an error, at the first of its rows, with the others.
pub(super) fn about_error(
    rows: &[(&Row, &Spanned<String>)],
    diagnostic: impl FnOnce(&Row, &Spanned<String>) -> Diagnostic,
) -> Option<Diagnostic> {
    let ((row, name), others) = rows.split_first()?;
    let others = others.iter();
    Some(others.fold(diagnostic(row, name), |finding, (_, name)| {
        finding.related(name.span.clone(), "here too")
    }))
}

/// The names that would become an enum of the same name as an earlier one, each with the first.
pub(super) fn repeated_enums(page: &Page) -> Vec<(Name<'_>, Name<'_>)> {
    let mut first = BTreeMap::new();
    let mut repeated = Vec::new();
    for name in enums(page) {
        match first.entry(&name.name.value) {
            Entry::Vacant(vacant) => _ = vacant.insert(name),
            Entry::Occupied(occupied) => repeated.push((name, *occupied.get())),
        }
    }
    repeated
}
