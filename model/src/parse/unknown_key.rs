//! The rule `unknown-key`.

use toml::de::DeValue;

use super::fields::{Fields, UnknownKey};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::{Header, Keys};
use crate::rule::Rule;
use crate::text::{list, quoted};

/// A key has no meaning here.
pub static RULE: Rule = Rule { name: "unknown-key", docs: include_str!("unknown_key.md") };

pub(super) fn check(fields: &Fields<'_>, keys: Keys) -> Vec<Diagnostic> {
    check_except(fields, keys, Keys { required: &[], optional: &[] })
}

/// The keys that are neither known here nor among the others, which are reported otherwise.
pub(super) fn check_except(fields: &Fields<'_>, keys: Keys, others: Keys) -> Vec<Diagnostic> {
    let known: Vec<&str> = keys.all().collect();
    let is_other = |unknown: &UnknownKey<'_>| others.all().any(|key| key == unknown.key.get_ref());
    let mut findings = Vec::new();
    for unknown in fields.unknown_keys(keys).into_iter().filter(|unknown| !is_other(unknown)) {
        let location = Location::in_file(fields.file, unknown.key.span());
        let message = format!("the key {} is not known here", quoted(unknown.key.get_ref()));
        let known = list(&known);
        let help = match unknown.meant {
            Some(key) if is_twice(fields, &unknown, key) => {
                format!("remove it: the table has {}; its keys are {known}", quoted(key))
            }
            Some(key) => {
                format!("did you mean {}? The keys of this table are {known}", quoted(key))
            }
            None => format!("correct or remove the key; the keys of this table are {known}"),
        };
        findings.push(Diagnostic::new(&RULE, location, message, help));
    }
    findings
}

/// Keys of `[page]` that are outside of it, in a file that has `[page]`.
pub(super) fn outside_of_page(fields: &Fields<'_>) -> Vec<Diagnostic> {
    let is_of_page = |name: &str| Header::KEYS.all().any(|key| key == name);
    let mut findings = Vec::new();
    for (key, value) in fields.table.iter().filter(|(key, _)| is_of_page(key.get_ref())) {
        let name = key.get_ref();
        let help = match value.get_ref() {
            DeValue::Table(_) => format!("it belongs to the page: write `[page.{name}]`"),
            _ => "it belongs to the page: move it below the line `[page]`".to_owned(),
        };
        let location = Location::in_file(fields.file, key.span());
        let message = format!("the key {} is not known here", quoted(name));
        findings.push(Diagnostic::new(&RULE, location, message, help));
    }
    findings
}

/// The file with the settings contains a page.
pub(super) fn page_in_settings(fields: &Fields<'_>) -> Option<Diagnostic> {
    let (key, value) = fields.table.get_key_value("page")?;
    matches!(value.get_ref(), DeValue::Table(_)).then(|| {
        Diagnostic::new(
            &RULE,
            Location::in_file(fields.file, key.span()),
            "`catalog.toml` is the file with the catalog's settings, and this is a page",
            "rename the file after the page, like `parcels.toml`",
        )
    })
}

/// Whether the table has the key that was meant, too. Of an array of tables, that is a further table.
fn is_twice(fields: &Fields<'_>, unknown: &UnknownKey<'_>, key: &str) -> bool {
    let is_tables = matches!(unknown.value.get_ref(), DeValue::Array(_)) && fields.is_array(key);
    fields.table.contains_key(key) && !is_tables
}
