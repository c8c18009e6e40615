//! HTML, as browsers save it.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node, Selector};

use super::block::{Block, Cell, one_line};

/// More columns or rows than these no cell spans.
const MOST_SPANNED: usize = 1000;

/// Whether a page looks like HTML.
pub(super) fn looks_like(page: &str) -> bool {
    let page = page.to_ascii_lowercase();
    ["<!doctype html", "<html", "<table", "<body"].iter().any(|tag| page.contains(tag))
}

pub(super) fn blocks(page: &str) -> Vec<Block> {
    let document = Html::parse_document(page);
    let mut blocks = Vec::new();
    let mut line = String::new();
    let mut heading = false;
    // The element whose content is passed over: it is not shown, or is a table and was read.
    let mut within = None;
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) if within.is_none() => match node.value() {
                Node::Text(text) => line.push_str(&spaces(text)),
                Node::Element(element) => match element.name() {
                    "script" | "style" | "noscript" | "template" | "head" | "title" => {
                        within = Some(node.id());
                    }
                    "table" => {
                        flush(&mut line, heading, &mut blocks);
                        within = Some(node.id());
                        blocks.extend(ElementRef::wrap(node).map(table));
                    }
                    name if is_heading(name) => {
                        flush(&mut line, heading, &mut blocks);
                        heading = true;
                    }
                    name if !is_inline(name) => flush(&mut line, heading, &mut blocks),
                    _ => {}
                },
                _ => {}
            },
            Edge::Close(node) if within == Some(node.id()) => within = None,
            Edge::Close(node) if within.is_none() => {
                if let Node::Element(element) = node.value() {
                    if !is_inline(element.name()) {
                        flush(&mut line, heading, &mut blocks);
                    }
                    heading &= !is_heading(element.name());
                }
            }
            _ => {}
        }
    }
    flush(&mut line, heading, &mut blocks);
    blocks
}

fn flush(line: &mut String, heading: bool, blocks: &mut Vec<Block>) {
    let text = one_line(&std::mem::take(line));
    if !text.is_empty() {
        blocks.push(if heading { Block::Heading(text) } else { Block::Line(text) });
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that do not begin a line of their own.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// White space as HTML has it: line breaks in the source are none in the text.
fn spaces(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_ascii_whitespace() { ' ' } else { character })
        .collect()
}

/// The cells of a table. A cell that spans several places stands in each of them.
fn table(table: ElementRef<'_>) -> Block {
    let mut rows: Vec<Vec<Option<Cell>>> = Vec::new();
    for (number, row) in own(table, &["tr"]).into_iter().enumerate() {
        let mut column = 0;
        for cell in own(row, &["td", "th"]) {
            let (wide, high) = (span(cell, "colspan"), span(cell, "rowspan"));
            while rows.get(number).and_then(|row| row.get(column)).is_some_and(Option::is_some) {
                column += 1;
            }
            let text = Cell { text: text(cell), range: None };
            for row in number..number + high {
                for place in column..column + wide {
                    put(&mut rows, row, place, &text);
                }
            }
            column += wide;
        }
        if rows.len() <= number {
            rows.resize_with(number + 1, Vec::new);
        }
    }
    let count = own(table, &["tr"]).len();
    rows.truncate(count);
    Block::Table(
        rows.into_iter()
            .map(|row| row.into_iter().map(Option::unwrap_or_default).collect())
            .collect(),
    )
}

fn put(rows: &mut Vec<Vec<Option<Cell>>>, row: usize, column: usize, cell: &Cell) {
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    if rows[row].len() <= column {
        rows[row].resize(column + 1, None);
    }
    rows[row][column].get_or_insert_with(|| cell.clone());
}

/// The elements of these names inside, but for those of a table inside a cell.
fn own<'d>(element: ElementRef<'d>, names: &[&str]) -> Vec<ElementRef<'d>> {
    let mut found = Vec::new();
    let mut within = None;
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) if within.is_none() && node.id() != element.id() => {
                let Some(inner) = ElementRef::wrap(node) else { continue };
                let is_wanted = names.contains(&inner.value().name());
                if is_wanted {
                    found.push(inner);
                }
                if is_wanted || inner.value().name() == "table" {
                    within = Some(node.id());
                }
            }
            Edge::Close(node) if within == Some(node.id()) => within = None,
            _ => {}
        }
    }
    found
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let span = cell.attr(name).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, MOST_SPANNED)
}

/// The text of a cell, with a line break where the cell has one.
fn text(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    for edge in cell.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(part) => text.push_str(&spaces(part)),
                Node::Element(element) if !is_inline(element.name()) => text.push('\n'),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value()
                    && !is_inline(element.name())
                {
                    text.push('\n');
                }
            }
        }
    }
    text
}

/// The address that the page gives as its own.
pub(super) fn address(page: &str) -> String {
    let document = Html::parse_document(page);
    let attribute = |selector: &str, name: &str| {
        let selector = Selector::parse(selector).ok()?;
        document.select(&selector).find_map(|element| element.attr(name)).map(str::to_owned)
    };
    attribute(r#"link[rel="canonical"]"#, "href")
        .or_else(|| attribute(r#"meta[property="og:url"]"#, "content"))
        .unwrap_or_default()
}
