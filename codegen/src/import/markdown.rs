//! Markdown with pipe tables.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, Cell, one_line};

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

pub(super) fn blocks(page: &str) -> Vec<Block> {
    let (page, added) = apart(page);
    // Where a place of the text is in the page.
    let original = |at: usize| at - added.partition_point(|added| *added < at);
    let mut blocks = Vec::new();
    let mut line = String::new();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = Vec::new();
    for (event, range) in Parser::new_ext(&page, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Text(text) | Event::Code(text) => line.push_str(&text),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                line.push('\n');
            }
            Event::HardBreak => line.push('\n'),
            Event::SoftBreak => flush(&mut line, &mut blocks, Block::Line),
            Event::Start(Tag::Table(_)) => {
                flush(&mut line, &mut blocks, Block::Line);
                rows.clear();
            }
            Event::Start(Tag::TableCell) => line.clear(),
            Event::End(TagEnd::TableCell) => {
                row.push(Cell {
                    text: std::mem::take(&mut line),
                    range: Some(original(range.start)..original(range.end)),
                });
            }
            Event::End(TagEnd::TableHead) => rows.push(std::mem::take(&mut row)),
            Event::End(TagEnd::TableRow) => {
                let row = std::mem::take(&mut row);
                if page[range].contains('|') {
                    rows.push(row);
                } else {
                    // A line of text directly below a table, which Markdown takes for a row.
                    let text = row.first().map(Cell::line).unwrap_or_default();
                    blocks.push(Block::Table(std::mem::take(&mut rows)));
                    blocks.push(Block::Line(text));
                }
            }
            Event::End(TagEnd::Table) => {
                blocks.push(Block::Table(std::mem::take(&mut rows)));
            }
            Event::End(TagEnd::Heading(_)) => flush(&mut line, &mut blocks, Block::Heading),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                flush(&mut line, &mut blocks, Block::Line);
            }
            _ => {}
        }
    }
    flush(&mut line, &mut blocks, Block::Line);
    blocks
}

fn flush(line: &mut String, blocks: &mut Vec<Block>, block: impl Fn(String) -> Block) {
    let text = one_line(&std::mem::take(line));
    if !text.is_empty() {
        blocks.push(block(text));
    }
}
