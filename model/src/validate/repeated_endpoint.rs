//! The rule `repeated-endpoint`.

use super::names::repeated_enums;
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::quoted;

/// Two endpoints of a page have the same name.
pub static RULE: Rule =
    Rule { name: "repeated-endpoint", docs: include_str!("repeated_endpoint.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let repeated = repeated_enums(page).into_iter();
        for (name, first) in repeated.filter(|(name, first)| name.named == first.named) {
            let finding = Diagnostic::new(
                &RULE,
                Location::in_file(page.file, name.name.span.clone()),
                format!("two endpoints have the name {}", quoted(&name.name.value)),
                "give one of them another name, or combine both into one table",
            );
            findings.push(finding.related(first.name.span.clone(), "the first of the two"));
        }
    }
    findings
}
