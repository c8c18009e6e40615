//! The rule `control-character`.

use super::strings::strings;
use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{describe_invisible, misleading};

/// A string has a character that is not shown, or that changes how others are shown.
pub static RULE: Rule =
    Rule { name: "control-character", docs: include_str!("control_character.md") };

/// What to do about such a character.
pub const HELP: &str = "remove it, or write a space instead if it separates words";

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for string in strings(catalog) {
        if let Some((_, character)) = misleading(string.value()).next() {
            let message = format!("contains {}", describe_invisible(character));
            findings.push(string.diagnostic(&RULE, &message, HELP));
        }
    }
    findings
}
