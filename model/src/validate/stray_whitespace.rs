//! The rule `stray-whitespace`.

use super::strings::strings;
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;

/// A string begins or ends with white space.
pub static RULE: Rule =
    Rule { name: "stray-whitespace", docs: include_str!("stray_whitespace.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog).iter().filter(|string| string.value().trim() != string.value()) {
        let message = "begins or ends with white space";
        findings.push(string.diagnostic(&RULE, message, "remove the white space"));
    }
    findings
}
