//! The rule `source-address`.

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{is_address, misleading_characters, quoted};

/// The `source` of a page cannot be a link.
pub static RULE: Rule = Rule { name: "source-address", docs: include_str!("source_address.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        for source in page.header.iter().filter_map(|header| header.source.as_ref()) {
            // White space around it and characters that are not shown are other mistakes.
            let address = source.value.trim();
            let is_shown = misleading_characters(address).next().is_none();
            if !address.is_empty() && is_shown && !is_address(address) {
                findings.push(Diagnostic::new(
                    &RULE,
                    Location::in_file(page.file, source.span.clone()),
                    format!("{} is not the address of a page", quoted(&source.value)),
                    "write the address as a browser shows it, beginning with `https://`",
                ));
            }
        }
    }
    findings
}
