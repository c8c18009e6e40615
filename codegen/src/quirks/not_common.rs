//! A quirk of the common table: what it says is common, and is not.

use std::collections::BTreeMap;

use super::Quirk;
use crate::catalog::{Entry, Page, Table};
use crate::diagnostic::list;
use crate::rules::{Find, Rule};

pub(crate) static NOT_COMMON: Rule = Rule {
    name: "not-common",
    docs: "The table of common errors has an error that the table of an endpoint does not have: none there has the \
           same status, code and description.\
           \n\n\
           A service cannot know from the documentation whether the endpoint answers with it. The endpoint's enum has \
           no variant for it.\
           \n\n\
           For example, an error about the body of a request is common, but the table of an endpoint that takes no \
           body lacks it.\
           \n\n\
           Where the endpoint's enum finds nothing, look the answer up among the errors of the page.",
    find: Find::Quirk(not_common),
};

/// Status, code and description: the message may differ from table to table.
fn key<'p>(entry: &Entry<'p>) -> (i64, &'p str, &'p str) {
    (entry.status, entry.code, entry.description)
}

fn not_common(page: &Page) -> Vec<Quirk<'_>> {
    // The endpoints that list an error, by number and in order, each once.
    let mut listed: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (endpoint, number) in page.endpoints.iter().zip(0..) {
        for entry in endpoint.entries() {
            let endpoints = listed.entry(key(&entry)).or_default();
            if endpoints.last() != Some(&number) {
                endpoints.push(number);
            }
        }
    }

    let common = page.common.iter().flat_map(Table::entries);
    let quirks = common.filter_map(|entry| {
        let listed = listed.get(&key(&entry)).map(Vec::as_slice).unwrap_or_default();
        if listed.len() == page.endpoints.len() {
            return None;
        }
        let lacking = list(&lacking(page, listed));
        Some(Quirk {
            table: None,
            entries: vec![entry],
            message: format!("a common error is not listed for {lacking}"),
            label: "here it is common".into(),
        })
    });
    quirks.collect()
}

/// The names of the endpoints that are not among these.
fn lacking<'p>(page: &'p Page, listed: &[usize]) -> Vec<&'p str> {
    let mut listed = listed.iter().peekable();
    let endpoints = page.endpoints.iter().enumerate();
    let lacking = endpoints.filter(|(number, _)| listed.next_if_eq(&number).is_none());
    lacking.map(|(_, endpoint)| endpoint.name()).collect()
}
