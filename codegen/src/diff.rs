//! Two catalogs by what services see of them, and the version that Cargo's rules ask for.
//!
//! | what | bump |
//! |---|---|
//! | a page, an endpoint or an error is gone or renamed; an endpoint no longer lists an error; a status or a code is another | breaking |
//! | a page, an endpoint or an error is new; an endpoint lists one more; a message or a description is another | minor |
//! | the order, a heading, the address, the day, or a quirk is another | patch |
//!
//! What is added does not break anything, since the enums are `#[non_exhaustive]`. Below 1.0, what
//! breaks raises the second number and all else the third.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;
use serde::Serialize;

use crate::model::{Enum, Error, Page};

/// A difference between two catalogs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum Change {
    PageAdded { module: String },
    PageRemoved { module: String },
    EnumAdded { name: String },
    EnumRemoved { name: String },
    VariantAdded { of: String, name: String },
    VariantRemoved { of: String, name: String },
    VariantRenamed { of: String, old: String, new: String },
    StatusOrCodeChanged { name: String, cell: &'static str, old: String, new: String },
    TextChanged { name: String, cell: &'static str, old: String, new: String },
    OrderChanged { of: String },
    DocsChanged { module: String, what: &'static str },
}

/// What a difference asks of the version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Bump {
    Patch,
    Minor,
    Breaking,
}

impl Change {
    pub(crate) fn bump(&self) -> Bump {
        match self {
            Self::PageRemoved { .. }
            | Self::EnumRemoved { .. }
            | Self::VariantRemoved { .. }
            | Self::VariantRenamed { .. }
            | Self::StatusOrCodeChanged { .. } => Bump::Breaking,
            Self::PageAdded { .. }
            | Self::EnumAdded { .. }
            | Self::VariantAdded { .. }
            | Self::TextChanged { .. } => Bump::Minor,
            Self::OrderChanged { .. } | Self::DocsChanged { .. } => Bump::Patch,
        }
    }
}

/// The least version that may follow `old` with such a difference.
pub(crate) fn least(old: &Version, bump: Bump) -> Version {
    let Version { major, minor, patch, .. } = *old;
    match (bump, major, minor) {
        (Bump::Breaking, 0, 0) => Version::new(0, 0, patch + 1),
        (Bump::Breaking, 0, _) => Version::new(0, minor + 1, 0),
        (Bump::Breaking, ..) => Version::new(major + 1, 0, 0),
        (Bump::Minor, 1.., _) => Version::new(major, minor + 1, 0),
        (Bump::Minor | Bump::Patch, ..) => Version::new(major, minor, patch + 1),
    }
}

/// All differences, page by page.
pub(crate) fn diff(old: &[Page], new: &[Page]) -> Vec<Change> {
    let by_module = |pages: &'_ [Page]| -> BTreeMap<String, usize> {
        pages.iter().zip(0..).map(|(page, at)| (page.module.clone(), at)).collect()
    };
    let (old_modules, new_modules) = (by_module(old), by_module(new));
    let modules: BTreeSet<&String> = old_modules.keys().chain(new_modules.keys()).collect();
    let mut changes = Vec::new();
    for module in modules {
        match (old_modules.get(module), new_modules.get(module)) {
            (Some(before), Some(after)) => changes.extend(pages(&old[*before], &new[*after])),
            (Some(_), None) => changes.push(Change::PageRemoved { module: module.clone() }),
            (None, _) => changes.push(Change::PageAdded { module: module.clone() }),
        }
    }
    changes
}

fn pages(old: &Page, new: &Page) -> Vec<Change> {
    let mut changes = Vec::new();
    let renamed = renamed(old, new);
    changes.extend(renamed.iter().map(|(before, after)| Change::VariantRenamed {
        of: new.all.ident.clone(),
        old: (*before).to_owned(),
        new: (*after).to_owned(),
    }));
    changes.extend(cells(old, new));

    let enums = |page: &'_ Page| -> BTreeSet<String> {
        [&page.all].into_iter().chain(&page.tables).map(|table| table.ident.clone()).collect()
    };
    let (old_enums, new_enums) = (enums(old), enums(new));
    changes.extend(
        old_enums.difference(&new_enums).map(|name| Change::EnumRemoved { name: name.clone() }),
    );
    changes.extend(
        new_enums.difference(&old_enums).map(|name| Change::EnumAdded { name: name.clone() }),
    );
    for after in [&new.all].into_iter().chain(&new.tables) {
        let before =
            [&old.all].into_iter().chain(&old.tables).find(|table| table.ident == after.ident);
        if let Some(before) = before {
            changes.extend(variants(old, before, new, after, &renamed));
        }
    }
    changes.extend(docs(old, new));
    changes
}

/// The errors that have another name, with the same cells: the old one and the new.
fn renamed<'p>(old: &'p Page, new: &'p Page) -> BTreeMap<&'p str, &'p str> {
    let cells = |error: &'p Error| (error.status, &error.code, &error.message, &error.description);
    let names = |page: &'p Page| -> BTreeSet<&str> {
        page.errors.iter().map(|error| error.name.as_str()).collect()
    };
    let (old_names, new_names) = (names(old), names(new));
    let added = new.errors.iter().filter(|error| !old_names.contains(error.name.as_str()));
    let added: BTreeMap<_, &str> = added.map(|error| (cells(error), error.name.as_str())).collect();
    let removed = old.errors.iter().filter(|error| !new_names.contains(error.name.as_str()));
    removed.filter_map(|error| Some((error.name.as_str(), *added.get(&cells(error))?))).collect()
}

/// The cells of errors that keep their names.
fn cells(old: &Page, new: &Page) -> Vec<Change> {
    let before: BTreeMap<&str, &Error> =
        old.errors.iter().map(|error| (error.name.as_str(), error)).collect();
    let mut changes = Vec::new();
    for after in &new.errors {
        let Some(before) = before.get(after.name.as_str()) else { continue };
        let name = || after.name.clone();
        let codes = [
            ("status", before.status.to_string(), after.status.to_string()),
            ("code", before.code.clone(), after.code.clone()),
        ];
        let texts = [
            ("message", before.message.clone(), after.message.clone()),
            ("description", before.description.clone(), after.description.clone()),
        ];
        let differs = |(_, old, new): &(&str, String, String)| old != new;
        changes.extend(
            codes.into_iter().filter(differs).map(|(cell, old, new)| Change::StatusOrCodeChanged {
                name: name(),
                cell,
                old,
                new,
            }),
        );
        changes.extend(
            texts.into_iter().filter(differs).map(|(cell, old, new)| Change::TextChanged {
                name: name(),
                cell,
                old,
                new,
            }),
        );
    }
    changes
}

/// What an enum has more or less than before, and its order.
fn variants(
    old_page: &Page,
    old: &Enum,
    new_page: &Page,
    new: &Enum,
    renamed: &BTreeMap<&str, &str>,
) -> Vec<Change> {
    let of = || new.ident.clone();
    let before = old.errors.iter().map(|error| old_page.errors[*error].name.as_str());
    // By the names of now, so that a new name is no more than that.
    let before: Vec<&str> = before.map(|name| renamed.get(name).copied().unwrap_or(name)).collect();
    let after: Vec<&str> =
        new.errors.iter().map(|error| new_page.errors[*error].name.as_str()).collect();
    let (was, is): (BTreeSet<&str>, BTreeSet<&str>) =
        (before.iter().copied().collect(), after.iter().copied().collect());
    let mut changes: Vec<Change> = Vec::new();
    let gone = before.iter().filter(|name| !is.contains(**name));
    changes.extend(gone.map(|name| Change::VariantRemoved { of: of(), name: (*name).to_owned() }));
    let added = after.iter().filter(|name| !was.contains(**name));
    changes.extend(added.map(|name| Change::VariantAdded { of: of(), name: (*name).to_owned() }));
    let kept_before = before.iter().filter(|name| is.contains(**name));
    let kept_after = after.iter().filter(|name| was.contains(**name));
    if !kept_before.eq(kept_after) {
        changes.push(Change::OrderChanged { of: of() });
    }
    changes
}

/// What only the docs show.
fn docs(old: &Page, new: &Page) -> Vec<Change> {
    let titles = |page: &'_ Page| -> Vec<(String, String)> {
        let tables = [&page.all].into_iter().chain(&page.tables);
        tables.map(|table| (table.ident.clone(), table.title.clone())).collect()
    };
    let (old_titles, new_titles) = (titles(old), titles(new));
    let known: BTreeSet<&String> = old_titles.iter().map(|(ident, _)| ident).collect();
    let is_retitled =
        new_titles.iter().any(|title| known.contains(&title.0) && !old_titles.contains(title));
    let quirks = |page: &'_ Page| -> Vec<(String, Vec<String>, String)> {
        let names =
            |errors: &[usize]| errors.iter().map(|at| page.errors[*at].name.clone()).collect();
        page.quirks
            .iter()
            .map(|quirk| (quirk.kind.clone(), names(&quirk.errors), quirk.note.clone()))
            .collect()
    };
    let differs = [
        ("a heading is another", is_retitled),
        ("the address is another", old.source != new.source),
        ("the day is another", old.retrieved != new.retrieved),
        ("the quirks are others", quirks(old) != quirks(new)),
    ];
    let changed = differs.into_iter().filter(|(_, differs)| *differs);
    changed.map(|(what, _)| Change::DocsChanged { module: new.module.clone(), what }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargos_rules() {
        let least = |old: &str, bump| least(&old.parse().unwrap(), bump).to_string();
        for (old, breaking, minor, patch) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
        ] {
            assert_eq!(least(old, Bump::Breaking), breaking);
            assert_eq!(least(old, Bump::Minor), minor);
            assert_eq!(least(old, Bump::Patch), patch);
        }
    }
}
