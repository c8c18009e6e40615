//! Text as copied from a browser, in the three shapes in which tables come: cells separated by tabs,
//! cells without any separator, and one cell a line.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::block::{Block, Cell};
use super::tables::{
    Column, HEADERS, UNCLEAR_ROW, column, looks_like_errors, place, report_unclear, status_number,
};
use crate::diagnostic::{Diagnostic, shown};

/// A line that is not empty, without white space around it.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// How many empty lines are above it.
    gap: usize,
}

impl Line<'_> {
    fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// Whether it stands directly below the one before.
    fn follows(&self) -> bool {
        self.gap == 0
    }

    fn cell(&self) -> Cell {
        Cell { text: self.text.to_owned(), range: Some(self.range()) }
    }
}

/// A header that was found, how its table's rows come, and the line after it.
struct Header {
    shape: Shape,
    columns: Vec<Option<Column>>,
    next: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Tabs,
    RunTogether,
    CellALine,
}

pub(super) fn blocks(page: &str, findings: &mut Vec<Diagnostic>) -> Vec<Block> {
    let lines = lines(page);
    let digits = code_digits(&lines);
    let mut blocks = Vec::new();
    // Below which table the line is, if it is the next line after one.
    let mut below = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let Some(header) = header(&lines, at) else {
            if let Some(what) = stray_row(line, below.take(), &digits) {
                findings.push(unclear(
                    line,
                    format!("{what}, but it is not part of a table that was understood"),
                ));
            }
            blocks.push(Block::Line(line.text.to_owned()));
            at += 1;
            continue;
        };
        let is_whole = !report_unclear(&header.columns, Some(&line.range()), findings);
        let (rows, next, unclear) = match header.shape {
            Shape::Tabs => {
                let (rows, next) = tab_rows(&lines, header.next);
                (rows, next, Vec::new())
            }
            Shape::RunTogether => run_rows(&lines, &header, &digits),
            Shape::CellALine => cell_rows(&lines, at, &header),
        };
        at = next;
        below = Some(header.shape);
        // Without a column the rows are not to be understood.
        if is_whole {
            findings.extend(unclear);
            let names = header.columns.iter().map(|column| Cell {
                text: column.and_then(name_of).unwrap_or_default().to_owned(),
                range: Some(line.range()),
            });
            blocks.push(Block::Table(std::iter::once(names.collect()).chain(rows).collect()));
        }
    }
    blocks
}

fn name_of(wanted: Column) -> Option<&'static str> {
    HEADERS.iter().find(|(_, column)| *column == wanted).map(|(name, _)| *name)
}

fn lines(page: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut gap = 1;
    for whole in page.split_inclusive('\n') {
        // Tabs at the end are empty cells.
        let text = whole.trim_matches(|c: char| c.is_whitespace() && c != '\t');
        let lead = whole.find(text).unwrap_or(0);
        let is_empty = text.trim().is_empty();
        if !is_empty {
            lines.push(Line { start: start + lead, text, gap });
        }
        gap = if is_empty { gap + 1 } else { 0 };
        start += whole.len();
    }
    lines
}

fn unclear(line: &Line<'_>, message: String) -> Diagnostic {
    let help =
        "save the page as HTML and import that, or write the row with tabs between its cells";
    Diagnostic::new(&UNCLEAR_ROW, place(Some(line.range())), message, help)
}

/// What looks like a row where none is expected: to pass it over would lose it.
fn stray_row(
    line: &Line<'_>,
    below: Option<Shape>,
    digits: &BTreeMap<(Order, String), usize>,
) -> Option<&'static str> {
    // What a code of this page begins with.
    let is_code =
        |prefix: Prefix<'_>| digits.contains_key(&(Order::CodeFirst, prefix.letters.to_owned()));
    if prefix(line.text, Order::CodeFirst).is_some_and(is_code) {
        return Some("this looks like a row");
    }
    if below == Some(Shape::Tabs) && line.follows() && line.text.ends_with(['.', '!', '?']) {
        return Some("this stands directly below a row and may be the rest of its last cell");
    }
    let status = line.text.get(..3)?;
    if !matches!(status.parse::<u16>(), Ok(100..=599)) {
        return None;
    }
    let rest = &line.text[3..];
    // Prose may begin with a number, but rarely directly below a table.
    (below.is_some() || !rest.starts_with([' ', ',', '.', ':', ')', '-']))
        .then_some("this looks like a row, or like its status")
}

/// The header that begins at a line, if one does.
fn header(lines: &[Line<'_>], at: usize) -> Option<Header> {
    /// A remark may make a header of more lines than one.
    const MOST: usize = 8;
    let joined =
        |end: usize| lines[at..end].iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    let mut found = None;
    for end in (at + 1..=lines.len()).take(MOST) {
        // All lines of one header stand together.
        if end > at + 1 && !lines[end - 1].follows() {
            break;
        }
        let text = joined(end);
        let (shape, columns) = if text.contains('\t') {
            (Shape::Tabs, text.split('\t').map(column).collect::<Vec<_>>())
        } else if let Some(columns) = run_header(&text) {
            (Shape::RunTogether, columns)
        } else {
            continue;
        };
        let known: BTreeSet<Column> = columns.iter().flatten().copied().collect();
        if known.len() == 4 {
            return Some(Header { shape, columns, next: end });
        }
        // With a column missing, only a line that is whole can be told from text.
        if end == at + 1 && looks_like_errors(&known) && has_status_below(lines, end) {
            found.get_or_insert(Header { shape, columns, next: end });
        }
    }
    found.or_else(|| cell_header(lines, at))
}

/// Whether the line below a header begins with a status, or has one: then it is one of errors.
fn has_status_below(lines: &[Line<'_>], at: usize) -> bool {
    let cells = lines.get(at).into_iter().flat_map(|line| line.text.split('\t'));
    cells
        .filter_map(|cell| cell.trim().get(..3))
        .any(|cell| matches!(cell.parse(), Ok(100..=599_u16)))
}

/// The columns of a header without separators, if the text is nothing else. A remark stands in
/// parentheses or in a line of its own.
fn run_header(text: &str) -> Option<Vec<Option<Column>>> {
    let lower = text.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut columns = Vec::new();
    let mut lines = 0;
    while !rest.is_empty() {
        if let Some((name, column)) = HEADERS.iter().find(|(name, _)| rest.starts_with(name)) {
            columns.push(Some(*column));
            rest = &rest[name.len()..];
        } else if rest.starts_with(' ') {
            rest = &rest[1..];
        } else if let Some(remark) = rest.strip_prefix('(') {
            rest = remark.split_once(')')?.1;
        } else if let Some(remark) = rest.strip_prefix('\n') {
            let next = HEADERS.iter().filter_map(|(name, _)| remark.find(name)).min()?;
            rest = &remark[next..];
            lines += 1;
        } else {
            return None;
        }
    }
    // Names on lines of their own are another shape.
    (columns.len() > lines + 1).then_some(columns)
}

/// A header with a cell a line; a cell's remark may follow it in a line of its own.
fn cell_header(lines: &[Line<'_>], at: usize) -> Option<Header> {
    let mut columns = vec![Some(column(lines[at].text)?)];
    let mut next = at + 1;
    while columns.len() < 4 {
        let is_new =
            |line: &Line<'_>| column(line.text).filter(|new| !columns.contains(&Some(*new)));
        let (skip, new) = (0..=1).find_map(|skip| {
            let new = lines.get(next + skip).and_then(is_new)?;
            Some((skip, new))
        })?;
        columns.push(Some(new));
        next += skip + 1;
    }
    // A remark on the last cell.
    if lines.get(next).is_some_and(|line| line.text.starts_with('(')) {
        next += 1;
    }
    Some(Header { shape: Shape::CellALine, columns, next })
}

fn tab_rows(lines: &[Line<'_>], mut at: usize) -> (Vec<Vec<Cell>>, usize) {
    let mut rows = Vec::new();
    while let Some(line) = lines.get(at).filter(|line| line.text.contains('\t')) {
        if header(lines, at).is_some() {
            break;
        }
        let mut start = line.start;
        let cells = line.text.split('\t').map(|text| {
            let range = start..start + text.len();
            start = range.end + 1;
            Cell { text: text.to_owned(), range: Some(range) }
        });
        rows.push(cells.collect());
        at += 1;
    }
    (rows, at)
}

/// The rows below a header with a cell a line. Where empty lines part the cells, a cell may have
/// several lines.
fn cell_rows(
    lines: &[Line<'_>],
    start: usize,
    header: &Header,
) -> (Vec<Vec<Cell>>, usize, Vec<Diagnostic>) {
    let width = header.columns.len();
    let status =
        header.columns.iter().position(|column| *column == Some(Column::Status)).unwrap_or(0);
    let code = header.columns.iter().position(|column| *column == Some(Column::Code)).unwrap_or(0);
    // A remark stands directly below its cell.
    let gap = lines[start + 1..header.next].iter().map(|line| line.gap).max().unwrap_or(0);
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    let mut at = header.next;
    loop {
        let mut row: Vec<Cell> = Vec::new();
        let mut is_even = true;
        let mut next = at;
        while row.len() < width && next < lines.len() {
            let line = &lines[next];
            is_even &= row.is_empty() || line.gap == gap;
            let mut cell = line.cell();
            next += 1;
            while let Some(line) = lines.get(next).filter(|line| gap > 0 && line.follows()) {
                cell.text.push('\n');
                cell.text.push_str(line.text);
                next += 1;
            }
            row.push(cell);
        }
        let is_row = row.get(status).is_some_and(|cell| status_number(&cell.line()).is_some())
            && row.get(code).is_some_and(|cell| !cell.line().contains(' '));
        if !is_row || row.len() < width {
            break;
        }
        if !is_even {
            findings.push(unclear(
                &lines[at],
                "the cells of this row are not evenly apart, as if one were empty".into(),
            ));
        }
        rows.push(row);
        at = next;
    }
    (rows, at, findings)
}

/// Which of status and code comes first in a row without separators.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    StatusFirst,
    CodeFirst,
}

/// The beginning of a row without separators: a status and a code, in either order.
struct Prefix<'t> {
    /// The letters that the code begins with.
    letters: &'t str,
    /// All digits that follow them.
    digits: &'t str,
    /// Where the code begins.
    code: usize,
}

fn prefix(line: &str, order: Order) -> Option<Prefix<'_>> {
    let code = match order {
        Order::StatusFirst => 3,
        Order::CodeFirst => 0,
    };
    let status = line.get(..code)?;
    let rest = &line[code..];
    let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '-';
    let letters = &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())];
    let rest = &rest[letters.len()..];
    let digits = &rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())];
    let is_status = status.bytes().all(|byte| byte.is_ascii_digit());
    (is_status && !letters.is_empty() && !digits.is_empty()).then_some(Prefix {
        letters,
        digits,
        code,
    })
}

/// How many digits the codes with the same letters have: as many on the whole page, so the fewest
/// that are found. More of them belong to the message, or are the status behind the code.
fn code_digits(lines: &[Line<'_>]) -> BTreeMap<(Order, String), usize> {
    let mut digits = BTreeMap::new();
    let mut order = None;
    let mut at = 0;
    while at < lines.len() {
        if let Some(header) = header(lines, at) {
            order = if header.shape == Shape::RunTogether { header_order(&header) } else { None };
            at = header.next;
            continue;
        }
        if let Some(order) = order
            && let Some(prefix) = prefix(lines[at].text, order)
        {
            let key = (order, prefix.letters.to_owned());
            let fewest = digits.entry(key).or_insert(usize::MAX);
            *fewest = prefix.digits.len().min(*fewest);
        }
        at += 1;
    }
    digits
}

fn header_order(header: &Header) -> Option<Order> {
    match header.columns.as_slice() {
        [Some(Column::Status), Some(Column::Code), ..] => Some(Order::StatusFirst),
        [Some(Column::Code), Some(Column::Status), ..] => Some(Order::CodeFirst),
        _ => None,
    }
}

/// The rows below a header without separators, the line after them, and what cannot be cut.
fn run_rows(
    lines: &[Line<'_>],
    found: &Header,
    digits: &BTreeMap<(Order, String), usize>,
) -> (Vec<Vec<Cell>>, usize, Vec<Diagnostic>) {
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    let mut at = found.next;
    let order = header_order(found);
    while let Some(line) = lines.get(at).filter(|_| header(lines, at).is_none()) {
        let begins = order.and_then(|order| Some((order, prefix(line.text, order)?)));
        match begins.map(|(order, prefix)| cut(line, order, &prefix, digits, &found.columns[2..])) {
            Some(Ok(row)) => rows.push(row),
            Some(Err(message)) => findings.push(unclear(line, message)),
            None if !line.follows() => break,
            // Right below a row, without an empty line.
            None => findings.push(unclear(line, no_beginning(order).to_owned())),
        }
        at += 1;
    }
    (rows, at, findings)
}

/// Why a row has no status and code at its beginning.
fn no_beginning(order: Option<Order>) -> &'static str {
    match order {
        Some(_) => "this row does not begin with a status and a code, as the header says",
        None => {
            "this row cannot be cut: status and code do not stand side by side at its beginning"
        }
    }
}

/// The cells of a row without separators, in the header's order; or why there is not exactly one way
/// to cut it.
fn cut(
    line: &Line<'_>,
    order: Order,
    prefix: &Prefix<'_>,
    digits: &BTreeMap<(Order, String), usize>,
    last: &[Option<Column>],
) -> Result<Vec<Cell>, String> {
    let fewest = digits.get(&(order, prefix.letters.to_owned()));
    let fewest = fewest.copied().unwrap_or(prefix.digits.len());
    let (code, status, texts) = match order {
        Order::StatusFirst => {
            let end = prefix.code + prefix.letters.len() + fewest;
            (prefix.code..end, 0..prefix.code, end)
        }
        Order::CodeFirst => {
            let end = prefix.letters.len() + fewest;
            if fewest < 4 {
                return Err("behind the code there are no three digits for the status".into());
            }
            (0..end - 3, end - 3..end, end)
        }
    };
    if last.len() != 2 {
        return Err(
            "the header has other columns than the four, and cells without separators".into()
        );
    }
    check_end_of_code(&line.text[texts..])?;
    let middle = texts + cut_texts(&line.text[texts..])?;
    let cell = |range: Range<usize>| Cell {
        text: line.text[range.clone()].to_owned(),
        range: Some(line.start + range.start..line.start + range.end),
    };
    let first = match order {
        Order::StatusFirst => [cell(status), cell(code)],
        Order::CodeFirst => [cell(code), cell(status)],
    };
    Ok(first.into_iter().chain([cell(texts..middle), cell(middle..line.text.len())]).collect())
}

/// Whether a code may end where this text begins.
fn check_end_of_code(rest: &str) -> Result<(), String> {
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '_' || c == '-');
    let is_code = letters.len() < rest.len() && letters.starts_with(|c: char| c.is_ascii_digit());
    if is_code || rest.starts_with(|c: char| c.is_whitespace() || c.is_lowercase()) {
        return Err("it is not clear where the code ends".into());
    }
    Ok(())
}

/// Where message and description part: where a sentence ends and an upper-case letter follows; where
/// there is no such place, at the only boundary from lower to upper case.
fn cut_texts(text: &str) -> Result<usize, String> {
    /// More cuts than these make a report no clearer.
    const MOST: usize = 8;
    let pairs = || text.char_indices().zip(text.char_indices().skip(1));
    let ends = |(_, end): (usize, char)| matches!(end, '.' | '!' | '?');
    let places: Vec<usize> = pairs()
        .filter(|(one, (_, next))| ends(*one) && next.is_uppercase())
        .map(|(_, (at, _))| at)
        .collect();
    let places = if places.is_empty() {
        let boundaries =
            pairs().filter(|((_, one), (_, next))| one.is_lowercase() && next.is_uppercase());
        boundaries.map(|(_, (at, _))| at).collect()
    } else {
        places
    };
    match places.as_slice() {
        [place] => Ok(*place),
        [] => Err("there is no place at which message and description part".into()),
        several => {
            let cuts = several
                .iter()
                .take(MOST)
                .map(|at| format!("{} | {}", shown(&text[..*at]), shown(&text[*at..])));
            let more = if several.len() > MOST { ", or …" } else { "" };
            Err(format!(
                "message and description may part in {} places: {}{more}",
                several.len(),
                cuts.collect::<Vec<_>>().join(", or ")
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cut_texts;

    #[test]
    fn a_report_shows_eight_cuts() {
        let cuts = |places: usize| cut_texts(&"A.".repeat(places + 1)).unwrap_err();
        assert_eq!(cuts(2).matches(", or ").count(), 1);
        assert_eq!(cuts(8).matches(", or ").count(), 7);
        assert!(!cuts(8).ends_with(", or …"));
        assert_eq!(cuts(9).matches(", or ").count(), 8);
        assert!(cuts(9).ends_with(", or …"));
    }
}
