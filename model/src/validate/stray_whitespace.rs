//! The rule `stray-whitespace`.

use super::strings::strings;
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::is_invisible;

/// A string begins or ends with white space.
pub static RULE: Rule =
    Rule { name: "stray-whitespace", docs: include_str!("stray_whitespace.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // A line break or a tab is another mistake already.
    let is_stray = |character: char| character.is_whitespace() && !is_invisible(character);
    for string in strings(catalog)
        .iter()
        .filter(|string| string.value().starts_with(is_stray) || string.value().ends_with(is_stray))
    {
        let message = "begins or ends with white space";
        findings.push(string.diagnostic(&RULE, message, "remove the white space"));
    }
    findings
}
