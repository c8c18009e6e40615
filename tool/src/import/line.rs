//! Text as one line.

use error_catalog_model::text::misleading_characters;

/// A text on one line: any white space, even one that does not break, is a space. Characters without a
/// width, which sites put into their pages for line breaks and anchors, are left out, unless a script
/// or an emoji needs them.
pub(crate) fn one_line(text: &str) -> String {
    let has_no_width =
        |c: char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
    let mut visible = String::with_capacity(text.len());
    let mut rest = 0;
    for (index, character) in
        misleading_characters(text).filter(|(_, character)| has_no_width(*character))
    {
        visible.push_str(&text[rest..index]);
        rest = index + character.len_utf8();
    }
    visible.push_str(&text[rest..]);
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_line_has_no_more_than_what_is_visible() {
        assert_eq!(one_line(" In\u{AD}valid\u{A0}\n JSON\u{200B}\u{FEFF}. "), "Invalid JSON.");
        assert_eq!(one_line("a\u{200D}b 🙂\u{200D}"), "ab 🙂");
        // What a script or an emoji needs is kept, and so is what the rules reject.
        assert_eq!(one_line("نمی\u{200C}توان  👩\u{200D}💻"), "نمی\u{200C}توان 👩\u{200D}💻");
        assert_eq!(one_line("a\u{202E}b"), "a\u{202E}b");
    }
}
