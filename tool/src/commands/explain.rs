//! `explain`: all that is known of a code, an error or a rule.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use clap::builder::styling::Style;
use error_catalog_model::page::{self, Error, Page};
use error_catalog_model::registry;
use error_catalog_model::rule::Rule;
use error_catalog_model::text::quoted;
use error_catalog_model::{Error as LoadError, Rules};
use serde::Serialize;
use textwrap::WordSplitter;

use super::check::load;
use crate::body;
use crate::import;
use crate::output::{Format, Outcome, json};
use crate::sections;

/// The width that everything but code fits into.
const WIDTH: usize = 80;

/// All rules of the catalog, of the import and of files with generated sections, by name.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = registry::rules();
    rules.extend(import::RULES);
    rules.extend(sections::RULES);
    rules.sort_by_key(|rule| rule.name);
    rules
}

pub(super) fn run(catalog: &Path, word: &str, format: Format) -> Result<Outcome, LoadError> {
    // A rule needs no catalog.
    if let Some(rule) = rule(word) {
        print(&rule, format)?;
        return Ok(Outcome::Fine);
    }
    let pages = load(catalog, Rules::WithoutQuirks)?.pages;
    let explanations = explain(&pages, word);
    if explanations.is_empty() {
        print(&unknown(&pages, word), format)?;
        return Ok(Outcome::Findings);
    }
    for explanation in &explanations {
        print(explanation, format)?;
    }
    Ok(Outcome::Fine)
}

fn print(explanation: &Explanation<'_>, format: Format) -> io::Result<()> {
    match format {
        Format::Human => write!(anstream::stdout(), "{}", text(explanation)),
        Format::Json => json::line(explanation),
    }
}

/// What is known of a word.
#[derive(Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Explanation<'m> {
    /// The errors of a code.
    Code {
        module: &'m str,
        code: &'m str,
        tables: Vec<Table<'m>>,
        body: Option<Body<'m>>,
        quirks: Vec<Quirk<'m>>,
    },
    /// An error, and where it is documented.
    Error {
        module: &'m str,
        #[serde(flatten)]
        row: Row<'m>,
        tables: Vec<&'m str>,
        body: Option<Body<'m>>,
        quirks: Vec<Quirk<'m>>,
    },
    /// A rule.
    Rule { rule: &'static str, docs: &'static str },
    /// Nothing is known of it; what there is.
    Unknown { word: &'m str, codes: Vec<&'m str>, errors: Vec<&'m str>, rules: Vec<&'m str> },
}

/// The rows of a table that have a code.
#[derive(Serialize)]
struct Table<'m> {
    name: &'m str,
    title: &'m str,
    errors: Vec<Row<'m>>,
}

#[derive(Serialize)]
struct Row<'m> {
    name: &'m str,
    status: u16,
    code: &'m str,
    message: &'m str,
    description: &'m str,
    /// The body of a response, if the page has its pointers.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<serde_json::Value>,
}

/// Where the body of a response has code and message, and how this is known.
#[derive(Serialize)]
struct Body<'m> {
    code: Option<BodyValue<'m>>,
    message: Option<BodyValue<'m>>,
    basis: Option<&'m str>,
}

#[derive(Serialize)]
struct BodyValue<'m> {
    pointer: &'m str,
    #[serde(rename = "type")]
    json_type: &'static str,
}

/// Something that the documentation gets wrong, and the errors concerned.
#[derive(Serialize)]
struct Quirk<'m> {
    kind: &'m str,
    errors: Vec<&'m str>,
    /// The tables that it is about, if it is about certain tables.
    tables: Vec<&'m str>,
    note: &'m str,
}

/// The rule with this name.
fn rule(word: &str) -> Option<Explanation<'static>> {
    let rule = rules().into_iter().find(|rule| rule.name == word)?;
    Some(Explanation::Rule { rule: rule.name, docs: rule.docs })
}

/// Everything in the catalog that has this name: codes and errors, page by page.
fn explain<'m>(pages: &'m [Page], word: &'m str) -> Vec<Explanation<'m>> {
    pages.iter().flat_map(|page| code(page, word).into_iter().chain(error(page, word))).collect()
}

fn code<'m>(page: &'m Page, word: &str) -> Option<Explanation<'m>> {
    let has_code = |error: &&Error| error.code == word;
    let code = &page.errors.iter().find(has_code)?.code;
    let mut tables = Vec::new();
    for table in &page.tables {
        let errors = table.rows.iter().map(|row| page.error(row)).filter(has_code);
        let errors: Vec<_> = errors.map(|error| Row::new(page, error)).collect();
        if !errors.is_empty() {
            tables.push(Table { name: &table.name, title: &table.title, errors });
        }
    }
    let errors = page.errors.iter().filter(has_code);
    let quirks: BTreeSet<usize> = errors.flat_map(|error| &error.quirks).copied().collect();
    Some(Explanation::Code {
        module: &page.module,
        code,
        tables,
        body: page.body.as_ref().map(Body::new),
        quirks: quirks.into_iter().map(|quirk| Quirk::new(page, quirk)).collect(),
    })
}

fn error<'m>(page: &'m Page, word: &str) -> Option<Explanation<'m>> {
    let error = page.errors.iter().find(|error| error.name == word)?;
    Some(Explanation::Error {
        module: &page.module,
        row: Row::new(page, error),
        tables: error.tables.iter().map(|table| page.tables[*table].name.as_str()).collect(),
        body: page.body.as_ref().map(Body::new),
        quirks: error.quirks.iter().map(|quirk| Quirk::new(page, *quirk)).collect(),
    })
}

fn unknown<'m>(pages: &'m [Page], word: &'m str) -> Explanation<'m> {
    let errors = pages.iter().flat_map(|page| &page.errors);
    let codes: BTreeSet<&str> = errors.clone().map(|error| error.code.as_str()).collect();
    let errors: BTreeSet<&str> = errors.map(|error| error.name.as_str()).collect();
    Explanation::Unknown {
        word,
        codes: codes.into_iter().collect(),
        errors: errors.into_iter().collect(),
        rules: rules().iter().map(|rule| rule.name).collect(),
    }
}

impl<'m> Row<'m> {
    fn new(page: &Page, error: &'m Error) -> Self {
        let Error { name, status, code, message, description, .. } = error;
        let example = page.body.as_ref().map(|body| body::example(body, error));
        Self { name, status: *status, code, message, description, example }
    }
}

impl<'m> Body<'m> {
    fn new(body: &'m page::Body) -> Self {
        let value = |value: &'m page::BodyValue| BodyValue {
            pointer: &value.pointer,
            json_type: value.json_type.name(),
        };
        Self {
            code: body.code.as_ref().map(value),
            message: body.message.as_ref().map(value),
            basis: body.basis.as_deref(),
        }
    }
}

impl<'m> Quirk<'m> {
    fn new(page: &'m Page, number: usize) -> Self {
        let quirk = &page.quirks[number];
        Self {
            kind: &quirk.kind.value,
            errors: quirk.errors.iter().map(|error| page.errors[*error].name.as_str()).collect(),
            tables: quirk.tables.iter().map(|table| page.tables[*table].name.as_str()).collect(),
            note: &quirk.note,
        }
    }
}

/// The explanation for people, in lines that fit.
fn text(explanation: &Explanation<'_>) -> String {
    let mut text = String::new();
    match explanation {
        Explanation::Code { module, code, tables, body, quirks } => {
            title(&mut text, "code", code, module);
            for Table { name, title, errors } in tables {
                paragraph(&mut text, 2, "", &format!("{title} ({name})"));
                for error in errors {
                    field(&mut text, 4, &error.status.to_string(), error.name);
                    field(&mut text, 8, "message", error.message);
                    field(&mut text, 8, "description", error.description);
                    show_example(&mut text, 8, error);
                }
                text.push('\n');
            }
            show_body(&mut text, body.as_ref());
            show_quirks(&mut text, quirks);
        }
        Explanation::Error { module, row, tables, body, quirks } => {
            title(&mut text, "error", row.name, module);
            field(&mut text, 2, "status", &row.status.to_string());
            field(&mut text, 2, "code", row.code);
            field(&mut text, 2, "message", row.message);
            field(&mut text, 2, "description", row.description);
            field(&mut text, 2, "listed under", &tables.join(", "));
            show_example(&mut text, 2, row);
            text.push('\n');
            show_body(&mut text, body.as_ref());
            show_quirks(&mut text, quirks);
        }
        Explanation::Rule { rule, docs } => {
            title(&mut text, "rule", rule, "");
            markdown(&mut text, docs);
        }
        Explanation::Unknown { word, codes, errors, rules } => {
            paragraph(
                &mut text,
                0,
                "",
                &format!("{} is neither a code nor an error nor a rule. There are:", quoted(word)),
            );
            text.push('\n');
            field(&mut text, 2, "codes", &codes.join(", "));
            field(&mut text, 2, "errors", &errors.join(", "));
            field(&mut text, 2, "rules", &rules.join(", "));
            text.push('\n');
        }
    }
    text
}

fn title(text: &mut String, what: &str, name: &str, module: &str) {
    let bold = Style::new().bold();
    let place = if module.is_empty() { String::new() } else { format!(" of {module}") };
    // Writing to a string does not fail.
    _ = write!(text, "{what} {bold}{name}{bold:#}{place}\n\n");
}

/// The body of a response, on one line: it can be copied.
fn show_example(text: &mut String, indent: usize, row: &Row<'_>) {
    if let Some(example) = &row.example {
        // Writing to a string does not fail.
        _ = writeln!(text, "{:indent$}{:12} {example}", "", "body");
    }
}

fn show_body(text: &mut String, body: Option<&Body<'_>>) {
    let Some(Body { code, message, basis }) = body else { return };
    let mut places = Vec::new();
    for (noun, value) in [("code", code), ("message", message)] {
        let Some(BodyValue { pointer, json_type }) = value else { continue };
        places.push(format!("the {noun} at {pointer} (a {json_type})"));
    }
    paragraph(text, 2, "", &format!("the body of a response has {}", places.join(", and ")));
    if let Some(basis) = basis {
        paragraph(text, 4, "", basis);
    }
    text.push('\n');
}

fn show_quirks(text: &mut String, quirks: &[Quirk<'_>]) {
    for Quirk { kind, errors, tables, note } in quirks {
        let noun = if tables.len() == 1 { "table" } else { "tables" };
        let tables = match tables.as_slice() {
            [] => String::new(),
            tables => format!(" ({noun} {})", tables.join(", ")),
        };
        paragraph(text, 2, "", &format!("quirk {kind}: {}{tables}", errors.join(", ")));
        if !note.is_empty() {
            paragraph(text, 4, "", note);
        }
        text.push('\n');
    }
}

/// The documentation of a rule without its title: headings in bold, paragraphs and list items in lines
/// that fit, code as it is.
fn markdown(text: &mut String, docs: &str) {
    let bold = Style::new().bold();
    let mut is_code = false;
    // The lines of a paragraph or a list item so far.
    let mut block = Vec::new();
    // The first two lines are the title and an empty one. The empty line at the end ends the last block.
    for line in docs.lines().skip(2).chain([""]) {
        let is_fence = line.starts_with("```");
        let is_text = !is_fence && !is_code && !line.is_empty() && !line.starts_with("## ");
        if !is_text || line.starts_with("- ") {
            write_block(text, &mut block);
        }
        if is_fence {
            is_code = !is_code;
        } else if is_code && !line.is_empty() {
            // Writing to a string does not fail.
            _ = writeln!(text, "    {line}");
        } else if let Some(heading) = line.strip_prefix("## ") {
            _ = writeln!(text, "  {bold}{heading}{bold:#}");
        } else if is_text {
            // Further lines of a list item are indented.
            block.push(line.trim_start());
        } else {
            text.push('\n');
        }
    }
}

/// A paragraph or a list item, if there is one.
fn write_block(text: &mut String, lines: &mut Vec<&str>) {
    let block = lines.join(" ");
    lines.clear();
    match block.strip_prefix("- ") {
        Some(item) => paragraph(text, 4, "- ", item),
        None if block.is_empty() => {}
        None => paragraph(text, 4, "", &block),
    }
}

/// A label and its value, in a column.
fn field(text: &mut String, indent: usize, label: &str, value: &str) {
    paragraph(text, indent, &format!("{label:12} "), value);
}

fn paragraph(text: &mut String, indent: usize, label: &str, value: &str) {
    let first = format!("{:indent$}{label}", "");
    let next = " ".repeat(first.len());
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(&first)
        .subsequent_indent(&next)
        // Names have hyphens, and are to be found whole.
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    text.push_str(&textwrap::fill(value, options));
    text.push('\n');
}
