//! The rule `mismatched-pair`.

use std::collections::{BTreeMap, BTreeSet};

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

/// The errors with this message, if it belongs to another code than theirs.
///
/// It belongs to the only code whose descriptions share the most words with it.
fn mismatched<'p>(page: &'p Page, message: &'p str, rows: &[&'p Row]) -> Option<Finding<'p>> {
    let message_words = words(message);
    let mut scores = Vec::new();
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let error = page.error(row);
        let score = words(&error.description).intersection(&message_words).count();
        scores.push(score);
        let best = best.entry(&error.code).or_default();
        *best = score.max(*best);
    }
    let highest = *best.values().max()?;
    let mut owners = best.iter().filter(|(_, score)| **score == highest);
    let (Some((owner, _)), None) = (owners.next(), owners.next()) else {
        return None;
    };

    let mut mismatched = Vec::new();
    for (row, score) in rows.iter().zip(scores) {
        if page.error(row).code != *owner && score < highest {
            mismatched.push(*row);
        }
    }
    let codes: BTreeSet<&str> =
        mismatched.iter().map(|row| page.error(row).code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let (codes, verb) = (list(&codes), if codes.len() == 1 { "has" } else { "have" });
    let (message, owner) = (quoted(message), quoted(owner));
    (!mismatched.is_empty()).then(|| Finding {
        rule: &RULE,
        table: None,
        rows: mismatched,
        message: format!(
            "the message {message} belongs to the code {owner}, but {codes} {verb} it too"
        ),
        label: format!("this error has the message of {owner}"),
    })
}
