//! Markdown with pipe tables.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::block::{self, Block, Cell, Document, take_line};
use super::html;

/// Whether a page looks like Markdown with a table: it has a line of dashes below one of cells.
pub(super) fn looks_like(page: &str) -> bool {
    let mut above = "";
    for line in page.lines() {
        if is_delimiter(line) && above.contains('|') {
            return true;
        }
        above = line;
    }
    false
}

/// Reads a page's blocks. Markdown has no address.
pub(super) fn read(page: &str) -> Document {
    let separated = Separated::new(page);
    let mut reader = Reader::new(&separated);
    for (event, range) in
        Parser::new_ext(&separated.page, Options::ENABLE_TABLES).into_offset_iter()
    {
        reader.event(event, range);
    }
    reader.end_line();
    reader.document
}

/// The line between the header of a table and its rows.
fn is_delimiter(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
    line.contains('|') && line.contains('-') && line.chars().all(is_dash)
}

/// A page with an empty line above each table: without it Markdown takes some tables for paragraphs.
struct Separated {
    page: String,
    /// The bytes of `page` at which a line was added.
    added: Vec<usize>,
}

impl Separated {
    fn new(page: &str) -> Self {
        let lines: Vec<&str> = page.split_inclusive('\n').collect();
        let mut separated = Self { page: String::with_capacity(page.len()), added: Vec::new() };
        let mut is_below_text = false;
        for (number, line) in lines.iter().enumerate() {
            let is_header = line.contains('|')
                && lines.get(number + 1).is_some_and(|below| is_delimiter(below.trim_end()));
            if is_header && is_below_text {
                separated.added.push(separated.page.len());
                separated.page.push('\n');
            }
            separated.page.push_str(line);
            is_below_text = !line.trim().is_empty();
        }
        separated
    }

    /// The bytes of the page as it was, for bytes of the separated one.
    fn original(&self, range: &Range<usize>) -> Range<usize> {
        let original = |byte: usize| byte - self.added.partition_point(|added| *added < byte);
        original(range.start)..original(range.end)
    }
}

/// Goes through the events of a page, and collects blocks.
struct Reader<'p> {
    page: &'p Separated,
    document: Document,
    /// The line that is being read.
    line: String,
    /// The block of HTML that is being read.
    html: String,
    /// The rows of the table that is being read.
    rows: Vec<Row>,
    /// The cells of the row that is being read.
    cells: Vec<Cell>,
    /// How much of the paragraph is bold: from its beginning, and to its end.
    bold: Bold,
}

/// A row of a table.
struct Row {
    cells: Vec<Cell>,
    /// Whether it is written as one. Markdown takes lines of text below a table for rows.
    has_pipes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bold {
    /// The paragraph has just begun.
    Maybe,
    Within,
    All,
    No,
}

impl<'p> Reader<'p> {
    fn new(page: &'p Separated) -> Self {
        Self {
            page,
            document: Document { blocks: Vec::new(), source: None, findings: Vec::new() },
            line: String::new(),
            html: String::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            bold: Bold::No,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Paragraph) => self.bold = Bold::Maybe,
            Event::Start(Tag::Strong) if self.bold == Bold::Maybe && self.line.is_empty() => {
                self.bold = Bold::Within;
            }
            Event::End(TagEnd::Strong) if self.bold == Bold::Within => self.bold = Bold::All,
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.line.push('\n');
            }
            Event::InlineHtml(tag) => self.line.push_str(&tag),
            Event::Html(part) => self.html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::HardBreak => self.line.push('\n'),
            Event::End(TagEnd::TableCell) => self.end_cell(&range),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => self.end_row(range),
            Event::End(TagEnd::Table) => self.end_table(),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::End(TagEnd::Paragraph) if self.bold == Bold::All => self.end_heading(),
            Event::SoftBreak
            | Event::Start(Tag::Table(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item) => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &CowStr<'_>) {
        if self.bold != Bold::Within {
            self.bold = Bold::No;
        }
        self.line.push_str(text);
    }

    fn end_line(&mut self) {
        self.document.blocks.extend(take_line(&mut self.line, Block::Line));
    }

    fn end_heading(&mut self) {
        self.document.blocks.extend(take_line(&mut self.line, heading));
    }

    fn end_html(&mut self) {
        let html = html::read(&std::mem::take(&mut self.html));
        self.document.blocks.extend(html.blocks);
        self.document.findings.extend(html.findings);
    }

    fn end_cell(&mut self, range: &Range<usize>) {
        let location = block::span(self.page.original(range));
        self.cells.push(Cell { text: std::mem::take(&mut self.line), location });
    }

    fn end_row(&mut self, range: Range<usize>) {
        let written = self.page.page[range].trim();
        let mut cells = std::mem::take(&mut self.cells);
        // Markdown drops cells that are too many, and adds those that are missing.
        cells.resize_with(cell_count(written), || Cell::new("?"));
        self.rows.push(Row { cells, has_pipes: written.contains('|') });
    }

    fn end_table(&mut self) {
        let end = self.rows.iter().rposition(|row| row.has_pipes).map_or(0, |last| last + 1);
        let below = self.rows.split_off(end);
        let rows = self.rows.drain(..).map(|row| row.cells).collect();
        self.document.blocks.push(Block::Table(rows));
        for row in below {
            self.line.extend(row.cells.first().map(|cell| cell.text.as_str()));
            self.end_line();
        }
    }
}

/// A heading without the name of its anchor, unless there is nothing else.
fn heading(text: String) -> Block {
    let anchor = text.strip_suffix('}').and_then(|text| text.rsplit_once("{#"));
    match anchor.map(|(text, _)| text.trim()) {
        Some(named) if !named.is_empty() => Block::Heading(named.to_owned()),
        _ => Block::Heading(text),
    }
}

/// How many cells a row is written with.
fn cell_count(row: &str) -> usize {
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut pipes = 0;
    let mut is_escaped = false;
    let mut ends_with_pipe = false;
    for character in row.chars() {
        ends_with_pipe = character == '|' && !is_escaped;
        pipes += usize::from(ends_with_pipe);
        is_escaped = character == '\\' && !is_escaped;
    }
    pipes + usize::from(!ends_with_pipe)
}

#[cfg(test)]
mod tests {
    use super::looks_like;

    #[test]
    fn a_table_has_a_line_of_dashes_below_one_of_cells() {
        for page in ["| a | b |\n|---|---|\n", "text\na | b\n:-- | --:\n| c |", "|a|\n\t-|"] {
            assert!(looks_like(page), "{page:?}");
        }
        for page in
            ["", "|---|", "a\n|---|", "|a|\n---", "|a|\n|:|", "|a|\n|-a|", "|a|\n\n|---|", "|a|\nb"]
        {
            assert!(!looks_like(page), "{page:?}");
        }
    }
}
