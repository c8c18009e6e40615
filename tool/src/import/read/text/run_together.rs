//! Rows whose cells are not separated.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::import::columns::Column;
use crate::import::read::block::{self, Cell};
use crate::import::read::text::header::{Header, Shape, header};
use crate::import::read::text::lines::{Line, Rows};
use crate::import::rule::unclear_row::{self, Unsplittable};

/// Which of status and code comes first in a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    StatusFirst,
    CodeFirst,
}

/// The beginning of a row: a status and a code, in either order.
struct Prefix<'t> {
    /// The letters that the code begins with.
    letters: &'t str,
    /// All digits that follow them.
    digits: &'t str,
    /// The byte at which the code begins.
    code: usize,
}

/// How many digits the codes with the same letters have: as many on the whole page, so the fewest
/// that are found. Further digits are the status after the code, or it is unclear what they are.
pub(crate) struct CodeDigits {
    fewest: BTreeMap<(Order, String), usize>,
}

impl CodeDigits {
    /// The digits of the codes of a page.
    pub(crate) fn new(lines: &[Line<'_>]) -> Self {
        let mut fewest = BTreeMap::new();
        let mut order = None;
        let mut next = 0;
        while let Some(line) = lines.get(next) {
            if let Some(header) = header(lines, next) {
                order = match header.shape {
                    Shape::RunTogether => self::order(&header),
                    Shape::Tabs | Shape::CellPerLine => None,
                };
                next = header.next;
                continue;
            }
            if let Some(order) = order
                && let Some(prefix) = prefix(line.text, order)
            {
                let key = (order, prefix.letters.to_owned());
                let count = fewest.entry(key).or_insert(prefix.digits.len());
                *count = prefix.digits.len().min(*count);
            }
            next += 1;
        }
        Self { fewest }
    }

    /// Whether a line begins like the rows of the page in which the code comes first.
    pub(crate) fn begins_with_code(&self, line: &Line<'_>) -> bool {
        prefix(line.text, Order::CodeFirst)
            .is_some_and(|prefix| self.get(Order::CodeFirst, &prefix).is_some())
    }

    /// How many digits of a row belong to its code: all of them if the page has no such code.
    fn count(&self, order: Order, prefix: &Prefix<'_>) -> usize {
        self.get(order, prefix).unwrap_or(prefix.digits.len())
    }

    fn get(&self, order: Order, prefix: &Prefix<'_>) -> Option<usize> {
        self.fewest.get(&(order, prefix.letters.to_owned())).copied()
    }
}

/// The rows below a header.
pub(crate) fn rows(lines: &[Line<'_>], found: &Header, digits: &CodeDigits) -> Rows {
    let order = order(found);
    let mut rows = Rows { cells: Vec::new(), next: found.next, findings: Vec::new() };
    while let Some(line) = lines.get(rows.next).filter(|_| header(lines, rows.next).is_none()) {
        let cells = match order {
            None => Err(Unsplittable::OtherFirstColumns),
            Some(order) => match prefix(line.text, order) {
                None => Err(Unsplittable::NoStatusAndCode),
                Some(prefix) => split(line, order, &prefix, digits),
            },
        };
        match cells {
            Ok(cells) => rows.cells.push(cells),
            // Only a line directly below a row has to be another one.
            Err(Unsplittable::OtherFirstColumns | Unsplittable::NoStatusAndCode)
                if !line.follows() =>
            {
                break;
            }
            Err(problem) => {
                rows.findings.push(unclear_row::unsplittable(&problem, line.location()));
            }
        }
        rows.next += 1;
    }
    rows
}

/// Which of status and code comes first, if they are the first two columns.
fn order(header: &Header) -> Option<Order> {
    match header.columns.as_slice() {
        [Some(Column::Status), Some(Column::Code), ..] => Some(Order::StatusFirst),
        [Some(Column::Code), Some(Column::Status), ..] => Some(Order::CodeFirst),
        _ => None,
    }
}

/// The status and the code at the beginning of a line, if it has them.
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
    let is_code = !letters.is_empty() && !digits.is_empty();
    (is_status && is_code).then_some(Prefix { letters, digits, code })
}

/// The cells of a row, in the header's order; or why there is not exactly one way to split it.
fn split(
    line: &Line<'_>,
    order: Order,
    prefix: &Prefix<'_>,
    digits: &CodeDigits,
) -> Result<Vec<Cell>, Unsplittable> {
    let count = digits.count(order, prefix);
    // The code may be a longer one, or the message may begin with digits.
    if order == Order::StatusFirst && count < prefix.digits.len() {
        return Err(Unsplittable::UnclearEndOfCode);
    }
    let end = prefix.code + prefix.letters.len() + count;
    let first = match order {
        Order::StatusFirst => [0..prefix.code, prefix.code..end],
        Order::CodeFirst if count < 4 => return Err(Unsplittable::NoStatusAfterCode),
        Order::CodeFirst => [0..end - 3, end - 3..end],
    };
    let rest = &line.text[end..];
    check_end_of_code(rest)?;
    let middle = end + end_of_message(rest)?;
    let cell = |range: Range<usize>| Cell {
        text: line.text[range.clone()].to_owned(),
        location: block::span(line.start + range.start..line.start + range.end),
    };
    Ok(first.into_iter().chain([end..middle, middle..line.text.len()]).map(cell).collect())
}

/// Whether a code can end before the rest of its row.
fn check_end_of_code(rest: &str) -> Result<(), Unsplittable> {
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '_' || c == '-');
    let is_code = letters.len() < rest.len() && letters.starts_with(|c: char| c.is_ascii_digit());
    if is_code || rest.starts_with(|c: char| c.is_whitespace() || c.is_lowercase()) {
        return Err(Unsplittable::UnclearEndOfCode);
    }
    Ok(())
}

/// The byte at which the message ends and the description begins: a sentence ends there, and an
/// upper-case letter follows. If there is no such place, it is the only change from lower to upper
/// case.
fn end_of_message(text: &str) -> Result<usize, Unsplittable> {
    let mut sentences = Vec::new();
    let mut changes_of_case = Vec::new();
    for (previous, (index, next)) in text.chars().zip(text.char_indices().skip(1)) {
        if !next.is_uppercase() {
            continue;
        }
        if matches!(previous, '.' | '!' | '?') {
            sentences.push(index);
        } else if previous.is_lowercase() {
            changes_of_case.push(index);
        }
    }
    let ends = if sentences.is_empty() { changes_of_case } else { sentences };
    match ends.as_slice() {
        [end] => Ok(*end),
        [] => Err(Unsplittable::NoEndOfMessage),
        _ => Err(Unsplittable::SeveralEndsOfMessage { text: text.to_owned(), starts: ends }),
    }
}
