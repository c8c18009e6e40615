//! Quirks of messages: what the API answers with, and what it is said to mean.

use std::collections::{BTreeMap, BTreeSet};

use super::Quirk;
use crate::catalog::{Page, Row};
use crate::diagnostic::shown;
use crate::rules::{Find, Rule};

pub(crate) static MISMATCHED_PAIR: Rule = Rule {
    name: "mismatched-pair",
    docs: "An error has a message that belongs to another code. The message stands under several codes, and the \
           descriptions that it has with one of them share more words with it than all others do: that code is its \
           home. An error of another code whose description shares fewer words with it has somebody else's message.\
           \n\n\
           A service that shows such a message to people, or decides by it, says something that is not the case.\
           \n\n\
           For example, a code for a status that was not found has the message “Method not allowed.”, which another \
           code has with the description “Method Not Allowed.”\
           \n\n\
           Rely on status and code, and show the description.",
    find: Find::Quirk(mismatched_pairs),
};

pub(crate) static INDISTINGUISHABLE: Rule = Rule {
    name: "indistinguishable",
    docs: "Errors of one table have the same status, code and message, and differ in the description only. \
           The API does not send the description, so no answer tells which of them it is.\
           \n\n\
           A service that picks one of them is wrong in some of the cases. `candidates` returns them all.\
           \n\n\
           For example, two errors for two missing parameters share their status, code and message.\
           \n\n\
           Treat the answer as “one of these”, and find out from the request which it can be.",
    find: Find::Quirk(indistinguishable),
};

pub(crate) static INCONSISTENT_MESSAGE: Rule = Rule {
    name: "inconsistent-message",
    docs: "Errors have the same status, code and description, and different messages. They are most likely one error, \
           which the documentation words differently from table to table.\
           \n\n\
           A service that compares messages misses the error where the other wording is used, and the API may use \
           either.\
           \n\n\
           For example, a method that is not allowed has one message under two endpoints and another one elsewhere.\
           \n\n\
           Rely on status and code, and treat the errors alike.",
    find: Find::Quirk(inconsistent_messages),
};

fn mismatched_pairs(page: &Page) -> Vec<Quirk<'_>> {
    let by_message = group(page.errors(), |row| row.message.get_ref());
    by_message.into_iter().filter_map(|(message, rows)| mismatched_pair(message, &rows)).collect()
}

/// The errors that have a message which belongs to another code.
fn mismatched_pair<'p>(message: &str, rows: &[&'p Row]) -> Option<Quirk<'p>> {
    let of_message = words(message);
    let scored = rows.iter().map(|row| {
        let shared = words(row.description.get_ref()).intersection(&of_message).count();
        (*row, shared)
    });
    let scored: Vec<(&Row, usize)> = scored.collect();
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, score) in &scored {
        let best = best.entry(row.code.get_ref()).or_default();
        *best = *score.max(best);
    }
    let highest = *best.values().max()?;
    let mut homes = best.iter().filter(|(_, score)| **score == highest);
    let (Some((home, _)), None) = (homes.next(), homes.next()) else {
        return None;
    };

    let strangers =
        scored.iter().filter(|(row, score)| row.code.get_ref() != home && *score < highest);
    let strangers: Vec<&Row> = strangers.map(|(row, _)| *row).collect();
    (!strangers.is_empty()).then(|| Quirk {
        table: None,
        rows: strangers,
        message: format!("the message {} belongs to the code {}", shown(message), shown(home)),
        label: "but it stands here with another description".into(),
    })
}

/// The words of a text, without case and punctuation.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn indistinguishable(page: &Page) -> Vec<Quirk<'_>> {
    let quirks = page.tables().flat_map(|table| {
        let answers = group(&table.rows, |row| {
            (row.status.get_ref(), row.code.get_ref(), row.message.get_ref())
        });
        let several = answers.into_values().filter(|rows| rows.len() > 1);
        several.map(|rows| Quirk {
            table: Some(table),
            message: format!("{} errors have the same status, code and message", rows.len()),
            label: "no answer tells it from the others".into(),
            rows,
        })
    });
    quirks.collect()
}

fn inconsistent_messages(page: &Page) -> Vec<Quirk<'_>> {
    let alike = group(page.errors(), |row| {
        (row.status.get_ref(), row.code.get_ref(), row.description.get_ref())
    });
    let several = alike.into_values().filter(|rows| rows.len() > 1);
    several
        .map(|rows| Quirk {
            table: None,
            message: format!(
                "{} errors have the same status, code and description, and different messages",
                rows.len()
            ),
            label: "one of the messages".into(),
            rows,
        })
        .collect()
}

/// The rows by what they have in common, each group in the order of the page.
pub(super) fn group<'p, K: Ord>(
    rows: impl IntoIterator<Item = &'p Row>,
    key: impl Fn(&'p Row) -> K,
) -> BTreeMap<K, Vec<&'p Row>> {
    let mut groups: BTreeMap<K, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(row)).or_default().push(row);
    }
    groups
}
