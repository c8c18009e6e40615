//! The rule `invisible-character`.

use super::strings::strings;
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{describe_invisible, misleading_characters};

/// A string has a character that is not shown, or that changes how others are shown.
pub static RULE: Rule =
    Rule { name: "invisible-character", docs: include_str!("invisible_character.md") };

/// What to do about such a character.
pub const HELP: &str = "remove it, or write a space instead if it separates words";

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog) {
        if let Some((_, character)) = misleading_characters(string.value()).next() {
            let message = format!("contains {}", describe_invisible(character));
            findings.push(string.diagnostic(&RULE, &message, HELP));
        }
    }
    findings
}
