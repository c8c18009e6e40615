//! A catalog of one file: a report that points into it, or code with what is in the file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_catalog::output::json;
use error_catalog_model::report::Style;
use error_catalog_model::text::is_invisible;
use error_catalog_model::{Report, Rules};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use toml_edit::{DocumentMut, TableLike};

/// Checks a catalog with this page file, and whether it is accepted.
///
/// If it is rejected, the report points into it. If it is accepted, the generated code is Rust, its
/// string literals are the strings of the file, and its docs show them as they are.
///
/// # Panics
///
/// If that is not true.
#[must_use]
pub fn catalog(text: &str) -> bool {
    let files = vec![(PathBuf::from("page.toml"), text.as_bytes().to_vec())];
    match error_catalog_model::check(Path::new("catalog"), files, Rules::All) {
        Err(rejected) => {
            check_report(rejected);
            false
        }
        Ok(catalog) => {
            assert_eq!(catalog.pages.len(), 1, "a file without findings is a page");
            check_code(&error_catalog_codegen::generate(&catalog), &text.parse().unwrap());
            true
        }
    }
}

/// A report points into its files, and contains nothing that a terminal acts on, in any format.
pub(super) fn check_report(mut report: Report) {
    /// Thousands of findings are rendered like a few.
    const MAX_FINDINGS: usize = 8;
    assert!(!report.findings.is_empty());
    for finding in &report.findings {
        let spans = finding.location.span().into_iter();
        for span in spans.chain(finding.related.iter().map(|(span, _)| span)) {
            let text = &report.sources[finding.location.file().unwrap()].text;
            assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}: {finding:?}");
        }
    }
    let acts =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    report.findings.truncate(MAX_FINDINGS);
    let rendered = report.render(Style::Plain);
    assert!(!rendered.replace('\n', "").contains(acts), "{rendered:?}");
    let lines: Vec<String> = report.lines().collect();
    assert_eq!(lines.len(), report.findings.len());
    assert!(!lines.iter().any(|line| line.contains(acts)), "{lines:?}");
    for finding in json::findings(&report) {
        let line = json::text(&finding).unwrap();
        assert!(!line.contains(is_invisible), "{line:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line:?}");
    }
}

/// The string literals of generated code, and its docs item by item.
#[derive(Default)]
struct Contents {
    literals: BTreeSet<String>,
    docs: Vec<Vec<String>>,
}

impl Contents {
    /// Reads tokens. Attributes other than docs are skipped.
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

fn check_code(code: &str, file: &DocumentMut) {
    assert!(syn::parse_file(code).is_ok(), "{code}");
    // What is in front of the page's module is the same for every catalog.
    let (_, module) = code.split_once("pub mod page {").unwrap();
    let mut contents = Contents::default();
    contents.read(format!("mod page {{{module}").parse().unwrap());

    let string =
        |table: &dyn TableLike, key: &str| table.get(key).unwrap().as_str().unwrap().to_owned();
    let page = file["page"].as_table_like().unwrap();
    let origin = page.get("source").zip(page.get("retrieved"));
    let origin = origin.map(|(source, retrieved)| {
        (source.as_str().unwrap().to_owned(), retrieved.as_datetime().unwrap().to_string())
    });
    let address = origin.as_ref().map(|(source, _)| source.clone()).unwrap_or_default();
    let docs = contents.docs.iter();
    let docs: Vec<String> = docs.map(|lines| rendered(&lines.join("\n"), &address)).collect();
    let lines: BTreeSet<&str> = docs.iter().flat_map(|text| text.lines()).collect();

    let mut literals: BTreeSet<String> = ["name", "title"].map(|key| string(page, key)).into();
    literals.extend(origin.into_iter().flat_map(|(source, retrieved)| [source, retrieved]));
    if let Some(body) = page.get("body").map(|body| body.as_table_like().unwrap()) {
        let values = ["code", "message"].into_iter().filter_map(|key| body.get(key));
        let pointers: Vec<String> =
            values.map(|value| string(value.as_table_like().unwrap(), "pointer")).collect();
        let basis = body.get("basis").map(|basis| basis.as_str().unwrap().to_owned());
        let is_shown = |string: &String| lines.iter().any(|line| line.contains(string.as_str()));
        for shown in pointers.iter().chain(&basis) {
            assert!(is_shown(shown), "{shown:?} is not in {lines:#?}");
        }
        literals.extend(pointers);
    }
    for quirk in file.get("quirk").into_iter().flat_map(|item| array(item)) {
        literals.insert(string(quirk, "note"));
    }
    for table in tables(file) {
        literals.extend(["name", "title"].map(|key| string(table, key)));
        for row in array(table.get("errors").unwrap()) {
            let [code, message, description] =
                ["code", "message", "description"].map(|key| string(row, key));
            let status = row.get("status").unwrap().as_integer().unwrap();
            for line in [
                format!("Code {code}, HTTP {status}: {description}"),
                format!("Message: {message}"),
            ] {
                assert!(lines.contains(line.as_str()), "{line:?} is not in {lines:#?}");
            }
            literals.extend([string(row, "name"), code, message, description]);
        }
    }
    assert_eq!(contents.literals, literals);
}

/// The tables of a file, read without the code under test.
fn tables(file: &DocumentMut) -> impl Iterator<Item = &dyn TableLike> {
    let endpoints = file.get("endpoint").into_iter().flat_map(|item| array(item));
    endpoints.chain(file.get("common").map(|item| item.as_table_like().unwrap()))
}

/// An array of tables, written in either way.
fn array(item: &toml_edit::Item) -> Vec<&dyn TableLike> {
    match (item.as_array(), item.as_array_of_tables()) {
        (Some(array), _) => {
            array.iter().map(|value| value.as_inline_table().unwrap() as &dyn TableLike).collect()
        }
        (_, tables) => tables.unwrap().iter().map(|table| table as &dyn TableLike).collect(),
    }
}

/// The text that rustdoc shows, a line a paragraph or table cell. It has no markup but the generator's
/// own, and no link but to items and to the page's address.
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
            Event::SoftBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::TableCell) => text.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let is_path = |c: char| c.is_ascii_alphanumeric() || ":#-_".contains(c);
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
