//! The rule `unknown-kind`.

use crate::diagnostic::{Diagnostic, Location};
use crate::quirk;
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::settings::Settings;
use crate::text::{list, quoted};

/// The kind of an entry, or one that the settings ignore, is not the name of a rule that finds quirks.
pub static RULE: Rule = Rule { name: "unknown-kind", docs: include_str!("unknown_kind.md") };

/// Reports the entries that cannot cover anything, whatever their page contains, and the kinds that the
/// settings ignore and that do not exist.
#[must_use]
pub fn check(settings: &Settings, catalog: &Catalog) -> Vec<Diagnostic> {
    let ignored = settings
        .file
        .into_iter()
        .flat_map(|file| settings.quirks.ignore.iter().map(move |kind| (file, kind)));
    let entries = catalog.pages.iter().flat_map(|page| {
        page.quirks.iter().filter_map(|quirk| Some((page.file, quirk.kind.as_ref()?)))
    });
    let kinds: Vec<&str> = quirk::rules().map(|rule| rule.name).collect();
    let mut findings = Vec::new();
    for (file, kind) in ignored.chain(entries) {
        if kinds.contains(&kind.value.as_str()) {
            continue;
        }
        findings.push(Diagnostic::new(
            &RULE,
            Location::in_file(file, kind.span.clone()),
            format!("{} is not a kind of quirk", quoted(&kind.value)),
            format!("correct the kind; the kinds are {}", list(&kinds)),
        ));
    }
    findings
}
