//! The shared part, with enums written by hand as the emitter writes them.

use super::bucket::bucket;
use super::entry::{Body, BodyValue, Entry, Table};
use super::error::{DocumentedError, sealed};
use super::index::{lookup, lookup_at, pick, with_code};
use super::lookup::{Lookup, MatchLevel};
use super::quirk::{Quirk, QuirkKind, part, references, trusted_message};
use super::response::ErrorResponse;
use super::serde::NameVisitor;
use super::set::{EndpointSet, ErrorSet, NotListedError, UnknownNameError, named};

/// As in the generated code: below the module that has the shared part.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
mod letters {
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
        const INDEX_ORDER: &'static [u32] = &[4, 0, 3, 2, 1];
        const INDEX_RESPONSES: &'static [u32] = &[0, 1, 3, 4, 5];
        const INDEX_CODES: &'static [u32] = &[0, 3, 4];
        const INDEX_BUCKETS: &'static [u32] = &[];
        const INDEX_MESSAGES: &'static [[u32; 3]] = &[[1, 1, 4]];
        const INDEX_MESSAGE_BUCKETS: &'static [u32] = &[];
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
        const INDEX_ORDER: &'static [u32] = &[0, 1];
        const INDEX_RESPONSES: &'static [u32] = &[0, 1, 2];
        const INDEX_CODES: &'static [u32] = &[0, 1, 2];
        const INDEX_BUCKETS: &'static [u32] = &[];
        const INDEX_MESSAGES: &'static [[u32; 3]] = &[];
        const INDEX_MESSAGE_BUCKETS: &'static [u32] = &[];
    }

    implement_documented!(LateError in LettersError);

    #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Ord, Hash)]
    pub(super) enum Endpoint {
        Late,
    }

    implement_endpoints!(LettersError: Late => LateError,);

    const PAGE: super::Table = super::Table {
        page: "Letters",
        name: "Letters",
        title: "All letters",
        source: Some("https://docs.example.com"),
        retrieved: Some("2026-01-31"),
        body: Some(super::Body {
            code: Some(super::BodyValue { pointer: "/errors/0/code", is_number: true }),
            message: Some(super::BodyValue { pointer: "/errors/0/a~1b~0", is_number: false }),
        }),
    };

    static QUIRKS: [super::Quirk; 2] = [
        super::Quirk { kind: super::QuirkKind::ReusedCode, note: "Four errors.", tables: &[] },
        super::Quirk {
            kind: super::QuirkKind::MismatchedPair,
            note: "That of A.",
            tables: &[LateError::TABLE],
        },
    ];

    static ERROR_QUIRKS: [&super::Quirk; 5] = super::references(&QUIRKS, [0, 0, 0, 1, 0]);

    const QUIRK_STARTS: &[u32] = &[0, 1, 1, 2, 4, 5];

    const ENTRIES: &[super::Entry; 5] = &[
        super::Entry { status: 400, code: "1", message: "x", description: "a" },
        super::Entry { status: 400, code: "2", message: "y", description: "b" },
        super::Entry { status: 404, code: "1", message: "x", description: "c" },
        super::Entry { status: 400, code: "1", message: "x", description: "d" },
        super::Entry { status: 400, code: "1", message: "w", description: "e" },
    ];

    static NAMES: [&str; 5] = ["A", "B", "C", "D", "E"];
}

use letters::LettersError::{self, A, B, C, D, E};
use letters::{Endpoint, LateError};

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
    assert_found((500, "1", "w"), MatchLevel::CodeAndMessage, &[E]);
    assert_found((500, "1", "x"), MatchLevel::CodeAndMessage, &[A, D, C]);
    assert_found((500, "1", "y"), MatchLevel::Code, &[E, A, D, C]);
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
    assert_eq!(unknown.table, LettersError::TABLE);
    let not_listed = LateError::try_from(A).unwrap_err();
    assert_eq!(not_listed.to_string(), "Late does not list A");
    assert_eq!((not_listed.table, not_listed.name), (LateError::TABLE, "A"));
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
fn errors_that_match_equally_well_decide_together() {
    let ambiguous = LettersError::lookup(400, "1", "x");
    assert_eq!((ambiguous.only(), ambiguous.listed()), (None, true));
    assert_eq!(ambiguous.agree(|error| error.status()), Some(400));
    assert_eq!(ambiguous.agree(|error| error.description()), None);
    assert_eq!(ambiguous.into_iter().collect::<Vec<_>>(), [A, D]);
    let single = LettersError::lookup(401, "2", "y");
    assert_eq!(
        (single.exact(), single.only(), single.agree(|error| error)),
        (None, Some(B), Some(B))
    );
    let unknown = LettersError::lookup(400, "3", "x");
    assert_eq!((unknown.only(), unknown.agree(|_| true), unknown.listed()), (None, None, false));
}

#[test]
fn levels_are_ordered_and_shown() {
    let levels = [
        MatchLevel::Unknown,
        MatchLevel::Code,
        MatchLevel::CodeAndMessage,
        MatchLevel::CodeAndStatus,
        MatchLevel::Exact,
    ];
    assert!(levels.is_sorted());
    let names = levels.map(MatchLevel::as_str);
    assert_eq!(names, ["unknown", "code", "code-and-message", "code-and-status", "exact"]);
    assert_eq!(levels.map(|level| level.to_string()), names);
    assert_eq!(LettersError::lookup(400, "1", "x").to_string(), "exact: A, D");
    assert_eq!(LettersError::lookup(400, "3", "x").to_string(), "unknown");
    assert_eq!(Endpoint::Late.lookup(404, "1", "x").to_string(), "exact: C (not listed)");
}

#[track_caller]
fn assert_found_at_endpoint(
    response: (u16, &str, &str),
    level: MatchLevel,
    errors: &[LettersError],
    is_listed: bool,
) {
    let found = Endpoint::Late.lookup(response.0, response.1, response.2);
    assert_eq!((found.level(), found.errors(), found.listed()), (level, errors, is_listed));
    let response = ErrorResponse::new(response.0, Some(response.1), Some(response.2));
    assert_eq!(response.lookup_at(Endpoint::Late), found);
}

#[test]
fn an_endpoint_finds_its_own_errors_unless_others_match_better() {
    // A matches equally well, and the table does not list it.
    assert_found_at_endpoint((400, "1", "x"), MatchLevel::Exact, &[D], true);
    assert_found_at_endpoint((400, "1", "y"), MatchLevel::CodeAndStatus, &[D], true);
    assert_found_at_endpoint((400, "1", "w"), MatchLevel::Exact, &[E], false);
    assert_found_at_endpoint((404, "1", "y"), MatchLevel::CodeAndStatus, &[C], false);
    assert_found_at_endpoint((500, "1", "x"), MatchLevel::CodeAndMessage, &[D], true);
    assert_found_at_endpoint((500, "1", "y"), MatchLevel::Code, &[D], true);
    assert_found_at_endpoint((400, "3", "x"), MatchLevel::Unknown, &[], false);
}

#[test]
fn an_endpoint_has_its_table() {
    assert_eq!(Endpoint::ALL, [Endpoint::Late]);
    assert_eq!(<Endpoint as EndpointSet>::ALL, Endpoint::ALL);
    assert_eq!(Endpoint::Late.table(), LateError::TABLE);
    assert_eq!(EndpointSet::table(&Endpoint::Late), LateError::TABLE);
    assert_eq!((Endpoint::Late.name(), Endpoint::Late.title()), ("Late", "Late letters"));
    assert_eq!(Endpoint::Late.errors(), [D, B]);
    assert_eq!(format!("{:>6}", Endpoint::Late), "  Late");
}

#[test]
fn without_a_code_nothing_is_known() {
    let response = ErrorResponse::new(400, None::<&str>, Some("x"));
    assert_eq!(response.lookup::<LettersError>().level(), MatchLevel::Unknown);
    assert!(!response.lookup_at(Endpoint::Late).listed());
    let response = ErrorResponse::new(400, Some("1"), None);
    assert_eq!(response.lookup::<LettersError>(), LettersError::lookup(400, "1", ""));
    assert_eq!(response.lookup::<LettersError>().level(), MatchLevel::CodeAndStatus);
}

#[test]
fn quirks_are_those_of_the_page() {
    let kinds = |quirks: &[&Quirk]| quirks.iter().map(|quirk| quirk.kind).collect::<Vec<_>>();
    assert_eq!(kinds(D.quirks()), [QuirkKind::ReusedCode, QuirkKind::MismatchedPair]);
    assert_eq!(LateError::D.quirks(), D.quirks());
    assert_eq!(D.quirks()[1].tables, [LateError::TABLE]);
    assert!(B.quirks().is_empty());
    assert_eq!((A.trusted_message(), D.trusted_message()), (Some("x"), None));
    assert_eq!(DocumentedError::trusted_message(&LateError::D), None);
    assert_eq!(trusted_message("x", &[]), Some("x"));
}

#[test]
fn errors_convert_into_other_errors() {
    fn keep<E: ErrorSet>(error: E) -> Box<dyn std::error::Error + Send + Sync> {
        error.into()
    }
    let boxed = keep(LateError::D);
    assert_eq!(boxed.downcast_ref(), Some(&LateError::D));
    let object: &dyn DocumentedError = &LateError::D;
    let kept: Box<dyn std::error::Error + Send + Sync> = object.as_static().into();
    assert_eq!(kept.to_string(), "HTTP 400 1: x (d)");
    let kept: &&dyn DocumentedError = kept.downcast_ref().unwrap();
    assert_eq!((kept.name(), kept.table()), ("D", LateError::TABLE));
    assert_eq!((LateError::B.into_page(), B.into_page()), (B, B));
}

#[test]
fn a_description_is_ours_however_it_is_read() {
    #[expect(deprecated, reason = "it is what code that sees an error only can call")]
    fn read<E: std::error::Error + ?Sized>(error: &E) -> String {
        error.description().to_owned()
    }
    let object: &dyn DocumentedError = &D;
    let boxed: Box<dyn std::error::Error> = D.into();
    assert_eq!([read(&D), read(object), read(object.as_static()), read(&*boxed)], ["d"; 4]);
}

/// What [`from_json`](ErrorResponse::from_json) reads of a body.
#[track_caller]
fn assert_read(table: &Table, body: &[u8], code: Option<&str>, message: Option<&str>) {
    let response = ErrorResponse::from_json(400, body, table);
    let (read_code, read_message) = (response.code.as_deref(), response.message.as_deref());
    let start = String::from_utf8_lossy(&body[..body.len().min(100)]);
    assert_eq!((response.status, read_code, read_message), (400, code, message), "{start}");
}

/// A table whose page does not say where code and message are.
fn without_body() -> Table {
    Table { body: None, ..*LettersError::TABLE }
}

#[test]
fn code_and_message_are_read_from_where_the_page_has_them() {
    let table = LettersError::TABLE;
    assert_read(table, br#"{"errors":[{"code":1,"a/b~":"x"}]}"#, Some("1"), Some("x"));
    assert_read(table, br#"{"errors":[{"code":"1","a/b~":2}]}"#, Some("1"), Some("2"));
    assert_read(table, br#"{"errors":[{"code":-7}],"message":"x"}"#, Some("-7"), None);
    assert_read(table, br#"{"errors":[],"code":"1"}"#, None, None);
    let table = &without_body();
    assert_read(table, br#"{"code":"1","message":" x "}"#, Some("1"), Some(" x "));
    assert_read(table, "\u{FEFF}{\"code\":\"1\"}".as_bytes(), Some("1"), None);
    assert_read(table, br#"{"code":null,"message":{"text":"x"}}"#, None, None);
    assert_read(table, br#"{"code":1.5,"message":true}"#, None, None);
    assert_read(table, br#"{"code":" ","message":""}"#, None, None);
    let body =
        Some(Body { code: None, message: Some(BodyValue { pointer: "/m", is_number: false }) });
    let table = &Table { body, ..*table };
    assert_read(table, br#"{"code":"1","m":"x"}"#, None, Some("x"));
}

#[test]
fn a_body_that_is_not_json_has_nothing() {
    for body in [
        "",
        "<html><body>502 Bad Gateway</body></html>",
        r#"{"code":"1","mess"#,
        r#"{"code":"1"} {"code":"2"}"#,
        "null",
        r#""code""#,
        "[1]",
        &"[".repeat(100_000),
    ] {
        assert_read(&without_body(), body.as_bytes(), None, None);
    }
    assert_read(&without_body(), b"{\"code\":\"\xFF\"}", None, None);
}

#[test]
fn a_large_body_is_read_as_well() {
    let body = format!(r#"{{"data":[{}0],"code":"1"}}"#, "0,".repeat(5 << 20));
    assert_read(&without_body(), body.as_bytes(), Some("1"), None);
}

#[test]
fn the_body_of_an_error_is_what_the_api_sends() {
    assert_eq!(B.body(), serde_json::json!({ "errors": [{ "code": 2, "a/b~": "y" }] }));
    let table = LettersError::TABLE;
    for error in LettersError::ALL {
        let body = error.body().to_string();
        assert_read(table, body.as_bytes(), Some(error.code()), Some(error.message()));
        let object: &dyn DocumentedError = error;
        assert_eq!(object.body(), error.body());
    }
    let body = super::body::error_body(B.entry(), &without_body());
    assert_eq!(body, serde_json::json!({ "code": "2", "message": "y" }));
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

/// An error of a table that a test makes up: the number of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct MadeUp(usize);

std::thread_local! {
    static MADE_UP: std::cell::Cell<Option<&'static sealed::Index<MadeUp, MadeUp>>> =
        const { std::cell::Cell::new(None) };
}

impl std::fmt::Display for MadeUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.entry().fmt(f)
    }
}

impl std::error::Error for MadeUp {}

impl std::str::FromStr for MadeUp {
    type Err = UnknownNameError;

    fn from_str(_: &str) -> Result<Self, UnknownNameError> {
        Err(UnknownNameError { table: Self::TABLE })
    }
}

impl DocumentedError for MadeUp {
    fn documented(&self) -> sealed::Documented {
        let entry = &Self::index().entries[self.0];
        let (name, table) = (entry.description, Self::TABLE);
        sealed::Documented { entry, name, table, quirks: &[], error: &A }
    }
}

impl ErrorSet for MadeUp {
    type Page = Self;
    const ALL: &'static [Self] = &[];
    const TABLE: &'static Table = LettersError::TABLE;

    fn index() -> &'static sealed::Index<Self, Self> {
        MADE_UP.get().unwrap()
    }
    fn into_page(self) -> Self {
        self
    }
    fn with_code(code: &str) -> &'static [Self] {
        with_code(code)
    }
    fn lookup(status: u16, code: &str, message: &str) -> Lookup<Self> {
        lookup(status, code, message)
    }
}

/// Rows, whose index the generator makes.
fn make_up(cells: &[(u16, String, String)]) -> &'static [Entry] {
    fn leak<T>(items: impl Iterator<Item = T>) -> &'static [T] {
        Vec::leak(items.collect())
    }
    let number = |number: usize| u32::try_from(number).unwrap();
    let numbers = |numbers: Vec<usize>| leak(numbers.into_iter().map(number));
    let entries = leak(cells.iter().zip(0..).map(|((status, code, message), row)| Entry {
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
    let made_up = leak(index.order.iter().map(|row| MadeUp(*row)));
    let messages = leak(index.messages.iter().map(|message| message.map(number)));
    let [rows, responses, codes, buckets, message_buckets] =
        [index.order, index.responses, index.codes, index.buckets, index.message_buckets]
            .map(numbers);
    let index = sealed::Index {
        errors: made_up,
        page_errors: made_up,
        rows,
        entries,
        responses,
        codes,
        buckets,
        messages,
        message_buckets,
    };
    MADE_UP.set(Some(Box::leak(Box::new(index))));
    entries
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
    let with_message = found(&|entry| entry.code == code && entry.message == message);
    let with_status = found(&|entry| entry.code == code && entry.status == status);
    let exact =
        found(&|entry| entry.code == code && entry.status == status && entry.message == message);
    let levels = [
        (MatchLevel::Exact, exact),
        (MatchLevel::CodeAndStatus, with_status),
        (MatchLevel::CodeAndMessage, with_message),
        (MatchLevel::Code, with_code),
    ];
    let best = levels.into_iter().find(|(_, errors)| !errors.is_empty());
    best.unwrap_or((MatchLevel::Unknown, Vec::new()))
}

fn names(errors: &[MadeUp]) -> Vec<&'static str> {
    errors.iter().map(DocumentedError::name).collect()
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
        let entries = make_up(&rows);
        for (status, code, message) in rows.iter().chain(&responses) {
            let found = MadeUp::lookup(*status, code, message);
            let expected = naive(entries, *status, code, message);
            proptest::prop_assert_eq!((found.level(), names(found.errors())), expected);
            let with_code = naive(entries, 0, code, "of no row").1;
            proptest::prop_assert_eq!(names(MadeUp::with_code(code)), with_code);
        }
    }
}

/// Rows with one code, found at every level.
fn assert_one_code_is_searched(rows: u16) {
    let row = |row: u16| (400 + row % 7, "ONE".to_owned(), format!("{}", row % 150));
    let entries = make_up(&(0..rows).map(row).collect::<Vec<_>>());
    for status in 399..408 {
        for message in 0..=150.min(rows) {
            let message = message.to_string();
            let found = MadeUp::lookup(status, "ONE", &message);
            let expected = naive(entries, status, "ONE", &message);
            assert_eq!((found.level(), names(found.errors())), expected, "{rows} rows");
        }
    }
}

#[test]
fn a_code_that_a_whole_table_has_is_searched() {
    for rows in [15, 16, 17, 18, 600] {
        assert_one_code_is_searched(rows);
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
