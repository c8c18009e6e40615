//! The rule `reserved-name`.

use super::names::{Name, enums, variants};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{is_reserved_enum, is_reserved_variant, quoted};

/// The generated code needs a name for something else.
pub static RULE: Rule = Rule { name: "reserved-name", docs: include_str!("reserved_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let enums = enums(page).into_iter().filter(|name| is_reserved_enum(&name.name.value));
        let variants = variants(page).filter(|name| is_reserved_variant(&name.name.value));
        for Name { name, .. } in enums.chain(variants) {
            findings.push(Diagnostic::new(
                &RULE,
                Location::span(page.file, name.span.clone()),
                format!("the generated code needs {} for something else", quoted(&name.value)),
                "choose another name",
            ));
        }
    }
    findings
}
