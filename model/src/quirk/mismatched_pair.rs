//! The rule `mismatched-pair`.

use std::collections::BTreeSet;

use super::facts::cells;
use super::group::group;
use crate::finding::Finding;
use crate::page::{Page, Row};
use crate::rule::Rule;
use crate::text::{list, quoted, words};

/// An error has a message that belongs to another code.
pub static RULE: Rule = Rule { name: "mismatched-pair", docs: include_str!("mismatched_pair.md") };

pub(super) fn find(page: &Page) -> Vec<Finding<'_>> {
    let by_message = group(page, page.first_rows(), |error| error.message.as_str());
    by_message.into_iter().filter_map(|(message, rows)| mismatched(page, message, &rows)).collect()
}

/// The errors with this message, if it belongs to other codes than theirs.
///
/// It belongs to the code whose descriptions share the most words with it. If several codes share as
/// many, it belongs to all of them, and to the errors with more than half as many.
fn mismatched<'p>(page: &'p Page, message: &'p str, rows: &[&'p Row]) -> Option<Finding<'p>> {
    let message_words = words(message);
    let mut scores = Vec::new();
    let mut highest = 0;
    for row in rows {
        let score = words(&page.error(row).description).intersection(&message_words).count();
        highest = score.max(highest);
        scores.push((*row, page.error(row), score));
    }
    let owners = scores.iter().filter(|(_, _, score)| *score == highest);
    let owners: BTreeSet<&str> = owners.map(|(_, error, _)| error.code.as_str()).collect();
    let is_mismatched = |score: usize| match owners.len() {
        1 => score < highest,
        _ => highest > 0 && score * 2 <= highest,
    };

    let mut mismatched = Vec::new();
    let mut codes = BTreeSet::new();
    let mut facts = BTreeSet::new();
    for (row, error, score) in &scores {
        let is_owner = owners.contains(error.code.as_str());
        if !is_owner && is_mismatched(*score) {
            mismatched.push(*row);
            codes.insert(error.code.as_str());
            facts.insert(cells(error));
        } else if is_owner && *score == highest {
            facts.insert(cells(error));
        }
    }
    let (codes, owners) = (Vec::from_iter(codes), Vec::from_iter(owners));
    let verb = if codes.len() == 1 { "has" } else { "have" };
    let noun = if owners.len() == 1 { "code" } else { "codes" };
    let (codes, owners) = (list(&codes), list(&owners));
    (!mismatched.is_empty()).then(|| Finding {
        rule: &RULE,
        tables: Vec::new(),
        rows: mismatched,
        facts,
        message: format!(
            "the message {} belongs to the {noun} {owners}, but {codes} {verb} it too",
            quoted(message)
        ),
        label: format!("this error has the message of {owners}"),
    })
}
