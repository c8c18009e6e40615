//! Two catalogs compared by what services see of them.
//!
//! | change | bump |
//! |---|---|
//! | a page, an endpoint or an error is removed or renamed; an endpoint no longer lists an error; a status or a code changes | breaking |
//! | a page, an endpoint or an error is added; an endpoint lists one more; a message or a description changes | minor |
//! | the order, a heading, the address, the date or a quirk changes | patch |
//!
//! What is added breaks nothing, since the enums are `#[non_exhaustive]`.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::{Error, Page};
use crate::text::enum_name;
use crate::version::Bump;

/// A difference between two catalogs. Enums and errors are named as in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A page is new.
    PageAdded {
        /// Its module.
        module: String,
    },
    /// A page is gone.
    PageRemoved {
        /// Its module.
        module: String,
    },
    /// An enum is new.
    EnumAdded {
        /// Its name.
        name: String,
    },
    /// An enum is gone.
    EnumRemoved {
        /// Its name.
        name: String,
    },
    /// An enum has another variant.
    VariantAdded {
        /// The enum.
        enum_name: String,
        /// The variant.
        name: String,
    },
    /// An enum no longer has a variant.
    VariantRemoved {
        /// The enum.
        enum_name: String,
        /// The variant.
        name: String,
    },
    /// An error has another name.
    VariantRenamed {
        /// The enum of the page.
        enum_name: String,
        /// The old name.
        old: String,
        /// The new name.
        new: String,
    },
    /// An error has another status or code.
    StatusOrCodeChanged {
        /// The error.
        name: String,
        /// `status` or `code`.
        column: &'static str,
        /// The old value.
        old: String,
        /// The new value.
        new: String,
    },
    /// An error has another message or description.
    MessageOrDescriptionChanged {
        /// The error.
        name: String,
        /// `message` or `description`.
        column: &'static str,
        /// The old value.
        old: String,
        /// The new value.
        new: String,
    },
    /// The variants of an enum have another order.
    OrderChanged {
        /// The enum.
        enum_name: String,
    },
    /// Something changed that only the docs show.
    DocsChanged {
        /// The module.
        module: String,
        /// What changed, as a sentence.
        what: &'static str,
    },
}

impl Change {
    /// How much the change requires the version to rise.
    #[must_use]
    pub fn bump(&self) -> Bump {
        match self {
            Self::PageRemoved { .. }
            | Self::EnumRemoved { .. }
            | Self::VariantRemoved { .. }
            | Self::VariantRenamed { .. }
            | Self::StatusOrCodeChanged { .. } => Bump::Breaking,
            Self::PageAdded { .. }
            | Self::EnumAdded { .. }
            | Self::VariantAdded { .. }
            | Self::MessageOrDescriptionChanged { .. } => Bump::Minor,
            Self::OrderChanged { .. } | Self::DocsChanged { .. } => Bump::Patch,
        }
    }
}

/// All differences, page by page.
#[must_use]
pub fn diff(old: &[Page], new: &[Page]) -> Vec<Change> {
    let old_pages: BTreeMap<&str, &Page> = pages_by_module(old);
    let new_pages: BTreeMap<&str, &Page> = pages_by_module(new);
    let modules: BTreeSet<&str> = old_pages.keys().chain(new_pages.keys()).copied().collect();
    let mut changes = Vec::new();
    for module in modules {
        match (old_pages.get(module), new_pages.get(module)) {
            (Some(old), Some(new)) => changes.extend(diff_pages(old, new)),
            (Some(_), None) => changes.push(Change::PageRemoved { module: module.to_owned() }),
            (None, _) => changes.push(Change::PageAdded { module: module.to_owned() }),
        }
    }
    changes
}

fn pages_by_module(pages: &[Page]) -> BTreeMap<&str, &Page> {
    pages.iter().map(|page| (page.module.as_str(), page)).collect()
}

/// An enum of a page, as services see it.
struct Enum<'p> {
    ident: String,
    title: &'p str,
    /// The names of its variants, in order.
    variants: Vec<&'p str>,
}

/// The enum of all errors of the page, and those of its tables.
fn enums(page: &Page) -> Vec<Enum<'_>> {
    let name = |error: usize| page.errors[error].name.as_str();
    let all = (0..page.errors.len()).map(name).collect();
    let mut enums = vec![Enum { ident: enum_name(&page.name), title: &page.title, variants: all }];
    for table in &page.tables {
        let variants = table.rows.iter().map(|row| name(row.error)).collect();
        enums.push(Enum { ident: enum_name(&table.name), title: &table.title, variants });
    }
    enums
}

fn diff_pages(old: &Page, new: &Page) -> Vec<Change> {
    let mut changes = Vec::new();
    let renamed = renamed(old, new);
    for (old, new_name) in &renamed {
        changes.push(Change::VariantRenamed {
            enum_name: enum_name(&new.name),
            old: (*old).to_owned(),
            new: (*new_name).to_owned(),
        });
    }
    changes.extend(changed_values(old, new));

    let (old_enums, new_enums) = (enums(old), enums(new));
    let idents = |enums: &[Enum<'_>]| -> BTreeSet<String> {
        enums.iter().map(|table| table.ident.clone()).collect()
    };
    let (old_idents, new_idents) = (idents(&old_enums), idents(&new_enums));
    for name in old_idents.difference(&new_idents) {
        changes.push(Change::EnumRemoved { name: name.clone() });
    }
    for name in new_idents.difference(&old_idents) {
        changes.push(Change::EnumAdded { name: name.clone() });
    }
    for new in &new_enums {
        if let Some(old) = old_enums.iter().find(|old| old.ident == new.ident) {
            changes.extend(diff_variants(old, new, &renamed));
        }
    }
    changes.extend(diff_docs(old, new, &old_enums, &new_enums));
    changes
}

/// The errors that have another name and are the same otherwise: the old name and the new.
fn renamed<'p>(old: &'p Page, new: &'p Page) -> BTreeMap<&'p str, &'p str> {
    let values = |error: &'p Error| (error.status, &error.code, &error.message, &error.description);
    let names = |page: &'p Page| -> BTreeSet<&str> {
        page.errors.iter().map(|error| error.name.as_str()).collect()
    };
    let (old_names, new_names) = (names(old), names(new));
    let mut added = BTreeMap::new();
    for error in new.errors.iter().filter(|error| !old_names.contains(error.name.as_str())) {
        added.insert(values(error), error.name.as_str());
    }
    let mut renamed = BTreeMap::new();
    for error in old.errors.iter().filter(|error| !new_names.contains(error.name.as_str())) {
        if let Some(new) = added.get(&values(error)) {
            renamed.insert(error.name.as_str(), *new);
        }
    }
    renamed
}

/// The values of errors that keep their names.
fn changed_values(old: &Page, new: &Page) -> Vec<Change> {
    let old_errors: BTreeMap<&str, &Error> =
        old.errors.iter().map(|error| (error.name.as_str(), error)).collect();
    let mut changes = Vec::new();
    for error in &new.errors {
        let Some(before) = old_errors.get(error.name.as_str()) else { continue };
        let codes = [
            ("status", before.status.to_string(), error.status.to_string()),
            ("code", before.code.clone(), error.code.clone()),
        ];
        for (column, old, new) in codes.into_iter().filter(|(_, old, new)| old != new) {
            let name = error.name.clone();
            changes.push(Change::StatusOrCodeChanged { name, column, old, new });
        }
        let texts = [
            ("message", before.message.clone(), error.message.clone()),
            ("description", before.description.clone(), error.description.clone()),
        ];
        for (column, old, new) in texts.into_iter().filter(|(_, old, new)| old != new) {
            let name = error.name.clone();
            changes.push(Change::MessageOrDescriptionChanged { name, column, old, new });
        }
    }
    changes
}

/// The variants that an enum gains or loses, and their order.
fn diff_variants(old: &Enum<'_>, new: &Enum<'_>, renamed: &BTreeMap<&str, &str>) -> Vec<Change> {
    let enum_name = || new.ident.clone();
    // With the new names, so that a renamed error is neither added nor removed.
    let before: Vec<&str> =
        old.variants.iter().map(|name| renamed.get(name).copied().unwrap_or(name)).collect();
    let old_names: BTreeSet<&str> = before.iter().copied().collect();
    let new_names: BTreeSet<&str> = new.variants.iter().copied().collect();
    let mut changes = Vec::new();
    for name in before.iter().filter(|name| !new_names.contains(**name)) {
        changes.push(Change::VariantRemoved { enum_name: enum_name(), name: (*name).to_owned() });
    }
    for name in new.variants.iter().filter(|name| !old_names.contains(**name)) {
        changes.push(Change::VariantAdded { enum_name: enum_name(), name: (*name).to_owned() });
    }
    let kept_before = before.iter().filter(|name| new_names.contains(**name));
    let kept_after = new.variants.iter().filter(|name| old_names.contains(**name));
    if !kept_before.eq(kept_after) {
        changes.push(Change::OrderChanged { enum_name: enum_name() });
    }
    changes
}

/// What only the docs show.
fn diff_docs(
    old: &Page,
    new: &Page,
    old_enums: &[Enum<'_>],
    new_enums: &[Enum<'_>],
) -> Vec<Change> {
    let titles: BTreeMap<&str, &str> =
        old_enums.iter().map(|table| (table.ident.as_str(), table.title)).collect();
    let is_retitled = new_enums
        .iter()
        .any(|table| titles.get(table.ident.as_str()).is_some_and(|title| *title != table.title));
    let mut changes = Vec::new();
    for (what, is_changed) in [
        ("a heading changed", is_retitled),
        ("the address changed", old.source != new.source),
        ("the date changed", old.retrieved != new.retrieved),
        ("the quirks changed", quirks(old) != quirks(new)),
    ] {
        if is_changed {
            changes.push(Change::DocsChanged { module: new.module.clone(), what });
        }
    }
    changes
}

/// What the docs say of the quirks of a page: kind, errors, tables and note.
fn quirks(page: &Page) -> Vec<(&str, Vec<&str>, Vec<&str>, &str)> {
    let mut quirks = Vec::new();
    for quirk in &page.quirks {
        let errors = quirk.errors.iter().map(|error| page.errors[*error].name.as_str());
        let tables = quirk.tables.iter().map(|table| page.tables[*table].name.as_str());
        let (kind, note) = (quirk.kind.value.as_str(), quirk.note.as_str());
        quirks.push((kind, errors.collect(), tables.collect(), note));
    }
    quirks
}
