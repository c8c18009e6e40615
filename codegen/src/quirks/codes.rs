//! Quirks of codes: what a code stands for, and what it looks like.

use std::collections::BTreeSet;

use super::Quirk;
use super::messages::group;
use crate::catalog::Page;
use crate::check::rows::ERROR_STATUSES;
use crate::diagnostic::shown;
use crate::rules::{Find, Rule};

pub(crate) static REUSED_CODE: Rule = Rule {
    name: "reused-code",
    docs: "One code stands for errors with different descriptions.\
           \n\n\
           A service that decides by the code alone takes one error for another.\
           \n\n\
           For example, the same code means that a request failed, that a parameter is missing, and that something \
           was not found.\
           \n\n\
           Rely on the endpoint that was called, on the status and on the message together, as `candidates` does.",
    find: Find::Quirk(reused_codes),
};

pub(crate) static STATUS_IN_CODE: Rule = Rule {
    name: "status-in-code",
    docs: "The digits of a code are the status of an HTTP error, and not the status that the error has.\
           \n\n\
           A service that reads a status out of the code, or expects the status that the code suggests, \
           handles the error wrongly: whether to try again often depends on it.\
           \n\n\
           For example, a code that ends in 502 is answered with the status 500.\
           \n\n\
           Rely on the status of the answer, and take the code as a name.",
    find: Find::Quirk(statuses_in_codes),
};

fn reused_codes(page: &Page) -> Vec<Quirk<'_>> {
    let by_code = group(page.errors(), |entry| entry.code);
    let quirks = by_code.into_iter().filter_map(|(code, entries)| {
        let meanings: BTreeSet<&str> = entries.iter().map(|entry| entry.description).collect();
        (meanings.len() > 1).then(|| Quirk {
            table: None,
            message: format!("the code {} has {} meanings", shown(code), meanings.len()),
            label: "one of them".into(),
            entries,
        })
    });
    quirks.collect()
}

fn statuses_in_codes(page: &Page) -> Vec<Quirk<'_>> {
    let by_code = group(page.errors(), |entry| entry.code);
    let quirks = by_code.into_iter().filter_map(|(code, mut entries)| {
        let status = digits(code).filter(|status| ERROR_STATUSES.contains(status))?;
        entries.retain(|entry| entry.status != status);
        let code = shown(code);
        (!entries.is_empty()).then(|| Quirk {
            table: None,
            message: format!("the code {code} is answered with another status than {status}"),
            label: "this one".into(),
            entries,
        })
    });
    quirks.collect()
}

/// The number that the digits of a code are together.
fn digits(code: &str) -> Option<i64> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}
