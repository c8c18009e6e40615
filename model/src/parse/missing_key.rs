//! The rule `missing-key`.

use super::fields::Fields;
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::{Header, Keys, Page};
use crate::rule::Rule;
use crate::text::{list, quoted};

/// A table lacks a key that it must have.
pub static RULE: Rule = Rule { name: "missing-key", docs: include_str!("missing_key.md") };

pub(super) fn check(fields: &Fields<'_>, keys: Keys) -> Option<Diagnostic> {
    let required = keys.required.iter().copied();
    let missing: Vec<&str> = required.filter(|key| fields.get(key).is_none()).collect();
    if missing.is_empty() {
        return None;
    }
    let location = Location::in_file(fields.file, fields.span.clone());
    let noun = if missing.len() == 1 { "key is" } else { "keys are" };
    let message = format!("the required {noun} missing: {}", list(&missing));
    let object = if missing.len() == 1 { "it" } else { "them" };
    let table = if fields.span.is_empty() { "a page file" } else { "this table" };
    let required = list(keys.required);
    let help = match keys.optional {
        [] => format!("add {object}; {table} requires {required}"),
        optional => {
            format!("add {object}; {table} requires {required}, and can have {}", list(optional))
        }
    };
    Some(Diagnostic::new(&RULE, location, message, help))
}

/// A page with only one of `source` and `retrieved`.
pub(super) fn origin(fields: &Fields<'_>) -> Option<Diagnostic> {
    let (key, value, other, what) = match (fields.get("source"), fields.get("retrieved")) {
        (Some(value), None) => {
            ("source", value, "retrieved", "the day on which the page was read, like 2026-01-31")
        }
        (None, Some(value)) => ("retrieved", value, "source", "the address of the page"),
        _ => return None,
    };
    Some(Diagnostic::new(
        &RULE,
        Location::in_file(fields.file, value.span()),
        format!("the page has `{key}`, and `{other}` is missing"),
        format!("add `{other}`, {what}; or remove `{key}`: a page has both or neither"),
    ))
}

/// A body that has neither code nor message.
pub(super) fn body(fields: &Fields<'_>) -> Option<Diagnostic> {
    if fields.get("code").is_some() || fields.get("message").is_some() {
        return None;
    }
    Some(Diagnostic::new(
        &RULE,
        Location::in_file(fields.file, fields.span.clone()),
        "the body has neither `code` nor `message`",
        "add what a response has, like `code = { pointer = \"/code\" }`, or remove `body`",
    ))
}

/// A file without any key of a page file.
pub(super) fn not_a_page(file: usize) -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Location::File(file),
        "this is not a page file: it has neither `[page]` nor a table of errors",
        "add `[page]`, and an `[[endpoint]]` for each table of the page; or, if the file is something else, \
         move it out of the catalog's folder",
    )
}

/// A page file that has the keys of `[page]`, and lacks the line `[page]` above them.
pub(super) fn header_line(fields: &Fields<'_>) -> Option<Diagnostic> {
    let is_header_key = |key: &str| Header::KEYS.all().any(|known| known == key);
    if fields.with_misspelt(Page::KEYS).get("page").is_some() {
        return None;
    }
    let keys = fields.table.keys().filter(|key| is_header_key(key.get_ref()));
    let first = keys.min_by_key(|key| key.span().start)?;
    Some(Diagnostic::new(
        &RULE,
        Location::in_file(fields.file, first.span()),
        format!("the line `[page]` is missing above {}", quoted(first.get_ref())),
        "write `[page]` on a line above the keys of the page",
    ))
}
