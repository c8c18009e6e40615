//! The notes of a catalog that new entries may take.

use std::collections::BTreeMap;

use error_catalog_model::finding::Finding;
use error_catalog_model::page::Page;

/// The notes of a catalog that somebody has read, by the kind and the facts of their quirks.
#[derive(Debug, Default)]
pub(crate) struct Notes(BTreeMap<(String, String), String>);

impl Notes {
    /// The notes of these pages. If two are about the same facts, it is the first.
    pub(crate) fn new<'p>(pages: impl IntoIterator<Item = &'p Page>) -> Self {
        let mut notes = BTreeMap::new();
        for quirk in pages.into_iter().flat_map(|page| &page.quirks) {
            if let Some(reviewed) = quirk.reviewed.as_ref().filter(|_| !quirk.note.is_empty()) {
                let key = (quirk.kind.value.clone(), reviewed.value.clone());
                notes.entry(key).or_insert_with(|| quirk.note.clone());
            }
        }
        Self(notes)
    }

    /// The note that was read with the facts of this quirk, and their digest.
    pub(super) fn get(&self, quirk: &Finding<'_>) -> Option<(&str, String)> {
        let digest = quirk.digest();
        let note = self.0.get(&(quirk.rule.name.to_owned(), digest.clone()))?;
        Some((note, digest))
    }
}
