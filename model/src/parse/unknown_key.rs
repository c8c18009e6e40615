//! The rule `unknown-key`.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Keys;
use crate::rule::Rule;
use crate::text::{list, quoted};

/// A key has no meaning here.
pub static RULE: Rule = Rule { name: "unknown-key", docs: include_str!("unknown_key.md") };

pub(super) fn check(fields: &Fields<'_>, keys: Keys) -> Vec<Diagnostic> {
    let known: Vec<&str> = keys.all().collect();
    let help = format!("correct or remove the key; the keys of this table are {}", list(&known));
    let mut findings = Vec::new();
    for key in fields.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
        let location = Location::in_file(fields.file, key.span());
        let message = format!("the key {} is not known here", quoted(key.get_ref()));
        findings.push(Diagnostic::new(&RULE, location, message, help.clone()));
    }
    findings
}
