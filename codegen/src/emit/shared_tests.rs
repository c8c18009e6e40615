//! The shared part of the generated code, on an enum written by hand.

// As the generated code has it: with the pages' modules below it.
include!("shared.rs");

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Error {
    A,
    B,
    C,
    D,
    E,
}

use Error::{A, B, C, D, E};

static ENTRIES: [Entry; 5] = [
    Entry { status: 400, code: "1", message: "x", description: "a" },
    Entry { status: 400, code: "2", message: "y", description: "b" },
    Entry { status: 404, code: "1", message: "x", description: "c" },
    Entry { status: 400, code: "1", message: "x", description: "d" },
    Entry { status: 400, code: "1", message: "w", description: "e" },
];

static TABLE: Table = Table { page: "Page", name: "Letters", title: "", source: "", retrieved: "" };

const BY_CODE: &[Error] = &[E, A, D, C, B];

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.entry().fmt(f)
    }
}

impl DocumentedError for Error {
    fn entry(&self) -> &'static Entry {
        &ENTRIES[*self as usize]
    }
    fn name(&self) -> &'static str {
        ["A", "B", "C", "D", "E"][*self as usize]
    }
    fn table(&self) -> &'static Table {
        &TABLE
    }
}

impl std::str::FromStr for Error {
    type Err = UnknownNameError;
    fn from_str(name: &str) -> Result<Self, UnknownNameError> {
        let mut all = Self::ALL.iter().copied();
        all.find(|error| error.name() == name).ok_or(UnknownNameError { table: &TABLE })
    }
}

impl ErrorTable for Error {
    const ALL: &'static [Self] = &[A, B, C, D, E];
    const TABLE: &'static Table = &TABLE;
    fn with_code(code: &str) -> &'static [Self] {
        Candidates::with_code(BY_CODE, code)
    }
    fn candidates(status: u16, code: &str, message: &str) -> Candidates<Self> {
        Candidates::find(BY_CODE, status, code, message)
    }
}

#[track_caller]
fn assert_found(answer: (u16, &str, &str), matched: Matched, errors: &[Error]) {
    let found = Error::candidates(answer.0, answer.1, answer.2);
    assert_eq!((found.matched(), found.errors()), (matched, errors));
}

#[test]
fn the_best_match_is_found_and_all_that_match_as_well() {
    assert_found((400, "2", "y"), Matched::Exact, &[B]);
    assert_found((400, "1", "x"), Matched::Exact, &[A, D]);
    assert_found((404, "1", "x"), Matched::Exact, &[C]);
    assert_found((400, "1", "y"), Matched::Status, &[E, A, D]);
    assert_found((404, "1", "w"), Matched::Status, &[C]);
    assert_found((500, "1", "x"), Matched::Code, &[E, A, D, C]);
    assert_found((400, "", "x"), Matched::Nothing, &[]);
    assert_found((400, "10", "x"), Matched::Nothing, &[]);
    assert_found((400, "3", "x"), Matched::Nothing, &[]);
}

#[test]
fn only_an_exact_match_that_is_alone_is_the_error() {
    assert_eq!(Error::candidates(400, "2", "y").exact(), Some(B));
    assert_eq!(Error::candidates(400, "1", "x").exact(), None);
    assert_eq!(Error::candidates(404, "1", "w").exact(), None);
    assert_eq!(Error::candidates(500, "2", "y").exact(), None);
    assert_eq!(Error::candidates(500, "3", "y").exact(), None);
}

#[test]
fn a_code_finds_all_its_errors() {
    assert_eq!(Error::with_code("1"), [E, A, D, C]);
    assert_eq!(Error::with_code("2"), [B]);
    assert!(Error::with_code("0").is_empty());
    assert!(Error::with_code("11").is_empty());
}

#[test]
fn errors_and_failures_say_what_they_are() {
    assert_eq!(C.to_string(), "HTTP 404 1: x (c)");
    let unknown = "F".parse::<Error>().unwrap_err();
    assert_eq!(unknown.to_string(), "not the name of an error of Letters");
    assert_eq!(unknown.table(), &TABLE);
    let missing = NotInTableError { error: A, table: &TABLE };
    assert_eq!(missing.to_string(), "Letters does not list A");
    assert_eq!((missing.table(), missing.into_inner()), (&TABLE, A));
}

#[test]
fn a_documented_error_can_be_an_object() {
    let error: &dyn DocumentedError = &B;
    assert_eq!((error.name(), error.entry().code, error.table().name), ("B", "2", "Letters"));
}
