//! The strings of a catalog that are not names.

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::source::Spanned;

/// What a string is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Source,
    LeftOut,
    Pointer,
    Basis,
    Code,
    Message,
    Description,
    Note,
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Source => "source",
            Self::LeftOut => "entry of `left-out`",
            Self::Pointer => "pointer",
            Self::Basis => "basis",
            Self::Code => "code",
            Self::Message => "message",
            Self::Description => "description",
            Self::Note => "note",
        }
    }
}

/// A string of the catalog that is not a name.
pub(super) struct CatalogString<'c> {
    file: usize,
    pub(super) field: Field,
    string: &'c Spanned<String>,
}

impl CatalogString<'_> {
    pub(super) fn value(&self) -> &str {
        &self.string.value
    }

    /// A finding about it: `the code {message}`.
    pub(super) fn diagnostic(&self, rule: &'static Rule, message: &str, help: &str) -> Diagnostic {
        let message = format!("the {} {message}", self.field.name());
        Diagnostic::new(rule, Location::in_file(self.file, self.string.span.clone()), message, help)
    }
}

/// Every string of the catalog that is there and is not a name.
pub(super) fn strings(catalog: &Catalog) -> Vec<CatalogString<'_>> {
    let mut strings = Vec::new();
    for page in &catalog.pages {
        let mut push = |field, value| strings.extend(string(page.file, field, value));
        if let Some(header) = &page.header {
            push(Field::Title, header.title.as_ref());
            push(Field::Source, header.source.as_ref());
            for entry in &header.left_out {
                push(Field::LeftOut, Some(entry));
            }
            if let Some(body) = &header.body {
                for value in body.values() {
                    push(Field::Pointer, value.pointer.as_ref());
                }
                push(Field::Basis, body.basis.as_ref());
            }
        }
        for table in page.tables() {
            push(Field::Title, table.title.as_ref());
        }
        for row in page.rows() {
            push(Field::Code, row.code.as_ref());
            push(Field::Message, row.message.as_ref());
            push(Field::Description, row.description.as_ref());
        }
        for quirk in &page.quirks {
            push(Field::Note, quirk.note.as_ref());
        }
    }
    strings
}

fn string(file: usize, field: Field, value: Option<&Spanned<String>>) -> Option<CatalogString<'_>> {
    value.map(|string| CatalogString { file, field, string })
}
