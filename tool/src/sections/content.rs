//! What the sections contain, as Markdown.

use error_catalog_model::Page;
use error_catalog_model::page::Quirk;
use error_catalog_model::quirk;
use error_catalog_model::rule::Rule;
use error_catalog_model::text::markdown::escaped;

use super::kind::Kind;

/// What sections are generated from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'i> {
    /// The pages of the catalog.
    pub(crate) pages: &'i [Page],
    /// All rules.
    pub(crate) rules: &'i [&'static Rule],
}

impl Input<'_> {
    /// The lines of a section.
    pub(super) fn content(&self, kind: Kind) -> String {
        match kind {
            Kind::Coverage => coverage(self.pages),
            Kind::Quirks => quirks(self.pages),
            Kind::Rules => rules(self.rules),
        }
    }
}

fn coverage(pages: &[Page]) -> String {
    let rows = pages.iter().map(|page| {
        let common = if page.common().is_some() { ", and a table of common errors" } else { "" };
        [
            link(page),
            format!("{}{common}", page.endpoints().count()),
            page.rows().count().to_string(),
            page.errors.len().to_string(),
            page.origin.as_ref().map(|origin| origin.retrieved.clone()).unwrap_or_default(),
        ]
    });
    table(["page", "endpoints", "rows", "distinct errors", "read on"], rows)
}

fn quirks(pages: &[Page]) -> String {
    let with_quirks: Vec<&Page> = pages.iter().filter(|page| !page.quirks.is_empty()).collect();
    if with_quirks.is_empty() {
        return "No quirks are known.\n".to_owned();
    }
    let tables = with_quirks.into_iter().map(|page| {
        let rows = page.quirks.iter().map(|quirk| {
            [code(&quirk.kind.value), errors(page, quirk), place(page, quirk), cell(&quirk.note)]
        });
        let table = table(["quirk", "errors", "tables", "note"], rows);
        format!("On the page {}:\n\n{table}", link(page))
    });
    tables.collect::<Vec<_>>().join("\n")
}

/// The errors that a quirk is about, in the order of the page.
fn errors(page: &Page, quirk: &Quirk) -> String {
    let names = quirk.errors.iter().map(|error| code(&page.errors[*error].name));
    names.collect::<Vec<_>>().join(", ")
}

/// The headings of the tables that a quirk is about, if it is about certain ones.
fn place(page: &Page, quirk: &Quirk) -> String {
    let tables = quirk.tables.iter().map(|table| cell(&page.tables[*table].title));
    tables.collect::<Vec<_>>().join(", ")
}

/// All rules, those about the documentation first: their names are the kinds of quirks.
fn rules(rules: &[&'static Rule]) -> String {
    let is_quirk = |rule: &&&Rule| quirk::rules().any(|quirk| quirk.name == rule.name);
    let (kinds, others): (Vec<_>, Vec<_>) = rules.iter().partition(is_quirk);
    let table = |heading: &str, rules: Vec<&&'static Rule>| {
        let rows = rules.into_iter().map(|rule| [code(rule.name), first_sentence(rule.docs)]);
        table([heading, "what it finds"], rows)
    };
    format!("{}\n{}", table("kind of quirk", kinds), table("other rule", others))
}

/// The first sentence of a rule's documentation, which is Markdown.
fn first_sentence(docs: &str) -> String {
    let paragraphs = docs.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
    let paragraph = paragraphs.into_iter().find(|paragraph| !paragraph.starts_with('#'));
    let paragraph = paragraph.unwrap_or_default();
    let end = paragraph.find(". ").map_or(paragraph.len(), |stop| stop + 1);
    paragraph[..end].trim_end().to_owned()
}

/// A table. The cells are Markdown in which a pipe is escaped.
fn table<const N: usize>(
    headings: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut text = format!("| {} |\n|{}\n", headings.join(" | "), "---|".repeat(N));
    for row in rows {
        for cell in row {
            let space = if cell.is_empty() { "" } else { " " };
            text.extend(["|", space, &cell, " "]);
        }
        text.push_str("|\n");
    }
    text
}

/// A link to a page of the documentation, or its title if the page file has no address.
fn link(page: &Page) -> String {
    let title = cell(&page.title);
    match &page.origin {
        Some(origin) => format!("[{title}]({})", destination(&origin.source)),
        None => title,
    }
}

/// An address as the destination of a link in a table. A backslash keeps what Markdown would read from ending
/// the link or the cell, and from changing the address.
fn destination(address: &str) -> String {
    let mut destination = String::with_capacity(address.len());
    for character in address.chars() {
        if "()|&".contains(character) {
            destination.push('\\');
        }
        destination.push(character);
    }
    destination
}

/// A string of the catalog, on one line.
fn cell(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A name, which has no backtick.
fn code(name: &str) -> String {
    format!("`{name}`")
}
