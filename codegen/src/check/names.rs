//! Rules about names: what becomes an identifier of the generated code.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use toml::Spanned;

use crate::catalog::{Catalog, Page};
use crate::diagnostic::{Diagnostic, Place, shown};
use crate::rules::{Find, Rule};

pub(crate) static INVALID_NAME: Rule = Rule {
    name: "invalid-name",
    docs: "The name of a page, an endpoint or an error is not in UpperCamelCase: ASCII letters and digits, \
           the first an upper-case letter. Names become enums and variants, as they stand.",
    find: Find::Check(invalid_name),
};

pub(crate) static RESERVED_NAME: Rule = Rule {
    name: "reserved-name",
    docs: "The generated code needs a name for something else. An error cannot be `Self`, which is a keyword, \
           nor `ALL` or `TABLE`, which each enum has as a constant; \
           a page or an endpoint cannot be called so that its enum would be called like a type that all tables share.",
    find: Find::Check(reserved_name),
};

pub(crate) static REPEATED_ENDPOINT: Rule = Rule {
    name: "repeated-endpoint",
    docs: "Two endpoints of a page have the same name, and so would their enums. \
           If the documentation has two tables for one endpoint, give them names that tell them apart.",
    find: Find::Check(repeated_endpoint),
};

pub(crate) static ENUM_COLLISION: Rule = Rule {
    name: "enum-collision",
    docs: "Two enums of a page would have the same name. The page, each endpoint and the common table \
           become an enum that is called like them with `Error` behind it, all in one module.",
    find: Find::Check(enum_collision),
};

/// What each enum has as a constant, and what is a keyword.
const RESERVED_VARIANTS: [&str; 3] = ["ALL", "Self", "TABLE"];

/// The types of the shared part that are called like the enum of a page or a table.
const RESERVED_ENUMS: [&str; 3] = ["DocumentedError", "NotInTableError", "UnknownNameError"];

/// The enum that a page or a table becomes.
pub(crate) fn enum_name(name: &str) -> String {
    format!("{name}Error")
}

/// A name of the catalog, and what it names.
#[derive(Clone, Copy)]
struct Name<'c> {
    what: &'static str,
    name: &'c Spanned<String>,
}

/// What becomes an enum: the page, and its tables in the order of the file.
fn enums(page: &Page) -> impl Iterator<Item = Name<'_>> {
    let header = page.header.iter().map(|header| ("a page", &header.name));
    let tables = page.tables().map(|table| {
        let what = if page.is_common(table) { "a common table" } else { "an endpoint" };
        (what, &table.name)
    });
    let names = header.chain(tables);
    names.filter_map(|(what, name)| Some(Name { what, name: name.as_ref()? }))
}

fn errors(page: &Page) -> impl Iterator<Item = Name<'_>> {
    let names = page.rows().filter_map(|row| row.name.as_ref());
    names.map(|name| Name { what: "an error", name })
}

fn invalid_name(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let names = enums(page).chain(errors(page));
        for Name { what, name } in names.filter(|name| !is_upper_camel_case(name.name.get_ref())) {
            // It may look like a letter from A to Z.
            let foreign = name.get_ref().chars().find(|character| !character.is_ascii());
            let foreign = foreign.map(|character| format!("it has U+{:04X}", u32::from(character)));
            let finding = Diagnostic::new(
                &INVALID_NAME,
                Place::text(page.file, name.span()),
                format!("{} cannot be the name of {what}", shown(name.get_ref())),
                "write it like `LaunchRequestFailed`: letters from A to Z and digits, \
                 the first an upper-case letter",
            );
            findings.push(finding.label(foreign.unwrap_or_default()));
        }
    }
}

pub(crate) fn is_upper_camel_case(name: &str) -> bool {
    let is_upper = |character: char| character.is_ascii_uppercase();
    name.starts_with(is_upper) && name.chars().all(|character| character.is_ascii_alphanumeric())
}

pub(crate) fn is_reserved_enum(name: &str) -> bool {
    RESERVED_ENUMS.contains(&enum_name(name).as_str())
}

pub(crate) fn is_reserved_variant(name: &str) -> bool {
    RESERVED_VARIANTS.contains(&name)
}

fn reserved_name(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let enums = enums(page).filter(|name| is_reserved_enum(name.name.get_ref()));
        let errors = errors(page).filter(|name| is_reserved_variant(name.name.get_ref()));
        for Name { name, .. } in enums.chain(errors) {
            findings.push(Diagnostic::new(
                &RESERVED_NAME,
                Place::text(page.file, name.span()),
                format!("the generated code needs {} for something else", shown(name.get_ref())),
                "choose another name",
            ));
        }
    }
}

fn repeated_endpoint(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let repeated = same_enum(page).into_iter();
        for (name, first) in repeated.filter(|(name, first)| name.what == first.what) {
            findings.push(
                Diagnostic::new(
                    &REPEATED_ENDPOINT,
                    Place::text(page.file, name.name.span()),
                    format!("two endpoints are called {}", shown(name.name.get_ref())),
                    "give one of them another name, or make one table of both",
                )
                .related(first.name.span(), "the first"),
            );
        }
    }
}

fn enum_collision(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let collisions = same_enum(page).into_iter();
        for (name, first) in collisions.filter(|(name, first)| name.what != first.what) {
            findings.push(
                Diagnostic::new(
                    &ENUM_COLLISION,
                    Place::text(page.file, name.name.span()),
                    format!("two enums would be called {}", shown(&enum_name(name.name.get_ref()))),
                    "give one of them another name",
                )
                .label(format!("the name of {}", name.what))
                .related(first.name.span(), format!("the name of {}", first.what)),
            );
        }
    }
}

/// What would become an enum of the same name, each with the first that would.
fn same_enum(page: &Page) -> Vec<(Name<'_>, Name<'_>)> {
    let mut first = BTreeMap::new();
    let mut same = Vec::new();
    for name in enums(page) {
        match first.entry(name.name.get_ref()) {
            Entry::Vacant(vacant) => _ = vacant.insert(name),
            Entry::Occupied(occupied) => same.push((name, *occupied.get())),
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_of_the_shared_part_are_refused() {
        let shared = syn::parse_file(crate::emit::SHARED).unwrap();
        let mut errors: Vec<String> = shared
            .items
            .iter()
            .filter_map(|item| match item {
                syn::Item::Enum(item) => Some(item.ident.to_string()),
                syn::Item::Struct(item) => Some(item.ident.to_string()),
                syn::Item::Trait(item) => Some(item.ident.to_string()),
                _ => None,
            })
            .filter(|name| name.ends_with("Error"))
            .collect();
        errors.sort_unstable();
        assert_eq!(errors, RESERVED_ENUMS);
    }

    #[test]
    fn a_name_is_ascii_and_begins_with_an_upper_case_letter() {
        for name in ["A", "InvalidJson", "Http2", "JSON", "Error", "Result", "Some"] {
            assert!(is_upper_camel_case(name), "{name}");
        }
        for name in ["", "a", "2A", "A_B", "A-B", "A b", "É", "Ünal", "r#A", "A\u{200B}"] {
            assert!(!is_upper_camel_case(name), "{name}");
        }
    }
}
