//! Docs of the generated code, and the documentation's texts inside them.

use syn::{AttrStyle, Attribute, token};

use super::syntax;
use crate::model::{Enum, Error, Kind, Page, Quirk};

/// A text as Markdown that shows exactly this text, in the middle of a line.
///
/// A backslash before punctuation keeps it from becoming markup, a link, an entity, the end of a
/// table's cell, or a typographic quotation mark or dash.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut previous = None;
    for character in text.chars() {
        let is_markup = r#"\`*_[]<>|~&"'$^"#.contains(character);
        // `--` and `...` would become dashes and an ellipsis, and `//` is part of an address.
        let in_a_run = "-./+=".contains(character) && previous == Some(character);
        if is_markup || in_a_run {
            escaped.push('\\');
        }
        escaped.push(character);
        previous = Some(character);
    }
    escaped
}

/// Doc comments, a line each. An empty line parts paragraphs.
fn lines(style: AttrStyle, lines: impl IntoIterator<Item = String>) -> Vec<Attribute> {
    let lines = lines.into_iter();
    let spaced = lines.map(|line| if line.is_empty() { line } else { format!(" {line}") });
    spaced.map(|line| syntax::doc(style, &line)).collect()
}

/// The same as inner attributes, where links are looked up from inside the module.
pub(super) fn of_module(page: &Page) -> Vec<Attribute> {
    let title = escaped(&page.title);
    let mut text = vec![
        format!("Errors of {title}."),
        String::new(),
        format!("Documented at <{}>, read on {}.", page.source, page.retrieved),
        String::new(),
    ];
    text.extend(matrix(page));
    text.extend(quirks(page));
    lines(AttrStyle::Inner(token::Not::default()), text)
}

/// The table errors × tables.
fn matrix(page: &Page) -> Vec<String> {
    let tables = page.tables.iter().map(|table| link(table, None));
    let mut lines = vec![
        format!("| error | status | code | {} |", tables.collect::<Vec<_>>().join(" | ")),
        format!("|---|---|---|{}", ":-:|".repeat(page.tables.len())),
    ];
    for error in &page.errors {
        let mut line = format!(
            "| [`{name}`]({all}::{name}) | {status} | {code} |",
            name = error.name,
            all = page.all.ident,
            status = error.status,
            code = escaped(&error.code),
        );
        let mut listed = error.tables.iter().peekable();
        for table in 0..page.tables.len() {
            let mark = if listed.next_if_eq(&&table).is_some() { " ✓ |" } else { " |" };
            line.push_str(mark);
        }
        lines.push(line);
    }
    lines
}

/// What the page gets wrong, each with all of its errors.
fn quirks(page: &Page) -> Vec<String> {
    if page.quirks.is_empty() {
        return Vec::new();
    }
    let heading = ["", "# Quirks", "", "What the documentation gets wrong, or leaves open:", ""];
    let quirks = page.quirks.iter().map(|quirk| {
        let errors = errors(page, &quirk.errors);
        let Quirk { kind, note, .. } = quirk;
        format!("- `{kind}`{}, {}: {}", place(page, quirk), errors.join(", "), escaped(note))
    });
    heading.map(str::to_owned).into_iter().chain(quirks).collect()
}

/// The table that a quirk lies in.
fn place(page: &Page, quirk: &Quirk) -> String {
    let table = quirk.table.map(|table| link(&page.tables[table], None));
    table.map(|table| format!(" in {table}")).unwrap_or_default()
}

/// Links to errors, in the enum of the page.
fn errors(page: &Page, errors: &[usize]) -> Vec<String> {
    let names = errors.iter().map(|error| &page.errors[*error].name);
    names.map(|name| format!("[`{name}`]({}::{name})", page.all.ident)).collect()
}

/// The quirks that an error is part of, in the enum of one of its tables or in that of the page.
fn quirks_of(page: &Page, table: &Enum, number: usize) -> Vec<String> {
    /// Naming more errors than these at each of them would take more than the rows.
    const MOST: usize = 8;
    let quirks = page.errors[number].quirks.iter().map(|quirk| &page.quirks[*quirk]);
    // A quirk of one table says nothing of the same error in another one.
    let concerns = |quirk: &&Quirk| {
        let of = quirk.table.map(|of| &page.tables[of].name);
        table.kind == Kind::Page || of.is_none_or(|of| *of == table.name)
    };
    let lines = quirks.filter(concerns).flat_map(|quirk| {
        let others = quirk.errors.iter().copied().filter(|error| *error != number);
        let others: Vec<usize> = others.take(MOST).collect();
        let mut others = errors(page, &others);
        if quirk.errors.len() > MOST + 1 {
            others.push(format!("{} more", quirk.errors.len() - 1 - MOST));
        }
        let with =
            if others.is_empty() { String::new() } else { format!(", with {}", others.join(", ")) };
        let Quirk { kind, note, .. } = quirk;
        let line = format!("**Quirk** (`{kind}`{}{with}): {}", place(page, quirk), escaped(note));
        [String::new(), line]
    });
    lines.collect()
}

pub(super) fn of_enum(table: &Enum) -> Vec<Attribute> {
    let title = escaped(&table.title);
    let text = match table.kind {
        Kind::Page => vec![
            format!("Every error of {title}, whichever of the page's tables list it."),
            String::new(),
            "In the order in which the page first lists them.".into(),
        ],
        Kind::Endpoint => vec![format!("The errors of the endpoint under the heading “{title}”.")],
        Kind::Common => {
            vec![format!("The errors common to all endpoints, under the heading “{title}”.")]
        }
    };
    lines(AttrStyle::Outer, text)
}

pub(super) fn of_variant(page: &Page, table: &Enum, number: usize) -> Vec<Attribute> {
    let error = &page.errors[number];
    let mut text = vec![
        format!(
            "Code {}, HTTP {}: {}",
            escaped(&error.code),
            error.status,
            escaped(&error.description)
        ),
        String::new(),
        format!("Message: {}", escaped(&error.message)),
        String::new(),
    ];
    // The tables stand with the page's own variants only: to name them at every variant would
    // take more than the rows.
    if table.kind == Kind::Page {
        let tables = error.tables.iter().map(|number| link(&page.tables[*number], Some(error)));
        text.push(format!("Listed under: {}", tables.collect::<Vec<_>>().join(", ")));
    } else {
        let (all, name) = (&page.all.ident, &error.name);
        text.push(format!("All tables that list it: see [`{all}::{name}`]"));
    }
    text.extend(quirks_of(page, table, number));
    let mut docs = lines(AttrStyle::Outer, text);
    docs.extend(alias(error).map(syntax::doc_alias));
    docs
}

/// The code, as a word that rustdoc's search finds the variant by; none where rustdoc refuses it, or where
/// its search would take it for markup: that shows an alias as it stands.
fn alias(error: &Error) -> Option<&str> {
    let refused = |c: char| "\"'<>&".contains(c) || (c.is_whitespace() && c != ' ');
    let code = error.code.as_str();
    (!code.contains(refused) && code != error.name).then_some(code)
}

/// A link to a table's enum, or to its variant for an error; the text is the table's heading.
fn link(table: &Enum, error: Option<&Error>) -> String {
    let variant = error.map(|error| format!("::{}", error.name)).unwrap_or_default();
    format!("[{}]({}{variant})", escaped(&table.title), table.ident)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::escaped;

    /// The text that Markdown shows; panics at anything else than text in one paragraph.
    fn rendered(markdown: &str) -> String {
        let mut text = String::new();
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                other => panic!("{other:?} in {markdown:?}"),
            }
        }
        text
    }

    #[test]
    fn an_escaped_text_is_rendered_as_it_is() {
        let texts = [
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
        ];
        for text in texts {
            let line = format!("Message: {} end", escaped(text));
            assert_eq!(rendered(&line), format!("Message: {text} end"));
        }
    }

    #[test]
    fn every_pair_of_punctuation_is_rendered_as_it_is() {
        let punctuation: Vec<char> = ('!'..='~').filter(char::is_ascii_punctuation).collect();
        for first in &punctuation {
            for second in &punctuation {
                for text in [
                    format!("{first}{second}"),
                    format!("{first}a{second} {first}{first}a{second}{second}"),
                ] {
                    let line = format!("Message: {} end", escaped(&text));
                    assert_eq!(rendered(&line), format!("Message: {text} end"));
                }
            }
        }
    }

    #[test]
    fn plain_prose_stays_readable() {
        let prose = "Missing Agent Launch ID Query, re-sent 2 times; see 3.1?";
        assert_eq!(escaped(prose), prose);
    }
}
