//! Rules about single texts: the cells, the titles and the address of a page.

use toml::Spanned;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Place, shown};
use crate::invisible::{is_invisible, misleading};
use crate::rules::{Find, Rule};

pub(crate) static EMPTY_TEXT: Rule = Rule {
    name: "empty-text",
    docs: "A cell, a title, an address or a note is empty. The documentation's tables have no empty cells, \
           so something was left out when the page was transcribed; and a quirk without a note helps nobody \
           who meets it.",
    find: Find::Check(empty_text),
};

pub(crate) static STRAY_WHITESPACE: Rule = Rule {
    name: "stray-whitespace",
    docs: "A text begins or ends with white space. It is not part of the documentation's cell, \
           and a message with it would match no answer of the API.",
    find: Find::Check(stray_whitespace),
};

pub(crate) static CONTROL_CHARACTER: Rule = Rule {
    name: "control-character",
    docs: "A text contains a character that is not shown, or that changes how others are: a control character such as \
           a tab or a line break, a line separator, one that turns the direction of writing, or one without a width. \
           A reader of the catalog, of the docs or of a log would see something else than what is there. \
           Joiners and selectors are no mistake where a script or an emoji needs them.",
    find: Find::Check(control_character),
};

pub(crate) static SOURCE_ADDRESS: Rule = Rule {
    name: "source-address",
    docs: "The `source` of a page is not an address that can be a link: `https://` or `http://`, \
           and then no white space, quotation marks or angle brackets.",
    find: Find::Check(source_address),
};

/// A text that is not a name, and what it is.
struct Text<'c> {
    file: usize,
    what: &'static str,
    value: &'c Spanned<String>,
}

impl Text<'_> {
    fn finding(&self, rule: &'static Rule, message: &str, help: &str) -> Diagnostic {
        let message = format!("the {} {message}", self.what);
        Diagnostic::new(rule, Place::text(self.file, self.value.span()), message, help)
    }
}

/// Every text of the catalog that is there and is not a name.
fn texts(catalog: &Catalog) -> impl Iterator<Item = Text<'_>> {
    catalog.pages.iter().flat_map(|page| {
        let header = page.header.iter();
        let header =
            header.flat_map(|header| [("title", &header.title), ("source", &header.source)]);
        let titles = page.tables().map(|table| ("title", &table.title));
        let cells = page.rows().flat_map(|row| {
            [("code", &row.code), ("message", &row.message), ("description", &row.description)]
        });
        let notes = page.quirks.iter().map(|quirk| ("note", &quirk.note));
        let texts = header.chain(titles).chain(cells).chain(notes);
        texts.filter_map(|(what, value)| {
            Some(Text { file: page.file, what, value: value.as_ref()? })
        })
    })
}

fn empty_text(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for text in texts(catalog).filter(|text| text.value.get_ref().is_empty()) {
        let help = match text.what {
            "note" => "write what is odd, and what a service is to rely on instead",
            _ => "write what the documentation says",
        };
        findings.push(text.finding(&EMPTY_TEXT, "is empty", help));
    }
}

fn stray_whitespace(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let stray = texts(catalog).filter(|text| text.value.get_ref().trim() != text.value.get_ref());
    findings.extend(stray.map(|text| {
        let message = "begins or ends with white space";
        text.finding(&STRAY_WHITESPACE, message, "remove it")
    }));
}

fn control_character(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for text in texts(catalog) {
        if let Some((_, character)) = misleading(text.value.get_ref()).next() {
            let message = format!("contains {}", named_invisible(character));
            findings.push(text.finding(&CONTROL_CHARACTER, &message, REMOVE_INVISIBLE));
        }
    }
}

pub(crate) const REMOVE_INVISIBLE: &str = "remove it, or write the space that it stands for";

/// A character that is not shown, as a message names it.
pub(crate) fn named_invisible(character: char) -> String {
    format!("the invisible character U+{:04X}", u32::from(character))
}

fn source_address(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        for source in page.header.iter().filter_map(|header| header.source.as_ref()) {
            if !source.get_ref().is_empty() && !is_address(source.get_ref()) {
                findings.push(Diagnostic::new(
                    &SOURCE_ADDRESS,
                    Place::text(page.file, source.span()),
                    format!("{} is not the address of a page", shown(source.get_ref())),
                    "write the address as a browser shows it, from `https://` on",
                ));
            }
        }
    }
}

/// Whether a text is an address that can be a link.
pub(crate) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let breaks_a_link = |c: char| c.is_whitespace() || is_invisible(c) || "<>\"'`\\".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(breaks_a_link))
}
