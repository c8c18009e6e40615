//! What holds of every catalog and every page, whatever is in it.
//!
//! Each property is a function that panics where it does not hold. The tests below try them on what
//! proptest makes up, and the targets in `fuzz/` on what leads to code that nothing led to before: for
//! these alone the module is public.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annotate_snippets::Renderer;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use toml_edit::{DocumentMut, TableLike};

use crate::catalog::Page;
use crate::cli::json;
use crate::import::tables::Cells;
use crate::import::{self, Form};
use crate::invisible::is_invisible;
use crate::report::Report;
use crate::source::Source;
use crate::{Rules, check, emit, parse, understand};

/// A catalog of one file is refused with a report that points into it, or becomes code that says what
/// the file says. Whether it is accepted.
///
/// # Panics
///
/// If that does not hold.
#[must_use]
pub fn catalog(text: &str) -> bool {
    let sources = vec![source("page.toml", text)];
    match understand(Path::new("catalog"), sources, Vec::new(), Rules::All) {
        Err(report) => {
            assert_report(report);
            false
        }
        Ok(pages) => {
            assert_code(&emit::emit(&pages, None), &text.parse().unwrap());
            true
        }
    }
}

fn source(name: &str, text: &str) -> Source {
    Source::new(PathBuf::from(name), text.as_bytes().to_vec())
}

/// A report points into its files and, for people and for machines, shows nothing that acts.
fn assert_report(mut report: Report) {
    /// Thousands of findings are shown no differently.
    const MOST: usize = 8;
    assert!(!report.findings.is_empty());
    for finding in &report.findings {
        let ranges = finding.place.range().into_iter();
        for range in ranges.chain(finding.related.iter().map(|(range, _)| range)) {
            let text = &report.sources[finding.place.file().unwrap()].text;
            assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}: {finding:?}");
        }
    }
    let acts =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    report.findings.truncate(MOST);
    let shown = report.render(&Renderer::plain());
    assert!(!shown.replace('\n', "").contains(acts), "{shown:?}");
    let lines: Vec<String> = report.lines().collect();
    assert_eq!(lines.len(), report.findings.len());
    assert!(!lines.iter().any(|line| line.contains(acts)), "{lines:?}");
    for finding in json::findings(&report) {
        let line = json::text(&finding).unwrap();
        assert!(!line.contains(is_invisible), "{line:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line:?}");
    }
}

/// What generated code says: its string literals, and its docs item by item.
#[derive(Default)]
struct Said {
    literals: BTreeSet<String>,
    docs: Vec<Vec<String>>,
}

impl Said {
    /// Reads tokens. Attributes say nothing, but for docs.
    fn read(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut docs = Vec::new();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' => {
                    tokens.next_if(|token| token.to_string() == "!");
                    let Some(TokenTree::Group(attribute)) = tokens.next() else { continue };
                    assert_eq!(attribute.delimiter(), Delimiter::Bracket);
                    docs.extend(doc(attribute.stream()));
                    continue;
                }
                TokenTree::Literal(literal) => {
                    if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                        self.literals.insert(text.value());
                    }
                }
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Punct(_) | TokenTree::Ident(_) => {}
            }
            self.docs.extend((!docs.is_empty()).then(|| std::mem::take(&mut docs)));
        }
        self.docs.extend((!docs.is_empty()).then_some(docs));
    }
}

/// The line of a doc attribute.
fn doc(attribute: TokenStream) -> Option<String> {
    let mut tokens = attribute.into_iter();
    let [name, equals, value] = [tokens.next()?, tokens.next()?, tokens.next()?];
    let TokenTree::Literal(value) = value else { return None };
    match syn::Lit::new(value) {
        syn::Lit::Str(text) if name.to_string() == "doc" && equals.to_string() == "=" => {
            let text = text.value();
            Some(text.strip_prefix(' ').map(str::to_owned).unwrap_or(text))
        }
        _ => None,
    }
}

/// The code is Rust. Its literals are the file's texts, and its docs show them.
fn assert_code(code: &str, file: &DocumentMut) {
    let (_, own) = code.split_once(emit::SHARED).unwrap();
    assert!(syn::parse_file(own).is_ok(), "{own}");
    let mut said = Said::default();
    said.read(own.parse().unwrap());

    let text =
        |table: &dyn TableLike, key: &str| table.get(key).unwrap().as_str().unwrap().to_owned();
    let page = file["page"].as_table_like().unwrap();
    let address = text(page, "source");
    let docs: Vec<String> =
        said.docs.iter().map(|lines| rendered(&lines.join("\n"), &address)).collect();
    let lines: BTreeSet<&str> = docs.iter().flat_map(|text| text.lines()).collect();

    let mut literals: BTreeSet<String> =
        ["name", "title", "source"].map(|key| text(page, key)).into();
    literals.insert(page.get("retrieved").unwrap().as_datetime().unwrap().to_string());
    for table in tables(file) {
        literals.extend(["name", "title"].map(|key| text(table, key)));
        for row in rows(table) {
            let [code, message, description] =
                ["code", "message", "description"].map(|key| text(row, key));
            let status = row.get("status").unwrap().as_integer().unwrap();
            let first = format!("Code {code}, HTTP {status}: {description}");
            let second = format!("Message: {message}");
            assert!(lines.contains(first.as_str()), "{first:?} is not in {lines:#?}");
            assert!(lines.contains(second.as_str()), "{second:?} is not in {lines:#?}");
            literals.extend([text(row, "name"), code, message, description]);
        }
    }
    assert_eq!(said.literals, literals);
}

/// The tables of a file, read without the generator's help.
fn tables(file: &DocumentMut) -> impl Iterator<Item = &dyn TableLike> {
    let endpoints = file.get("endpoint").into_iter();
    let endpoints = endpoints.flat_map(|item| array(item));
    endpoints.chain(file.get("common").map(|item| item.as_table_like().unwrap()))
}

fn rows(table: &dyn TableLike) -> Vec<&dyn TableLike> {
    array(table.get("errors").unwrap())
}

/// An array of tables, written either way.
fn array(item: &toml_edit::Item) -> Vec<&dyn TableLike> {
    match (item.as_array(), item.as_array_of_tables()) {
        (Some(array), _) => {
            array.iter().map(|value| value.as_inline_table().unwrap() as &dyn TableLike).collect()
        }
        (_, tables) => tables.unwrap().iter().map(|table| table as &dyn TableLike).collect(),
    }
}

/// The text that rustdoc shows, a line a paragraph or cell; there is no markup in it but the generator's
/// own, and no address but the page's.
fn rendered(markdown: &str, address: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::End(TagEnd::Paragraph | TagEnd::TableCell) => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_path = |c: char| c.is_ascii_alphanumeric() || c == ':';
                let is_own = dest_url.chars().all(is_path) || *dest_url == *address;
                assert!(is_own, "{dest_url:?} in {markdown:?}");
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::List(None)
                | Tag::Item
                | Tag::Heading { .. }
                | Tag::Strong,
            )
            | Event::End(_) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    text
}

/// Pages that are imported one after the other into one file, which may be there before. Each is refused
/// with a report that points into it, or the file says what the page says, breaks no rule but those
/// about what the documentation gets wrong, and does not change when the page is imported again.
///
/// # Panics
///
/// If that does not hold.
pub fn import<'p>(
    file: Option<&str>,
    pages: impl IntoIterator<Item = &'p str>,
    form: Option<u8>,
) -> usize {
    const DATE: &str = "2026-01-31";
    let form = form.map(|form| [Form::Html, Form::Markdown, Form::Text][usize::from(form) % 3]);
    let mut file = file.map(str::to_owned);
    let mut imported = 0;
    for page in pages {
        let mut findings = Vec::new();
        let mut read = import::read(page, form, &mut findings);
        if !findings.is_empty() {
            let report = Report::new(Path::new("page"), vec![source("page", page)], findings);
            assert_report(report);
            continue;
        }
        read.source = "https://docs.example.com".into();
        let old = file.as_deref().map(parsed);
        let plan = import::plan(&read, old.as_ref(), "page");
        let text = import::apply(&plan, file.as_deref(), DATE).unwrap();
        let new = parsed(&text);
        let said: Vec<Vec<Cells>> = new
            .tables()
            .map(|table| table.entries().map(|entry| Cells::of(&entry)).collect())
            .collect();
        let expected: Vec<Vec<Cells>> =
            read.tables.iter().map(|table| table.rows.clone()).collect();
        assert_eq!(said, expected, "{text}");
        let again = import::plan(&read, Some(&new), "page");
        assert!(again.changes.is_empty(), "{:#?}\n{text}", again.changes);
        assert_eq!(import::apply(&again, Some(&text), DATE).unwrap(), text);
        file = Some(text);
        imported += 1;
    }
    imported
}

/// What an imported file says.
pub(crate) fn parsed(text: &str) -> Page {
    let source = source("page.toml", text);
    let mut findings = Vec::new();
    let mut catalog = parse::parse(std::slice::from_ref(&source), &mut findings);
    check::check(&catalog, &mut findings);
    assert!(findings.is_empty(), "{findings:#?}\n{text}");
    catalog.pages.pop().unwrap()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::invisible::misleading;

    /// What may break a literal, a doc comment, a table in it, TOML, HTML, Markdown or a terminal.
    const PIECES: [&str; 58] = [
        "\"",
        "'",
        "`",
        "\\",
        "*/",
        "/*",
        "//",
        "{",
        "}",
        "#[doc]",
        "]",
        "[",
        "(",
        ")",
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "&amp;",
        "&",
        "|",
        "*",
        "_",
        "~",
        "#",
        "-",
        "--",
        "...",
        "=",
        "+",
        "[x](y)",
        "![x](y)",
        "[^a]",
        "$",
        ":",
        "::",
        "https://x.example",
        "www.x.example",
        "e\u{301}",
        "é",
        "漢字",
        "🙂",
        "👩\u{200D}💻",
        "نمی\u{200C}توان",
        "<a@b.c>",
        "\u{1b}[J",
        "\u{202e}",
        "\u{9b}",
        "\n",
        "\r",
        "\t",
        "\0",
        "\u{FEFF}",
        "r#\"",
        "crate",
        "{x}",
        " ",
    ];

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(PIECES.to_vec());
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    /// The cells of a row that may be anything.
    type Texts = [String; 3];

    /// Tables of rows, and their title. The codes are of pieces only, since others may look alike.
    fn tables() -> impl Strategy<Value = (String, Vec<Vec<Texts>>)> {
        let text = || prop_oneof![pieces(), any::<String>()];
        let row = (pieces(), text(), text()).prop_map(Texts::from);
        (text(), prop::collection::vec(prop::collection::vec(row, 1..5), 1..4))
    }

    /// A text that no rule objects to.
    fn clean(text: &str) -> String {
        let mut text = text.to_owned();
        // A character may be needed by one that is not.
        loop {
            let Some((at, _)) = misleading(&text).next() else { break };
            text.remove(at);
        }
        text.trim().to_owned()
    }

    /// A catalog of these tables, in which each row differs from all others.
    fn written(title: &str, tables: &[Vec<Texts>]) -> String {
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        let title = quoted(title);
        let mut text = format!(
            "[page]\nname = \"P\"\ntitle = {title}\nsource = \"https://x.example/?a=1&b#c\"\n\
             retrieved = 2026-01-31\n"
        );
        let mut letters = 'A'..='Z';
        for (number, rows) in tables.iter().enumerate() {
            let head = format!("[[endpoint]]\nname = \"T{number}\"\ntitle = {title}\nerrors = [\n");
            text.push_str(&head);
            for (row, letter) in rows.iter().zip(&mut letters) {
                let [code, message, description] =
                    row.each_ref().map(|text| quoted(&format!("{letter}{text}")));
                writeln!(
                    text,
                    "{{ name = \"E{letter}\", status = 400, code = {code}, message = {message}, \
                     description = {description} }},"
                )
                .unwrap();
            }
            text.push_str("]\n");
        }
        text
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn texts_that_no_rule_objects_to_become_code((title, mut tables) in tables()) {
            for text in tables.iter_mut().flatten().flatten() {
                *text = clean(text);
            }
            let is_accepted = catalog(&written(&format!("T{}", clean(&title)), &tables));
            prop_assert!(is_accepted);
        }

        #[test]
        fn a_catalog_is_refused_or_becomes_code(
            (title, tables) in tables(),
            at in any::<prop::sample::Index>(),
            removed in 0..20_usize,
            piece in pieces(),
        ) {
            _ = catalog(&written(&title, &tables));
            let text: Vec<char> = written(&clean(&title), &tables).chars().collect();
            let (before, after) = text.split_at(at.index(text.len()));
            let after = after.iter().skip(removed);
            _ = catalog(&before.iter().copied().chain(piece.chars()).chain(after.copied()).collect::<String>());
        }

        #[test]
        fn a_file_of_any_text_is_refused(text in any::<String>()) {
            prop_assert!(!catalog(&text));
        }
    }
}
