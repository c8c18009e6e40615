//! The rule `body-type`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::page::JsonType;
use crate::raw::{BodyValue, Catalog, Page, Row};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::{list, misleading_characters, quoted};

/// A response cannot have a code or message of the type in `body`.
pub static RULE: Rule = Rule { name: "body-type", docs: include_str!("body_type.md") };

/// Reads a value of a row.
type Column = fn(&Row) -> Option<&Spanned<String>>;

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let Some(body) = page.header.as_ref().and_then(|header| header.body.as_ref()) else {
            continue;
        };
        let columns: [(&str, &Option<BodyValue>, Column); 2] = [
            ("code", &body.code, |row| row.code.as_ref()),
            ("message", &body.message, |row| row.message.as_ref()),
        ];
        for (noun, value, column) in columns {
            let Some(name) = value.as_ref().and_then(|value| value.json_type.as_ref()) else {
                continue;
            };
            match JsonType::from_name(&name.value) {
                None => findings.push(unknown(page.file, name)),
                Some(JsonType::Number) => findings.extend(not_numbers(page, noun, name, column)),
                Some(JsonType::String) => {}
            }
        }
    }
    findings
}

fn unknown(file: usize, name: &Spanned<String>) -> Diagnostic {
    let message = format!("{} is not a value of `type`", quoted(&name.value));
    let names = JsonType::ALL.map(JsonType::name);
    let help = format!("correct it; the values are {}", list(&names));
    Diagnostic::new(&RULE, Location::in_file(file, name.span.clone()), message, help)
}

/// The values of a column that are not numbers, each once. If none is a number, the type is wrong.
fn not_numbers(page: &Page, noun: &str, name: &Spanned<String>, column: Column) -> Vec<Diagnostic> {
    let mut has_number = false;
    let mut others: Vec<Vec<&Spanned<String>>> = Vec::new();
    let mut indices = BTreeMap::new();
    for string in page.rows().filter_map(column).filter(|string| is_otherwise_correct(string)) {
        if is_json_integer(string.value.trim()) {
            has_number = true;
            continue;
        }
        let index = *indices.entry(&string.value).or_insert(others.len());
        match others.get_mut(index) {
            Some(strings) => strings.push(string),
            None => others.push(vec![string]),
        }
    }
    let is_one_mistake = !has_number && others.len() > 1;
    let mut findings = Vec::new();
    for strings in others {
        let [first, others @ ..] = strings.as_slice() else { continue };
        if is_one_mistake {
            let message = format!("no {noun} of the page is written like a whole number of JSON");
            let location = Location::in_file(page.file, name.span.clone());
            let help = "remove this `type`: then it is `string`";
            let finding = Diagnostic::new(&RULE, location, message, help);
            return vec![finding.related(first.span.clone(), format!("the first {noun}"))];
        }
        let message = format!(
            "the {noun} {} is not written like a whole number of JSON",
            quoted(&first.value)
        );
        let help = format!(
            "correct the {noun}, or the type of its values in `body`: such a number has no `+`, \
             no zeros in front and no fraction, and fits into a signed integer of 64 bits"
        );
        let location = Location::in_file(page.file, first.span.clone());
        let finding = Diagnostic::new(&RULE, location, message, help);
        let finding = finding.related(name.span.clone(), "the type");
        findings.push(
            others
                .iter()
                .fold(finding, |finding, string| finding.related(string.span.clone(), "here too")),
        );
    }
    findings
}

/// Whether nothing else is wrong with a string that could make it no number.
fn is_otherwise_correct(string: &Spanned<String>) -> bool {
    !string.value.trim().is_empty() && misleading_characters(&string.value).next().is_none()
}

/// Whether a number of JSON is written exactly like this. One with a fraction or an exponent is not.
fn is_json_integer(string: &str) -> bool {
    string.parse::<i64>().is_ok_and(|number| number.to_string() == string)
}
