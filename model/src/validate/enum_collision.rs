//! The rule `enum-collision`.

use super::names::repeated_enums;
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{enum_name, quoted};

/// Two enums of a page would have the same name.
pub static RULE: Rule = Rule { name: "enum-collision", docs: include_str!("enum_collision.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let collisions = repeated_enums(page).into_iter();
        for (name, first) in collisions.filter(|(name, first)| name.named != first.named) {
            let ident = quoted(&enum_name(&name.name.value));
            let (noun, first_noun) = (name.named.noun(), first.named.noun());
            let finding = Diagnostic::new(
                &RULE,
                Location::in_file(page.file, name.name.span.clone()),
                format!("{first_noun} and {noun} would both become the enum {ident}"),
                "give one of them another name",
            );
            let finding = finding.label(format!("the name of {noun}"));
            let label = format!("the name of {first_noun}");
            findings.push(finding.related(first.name.span.clone(), label));
        }
    }
    findings
}
