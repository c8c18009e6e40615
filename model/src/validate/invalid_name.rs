//! The rule `invalid-name`.

use super::names::{Name, Named, about_error, enums, errors};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::{Catalog, Page, Row};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::{
    is_reserved_enum, is_upper_camel_case, quoted, reserved_endpoint, reserved_variant,
    upper_camel_case,
};

/// A name is not in upper camel case.
pub static RULE: Rule = Rule { name: "invalid-name", docs: include_str!("invalid_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        for Name { named, name } in enums(page) {
            if !is_upper_camel_case(&name.value) {
                findings.push(diagnostic(page.file, named, name, enum_proposal(page, name)));
            }
        }
        let is_invalid = |rows: &Vec<(&Row, &Spanned<String>)>| {
            rows.iter().any(|(_, name)| !is_upper_camel_case(&name.value))
        };
        for rows in errors(page).into_iter().filter(is_invalid) {
            findings.extend(about_error(&rows, |row, name| {
                diagnostic(page.file, Named::Error, name, variant_proposal(page, row, name))
            }));
        }
    }
    findings
}

fn diagnostic(
    file: usize,
    named: Named,
    name: &Spanned<String>,
    proposal: Option<String>,
) -> Diagnostic {
    // It may look like a letter from A to Z.
    let foreign = name.value.chars().find(|character| !character.is_ascii());
    let foreign = foreign
        .map(|character| format!(": it contains U+{:04X}", u32::from(character)))
        .unwrap_or_default();
    let help = match proposal {
        Some(name) => format!("write {}, or another name:", quoted(&name)),
        None => "write it like `LaunchRequestFailed`:".to_owned(),
    };
    Diagnostic::new(
        &RULE,
        Location::in_file(file, name.span.clone()),
        format!("{} cannot be the name of {}{foreign}", quoted(&name.value), named.noun()),
        format!("{help} letters from A to Z and digits, the first an upper-case letter"),
    )
}

/// A name for the page or for one of its tables.
fn enum_proposal(page: &Page, name: &Spanned<String>) -> Option<String> {
    let is_named = |other: Option<&Spanned<String>>| other.is_some_and(|it| it.span == name.span);
    let header = page.header.as_ref().filter(|header| is_named(header.name.as_ref()));
    let table = page.tables().find(|table| is_named(table.name.as_ref()));
    let title = header.map(|header| &header.title).or(table.map(|table| &table.title));
    let is_free = |proposal: &String| {
        let is_taken = enums(page).iter().any(|other| other.name.value == *proposal);
        !is_taken && !is_reserved_enum(proposal) && reserved_endpoint(proposal).is_none()
    };
    proposals(name, title.and_then(Option::as_ref)).find(is_free)
}

/// A name for the error of a row.
fn variant_proposal(page: &Page, row: &Row, name: &Spanned<String>) -> Option<String> {
    let is_free = |proposal: &String| {
        let has_name =
            |other: &&Row| other.name.as_ref().is_some_and(|name| name.value == *proposal);
        // Rows with the same values are the same error.
        let is_taken = page.rows().filter(has_name).any(|other| values(other) != values(row));
        !is_taken && reserved_variant(proposal).is_none()
    };
    proposals(name, row.description.as_ref()).find(is_free)
}

/// The names that can be made of the present one, and of what the vendor's page says.
fn proposals(name: &Spanned<String>, text: Option<&Spanned<String>>) -> std::vec::IntoIter<String> {
    // A sentence is no name.
    const MAX_WORDS: usize = 6;
    let is_short = |text: &&Spanned<String>| text.value.split_whitespace().count() <= MAX_WORDS;
    let strings = std::iter::once(name).chain(text.filter(is_short));
    let names: Vec<String> = strings.filter_map(|string| upper_camel_case(&string.value)).collect();
    names.into_iter()
}

fn values(row: &Row) -> (Option<i64>, [Option<&str>; 3]) {
    let strings = [&row.code, &row.message, &row.description]
        .map(|string| string.as_ref().map(|string| string.value.as_str()));
    (row.status.as_ref().map(|status| status.value), strings)
}
