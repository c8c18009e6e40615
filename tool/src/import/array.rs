//! Arrays of a page file, and the comments and the formatting between their values.

use toml_edit::{Array, RawString, Value};

/// Strings on one line or, if that would be long, a line each.
pub(crate) fn strings(strings: &[String]) -> Array {
    const MAX_LENGTH: usize = 80;
    let mut array: Array = strings.iter().map(String::as_str).collect();
    if array.to_string().chars().count() > MAX_LENGTH {
        for string in array.iter_mut() {
            string.decor_mut().set_prefix("\n  ");
        }
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array
}

/// A value as an array is to have it.
pub(crate) struct ArrayItem {
    /// Its number in the array as it is, unless it is new.
    pub(crate) index: Option<usize>,
    /// What it is if it is new.
    pub(crate) new: Value,
}

/// Makes an array consist of these values. Old ones keep the comments in their line and above it; `edit`
/// gets each value with its number.
pub(crate) fn arrange(
    items: Vec<ArrayItem>,
    array: &mut Array,
    mut edit: impl FnMut(usize, &mut Value),
) {
    let old = array.clone();
    let (gaps, last) = gaps(&old);
    // New values have the same distance from the margin.
    let indent = gaps.iter().find_map(|gap| gap.after.rsplit_once('\n'));
    let is_one_line = indent.is_none() && !old.is_empty();
    let indent = indent.map_or("\n  ".to_owned(), |(_, indent)| format!("\n{indent}"));

    array.clear();
    let first = gaps.first().unwrap_or(&last);
    let mut before = first.before.as_str();
    for (number, item) in items.into_iter().enumerate() {
        let old_value = item.index.and_then(|index| Some((index, old.get(index)?)));
        let mut value = old_value.map_or(item.new, |(_, value)| value.clone());
        let after = match old_value {
            _ if is_one_line => gaps.get(number).map_or(" ", |gap| &gap.after),
            Some((index, _)) => &gaps[index].after,
            None => &indent,
        };
        value.decor_mut().set_prefix(format!("{before}{after}"));
        before = match old_value {
            Some((index, _)) => &gaps.get(index + 1).unwrap_or(&last).before,
            None => "",
        };
        edit(number, &mut value);
        array.push_formatted(value);
    }
    let after = if last.after.is_empty() && !before.is_empty() { "\n" } else { &last.after };
    array.set_trailing(format!("{before}{after}"));
}

/// What is between two values of an array, without the comma.
struct Gap {
    /// Up to the end of the line: it belongs to the value before.
    before: String,
    /// From there on: it belongs to the value after.
    after: String,
}

/// What is between the values of an array, before the first one and after the last one.
fn gaps(array: &Array) -> (Vec<Gap>, Gap) {
    let gap = |raw: Option<&RawString>| {
        let text = raw.and_then(RawString::as_str).unwrap_or_default();
        let (before, after) = text.split_at(text.find('\n').unwrap_or(0));
        Gap { before: before.to_owned(), after: after.to_owned() }
    };
    let gaps = array.iter().map(|value| gap(value.decor().prefix())).collect();
    (gaps, gap(Some(array.trailing())))
}
