//! The shared part of the generated code, on an enum written by hand.

// As the generated code has it: with the pages' modules below it.
include!("shared.rs");
include!("bucket.rs");

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

const INDEX: Index<Error> =
    Index { errors: &[E, A, D, C, B], answers: &[0, 1, 3, 4, 5], codes: &[0, 3, 4], buckets: &[] };

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
        INDEX.with_code(code)
    }
    fn candidates(status: u16, code: &str, message: &str) -> Candidates<Self> {
        INDEX.candidates(status, code, message)
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
        &TABLE
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
    let errors = rows.iter().map(|entry| crate::model::Error {
        name: entry.description.to_owned(),
        status: entry.status,
        code: entry.code.to_owned(),
        message: entry.message.to_owned(),
        description: String::new(),
        tables: Vec::new(),
        quirks: Vec::new(),
    });
    let all: Vec<usize> = (0..rows.len()).collect();
    let index = crate::model::index(&all, &errors.collect::<Vec<_>>());
    let errors = leak(index.errors.iter().map(|row| MadeUp(&rows[*row])));
    let [answers, codes, buckets] = [index.answers, index.codes, index.buckets].map(numbers);
    (rows.to_vec(), Index { errors, answers, codes, buckets })
}

/// Names of the rows that match an answer best, by going through all of them.
fn naive(rows: &[Entry], status: u16, code: &str, message: &str) -> (Matched, Vec<&'static str>) {
    let found = |fits: &dyn Fn(&Entry) -> bool| {
        let mut rows: Vec<&Entry> = rows.iter().filter(|entry| fits(entry)).collect();
        rows.sort_by_key(|entry| (entry.status, entry.message));
        rows.iter().map(|entry| entry.description).collect::<Vec<_>>()
    };
    let with_code = found(&|entry| entry.code == code);
    let with_status = found(&|entry| entry.code == code && entry.status == status);
    let exact =
        found(&|entry| entry.code == code && entry.status == status && entry.message == message);
    let ways =
        [(Matched::Exact, exact), (Matched::Status, with_status), (Matched::Code, with_code)];
    let best = ways.into_iter().find(|(_, errors)| !errors.is_empty());
    best.unwrap_or((Matched::Nothing, Vec::new()))
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
        answers in proptest::collection::vec((400_u16..404, "[ab]{0,3}|[ab]{6,9}|X", "[a-c]{0,2}"), 0..20),
    ) {
        let (entries, index) = made_up(&rows);
        for (status, code, message) in rows.iter().chain(&answers) {
            let found = index.candidates(*status, code, message);
            let expected = naive(&entries, *status, code, message);
            proptest::prop_assert_eq!((found.matched(), names(found.errors())), expected);
            let with_code = naive(&entries, 0, code, "").1;
            proptest::prop_assert_eq!(names(index.with_code(code)), with_code);
        }
    }
}

#[test]
fn a_code_that_stands_for_a_whole_table_is_searched() {
    let row = |row: u16| (400 + row % 7, "ONE".to_owned(), format!("{}", row % 150));
    let (entries, index) = made_up(&(0..600).map(row).collect::<Vec<_>>());
    for status in 399..408 {
        for message in 0..151 {
            let message = message.to_string();
            let found = index.candidates(status, "ONE", &message);
            let expected = naive(&entries, status, "ONE", &message);
            assert_eq!((found.matched(), names(found.errors())), expected);
        }
    }
}

#[test]
fn codes_that_follow_each_other_are_spread() {
    let ways: [fn(usize) -> String; 6] = [
        |number| format!("RCS{number}"),
        |number| format!("RCS{number:04}"),
        |number| format!("INVALID_ARGUMENT_{number}"),
        |number| format!("{number:05}_NOT_FOUND"),
        |number| format!("{number:04}_NO"),
        |number| format!("ARGUMENT{number:04}_IS_INVALID"),
    ];
    for way in ways {
        let mut buckets = vec![0; 1000];
        for number in 0..1000 {
            buckets[bucket(&way(number), 1000)] += 1;
        }
        assert!(buckets.iter().all(|count| *count < 10), "{}: {buckets:?}", way(1));
    }
}
