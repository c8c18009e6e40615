//! HTML, as browsers save it.

use ego_tree::iter::Edge;
use html5ever::ParseOpts;
use html5ever::tendril::TendrilSink;
use scraper::node::Element;
use scraper::{ElementRef, Html, HtmlTreeSink, Node, Selector};

use super::block::{Block, Cell, one_line};
use crate::check::text::is_address;
use crate::diagnostic::{Diagnostic, Place};
use crate::rules::{Find, Rule};

pub(crate) static NESTED_TOO_DEEPLY: Rule = Rule {
    name: "nested-too-deeply",
    docs: "A page to import has elements inside each other deeper than browsers let them be. To read it takes the \
           longer the deeper they are, and what it shows is not what a browser shows. Most likely its elements are \
           not closed: copy the page as text from a browser, and import that.",
    find: Find::OnTheWay,
};

/// As browsers have it.
const DEEPEST: usize = 512;

/// More columns or rows than these no cell spans, and no table has more columns.
const MOST_SPANNED: usize = 100;

/// More than this of a cell's text no row has because of a span.
const MOST_REPEATED: usize = 1 << 20;

/// Whether a page looks like HTML.
pub(super) fn looks_like(page: &str) -> bool {
    let page = page.to_ascii_lowercase();
    ["<!doctype html", "<html", "<table", "<body"].iter().any(|tag| page.contains(tag))
}

/// A page's blocks, and the address that it gives as its own.
pub(super) fn read(page: &str, findings: &mut Vec<Diagnostic>) -> (Vec<Block>, String) {
    let Some(document) = parse(page) else {
        findings.push(Diagnostic::new(
            &NESTED_TOO_DEEPLY,
            Place::File(0),
            format!("the page has elements more than {DEEPEST} deep inside each other"),
            "copy the page as text from a browser, and import that",
        ));
        return (Vec::new(), String::new());
    };
    (blocks(&document), address(&document))
}

/// The page's elements, if they are not too deep inside each other.
fn parse(page: &str) -> Option<Html> {
    /// To look now and then is enough: so little does not get much deeper.
    const PIECE: usize = 1 << 12;
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, ParseOpts::default());
    let mut rest = page;
    while !rest.is_empty() {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        parser.process(piece.into());
        // The newest node is where the parser is.
        let document = parser.tokenizer.sink.sink.0.borrow();
        let newest = document.tree.nodes().next_back();
        if newest.is_some_and(|newest| newest.ancestors().count() > DEEPEST) {
            return None;
        }
        rest = after;
    }
    Some(parser.finish())
}

fn blocks(document: &Html) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut line = String::new();
    // The element that is a heading. All of it is one line, headings inside it too.
    let mut heading = None;
    // The element whose content is passed over: it is not shown, or is a table and was read.
    let mut within = None;
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) if within.is_none() => match node.value() {
                Node::Text(text) => line.push_str(&spaces(text)),
                Node::Element(element) => {
                    let wrapped = ElementRef::wrap(node);
                    if is_not_shown(element) {
                        within = Some(node.id());
                    } else if element.name() == "table" {
                        flush(&mut line, heading.is_some(), &mut blocks);
                        // A table around tables is there for the layout.
                        if let Some(table) =
                            wrapped.filter(|table| inside(*table, &["table"]).next().is_none())
                        {
                            within = Some(node.id());
                            blocks.push(cells(table));
                        }
                    } else if heading.is_some() {
                        if !is_inline(element.name()) {
                            line.push(' ');
                        }
                    } else if wrapped.is_some_and(is_heading) {
                        flush(&mut line, false, &mut blocks);
                        heading = Some(node.id());
                    } else if !is_inline(element.name()) {
                        flush(&mut line, false, &mut blocks);
                    }
                }
                _ => {}
            },
            Edge::Close(node) if within == Some(node.id()) => within = None,
            Edge::Close(node) if heading == Some(node.id()) => {
                flush(&mut line, true, &mut blocks);
                heading = None;
            }
            Edge::Close(node)
                if within.is_none()
                    && heading.is_none()
                    && node.value().as_element().is_some_and(|e| !is_inline(e.name())) =>
            {
                flush(&mut line, false, &mut blocks);
            }
            _ => {}
        }
    }
    flush(&mut line, false, &mut blocks);
    blocks
}

/// Elements that a browser does not show, or that are not part of the text: controls and anchors.
fn is_not_shown(element: &Element) -> bool {
    let name = matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "button"
            | "svg"
            | "select"
    );
    let style = element.attr("style").unwrap_or_default().replace(' ', "");
    name || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || element
            .classes()
            .any(|class| matches!(class, "hash-link" | "headerlink" | "anchorjs-link"))
}

fn flush(line: &mut String, heading: bool, blocks: &mut Vec<Block>) {
    let text = one_line(&std::mem::take(line));
    if !text.is_empty() {
        blocks.push(if heading { Block::Heading(text) } else { Block::Line(text) });
    }
}

/// Headings, and paragraphs that are bold as a whole.
fn is_heading(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    let is_bold = || {
        let mut shown = element.children().filter(|child| match child.value() {
            Node::Text(text) => !text.trim().is_empty(),
            node => node.is_element(),
        });
        let first = shown.next().and_then(|child| child.value().as_element().map(Element::name));
        matches!(first, Some("b" | "strong")) && shown.next().is_none()
    };
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || element.attr("role") == Some("heading")
        || (name == "p" && is_bold())
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
fn cells(table: ElementRef<'_>) -> Block {
    let lines: Vec<ElementRef<'_>> = inside(table, &["tr"]).collect();
    let count = lines.len();
    let mut rows: Vec<Vec<Option<Cell>>> = vec![Vec::new(); count];
    for (number, row) in lines.into_iter().enumerate() {
        let mut column = 0;
        for cell in inside(row, &["td", "th"]) {
            while rows[number].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let text = Cell { text: text(cell), range: None };
            let mut wide = span(cell, "colspan");
            let mut high = span(cell, "rowspan").min(count - number);
            // Its row then has fewer cells than the header, and is refused.
            if text.text.len() * wide * high > MOST_REPEATED {
                (wide, high) = (1, 1);
            }
            for row in &mut rows[number..number + high] {
                for place in column..(column + wide).min(MOST_SPANNED) {
                    put(row, place, &text);
                }
            }
        }
    }
    let whole = |row: Vec<Option<Cell>>| row.into_iter().map(Option::unwrap_or_default).collect();
    Block::Table(rows.into_iter().map(whole).collect())
}

fn put(row: &mut Vec<Option<Cell>>, column: usize, cell: &Cell) {
    if row.len() <= column {
        row.resize(column + 1, None);
    }
    row[column].get_or_insert_with(|| cell.clone());
}

/// The elements of these names inside. A table that is read has no table in it.
fn inside<'d>(
    element: ElementRef<'d>,
    names: &'static [&str],
) -> impl Iterator<Item = ElementRef<'d>> {
    let elements = element.descendants().skip(1).filter_map(ElementRef::wrap);
    elements.filter(|inner| names.contains(&inner.value().name()))
}

fn span(cell: ElementRef<'_>, name: &str) -> usize {
    let span = cell.attr(name).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, MOST_SPANNED)
}

/// The text of a cell, with a line break where the cell has one.
fn text(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    let mut within = None;
    for edge in cell.traverse() {
        match edge {
            Edge::Open(node) if within.is_none() => match node.value() {
                Node::Text(part) => text.push_str(&spaces(part)),
                Node::Element(element) if is_not_shown(element) => within = Some(node.id()),
                // A mark of a footnote is apart from the word that it stands at.
                Node::Element(element) if element.name() == "sup" => text.push(' '),
                Node::Element(element) => text.push_str(line_break(element)),
                _ => {}
            },
            Edge::Close(node) if within == Some(node.id()) => within = None,
            Edge::Close(node) if within.is_none() => {
                text.push_str(node.value().as_element().map_or("", line_break));
            }
            _ => {}
        }
    }
    text
}

fn line_break(element: &Element) -> &'static str {
    if is_inline(element.name()) { "" } else { "\n" }
}

/// What the page gives as its own address, where that is one. Nothing else can be a link.
fn address(document: &Html) -> String {
    let attribute = |selector: &str, name: &str| {
        let selector = Selector::parse(selector).ok()?;
        let mut addresses = document.select(&selector).filter_map(|element| element.attr(name));
        addresses.find(|address| is_address(address)).map(str::to_owned)
    };
    attribute(r#"link[rel="canonical"]"#, "href")
        .or_else(|| attribute(r#"meta[property="og:url"]"#, "content"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of the first table.
    fn table(page: &str) -> Vec<Vec<String>> {
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
            let cells = table(&format!("<table><tr><td>{cell}</td></tr></table>"));
            // Around it, its own.
            assert_eq!(cells, [[format!("\n{text}\n")]], "{cell}");
        }
    }

    #[test]
    fn a_cell_stands_in_each_place_that_it_spans() {
        let cells = table(
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
            let cells = table(&format!("<table><tr>{cell}{}</table>", "<tr><td>b".repeat(9)));
            cells.concat().into_iter().filter(|text| text.contains('a')).count()
        };
        assert_eq!(spans(MOST_REPEATED / 4, 2, 2), 4);
        assert_eq!(spans(MOST_REPEATED / 4 + 1, 2, 2), 1);
        assert_eq!(spans(MOST_REPEATED / 2 + 1, 1, 2), 1);
        assert_eq!(spans(MOST_REPEATED / 2 + 1, 2, 1), 1);
        assert_eq!(spans(MOST_REPEATED * 2, 1, 1), 1);
    }

    #[test]
    fn elements_are_as_deep_as_browsers_let_them_be() {
        // Above the innermost are its page, `html`, `body` and the others.
        let nested = |depth: usize| parse(&"<div>".repeat(depth - 2));
        assert!(nested(DEEPEST).is_some());
        assert!(nested(DEEPEST + 1).is_none());
    }
}
