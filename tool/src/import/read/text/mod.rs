//! Text as copied from a browser.

mod cell_per_line;
mod header;
mod lines;
mod run_together;
mod tabs;

use self::header::{Header, Shape, header};
use self::lines::{Line, lines};
use self::run_together::CodeDigits;
use super::block::{Block, Cell, Document};
use crate::import::columns::Layout;
use crate::import::rule::unclear_row::{self, StrayLine};

/// Reads a page's blocks. Text has no address.
pub(super) fn read(page: &str) -> Document {
    let lines = lines(page);
    let digits = CodeDigits::new(&lines);
    let mut document = Document { blocks: Vec::new(), source: None, findings: Vec::new() };
    // The shape of the table above, if the line is the first one after it.
    let mut above = None;
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        let Some(header) = header(&lines, next) else {
            if let Some(stray) = stray_line(line, above.take(), &digits) {
                document.findings.push(unclear_row::stray_line(stray, line.location()));
            }
            document.blocks.push(Block::Line(line.text.to_owned()));
            next += 1;
            continue;
        };
        let rows = match header.shape {
            Shape::Tabs => tabs::rows(&lines, header.next),
            Shape::RunTogether => run_together::rows(&lines, &header, &digits),
            Shape::CellPerLine => cell_per_line::rows(&lines, next, &header),
        };
        next = rows.next;
        above = Some(header.shape);
        match Layout::new(&header.columns, &header.shown_headings(), &line.location()) {
            Ok(_) => {
                document.findings.extend(rows.findings);
                document.blocks.push(table(line, &header, rows.cells));
            }
            // Without one of the columns, the rows cannot be read.
            Err(findings) => document.findings.extend(findings),
        }
    }
    document
}

/// The table below a header that begins on this line.
fn table(line: &Line<'_>, header: &Header, rows: Vec<Vec<Cell>>) -> Block {
    let heading = |text: &String| Cell { text: text.clone(), location: line.location() };
    let mut table = vec![header.headings.iter().map(heading).collect()];
    table.extend(rows);
    Block::Table(table)
}

/// What a line may be that is in no table: if it were skipped, a row could be lost.
fn stray_line(line: &Line<'_>, above: Option<Shape>, digits: &CodeDigits) -> Option<StrayLine> {
    if digits.begins_with_code(line) {
        return Some(StrayLine::Row);
    }
    if above == Some(Shape::Tabs) && line.follows() && line.text.ends_with(['.', '!', '?']) {
        return Some(StrayLine::RestOfCell);
    }
    let (status, rest) = line.text.split_at_checked(3)?;
    if !matches!(status.parse::<u16>(), Ok(100..=599)) {
        return None;
    }
    // Prose may begin with a number, but rarely directly below a table.
    let is_prose = above.is_none() && rest.starts_with([' ', ',', '.', ':', ')', '-']);
    (!is_prose).then_some(StrayLine::Status)
}
