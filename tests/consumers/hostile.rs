//! Prints what each enum contains of its errors, and looks up responses that are similar to them.

#![deny(warnings)]

use hostile::keywords::{self, KeywordError, TypeError, VecError};
use hostile::long::{self, LongError, OneError};
use hostile::markup::{self, CommonError, FirstError, MarkupError, SecondError};
use hostile::mixed::{self, MixedError, OddError, ShortError, TurnedError};
use hostile::scripts::{self, AllError, ScriptsError};
use hostile::{DocumentedError, EndpointSet, Entry, ErrorResponse, ErrorSet, Lookup, MatchLevel};

include!("lookup_oracle.rs");

lookup_oracle!();

/// Statuses, codes and messages that are not those of an error, but of others or of none.
const NEAR: ([u16; 3], [&str; 4], [&str; 4]) =
    ([0, 400, 403], ["", "\u{10FFFF}", "A", "long-code-1"], ["", "m", "m1", "m2"]);

/// Prints what the methods of the enums return: those of the enum itself, not of a trait.
macro_rules! show {
    ($($table:ty)*) => {$(
        for error in <$table>::ALL {
            let table = <$table>::TABLE;
            let values = (error.name(), error.status(), error.code(), error.message(), error.description());
            let pointers = table.body.map(|body| [body.code, body.message].map(|value| value.map(|value| value.pointer)));
            println!("{:?}", (table.page, table.name, table.title, table.source, pointers, values));
            for quirk in error.quirks() {
                let tables: Vec<&str> = quirk.tables.iter().map(|table| table.name).collect();
                println!("    {:?}", (quirk.kind.as_str(), quirk.note, tables));
            }
            assert_eq!(error.name().parse(), Ok(*error));
            for (status, code, message) in near(error.entry()) {
                assert_lookup::<$table>(status, code, message);
            }
        }
    )*};
}

/// The responses that an error is, and similar ones.
fn near(entry: &Entry) -> Vec<(u16, &str, &str)> {
    let mut responses = Vec::new();
    for status in NEAR.0.into_iter().chain([entry.status]) {
        for code in NEAR.1.into_iter().chain([entry.code]) {
            responses.extend(
                NEAR.2.into_iter().chain([entry.message]).map(|message| (status, code, message)),
            );
        }
    }
    responses
}

/// Looks up responses of the endpoints. Returns the levels, and whether the errors are listed.
macro_rules! look_up {
    ($($module:ident $page:ident: $($endpoint:ident $errors:ident)*;)*) => {{
        let mut seen = Vec::new();
        $(
            assert_eq!($module::Endpoint::ALL, [$($module::Endpoint::$endpoint),*]);
            for error in $page::ALL {
                for (status, code, message) in near(error.entry()) {
                    $(seen.push(assert_lookup_at::<$errors, _>(
                        $module::Endpoint::$endpoint, status, code, message,
                    ));)*
                }
            }
        )*
        seen
    }};
}

fn main() {
    show!(KeywordError TypeError VecError LongError OneError);
    show!(MarkupError CommonError FirstError SecondError MixedError ShortError TurnedError OddError);
    show!(ScriptsError AllError);
    let seen = look_up! {
        keywords KeywordError: Type TypeError Vec VecError;
        long LongError: One OneError;
        markup MarkupError: First FirstError Second SecondError;
        mixed MixedError: Short ShortError Turned TurnedError Odd OddError;
        scripts ScriptsError: All AllError;
    };
    assert!(seen.contains(&(MatchLevel::Unknown, false)));
    assert!(seen.contains(&(MatchLevel::Code, true)));
    for level in [MatchLevel::CodeAndMessage, MatchLevel::CodeAndStatus, MatchLevel::Exact] {
        // Errors of another table match better than the code only.
        assert!(seen.contains(&(level, true)) && seen.contains(&(level, false)), "{level:?}");
    }
}
