//! `candidates` and `with_code` against a naive filter over `ALL`.

mod common;

use proptest::prelude::*;
use rcs_errors::agent_launch::GetAgentLaunchStatusError;
use rcs_errors::{Entry, ErrorTable, Matched};

mod naive {
    use rcs_errors::{Entry, ErrorTable, Matched};
    include!("common/naive.rs");
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
                    seen.push(naive::check::<E>(status, &code, message));
                }
            }
        }
        for matched in [Matched::Exact, Matched::Status, Matched::Code, Matched::Nothing] {
            assert!(seen.contains(&matched), "{matched:?}");
        }
    }
    for_each_table!(rcs_errors, check);
}

/// Whatever an answer contains: texts of the documentation, texts like them, and any others.
#[test]
fn candidates_of_any_answer_are_what_a_naive_filter_finds() {
    fn check<E: ErrorTable>() {
        let text = |of| prop_oneof![prop::sample::select(texts(of)), any::<String>()];
        let answers = (any::<u16>(), text(|entry| entry.code), text(|entry| entry.message));
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |((status, code, message) in answers)| {
            naive::check::<E>(status, &code, &message);
        });
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
