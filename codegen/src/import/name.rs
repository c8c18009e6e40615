//! Names for what is new on a page.

use std::collections::BTreeSet;

use super::tables::Cells;
use crate::check::names::{is_reserved_enum, is_reserved_variant};

/// More words than these make a name no clearer.
const MOST_WORDS: usize = 8;

/// A name for an error: its description; where that is taken, with words of the message; and where
/// that is taken too, with its code or a number.
pub(super) fn of_error(cells: &Cells, taken: &BTreeSet<String>) -> String {
    let description = camel(&cells.description);
    let with_message = format!("{description}{}", camel(&cells.message));
    let with_code = format!("{with_message}{}", camel(&cells.code));
    let names = [description, with_message, with_code.clone()].into_iter();
    let numbered = (2..).map(|number: u32| format!("{with_code}{number}"));
    let is_free = |name: &String| !is_reserved_variant(name) && !taken.contains(name);
    // One of the numbers is free, and makes a name of any words.
    names.chain(numbered).map(begun).find(is_free).unwrap_or_default()
}

/// A name for a table: its heading, without what all headings end with.
pub(super) fn of_table(title: &str, taken: &BTreeSet<String>) -> String {
    let title = title.strip_suffix(" API").unwrap_or(title);
    let name = begun(camel(title));
    if is_reserved_enum(&name) {
        return numbered(&format!("{name}Request"), taken);
    }
    numbered(&name, taken)
}

pub(super) fn of_page(stem: &str) -> String {
    begun(camel(stem))
}

/// The name of the common table.
pub(super) fn of_common(taken: &BTreeSet<String>) -> String {
    numbered("Common", taken)
}

fn numbered(name: &str, taken: &BTreeSet<String>) -> String {
    let numbers = (2..).map(|number: u32| format!("{name}{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbers);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// A name that begins with a letter.
fn begun(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_uppercase()) { name } else { format!("Error{name}") }
}

/// The words of a text in upper camel case: `Missing ID.` is `MissingId`.
fn camel(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.take(MOST_WORDS).map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    });
    words.collect()
}
