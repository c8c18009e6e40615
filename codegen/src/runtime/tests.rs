//! The shared part, with enums written by hand as the emitter writes them.

use super::bucket::bucket;
use super::entry::{DocumentedError, Entry, Table};
use super::lookup::{Index, Lookup, MatchLevel, pick};
use super::serde::NameVisitor;
use super::set::{ErrorSet, NotListedError, UnknownNameError, named};

/// As in the generated code: below the module that has the shared part.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
mod letters {
    const PAGE: super::Table = super::Table {
        page: "Letters",
        name: "Letters",
        title: "All letters",
        source: "https://docs.example.com",
        retrieved: "2026-01-31",
    };

    const ENTRIES: &[super::Entry; 5] = &[
        super::Entry { status: 400, code: "1", message: "x", description: "a" },
        super::Entry { status: 400, code: "2", message: "y", description: "b" },
        super::Entry { status: 404, code: "1", message: "x", description: "c" },
        super::Entry { status: 400, code: "1", message: "x", description: "d" },
        super::Entry { status: 400, code: "1", message: "w", description: "e" },
    ];

    static NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];

    #[derive(Clone, Copy, PartialEq, PartialOrd, Ord, Hash)]
    pub(super) enum LettersError {
        A,
        B,
        C,
        D,
        E,
    }

    impl LettersError {
        pub(super) const ALL: &'static [Self] = &[Self::A, Self::B, Self::C, Self::D, Self::E];
        pub(super) const TABLE: &'static super::Table = &PAGE;
        const ROW_NUMBERS: &'static [u32] = &[];
        const INDEX_ORDER: [u32; 5] = [4, 0, 3, 2, 1];
        const LOOKUP_INDEX: super::Index<Self> = super::Index {
            errors: &super::pick(Self::ALL, Self::INDEX_ORDER),
            responses: &[0, 1, 3, 4, 5],
            codes: &[0, 3, 4],
            buckets: &[],
        };
    }

    implement_documented!(LettersError);

    /// Its rows are not the page's first ones.
    #[derive(Clone, Copy, PartialEq, PartialOrd, Ord, Hash)]
    pub(super) enum LateError {
        D,
        B,
    }

    impl LateError {
        pub(super) const ALL: &'static [Self] = &[Self::D, Self::B];
        pub(super) const TABLE: &'static super::Table =
            &super::Table { name: "Late", title: "Late letters", ..PAGE };
        const ROW_NUMBERS: &'static [u32] = &[3, 1];
        const INDEX_ORDER: [u32; 2] = [0, 1];
        const LOOKUP_INDEX: super::Index<Self> = super::Index {
            errors: &super::pick(Self::ALL, Self::INDEX_ORDER),
            responses: &[0, 1, 2],
            codes: &[0, 1, 2],
            buckets: &[],
        };
    }

    implement_documented!(LateError in LettersError);
}

use letters::LateError;
use letters::LettersError::{self, A, B, C, D, E};

#[track_caller]
fn assert_found(response: (u16, &str, &str), level: MatchLevel, errors: &[LettersError]) {
    let found = LettersError::lookup(response.0, response.1, response.2);
    assert_eq!((found.level(), found.errors()), (level, errors));
}

#[test]
fn the_best_match_is_found_and_all_that_match_as_well() {
    assert_found((400, "2", "y"), MatchLevel::Exact, &[B]);
    assert_found((400, "1", "x"), MatchLevel::Exact, &[A, D]);
    assert_found((404, "1", "x"), MatchLevel::Exact, &[C]);
    assert_found((400, "1", "y"), MatchLevel::CodeAndStatus, &[E, A, D]);
    assert_found((404, "1", "w"), MatchLevel::CodeAndStatus, &[C]);
    assert_found((500, "1", "x"), MatchLevel::Code, &[E, A, D, C]);
    assert_found((400, "", "x"), MatchLevel::Unknown, &[]);
    assert_found((400, "10", "x"), MatchLevel::Unknown, &[]);
    assert_found((400, "3", "x"), MatchLevel::Unknown, &[]);
}

#[test]
fn only_the_one_exact_match_is_the_error() {
    assert_eq!(LettersError::lookup(400, "2", "y").exact(), Some(B));
    assert_eq!(LettersError::lookup(400, "1", "x").exact(), None);
    assert_eq!(LettersError::lookup(404, "1", "w").exact(), None);
    assert_eq!(LettersError::lookup(500, "2", "y").exact(), None);
    assert_eq!(LettersError::lookup(500, "3", "y").exact(), None);
}

#[test]
fn a_code_finds_all_its_errors() {
    assert_eq!(LettersError::with_code("1"), [E, A, D, C]);
    assert_eq!(LettersError::with_code("2"), [B]);
    assert!(LettersError::with_code("0").is_empty());
    assert!(LettersError::with_code("11").is_empty());
}

#[test]
fn every_method_has_the_row_of_its_error() {
    for (error, row) in LettersError::ALL.iter().zip(["a", "b", "c", "d", "e"]) {
        assert_eq!(error.description(), row);
        assert_eq!(error.name(), row.to_uppercase());
    }
    assert_eq!((C.status(), C.code(), C.message(), C.entry().description), (404, "1", "x", "c"));
    assert_eq!((LateError::D.description(), LateError::B.description()), ("d", "b"));
    assert_eq!((LateError::D.name(), LateError::B.name()), ("D", "B"));
    assert_eq!(format!("{:?} {:?}", D, LateError::D), "D D");
}

#[test]
fn errors_and_failures_say_what_they_are() {
    assert_eq!(C.to_string(), "HTTP 404 1: x (c)");
    let unknown = "F".parse::<LettersError>().unwrap_err();
    assert_eq!(unknown.to_string(), "not the name of an error of Letters");
    assert_eq!(unknown.table(), LettersError::TABLE);
    let not_listed = LateError::try_from(A).unwrap_err();
    assert_eq!(not_listed.to_string(), "Late does not list A");
    assert_eq!((not_listed.table(), not_listed.into_inner()), (LateError::TABLE, A));
}

#[test]
fn a_table_lists_some_errors_of_the_page() {
    assert_eq!([LateError::D, LateError::B].map(LettersError::from), [D, B]);
    assert_eq!(
        (LateError::try_from(D), LateError::try_from(B)),
        (Ok(LateError::D), Ok(LateError::B))
    );
    assert_eq!("B".parse(), Ok(LateError::B));
    assert_eq!(LateError::lookup(400, "1", "x").exact(), Some(LateError::D));
    assert_eq!(LateError::with_code("2"), [LateError::B]);
}

#[test]
fn a_documented_error_can_be_an_object() {
    let error: &dyn DocumentedError = &B;
    assert_eq!((error.name(), error.entry().code, error.table().name), ("B", "2", "Letters"));
    let error: &dyn DocumentedError = &LateError::B;
    assert_eq!((error.name(), error.entry().code, error.table().name), ("B", "2", "Late"));
}

#[test]
fn a_set_has_what_its_enum_has() {
    fn check<E: ErrorSet>(errors: usize) {
        assert_eq!(E::ALL.len(), errors);
        assert_eq!(E::with_code("2").len(), 1);
        assert_eq!(E::lookup(400, "2", "y").level(), MatchLevel::Exact);
        for error in E::ALL {
            assert_eq!(error.table(), E::TABLE);
            assert_eq!(named::<E>(error.name()), Ok(*error));
        }
    }
    check::<LettersError>(5);
    check::<LateError>(2);
}

#[test]
fn with_serde_an_error_is_its_name_and_an_entry_its_cells() {
    assert_eq!(serde_json::to_string(&LateError::D).unwrap(), "\"D\"");
    assert_eq!(serde_json::from_str::<LateError>("\"D\"").unwrap(), LateError::D);
    let error = serde_json::from_str::<LateError>("\"A\"").unwrap_err().to_string();
    assert!(error.contains("the name of an error of Late"), "{error}");
    assert_eq!(
        serde_json::to_string(B.entry()).unwrap(),
        r#"{"status":400,"code":"2","message":"y","description":"b"}"#
    );
}

/// An error of a table that a test makes up.
#[derive(Clone, Copy, Debug)]
struct MadeUp(&'static Entry);

impl std::fmt::Display for MadeUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl DocumentedError for MadeUp {
    fn entry(&self) -> &'static Entry {
        self.0
    }
    fn name(&self) -> &'static str {
        self.0.description
    }
    fn table(&self) -> &'static Table {
        LettersError::TABLE
    }
}

/// Rows, and the index that the generator makes of them.
fn made_up(cells: &[(u16, String, String)]) -> (Vec<Entry>, Index<MadeUp>) {
    fn leak<T>(items: impl Iterator<Item = T>) -> &'static [T] {
        Vec::leak(items.collect())
    }
    let numbers = |numbers: Vec<usize>| {
        leak(numbers.into_iter().map(|number| u32::try_from(number).unwrap()))
    };
    let rows = leak(cells.iter().zip(0..).map(|((status, code, message), row)| Entry {
        status: *status,
        code: String::leak(code.clone()),
        message: String::leak(message.clone()),
        description: String::leak(format!("{row}")),
    }));
    let errors: Vec<error_catalog_model::page::Error> = cells
        .iter()
        .map(|(status, code, message)| error_catalog_model::page::Error {
            name: String::new(),
            status: *status,
            code: code.clone(),
            message: message.clone(),
            description: String::new(),
            tables: Vec::new(),
            quirks: Vec::new(),
        })
        .collect();
    let index = crate::lookup::index(&errors.iter().collect::<Vec<_>>());
    let errors = leak(index.order.iter().map(|row| MadeUp(&rows[*row])));
    let [responses, codes, buckets] = [index.responses, index.codes, index.buckets].map(numbers);
    (rows.to_vec(), Index { errors, responses, codes, buckets })
}

/// Names of the rows that match a response best, found by comparing all of them.
fn naive(
    rows: &[Entry],
    status: u16,
    code: &str,
    message: &str,
) -> (MatchLevel, Vec<&'static str>) {
    let found = |fits: &dyn Fn(&Entry) -> bool| {
        let mut rows: Vec<&Entry> = rows.iter().filter(|entry| fits(entry)).collect();
        rows.sort_by_key(|entry| (entry.status, entry.message));
        rows.iter().map(|entry| entry.description).collect::<Vec<_>>()
    };
    let with_code = found(&|entry| entry.code == code);
    let with_status = found(&|entry| entry.code == code && entry.status == status);
    let exact =
        found(&|entry| entry.code == code && entry.status == status && entry.message == message);
    let levels = [
        (MatchLevel::Exact, exact),
        (MatchLevel::CodeAndStatus, with_status),
        (MatchLevel::Code, with_code),
    ];
    let best = levels.into_iter().find(|(_, errors)| !errors.is_empty());
    best.unwrap_or((MatchLevel::Unknown, Vec::new()))
}

fn names(errors: &[MadeUp]) -> Vec<&'static str> {
    errors.iter().map(|error| error.0.description).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config {
        failure_persistence: None,
        ..proptest::test_runner::Config::default()
    })]

    #[test]
    fn an_index_of_any_length_finds_what_a_naive_filter_finds(
        rows in proptest::collection::vec((400_u16..403, "[ab]{0,3}|[ab]{6,20}|X", "[a-c]{0,2}"), 1..120),
        responses in proptest::collection::vec((400_u16..404, "[ab]{0,3}|[ab]{6,9}|X", "[a-c]{0,2}"), 0..20),
    ) {
        let (entries, index) = made_up(&rows);
        for (status, code, message) in rows.iter().chain(&responses) {
            let found = index.lookup(*status, code, message);
            let expected = naive(&entries, *status, code, message);
            proptest::prop_assert_eq!((found.level(), names(found.errors())), expected);
            let with_code = naive(&entries, 0, code, "").1;
            proptest::prop_assert_eq!(names(index.with_code(code)), with_code);
        }
    }
}

#[test]
fn a_code_that_a_whole_table_has_is_searched() {
    let row = |row: u16| (400 + row % 7, "ONE".to_owned(), format!("{}", row % 150));
    let (entries, index) = made_up(&(0..600).map(row).collect::<Vec<_>>());
    for status in 399..408 {
        for message in 0..151 {
            let message = message.to_string();
            let found = index.lookup(status, "ONE", &message);
            let expected = naive(&entries, status, "ONE", &message);
            assert_eq!((found.level(), names(found.errors())), expected);
        }
    }
}

#[test]
fn codes_that_follow_each_other_are_spread() {
    let forms: [fn(usize) -> String; 6] = [
        |number| format!("RCS{number}"),
        |number| format!("RCS{number:04}"),
        |number| format!("INVALID_ARGUMENT_{number}"),
        |number| format!("{number:05}_NOT_FOUND"),
        |number| format!("{number:04}_NO"),
        |number| format!("ARGUMENT{number:04}_IS_INVALID"),
    ];
    for form in forms {
        let mut buckets = vec![0; 1000];
        for number in 0..1000 {
            buckets[bucket(&form(number), 1000)] += 1;
        }
        assert!(buckets.iter().all(|count| *count < 10), "{}: {buckets:?}", form(1));
    }
}
