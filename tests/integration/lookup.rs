//! `lookup` and `with_code` find what a filter over all errors finds.

use proptest::prelude::*;
use rcs_errors::{Entry, ErrorSet, MatchLevel};
use rcs_errors_catalog::for_each_page;

use crate::pages::{files, string};

testing::lookup_oracle!();

/// The entries of all pages.
fn entries() -> Vec<&'static Entry> {
    macro_rules! entries {
        ([] $($module:ident $page:ident $tables:tt)+) => {
            vec![$(rcs_errors::$module::$page::ALL.iter().map(|error| error.entry()).collect()),+]
        };
    }
    let entries: Vec<Vec<&Entry>> = for_each_page!(entries);
    entries.concat()
}

/// Strings that are documented somewhere, similar to documented ones, and not documented at all.
fn strings(field: fn(&Entry) -> &'static str) -> Vec<String> {
    let mut strings = vec![String::new(), "?".into(), "\u{10FFFF}".into(), "RCS".into()];
    for entry in entries() {
        let string = field(entry);
        strings.push(string.to_owned());
        strings.push(string.to_lowercase());
        strings.push(format!("{string} "));
        let mut characters = string.chars();
        characters.next();
        strings.push(characters.as_str().to_owned());
        let mut characters = string.chars();
        characters.next_back();
        strings.push(characters.as_str().to_owned());
    }
    strings.sort();
    strings.dedup();
    strings
}

/// Statuses that are documented somewhere, and some that are not.
fn statuses() -> Vec<u16> {
    let mut statuses = vec![0, 200, 404, 502, u16::MAX];
    statuses.extend(entries().iter().map(|entry| entry.status));
    statuses.sort_unstable();
    statuses.dedup();
    statuses
}

#[test]
fn a_lookup_finds_what_a_filter_finds() {
    fn check<E: ErrorSet>() {
        let (statuses, messages) = (statuses(), strings(|entry| entry.message));
        let mut seen = Vec::new();
        for code in strings(|entry| entry.code) {
            for status in &statuses {
                for message in &messages {
                    seen.push(assert_lookup::<E>(*status, &code, message));
                }
            }
        }
        for level in
            [MatchLevel::Exact, MatchLevel::CodeAndStatus, MatchLevel::Code, MatchLevel::Unknown]
        {
            assert!(seen.contains(&level), "{level:?}");
        }
    }
    for_each_table!(rcs_errors, check);
}

/// Whatever a response contains: documented strings, similar ones, and any others.
#[test]
fn a_lookup_of_any_response_finds_what_a_filter_finds() {
    fn check<E: ErrorSet>() {
        let string = |field| prop_oneof![prop::sample::select(strings(field)), any::<String>()];
        let status = prop_oneof![prop::sample::select(statuses()), any::<u16>()];
        let responses = (status, string(|entry| entry.code), string(|entry| entry.message));
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |((status, code, message) in responses)| {
            assert_lookup::<E>(status, &code, &message);
        });
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn every_error_is_found_by_its_own_fields() {
    fn check<E: ErrorSet>() {
        for error in E::ALL {
            let entry = error.entry();
            let found = E::lookup(entry.status, entry.code, entry.message);
            assert_eq!(found.level(), MatchLevel::Exact);
            assert!(found.errors().contains(error));
        }
    }
    for_each_table!(rcs_errors, check);
}

/// If the documentation does not say how to tell two errors apart, neither does the crate.
#[test]
fn an_ambiguous_response_stays_ambiguous() {
    fn check<E: ErrorSet>() {
        let table = E::TABLE;
        for file in files().iter().filter(|file| string(file.page(), "name") == table.page) {
            for quirk in file.quirks() {
                if string(quirk, "kind") != "indistinguishable" {
                    continue;
                }
                let tables = quirk["tables"].as_array().unwrap();
                if !tables.iter().any(|name| name.as_str() == Some(table.name)) {
                    continue;
                }
                let names = quirk["errors"].as_array().unwrap().iter();
                let mut errors: Vec<E> =
                    names.map(|name| name.as_str().unwrap().parse().unwrap()).collect();
                errors.sort();
                let entry = errors[0].entry();
                let found = E::lookup(entry.status, entry.code, entry.message);
                assert_eq!(found.level(), MatchLevel::Exact);
                assert_eq!(found.errors(), errors);
                assert_eq!(found.exact(), None);
            }
        }
    }
    for_each_table!(rcs_errors, check);
}
