//! The rule `invalid-name`.

use super::names::{Name, enums, variants};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{is_upper_camel_case, quoted};

/// A name is not in upper camel case.
pub static RULE: Rule = Rule { name: "invalid-name", docs: include_str!("invalid_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let names = enums(page).into_iter().chain(variants(page));
        for Name { named, name } in names.filter(|name| !is_upper_camel_case(&name.name.value)) {
            // It may look like a letter from A to Z.
            let foreign = name.value.chars().find(|character| !character.is_ascii());
            let foreign = foreign
                .map(|character| format!(": it contains U+{:04X}", u32::from(character)))
                .unwrap_or_default();
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(page.file, name.span.clone()),
                format!("{} cannot be the name of {}{foreign}", quoted(&name.value), named.noun()),
                "write it like `LaunchRequestFailed`: letters from A to Z and digits, \
                 the first an upper-case letter",
            ));
        }
    }
    findings
}
