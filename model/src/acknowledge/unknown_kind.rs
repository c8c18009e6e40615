//! The rule `unknown-kind`.

use crate::diagnostic::{Diagnostic, Location};
use crate::quirk;
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{list, quoted};

/// The kind of an entry is not the name of a rule that finds quirks.
pub static RULE: Rule = Rule { name: "unknown-kind", docs: include_str!("unknown_kind.md") };

/// Reports the entries that cannot cover anything, whatever their page contains.
#[must_use]
pub fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let kinds: Vec<&str> = quirk::rules().map(|rule| rule.name).collect();
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let kinds_written = page.quirks.iter().filter_map(|quirk| quirk.kind.as_ref());
        for kind in kinds_written.filter(|kind| !kinds.contains(&kind.value.as_str())) {
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(page.file, kind.span.clone()),
                format!("{} is not a kind of quirk", quoted(&kind.value)),
                format!("correct the kind; the kinds are {}", list(&kinds)),
            ));
        }
    }
    findings
}
