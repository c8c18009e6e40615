//! `candidates` and `with_code` against a naive filter over `ALL`.

mod common;

use rcs_errors::agent_launch::GetAgentLaunchStatusError;
use rcs_errors::{Entry, ErrorTable, Matched};

/// What `candidates` is to find, by trying every error for every way to match.
fn naive<E: ErrorTable>(status: u16, code: &str, message: &str) -> (Matched, Vec<E>) {
    type Fits = fn(&Entry, u16, &str, &str) -> bool;
    let ways: [(Matched, Fits); 3] = [
        (Matched::Exact, |entry, status, code, message| {
            entry.code == code && entry.status == status && entry.message == message
        }),
        (Matched::Status, |entry, status, code, _| entry.code == code && entry.status == status),
        (Matched::Code, |entry, _, code, _| entry.code == code),
    ];
    for (matched, fits) in ways {
        let errors = E::ALL.iter().copied();
        let errors = errors.filter(|error| fits(error.entry(), status, code, message));
        let found = in_order(errors.collect());
        if !found.is_empty() {
            return (matched, found);
        }
    }
    (Matched::Nothing, Vec::new())
}

/// By code, status, message, and then in the table's order.
fn in_order<E: ErrorTable>(mut errors: Vec<E>) -> Vec<E> {
    errors.sort_by_key(|error| {
        let entry = error.entry();
        (entry.code, entry.status, entry.message, *error)
    });
    errors
}

/// Texts that are documented somewhere, nearly documented, and not documented at all.
fn texts(of: fn(&Entry) -> &'static str) -> Vec<String> {
    let mut texts = vec![String::new(), "?".into(), "\u{10FFFF}".into(), "RCS".into()];
    for error in rcs_errors::agent_launch::AgentLaunchError::ALL {
        let text = of(error.entry());
        texts.push(text.to_owned());
        texts.push(text.to_lowercase());
        texts.push(format!("{text} "));
        texts.push(text[1..].to_owned());
        texts.push(text[..text.len() - 1].to_owned());
    }
    texts.sort();
    texts.dedup();
    texts
}

#[test]
fn candidates_are_what_a_naive_filter_finds() {
    fn check<E: ErrorTable>() {
        let messages = texts(|entry| entry.message);
        let mut seen = Vec::new();
        for code in texts(|entry| entry.code) {
            for status in [0, 200, 400, 404, 405, 500, 502, u16::MAX] {
                for message in &messages {
                    let found = E::candidates(status, &code, message);
                    let naive = naive::<E>(status, &code, message);
                    assert_eq!((found.matched(), found.errors()), (naive.0, &*naive.1));
                    let alone =
                        (naive.0 == Matched::Exact && naive.1.len() == 1).then(|| naive.1[0]);
                    assert_eq!(found.exact(), alone);
                    seen.push(found.matched());
                }
            }
        }
        for matched in [Matched::Exact, Matched::Status, Matched::Code, Matched::Nothing] {
            assert!(seen.contains(&matched), "{matched:?}");
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn every_row_is_among_its_own_candidates() {
    fn check<E: ErrorTable>() {
        for error in E::ALL {
            let entry = error.entry();
            let found = E::candidates(entry.status, entry.code, entry.message);
            assert_eq!(found.matched(), Matched::Exact);
            assert!(found.errors().contains(error));
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn a_code_has_the_errors_that_a_naive_filter_finds() {
    fn check<E: ErrorTable>() {
        for code in texts(|entry| entry.code) {
            let errors = E::ALL.iter().copied().filter(|error| error.entry().code == code);
            assert_eq!(E::with_code(&code), in_order(errors.collect()), "{code}");
        }
    }
    for_each_table!(rcs_errors, check);
}

/// The documentation does not say how to tell these two apart, and neither does the crate.
#[test]
fn an_ambiguous_answer_stays_ambiguous() {
    use GetAgentLaunchStatusError::{MissingAgentLaunchIdQuery, MissingAgentNumberQuery};
    let answer = (400, "RCS904", "Failed to fetch Agent launch request.");
    let found = GetAgentLaunchStatusError::candidates(answer.0, answer.1, answer.2);
    assert_eq!(found.matched(), Matched::Exact);
    assert_eq!(found.errors(), [MissingAgentNumberQuery, MissingAgentLaunchIdQuery]);
    assert_eq!(found.exact(), None);
}
