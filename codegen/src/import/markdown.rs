//! Markdown with pipe tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, Cell, one_line};
use crate::diagnostic::Diagnostic;

/// Whether a page looks like Markdown with a table: it has a line of dashes below one of cells.
pub(super) fn looks_like(page: &str) -> bool {
    let mut above = "";
    page.lines().any(|line| {
        let is_table = is_delimiter(line) && above.contains('|');
        above = line;
        is_table
    })
}

/// The line between the header of a table and its rows.
fn is_delimiter(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\t');
    line.contains('|') && line.contains('-') && line.chars().all(is_dash)
}

/// The page with an empty line above each table: without it Markdown takes some for text. Also the
/// places at which a line was added.
fn apart(page: &str) -> (String, Vec<usize>) {
    let lines: Vec<&str> = page.split_inclusive('\n').collect();
    let mut apart = String::with_capacity(page.len());
    let mut added = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let above = number.checked_sub(1).map(|above| lines[above].trim()).unwrap_or_default();
        let below = lines.get(number + 1).copied().unwrap_or_default();
        let is_header = line.contains('|') && is_delimiter(below.trim_end());
        if is_header && !above.is_empty() {
            added.push(apart.len());
            apart.push('\n');
        }
        apart.push_str(line);
    }
    (apart, added)
}

pub(super) fn blocks(page: &str, findings: &mut Vec<Diagnostic>) -> Vec<Block> {
    let (page, added) = apart(page);
    // Where a place of the text is in the page.
    let original = |at: usize| at - added.partition_point(|added| *added < at);
    let mut blocks = Vec::new();
    let mut line = String::new();
    let mut html = String::new();
    // Rows of a table, and whether each is written as one.
    let mut rows: Vec<(Vec<Cell>, bool)> = Vec::new();
    let mut row = Vec::new();
    // How much of a paragraph is bold: from its beginning, and to its end.
    let mut bold = Bold::No;
    for (event, range) in Parser::new_ext(&page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) => bold = Bold::Maybe,
            Event::Start(Tag::Strong) if bold == Bold::Maybe && line.is_empty() => {
                bold = Bold::Within;
            }
            Event::End(TagEnd::Strong) if bold == Bold::Within => bold = Bold::All,
            Event::Text(text) | Event::Code(text) => {
                if bold != Bold::Within {
                    bold = Bold::No;
                }
                line.push_str(&text);
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                line.push('\n');
            }
            Event::InlineHtml(tag) => line.push_str(&tag),
            Event::Html(part) => html.push_str(&part),
            Event::End(TagEnd::HtmlBlock) => {
                blocks.extend(super::html::read(&std::mem::take(&mut html), findings).0);
            }
            Event::HardBreak => line.push('\n'),
            Event::End(TagEnd::TableCell) => {
                let range = original(range.start)..original(range.end);
                row.push(Cell { text: std::mem::take(&mut line), range: Some(range) });
            }
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                let mut row = std::mem::take(&mut row);
                let written = page[range].trim();
                // Markdown drops cells that are too many, and adds those that are missing.
                let more = || Cell { text: "?".into(), range: None };
                row.resize_with(count(written), more);
                rows.push((row, written.contains('|')));
            }
            Event::End(TagEnd::Table) => {
                // Lines of text directly below a table, which Markdown takes for rows.
                let last = rows.iter().rposition(|(_, is_row)| *is_row).map_or(0, |last| last + 1);
                let below = rows.split_off(last);
                blocks.push(Block::Table(rows.drain(..).map(|(row, _)| row).collect()));
                for (row, _) in below {
                    line.extend(row.first().map(|cell| cell.text.as_str()));
                    flush(&mut line, &mut blocks, text_line);
                }
            }
            Event::End(TagEnd::Heading(_)) => flush(&mut line, &mut blocks, heading),
            Event::End(TagEnd::Paragraph) if bold == Bold::All => {
                flush(&mut line, &mut blocks, heading);
            }
            Event::SoftBreak
            | Event::Start(Tag::Table(_))
            | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut line, &mut blocks, text_line);
            }
            _ => {}
        }
    }
    flush(&mut line, &mut blocks, text_line);
    blocks
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bold {
    /// The paragraph has just begun.
    Maybe,
    Within,
    All,
    No,
}

/// A heading without the name of its anchor. Where there is nothing else, that is its text.
fn heading(text: &str) -> Block {
    let anchor = text.strip_suffix('}').and_then(|text| text.rsplit_once("{#"));
    let named = anchor.map(|(text, _)| text.trim()).filter(|text| !text.is_empty());
    Block::Heading(named.unwrap_or(text).to_owned())
}

fn text_line(text: &str) -> Block {
    Block::Line(text.to_owned())
}

/// How many cells a row is written with.
fn count(row: &str) -> usize {
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

fn flush(line: &mut String, blocks: &mut Vec<Block>, block: impl Fn(&str) -> Block) {
    let text = one_line(&std::mem::take(line));
    if !text.is_empty() {
        blocks.push(block(&text));
    }
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
