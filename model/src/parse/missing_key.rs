//! The rule `missing-key`.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Keys;
use crate::rule::Rule;
use crate::text::list;

/// A table lacks a key that it must have.
pub static RULE: Rule = Rule { name: "missing-key", docs: include_str!("missing_key.md") };

pub(super) fn check(fields: &Fields<'_>, keys: Keys) -> Option<Diagnostic> {
    let required = keys.required.iter().copied();
    let missing: Vec<&str> = required.filter(|key| !fields.table.contains_key(*key)).collect();
    if missing.is_empty() {
        return None;
    }
    let location = Location::in_file(fields.file, fields.span.clone());
    let noun = if missing.len() == 1 { "key is" } else { "keys are" };
    let message = format!("the required {noun} missing: {}", list(&missing));
    let known: Vec<&str> = keys.all().collect();
    let object = if missing.len() == 1 { "it" } else { "them" };
    let help = format!("add {object}; the keys of this table are {}", list(&known));
    Some(Diagnostic::new(&RULE, location, message, help))
}
