//! `lookup` and `with_code`, of enums and of endpoints, find what a filter over all errors finds.

use proptest::prelude::*;
use rcs_errors::{
    DocumentedError, EndpointSet, Entry, ErrorResponse, ErrorSet, Lookup, MatchLevel,
};
use rcs_errors_catalog::{for_each_endpoint, for_each_page};

use crate::pages::{files, string};

testing::lookup_oracle!();

/// All levels.
const LEVELS: [MatchLevel; 5] = [
    MatchLevel::Unknown,
    MatchLevel::Code,
    MatchLevel::CodeAndMessage,
    MatchLevel::CodeAndStatus,
    MatchLevel::Exact,
];

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
        for level in LEVELS {
            assert!(seen.contains(&level), "{level:?}");
        }
    }
    for_each_table!(rcs_errors, check);
}

/// Calls a generic function with the enum of every endpoint, and the endpoint.
macro_rules! for_each_errors_and_endpoint {
    ([$check:ident] $($module:ident $page:ident $endpoint:ident $errors:ident)*) => {
        vec![$($check::<rcs_errors::$module::$errors, _>(
            rcs_errors::$module::Endpoint::$endpoint,
        )),*]
    };
}

#[test]
fn an_endpoint_finds_what_a_filter_finds() {
    /// The pairs of levels and whether errors are listed that were found.
    fn check<E: ErrorSet, P: EndpointSet>(endpoint: P) -> Vec<(MatchLevel, bool)> {
        let (statuses, messages) = (statuses(), strings(|entry| entry.message));
        let mut seen = Vec::new();
        for code in strings(|entry| entry.code) {
            for status in &statuses {
                for message in &messages {
                    seen.push(assert_lookup_at::<E, P>(endpoint, *status, &code, message));
                }
            }
        }
        seen
    }
    let seen = for_each_endpoint!(for_each_errors_and_endpoint check).concat();
    for level in LEVELS {
        assert!(seen.contains(&(level, level != MatchLevel::Unknown)), "{level:?}");
    }
}

/// Whatever a response contains: documented strings, similar ones, and any others.
#[test]
fn a_lookup_of_any_response_finds_what_a_filter_finds() {
    fn check<E: ErrorSet>() {
        proptest!(config(), |((status, code, message) in responses())| {
            assert_lookup::<E>(status, &code, &message);
        });
    }
    fn check_at<E: ErrorSet, P: EndpointSet + std::fmt::Debug>(endpoint: P) {
        proptest!(config(), |((status, code, message) in responses())| {
            assert_lookup_at::<E, P>(endpoint, status, &code, &message);
        });
    }
    for_each_table!(rcs_errors, check);
    _ = for_each_endpoint!(for_each_errors_and_endpoint check_at);
}

fn responses() -> impl Strategy<Value = (u16, String, String)> {
    let string = |field| prop_oneof![prop::sample::select(strings(field)), any::<String>()];
    let status = prop_oneof![prop::sample::select(statuses()), any::<u16>()];
    (status, string(|entry| entry.code), string(|entry| entry.message))
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// An enum and an endpoint have methods of the same names as their traits.
#[test]
fn a_method_finds_what_the_trait_finds() {
    macro_rules! check_tables {
        ([] $($module:ident $page:ident [$($table:ident)+])+) => {
            $(check_tables!($module $page $($table)+);)+
        };
        ($module:ident $($table:ident)+) => {$(
            type $table = rcs_errors::$module::$table;
            for entry in entries() {
                for (status, message) in [(entry.status, entry.message), (0, ""), (0, entry.message)] {
                    assert_eq!(
                        $table::lookup(status, entry.code, message),
                        <$table as ErrorSet>::lookup(status, entry.code, message),
                    );
                }
                let with_code = <$table as ErrorSet>::with_code(entry.code);
                assert_eq!($table::with_code(entry.code), with_code);
            }
        )+};
    }
    macro_rules! check_endpoints {
        ([] $($module:ident $page:ident $endpoint:ident $errors:ident)*) => {$(
            let endpoint = rcs_errors::$module::Endpoint::$endpoint;
            for entry in entries() {
                for (status, message) in [(entry.status, entry.message), (0, ""), (0, entry.message)] {
                    assert_eq!(
                        endpoint.lookup(status, entry.code, message),
                        EndpointSet::lookup(endpoint, status, entry.code, message),
                    );
                }
            }
        )*};
    }
    for_each_page!(check_tables);
    for_each_endpoint!(check_endpoints);
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
