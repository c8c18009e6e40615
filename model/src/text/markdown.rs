//! The vendor's text as Markdown: shown as it is, whatever is in it and wherever a line begins.

/// Markdown that shows exactly this text, in the middle of a paragraph.
///
/// A backslash before punctuation keeps it from becoming markup, a link, an entity, the end of a
/// table's cell, or a typographic quotation mark or dash. White space stays as it is.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut previous = None;
    for character in text.chars() {
        let is_markup = r#"\`*_[]<>|~&"'$^"#.contains(character);
        // `--` and `...` would become dashes and an ellipsis, and `//` is part of an address.
        let in_a_run = "-./+=".contains(character) && previous == Some(character);
        // GitHub makes a link of it.
        let after_www = character == '.' && ends_with_www(&escaped);
        if is_markup || in_a_run || after_www {
            escaped.push('\\');
        }
        escaped.push(character);
        previous = Some(character);
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len().checked_sub(3).is_some_and(|start| bytes[start..].eq_ignore_ascii_case(b"www"))
}

/// A paragraph in lines of this width, which show the same as one line.
///
/// It is split at single spaces only: two before a line break would show the break. Words that are
/// longer than a line are not split.
#[must_use]
pub fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    let mut rest = paragraph;
    while !rest.is_empty() {
        let end = next_break(rest).unwrap_or(rest.len());
        let word = &rest[..end];
        rest = rest[end..].strip_prefix(' ').unwrap_or_default();
        let word_length = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + word_length <= width => {
                line.push(' ');
                line.push_str(word);
                length += 1 + word_length;
            }
            _ => {
                let line = at_line_start(word);
                length = line.chars().count();
                lines.push(line);
            }
        }
    }
    lines
}

/// Where the first single space is.
fn next_break(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (1..bytes.len().saturating_sub(1))
        .find(|index| bytes[*index] == b' ' && bytes[index - 1] != b' ' && bytes[index + 1] != b' ')
}

/// A word that begins a line, without being a heading, a list, an underline or the like.
fn at_line_start(word: &str) -> String {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let marker = &word[digits..];
    let is_marker = if digits == 0 {
        marker.starts_with(['#', '-', '+', '=', ':'])
    } else {
        marker.starts_with(['.', ')'])
    };
    if is_marker { format!("{}\\{marker}", &word[..digits]) } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{escaped, wrapped};

    /// The text that Markdown shows; panics at anything else than text in one paragraph.
    fn rendered(markdown: &str) -> String {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::SoftBreak => text.push(' '),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        text
    }

    /// It is shown as it is, in one line and in lines of any width.
    #[track_caller]
    fn assert_shown(text: &str) {
        let line = format!("Message: {} end", escaped(text));
        let expected = format!("Message: {text} end");
        assert_eq!(rendered(&line), expected);
        for width in [1, 9, 12, 20] {
            assert_eq!(rendered(&wrapped(&line, width).join("\n")), expected, "{width}");
            assert_eq!(rendered(&wrapped(&escaped(text), width).join("\n")), text, "{width}");
        }
    }

    const TEXTS: [&str; 20] = [
        "Invalid JSON.",
        "`code` **bold** *it* _under_ __du__ ~~strike~~ ~sub~ ^sup^",
        "[link](https://example.com) ![image](x.png) [ref] [ref][x] [^1] [x]: y",
        "<b>bold</b> <script>alert(1)</script> <!-- --> <https://example.com>",
        "&amp; &lt; &#x41; & co",
        r"a \ b \\ \* \",
        "\"quotes\" 'single' -- --- ... .... - .",
        "a | b || c",
        "https://example.com www.example.com a@example.com",
        "$math$ $$math$$ {#id} {.class} {{x}} :smile: ==mark== ++ins++",
        "*/ /* // # ## -",
        "“typographic” é 漢字 🙂 e\u{301}",
        "1. 2) 10. 12345678901. 1.5 #1 # ###### ####### 007)",
        "= == === - -- --- + ++ +++ -x +x =x :x",
        "> >> >x ~~~ ``` ``` rust :--- |---| :-: : a",
        "a  b   c  # d  - e",
        "* ** *** _ __ ___ - - - * * *",
        "[^1]: note [x]: y [ ] [x] - [ ] task",
        "%%% @@@ !!! ??? /// \\\\ ... ,,, ;;;",
        "::: {.class} +++ toml --- yaml",
    ];

    #[test]
    fn text_is_shown_as_it_is() {
        for text in TEXTS {
            assert_shown(text);
        }
    }

    #[test]
    fn every_pair_of_punctuation_is_shown_as_it_is() {
        let punctuation: Vec<char> = ('!'..='~').filter(char::is_ascii_punctuation).collect();
        for first in &punctuation {
            for second in &punctuation {
                assert_shown(&format!("{first}{second}"));
                assert_shown(&format!("{first}a{second} {first}{first}a{second}{second}"));
                assert_shown(&format!("{first} {second} {first}1 1{second} 1{first}{second}"));
            }
        }
    }

    #[test]
    fn no_address_becomes_a_link_on_github() {
        let text =
            "https://example.com http://example.com WWW.example.com www.example.com ww.example";
        let expected = r"https:/\/example.com http:/\/example.com WWW\.example.com www\.example.com ww.example";
        assert_eq!(escaped(text), expected);
    }

    #[test]
    fn plain_prose_stays_readable() {
        let prose = "Missing Agent Launch ID Query, re-sent 2 times; see 3.1?";
        assert_eq!(escaped(prose), prose);
        assert_eq!(
            wrapped(prose, 20),
            ["Missing Agent Launch", "ID Query, re-sent 2", "times; see 3.1?"]
        );
    }

    #[test]
    fn lines_are_no_longer_than_asked_for_if_the_words_are_not() {
        for width in 14..60 {
            for text in TEXTS {
                let lines = wrapped(&format!("Text: {}", escaped(text)), width);
                for line in lines {
                    let is_one_word = !line.contains(' ') || line.contains("  ");
                    assert!(line.chars().count() <= width + 1 || is_one_word, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn nothing_has_no_lines_and_a_long_word_has_its_own() {
        assert!(wrapped("", 10).is_empty());
        assert_eq!(wrapped("a bcdefghijkl m", 5), ["a", "bcdefghijkl", "m"]);
    }
}
