//! Quirks of messages: what the API answers with, and what it is said to mean.

use std::collections::{BTreeMap, BTreeSet};

use super::Quirk;
use crate::catalog::{Entry, Page};
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
    let by_message = group(page.errors(), |entry| entry.message);
    let pairs = by_message.into_iter();
    pairs.filter_map(|(message, entries)| mismatched_pair(message, &entries)).collect()
}

/// The errors that have a message which belongs to another code.
fn mismatched_pair<'p>(message: &'p str, entries: &[Entry<'p>]) -> Option<Quirk<'p>> {
    let of_message = words(message);
    let score = |entry: &Entry<'_>| words(entry.description).intersection(&of_message).count();
    let scored: Vec<(Entry<'_>, usize)> =
        entries.iter().map(|entry| (*entry, score(entry))).collect();
    let mut best: BTreeMap<&str, usize> = BTreeMap::new();
    for (entry, score) in &scored {
        let best = best.entry(entry.code).or_default();
        *best = *score.max(best);
    }
    let highest = *best.values().max()?;
    let mut homes = best.iter().filter(|(_, score)| **score == highest);
    let (Some((home, _)), None) = (homes.next(), homes.next()) else {
        return None;
    };

    let is_stranger = |(entry, score): &(Entry<'_>, usize)| entry.code != *home && *score < highest;
    let strangers = scored.iter().copied().filter(is_stranger).map(|(entry, _)| entry);
    let strangers: Vec<Entry<'_>> = strangers.collect();
    (!strangers.is_empty()).then(|| Quirk {
        table: None,
        entries: strangers,
        message: format!("the message {} belongs to the code {}", shown(message), shown(home)),
        label: "but it stands here with another description".into(),
    })
}

/// The words of a text, without case and punctuation.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn indistinguishable(page: &Page) -> Vec<Quirk<'_>> {
    let quirks = page.tables().flat_map(|table| {
        let answers = group(table.entries(), |entry| (entry.status, entry.code, entry.message));
        let several = answers.into_values().filter(|entries| entries.len() > 1);
        several.map(move |entries| Quirk {
            table: Some(table),
            message: format!("{} errors have the same status, code and message", entries.len()),
            label: "no answer tells it from the others".into(),
            entries,
        })
    });
    quirks.collect()
}

fn inconsistent_messages(page: &Page) -> Vec<Quirk<'_>> {
    let alike = group(page.errors(), |entry| (entry.status, entry.code, entry.description));
    let several = alike.into_values().filter(|entries| entries.len() > 1);
    several
        .map(|entries| Quirk {
            table: None,
            message: format!(
                "{} errors have the same status, code and description, and different messages",
                entries.len()
            ),
            label: "one of the messages".into(),
            entries,
        })
        .collect()
}

/// The entries by what they have in common, each group in the order of the page.
pub(super) fn group<'p, K: Ord>(
    entries: impl IntoIterator<Item = Entry<'p>>,
    key: impl Fn(&Entry<'p>) -> K,
) -> BTreeMap<K, Vec<Entry<'p>>> {
    let mut groups: BTreeMap<K, Vec<Entry<'p>>> = BTreeMap::new();
    for entry in entries {
        groups.entry(key(&entry)).or_default().push(entry);
    }
    groups
}
