//! The rule `empty-string`.

use super::strings::{Field, strings};
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;

/// A value of a row, a title, an address or a note is empty.
pub static RULE: Rule = Rule { name: "empty-string", docs: include_str!("empty_string.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog).iter().filter(|string| string.value().is_empty()) {
        let help = match string.field {
            Field::Note => "write what is odd, and what a service can rely on instead",
            _ => "write what the documentation says",
        };
        findings.push(string.diagnostic(&RULE, "is empty", help));
    }
    findings
}
