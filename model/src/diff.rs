//! Two catalogs compared by what services see of them.
//!
//! | change | bump |
//! |---|---|
//! | a page, an endpoint or an error is removed or renamed; an endpoint no longer lists an error; a status or a code changes; serde or JSON is gone | breaking |
//! | a page, an endpoint or an error is added; an endpoint lists one more; a message or a description changes; code or message are elsewhere in the body of a response; serde or JSON is new | minor |
//! | the order, a heading, the address, the date or a quirk changes | patch |
//!
//! What is added breaks nothing, since the enums are `#[non_exhaustive]`. A changed message breaks no code,
//! but a response with the old message may no longer be an exact match. The same is true for a pointer into the body
//! of a response: what is found in a response is an `Option` in any case.
//!
//! A page or an endpoint with another name is the same one if it has the heading and an error of the old one,
//! or most of its errors.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::change::{Change, Column};
use crate::page::{BodyValue, Error, JsonType, Page, TableKind};
use crate::settings::Settings;
use crate::text::enum_name;

/// All differences, page by page.
#[must_use]
pub fn diff(old: &[Page], new: &[Page]) -> Vec<Change> {
    let mut changes = Vec::new();
    let pairs = page_pairs(old, new);
    for page in old {
        if !pairs.iter().any(|(old, _)| old.module == page.module) {
            changes.push(Change::PageRemoved { module: page.module.clone() });
        }
    }
    for page in new {
        match pairs.iter().find(|(_, new)| new.module == page.module) {
            Some((old, new)) => changes.extend(diff_pages(old, new)),
            None => changes.push(Change::PageAdded { module: page.module.clone() }),
        }
    }
    changes
}

/// What the settings change for services.
#[must_use]
pub fn diff_settings(old: &Settings, new: &Settings) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, new) = (&old.output, &new.output);
    if old.serde_feature != new.serde_feature {
        let (old, new) = (old.serde_feature.iter(), new.serde_feature.iter());
        changes.extend(old.map(|feature| Change::SerdeRemoved { feature: feature.clone() }));
        changes.extend(new.map(|feature| Change::SerdeAdded { feature: feature.clone() }));
    }
    if old.json_feature != new.json_feature {
        let (old, new) = (old.json_feature.iter(), new.json_feature.iter());
        changes.extend(old.map(|feature| Change::JsonRemoved { feature: feature.clone() }));
        changes.extend(new.map(|feature| Change::JsonAdded { feature: feature.clone() }));
    }
    changes
}

/// What the vendor documents of an error.
type Values<'p> = (u16, &'p str, &'p str, &'p str);

fn values(error: &Error) -> Values<'_> {
    (error.status, &error.code, &error.message, &error.description)
}

/// The pages that are on both sides: those with the same module, and those that have another one.
fn page_pairs<'p>(old: &'p [Page], new: &'p [Page]) -> Vec<(&'p Page, &'p Page)> {
    let mut pairs = Vec::new();
    let has = |pages: &[Page], module: &str| pages.iter().any(|page| page.module == module);
    for page in old {
        if let Some(same) = new.iter().find(|new| new.module == page.module) {
            pairs.push((page, same));
        }
    }
    let removed: Vec<&Page> = old.iter().filter(|page| !has(new, &page.module)).collect();
    let added: Vec<&Page> = new.iter().filter(|page| !has(old, &page.module)).collect();
    let signs = |page: &&'p Page| (&*page.title, page.errors.iter().map(values).collect());
    for (old, new) in most_alike(&removed, &added, signs) {
        pairs.push((old, new));
    }
    pairs
}

/// What pages and tables are recognised by, if their names changed: the heading and the errors.
type Signs<'p> = (&'p str, BTreeSet<Values<'p>>);

/// The items that are likely to be the same, each with at most one other: they have an error and the heading
/// in common, or most of their errors.
fn most_alike<'i, 'p, T: Copy>(
    old: &'i [T],
    new: &'i [T],
    signs: impl Fn(&'i T) -> Signs<'p>,
) -> Vec<(T, T)> {
    let new_signs: Vec<Signs<'p>> = new.iter().map(&signs).collect();
    let mut candidates = Vec::new();
    for (old_index, old) in old.iter().enumerate() {
        let (old_title, old_errors) = signs(old);
        for (new_index, (new_title, new_errors)) in new_signs.iter().enumerate() {
            let shared = old_errors.intersection(new_errors).count();
            let same_title = old_title == *new_title && shared > 0;
            if same_title || shared * 2 > old_errors.len().max(new_errors.len()) {
                candidates.push(((same_title, shared), old_index, new_index));
            }
        }
    }
    // Stable: of those that are as much alike, the first ones are the same.
    candidates.sort_by_key(|(likeness, ..)| Reverse(*likeness));
    let (mut old_indices, mut new_indices) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, old_index, new_index) in candidates {
        if !old_indices.contains(&old_index) && !new_indices.contains(&new_index) {
            old_indices.insert(old_index);
            new_indices.insert(new_index);
            pairs.push((old[old_index], new[new_index]));
        }
    }
    pairs
}

/// An enum of a page, as services see it.
struct Enum<'p> {
    ident: String,
    title: &'p str,
    /// Whose errors the enum has; `None` if it has all errors of the page.
    kind: Option<TableKind>,
    /// What the table is called in the catalog.
    name: &'p str,
    /// Its variants, in order.
    variants: Vec<&'p Error>,
}

/// The enum of all errors of the page, and those of its tables.
fn enums(page: &Page) -> Vec<Enum<'_>> {
    let mut enums = vec![Enum {
        ident: enum_name(&page.name),
        title: &page.title,
        kind: None,
        name: &page.name,
        variants: page.errors.iter().collect(),
    }];
    for table in &page.tables {
        enums.push(Enum {
            ident: enum_name(&table.name),
            title: &table.title,
            kind: Some(table.kind),
            name: &table.name,
            variants: table.rows.iter().map(|row| page.error(row)).collect(),
        });
    }
    enums
}

fn diff_pages(old: &Page, new: &Page) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.module != new.module {
        let (old, new) = (old.module.clone(), new.module.clone());
        changes.push(Change::PageRenamed { old, new });
    }
    let renamed = renamed(old, new);
    for (old, new_name) in &renamed {
        changes.push(Change::VariantRenamed {
            enum_name: enum_name(&new.name),
            old: (*old).to_owned(),
            new: (*new_name).to_owned(),
        });
    }
    changes.extend(changed_values(old, new));
    changes.extend(changed_body(old, new));

    let (old_enums, new_enums) = (enums(old), enums(new));
    let pairs = enum_pairs(&old_enums, &new_enums);
    for removed in &old_enums {
        if !pairs.iter().any(|(old, _)| old.ident == removed.ident) {
            changes.push(Change::EnumRemoved { name: removed.ident.clone() });
        }
    }
    for added in &new_enums {
        match pairs.iter().find(|(_, new)| new.ident == added.ident) {
            Some((old, new)) => changes.extend(diff_enums(old, new, &renamed)),
            None => changes.push(Change::EnumAdded { name: added.ident.clone() }),
        }
    }
    changes.extend(diff_docs(old, new, &pairs, &renamed));
    changes
}

/// The enums that are on both sides: those with the same name, and those that have another one.
fn enum_pairs<'e, 'p>(
    old: &'e [Enum<'p>],
    new: &'e [Enum<'p>],
) -> Vec<(&'e Enum<'p>, &'e Enum<'p>)> {
    let mut pairs = Vec::new();
    let has = |enums: &[Enum<'_>], ident: &str| enums.iter().any(|item| item.ident == ident);
    for item in old {
        if let Some(same) = new.iter().find(|new| new.ident == item.ident) {
            pairs.push((item, same));
        }
    }
    for kind in [None, Some(TableKind::Endpoint), Some(TableKind::Common)] {
        let is_kind = |item: &&Enum<'_>| item.kind == kind;
        let removed = old.iter().filter(is_kind).filter(|item| !has(new, &item.ident));
        let added = new.iter().filter(is_kind).filter(|item| !has(old, &item.ident));
        let (removed, added): (Vec<&Enum<'p>>, Vec<&Enum<'p>>) =
            (removed.collect(), added.collect());
        match (removed.as_slice(), added.as_slice()) {
            // A page has exactly one enum of all its errors.
            ([old], [new]) if kind.is_none() => pairs.push((old, new)),
            _ => {
                let signs = |item: &&Enum<'p>| {
                    (item.title, item.variants.iter().copied().map(values).collect())
                };
                pairs.extend(most_alike(&removed, &added, signs));
            }
        }
    }
    pairs
}

/// The errors that have another name and are the same otherwise: the old name and the new.
fn renamed<'p>(old: &'p Page, new: &'p Page) -> BTreeMap<&'p str, &'p str> {
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
    let page_enum = enum_name(&new.name);
    let mut changes = Vec::new();
    for error in &new.errors {
        let Some(before) = old_errors.get(error.name.as_str()) else { continue };
        for (column, old, new) in [
            (Column::Status, before.status.to_string(), error.status.to_string()),
            (Column::Code, before.code.clone(), error.code.clone()),
            (Column::Message, before.message.clone(), error.message.clone()),
            (Column::Description, before.description.clone(), error.description.clone()),
        ] {
            if old != new {
                let (enum_name, name) = (page_enum.clone(), error.name.clone());
                changes.push(Change::ValueChanged { enum_name, name, column, old, new });
            }
        }
    }
    changes
}

/// Where the body of a response has code and message. Without `body`, the generated code looks for them at
/// the usual places.
fn changed_body(old: &Page, new: &Page) -> Vec<Change> {
    let usual = |pointer: &str| {
        Some(BodyValue { pointer: pointer.to_owned(), json_type: JsonType::String })
    };
    let [(code, message), (new_code, new_message)] = [old, new].map(|page| match &page.body {
        Some(body) => (body.code.clone(), body.message.clone()),
        None => (usual("/code"), usual("/message")),
    });
    let mut changes = Vec::new();
    for (column, old, new_value) in
        [(Column::Code, code, new_code), (Column::Message, message, new_message)]
    {
        if old != new_value {
            let module = new.module.clone();
            changes.push(Change::BodyChanged { module, column, old, new: new_value });
        }
    }
    changes
}

/// What changes between two enums that are the same one, apart from the values of its errors.
fn diff_enums(old: &Enum<'_>, new: &Enum<'_>, renamed: &BTreeMap<&str, &str>) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.ident != new.ident {
        let (old, new) = (old.ident.clone(), new.ident.clone());
        changes.push(Change::EnumRenamed { old, new });
    }
    match (old.kind, new.kind) {
        (Some(TableKind::Endpoint), Some(TableKind::Common)) => {
            changes.push(Change::EndpointRemoved { name: old.name.to_owned() });
        }
        (Some(TableKind::Common), Some(TableKind::Endpoint)) => {
            changes.push(Change::EndpointAdded { name: new.name.to_owned() });
        }
        _ => {}
    }
    changes.extend(diff_variants(old, new, renamed));
    changes
}

/// The variants that an enum gains or loses, and their order.
fn diff_variants(old: &Enum<'_>, new: &Enum<'_>, renamed: &BTreeMap<&str, &str>) -> Vec<Change> {
    let enum_name = || new.ident.clone();
    // With the new names, so that a renamed error is neither added nor removed.
    let names = old.variants.iter().map(|error| error.name.as_str());
    let before: Vec<&str> = names.map(|name| renamed.get(name).copied().unwrap_or(name)).collect();
    let after: Vec<&str> = new.variants.iter().map(|error| error.name.as_str()).collect();
    let old_names: BTreeSet<&str> = before.iter().copied().collect();
    let new_names: BTreeSet<&str> = after.iter().copied().collect();
    let mut changes = Vec::new();
    for name in before.iter().filter(|name| !new_names.contains(**name)) {
        changes.push(Change::VariantRemoved { enum_name: enum_name(), name: (*name).to_owned() });
    }
    for name in after.iter().filter(|name| !old_names.contains(**name)) {
        changes.push(Change::VariantAdded { enum_name: enum_name(), name: (*name).to_owned() });
    }
    let kept_before = before.iter().filter(|name| new_names.contains(**name));
    let kept_after = after.iter().filter(|name| old_names.contains(**name));
    if !kept_before.eq(kept_after) {
        changes.push(Change::OrderChanged { enum_name: enum_name() });
    }
    changes
}

/// What only the docs show.
fn diff_docs(
    old: &Page,
    new: &Page,
    enums: &[(&Enum<'_>, &Enum<'_>)],
    renamed: &BTreeMap<&str, &str>,
) -> Vec<Change> {
    let is_retitled = enums.iter().any(|(old, new)| old.title != new.title);
    let mut changes = Vec::new();
    let (origin, new_origin) = (old.origin.as_ref(), new.origin.as_ref());
    let has_both = origin.is_some() && new_origin.is_some();
    let [(source, retrieved), (new_source, new_retrieved)] = [origin, new_origin]
        .map(|origin| (origin.map(|it| &it.source), origin.map(|it| &it.retrieved)));
    let is_rebased = match (&old.body, &new.body) {
        (Some(old), Some(new)) => old.basis != new.basis,
        // What is new or gone has its own line.
        _ => false,
    };
    for (what, is_changed) in [
        ("a heading changed", is_retitled),
        ("the address and the date are new", origin.is_none() && new_origin.is_some()),
        ("the address and the date are gone", origin.is_some() && new_origin.is_none()),
        ("the address changed", has_both && source != new_source),
        ("the date changed", has_both && retrieved != new_retrieved),
        ("the basis of the body changed", is_rebased),
        ("the quirks changed", quirks(old, renamed) != quirks(new, &BTreeMap::new())),
    ] {
        if is_changed {
            changes.push(Change::DocsChanged { module: new.module.clone(), what });
        }
    }
    changes
}

/// What the docs say of a quirk: its kind, the names of its errors, the headings of its tables, and its note.
type Quirk<'p> = (&'p str, BTreeSet<&'p str>, BTreeSet<&'p str>, &'p str);

/// What the docs say of the quirks of a page, in any order, with the new names of errors.
fn quirks<'p>(page: &'p Page, renamed: &BTreeMap<&str, &'p str>) -> BTreeSet<Quirk<'p>> {
    let mut quirks = BTreeSet::new();
    for quirk in &page.quirks {
        let errors = quirk.errors.iter().map(|error| page.errors[*error].name.as_str());
        let errors = errors.map(|name| renamed.get(name).copied().unwrap_or(name));
        let tables = quirk.tables.iter().map(|table| page.tables[*table].title.as_str());
        let (kind, note) = (quirk.kind.value.as_str(), quirk.note.as_str());
        quirks.insert((kind, errors.collect(), tables.collect(), note));
    }
    quirks
}
