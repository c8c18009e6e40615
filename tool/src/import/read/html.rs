//! HTML, as browsers save it.

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use error_catalog_model::text::is_address;
use html5ever::ParseOpts;
use html5ever::tendril::TendrilSink;
use scraper::node::Element;
use scraper::{ElementRef, Html, HtmlTreeSink, Node, Selector};

use super::block::{Block, Cell, Document, PAGE, take_line};
use crate::import::rule::nested_too_deeply;

/// The limit of browsers.
const MAX_DEPTH: usize = 512;

/// No cell spans more columns or rows than these, and no table has more columns.
const MAX_SPAN: usize = 100;

/// A span does not repeat more bytes of a cell's text than these.
const MAX_REPEATED: usize = 1 << 20;

/// Whether a page looks like HTML.
pub(super) fn looks_like(page: &str) -> bool {
    let page = page.to_ascii_lowercase();
    ["<!doctype html", "<html", "<table", "<body"].iter().any(|tag| page.contains(tag))
}

/// A page's blocks and its address.
pub(super) fn read(page: &str) -> Document {
    let Some(html) = parse(page) else {
        let findings = vec![nested_too_deeply::diagnostic(MAX_DEPTH, PAGE)];
        return Document { blocks: Vec::new(), source: None, findings };
    };
    Document { blocks: blocks(&html), source: address(&html), findings: Vec::new() }
}

/// The page's elements, if they are not nested too deeply.
fn parse(page: &str) -> Option<Html> {
    /// It is enough to look now and then: a piece of this length does not get much deeper.
    const PIECE: usize = 1 << 12;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() {
        let is_boundary = |index: &usize| rest.is_char_boundary(*index);
        let end = (PIECE..rest.len()).find(is_boundary).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        parser.process(piece.into());
        // The newest node is where the parser is.
        let document = parser.tokenizer.sink.sink.0.borrow();
        let newest = document.tree.nodes().next_back();
        if newest.is_some_and(|newest| newest.ancestors().count() > MAX_DEPTH) {
            return None;
        }
        rest = after;
    }
    Some(parser.finish())
}

fn blocks(html: &Html) -> Vec<Block> {
    let mut reader = Reader::default();
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => reader.open(node),
            Edge::Close(node) => reader.close(node),
        }
    }
    reader.end_line();
    reader.blocks
}

/// Goes through the elements of a page, and collects blocks.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The line that is being read.
    line: String,
    /// The element that is a heading. All of it is one line, headings inside it too.
    heading: Option<NodeId>,
    /// The element whose content is skipped: it is not shown, or is a table and was read.
    skipped: Option<NodeId>,
}

impl Reader {
    fn open(&mut self, node: NodeRef<'_, Node>) {
        if self.skipped.is_some() {
            return;
        }
        if let Node::Text(text) = node.value() {
            self.line.push_str(&spaces(text));
        }
        let Some(element) = ElementRef::wrap(node) else { return };
        let name = element.value().name();
        if is_not_shown(element.value()) {
            self.skipped = Some(node.id());
        } else if name == "table" {
            self.end_line();
            // A table around tables is there for the layout.
            if inside(element, &["table"]).next().is_none() {
                self.skipped = Some(node.id());
                self.blocks.push(table(element));
            }
        } else if self.heading.is_some() {
            if !is_inline(name) {
                self.line.push(' ');
            }
        } else if is_heading(element) {
            self.end_line();
            self.heading = Some(node.id());
        } else if !is_inline(name) {
            self.end_line();
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if self.skipped == Some(node.id()) {
            self.skipped = None;
        } else if self.heading == Some(node.id()) {
            self.end_line();
            self.heading = None;
        } else if self.skipped.is_none()
            && self.heading.is_none()
            && node.value().as_element().is_some_and(|element| !is_inline(element.name()))
        {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let block = if self.heading.is_some() { Block::Heading } else { Block::Line };
        self.blocks.extend(take_line(&mut self.line, block));
    }
}

/// Elements that a browser does not show, or that are not part of the text: controls and anchors.
fn is_not_shown(element: &Element) -> bool {
    const NAMES: [&str; 9] =
        ["button", "head", "noscript", "script", "select", "style", "svg", "template", "title"];
    const ANCHORS: [&str; 3] = ["hash-link", "headerlink", "anchorjs-link"];
    let style = element.attr("style").map(|style| style.replace(' ', ""));
    NAMES.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.is_some_and(|style| style.contains("display:none"))
        || element.classes().any(|class| ANCHORS.contains(&class))
}

/// Headings, and paragraphs that are bold as a whole.
fn is_heading(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => true,
        _ if element.attr("role") == Some("heading") => true,
        "p" => is_bold(element),
        _ => false,
    }
}

/// Whether all that a paragraph shows is bold.
fn is_bold(paragraph: ElementRef<'_>) -> bool {
    let mut visible = paragraph.children().filter(|child| match child.value() {
        Node::Text(text) => !text.trim().is_empty(),
        node => node.is_element(),
    });
    let first = visible.next().and_then(|child| child.value().as_element().map(Element::name));
    matches!(first, Some("b" | "strong")) && visible.next().is_none()
}

/// Elements that do not begin a new line.
fn is_inline(name: &str) -> bool {
    const NAMES: [&str; 31] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    ];
    NAMES.contains(&name)
}

/// White space as HTML has it: a line break in the source is a space in the text.
fn spaces(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_ascii_whitespace() { ' ' } else { character })
        .collect()
}

/// The cells of a table. A cell that spans several rows or columns is repeated in each of them.
fn table(element: ElementRef<'_>) -> Block {
    let elements: Vec<ElementRef<'_>> = inside(element, &["tr"]).collect();
    let count = elements.len();
    let mut rows: Vec<Vec<Option<Cell>>> = vec![Vec::new(); count];
    for (number, element) in elements.into_iter().enumerate() {
        let mut column = 0;
        for element in inside(element, &["td", "th"]) {
            while rows[number].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let cell = Cell::new(text(element));
            let mut width = span(element, "colspan");
            let mut height = span(element, "rowspan").min(count - number);
            // Its row then has fewer cells than the header, and is rejected.
            if cell.text.len() * width * height > MAX_REPEATED {
                (width, height) = (1, 1);
            }
            for row in &mut rows[number..number + height] {
                for column in column..(column + width).min(MAX_SPAN) {
                    put(row, column, &cell);
                }
            }
        }
    }
    // Columns that no cell of a row spans are empty.
    let complete = |cell: Option<Cell>| cell.unwrap_or_else(|| Cell::new(""));
    Block::Table(rows.into_iter().map(|row| row.into_iter().map(complete).collect()).collect())
}

/// Puts a cell into a column of a row, unless another one is there.
fn put(row: &mut Vec<Option<Cell>>, column: usize, cell: &Cell) {
    if row.len() <= column {
        row.resize(column + 1, None);
    }
    row[column].get_or_insert_with(|| cell.clone());
}

/// The elements with these names inside another. A table that is read contains no table.
fn inside<'d>(
    element: ElementRef<'d>,
    names: &'static [&str],
) -> impl Iterator<Item = ElementRef<'d>> {
    let elements = element.descendants().skip(1).filter_map(ElementRef::wrap);
    elements.filter(|inner| names.contains(&inner.value().name()))
}

/// How many columns or rows a cell spans.
fn span(cell: ElementRef<'_>, attribute: &str) -> usize {
    let span = cell.attr(attribute).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, MAX_SPAN)
}

/// The text of a cell, with a line break where the cell has one.
fn text(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut skipped = None;
    for edge in cell.traverse() {
        match edge {
            Edge::Open(node) if skipped.is_none() => match node.value() {
                Node::Text(part) => text.push_str(&spaces(part)),
                Node::Element(element) if is_not_shown(element) => skipped = Some(node.id()),
                // The mark of a footnote is no part of the word before it.
                Node::Element(element) if element.name() == "sup" => text.push(' '),
                Node::Element(element) if !is_inline(element.name()) => text.push('\n'),
                _ => {}
            },
            Edge::Close(node) if skipped == Some(node.id()) => skipped = None,
            Edge::Close(node) if skipped.is_none() => {
                let element = node.value().as_element();
                if element.is_some_and(|element| !is_inline(element.name())) {
                    text.push('\n');
                }
            }
            _ => {}
        }
    }
    text
}

/// What the page gives as its address, if it can be a link.
fn address(html: &Html) -> Option<String> {
    let attribute = |selector: &str, name: &str| {
        let selector = Selector::parse(selector).ok()?;
        let mut addresses = html.select(&selector).filter_map(|element| element.attr(name));
        addresses.find(|address| is_address(address)).map(str::to_owned)
    };
    attribute(r#"link[rel="canonical"]"#, "href")
        .or_else(|| attribute(r#"meta[property="og:url"]"#, "content"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the first table.
    fn cells(page: &str) -> Vec<Vec<String>> {
        let table = blocks(&parse(page).unwrap()).into_iter().find_map(|block| match block {
            Block::Table(rows) => Some(rows),
            Block::Heading(_) | Block::Line(_) => None,
        });
        let texts = |row: Vec<Cell>| row.into_iter().map(|cell| cell.text).collect();
        table.unwrap().into_iter().map(texts).collect()
    }

    #[test]
    fn a_cell_has_the_text_and_the_lines_that_it_shows() {
        for (cell, text) in [
            ("a\nb", "a b"),
            ("a<i>b</i>c", "abc"),
            ("a<br>b", "a\n\nb"),
            ("<p>a</p>b", "\na\nb"),
            ("a<sup>1</sup>", "a 1"),
            ("a<b hidden>b<p>c</p><sup>d</sup>e</b>f", "af"),
            ("a<svg><p>b</p></svg><p>c</p>", "a\nb\n\nc\n"),
            ("a<!-- b -->c", "ac"),
        ] {
            let cells = cells(&format!("<table><tr><td>{cell}</td></tr></table>"));
            // The cell begins and ends with its own line breaks.
            assert_eq!(cells, [[format!("\n{text}\n")]], "{cell}");
        }
    }

    #[test]
    fn a_cell_is_repeated_in_each_place_that_it_spans() {
        let cells = cells(
            "<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td colspan=0>g</table>",
        );
        let cells: Vec<String> =
            cells.into_iter().map(|row| row.concat().replace('\n', "")).collect();
        assert_eq!(cells, ["abbc", "ade", "fg"]);
    }

    /// So that a small page does not become a large one.
    #[test]
    fn a_long_cell_does_not_span() {
        let spans = |length: usize, wide: usize, high: usize| {
            let cell = format!("<td colspan={wide} rowspan={high}>{}", "a".repeat(length - 2));
            let cells = cells(&format!("<table><tr>{cell}{}</table>", "<tr><td>b".repeat(9)));
            cells.concat().into_iter().filter(|text| text.contains('a')).count()
        };
        assert_eq!(spans(MAX_REPEATED / 4, 2, 2), 4);
        assert_eq!(spans(MAX_REPEATED / 4 + 1, 2, 2), 1);
        assert_eq!(spans(MAX_REPEATED / 2 + 1, 1, 2), 1);
        assert_eq!(spans(MAX_REPEATED / 2 + 1, 2, 1), 1);
        assert_eq!(spans(MAX_REPEATED * 2, 1, 1), 1);
    }

    #[test]
    fn elements_are_nested_as_deeply_as_browsers_allow() {
        // Above the innermost are its page, `html`, `body` and the others.
        let nested = |depth: usize| parse(&"<div>".repeat(depth - 2));
        assert!(nested(MAX_DEPTH).is_some());
        assert!(nested(MAX_DEPTH + 1).is_none());
    }
}
