//! The rule `empty-string`.

use super::strings::{Field, strings};
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;

/// A value of a row, a title, an address, an entry of `left-out`, or a pointer or the basis of `body` is empty.
pub static RULE: Rule = Rule { name: "empty-string", docs: include_str!("empty_string.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog) {
        let help = match string.field {
            // A note that is still to be written is missing.
            Field::Note => continue,
            Field::LeftOut => "write what is left out, like `column Severity`, or remove the entry",
            Field::Pointer => "write where the value is in the body of a response, like `/code`",
            Field::Basis => "write how code and message were found in the body, or remove the key",
            _ => "write what the documentation says",
        };
        if string.value().is_empty() {
            findings.push(string.diagnostic(&RULE, "is empty", help));
        }
    }
    findings
}
