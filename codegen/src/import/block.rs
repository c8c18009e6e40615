//! What a page consists of, whatever its form.

use std::ops::Range;

use crate::invisible::misleading;

/// A piece of a page, in the page's order. Headings and lines are not empty.
#[derive(Debug)]
pub(super) enum Block {
    /// What the page marks as a heading.
    Heading(String),
    /// A line of text.
    Line(String),
    /// A table, its header being the first row.
    Table(Vec<Vec<Cell>>),
}

/// A cell of a table. Line breaks are kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it stands in the page, if the form tells.
    pub(super) range: Option<Range<usize>>,
}

impl Block {
    /// The text of a heading or a line.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Heading(text) | Self::Line(text) => Some(text),
            Self::Table(_) => None,
        }
    }
}

impl Cell {
    /// The text on one line: any white space, even one that does not break, is a space.
    pub(super) fn line(&self) -> String {
        one_line(&self.text)
    }
}

/// A text on one line. Characters without a width, which sites put into their pages for line breaks
/// and anchors, are no part of it; those that a script or an emoji needs are.
pub(super) fn one_line(text: &str) -> String {
    let has_no_width =
        |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    let mut shown = String::with_capacity(text.len());
    let mut rest = 0;
    for (at, character) in misleading(text).filter(|(_, character)| has_no_width(*character)) {
        shown.push_str(&text[rest..at]);
        rest = at + character.len_utf8();
    }
    shown.push_str(&text[rest..]);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_has_no_more_than_what_is_shown() {
        assert_eq!(one_line(" In\u{AD}valid\u{A0}\n JSON\u{200B}\u{FEFF}. "), "Invalid JSON.");
        assert_eq!(one_line("a\u{200D}b 🙂\u{200D}"), "ab 🙂");
        // What a script or an emoji needs is part of it, and so is what the rules refuse.
        assert_eq!(one_line("نمی\u{200C}توان  👩\u{200D}💻"), "نمی\u{200C}توان 👩\u{200D}💻");
        assert_eq!(one_line("a\u{202E}b"), "a\u{202E}b");
    }
}
