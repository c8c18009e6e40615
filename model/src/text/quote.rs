//! Strings of a catalog or a page inside a message.

use std::collections::BTreeSet;
use std::path::Path;

use super::invisible::misleading_characters;

/// A string of the catalog inside a message: in backticks, on one line, not too long, and without
/// characters that a terminal would act on.
#[must_use]
pub fn quoted(string: &str) -> String {
    const MAX_LENGTH: usize = 60;
    if string.is_empty() {
        return "an empty string".to_owned();
    }
    let first: String = string.chars().take(MAX_LENGTH).collect();
    let rest = if first.len() < string.len() { "…" } else { "" };
    format!("`{}{rest}`", printable(&first))
}

/// A string on one line, in which characters that mislead are escaped.
#[must_use]
pub fn printable(string: &str) -> String {
    let mut printable = String::with_capacity(string.len());
    let mut rest = 0;
    for (index, character) in misleading_characters(string) {
        printable.push_str(&string[rest..index]);
        printable.extend(character.escape_unicode());
        rest = index + character.len_utf8();
    }
    printable + &string[rest..]
}

/// The same for a string of several lines, which it keeps.
#[must_use]
pub fn printable_lines(string: &str) -> String {
    string.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

/// A path as a message shows it: a file may have any name.
#[must_use]
pub fn printable_path(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// Names, as a sentence lists them; the first eight, if there are many.
#[must_use]
pub fn list(names: &[&str]) -> String {
    const MAX_NAMES: usize = 8;
    let (first, others) = names.split_at(names.len().min(MAX_NAMES));
    let first: Vec<String> = first.iter().map(|name| quoted(name)).collect();
    match first.split_last() {
        _ if others.len() == 1 => format!("{} and 1 other", first.join(", ")),
        _ if !others.is_empty() => format!("{} and {} others", first.join(", "), others.len()),
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => first.concat(),
    }
}

/// The words of a string, without case and punctuation.
#[must_use]
pub fn words(string: &str) -> BTreeSet<String> {
    let words = string.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn a_list_names_eight_and_counts_the_others() {
        let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
        let seven = "`a`, `b`, `c`, `d`, `e`, `f`, `g`";
        for (count, expected) in [
            (0, String::new()),
            (1, "`a`".to_owned()),
            (2, "`a` and `b`".to_owned()),
            (3, "`a`, `b` and `c`".to_owned()),
            (8, format!("{seven} and `h`")),
            (9, format!("{seven}, `h` and 1 other")),
            (10, format!("{seven}, `h` and 2 others")),
        ] {
            assert_eq!(list(&names[..count]), expected);
        }
    }
}
