//! The rule `empty-string`.

use super::strings::{Field, strings};
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;

/// A value of a row, a title or an address is empty.
pub static RULE: Rule = Rule { name: "empty-string", docs: include_str!("empty_string.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog) {
        // A note that is still to be written is missing.
        if string.value().is_empty() && string.field != Field::Note {
            let help = "write what the documentation says";
            findings.push(string.diagnostic(&RULE, "is empty", help));
        }
    }
    findings
}
