//! A catalog as it is written: every value with its place in the file, and every value optional.
//!
//! A value that is missing or has the wrong type is `None`, and was reported. The rules look at what
//! is there, so that one mistake hides no other.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::source::Spanned;

/// The keys of a TOML table in a page file.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// Keys that it must have.
    pub required: &'static [&'static str],
    /// Keys that it may have.
    pub optional: &'static [&'static str],
}

impl Keys {
    /// All keys, the required ones first.
    pub fn all(self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }
}

/// The page files of a catalog folder.
#[derive(Debug)]
pub struct Catalog {
    /// The names of all page files, without `.toml`, by their numbers.
    pub stems: BTreeMap<usize, String>,
    /// The pages of those that are TOML.
    pub pages: Vec<Page>,
}

/// A page file.
#[derive(Debug)]
pub struct Page {
    /// Its number among the files.
    pub file: usize,
    /// `[page]`
    pub header: Option<Header>,
    /// `[[endpoint]]`
    pub endpoints: Vec<Table>,
    /// `[common]`
    pub common: Option<Table>,
    /// `[[quirk]]`
    pub quirks: Vec<Quirk>,
}

/// What the page is called, and where and when it was read.
#[derive(Debug)]
pub struct Header {
    /// The page's name in the catalog.
    pub name: Option<Spanned<String>>,
    /// The heading of the page.
    pub title: Option<Spanned<String>>,
    /// The address of the page.
    pub source: Option<Spanned<String>>,
    /// The day on which the page was read, as `YYYY-MM-DD`.
    pub retrieved: Option<Spanned<String>>,
    /// What the page has and the catalog does not keep.
    pub left_out: Vec<Spanned<String>>,
    /// Where the body of a response has code and message.
    pub body: Option<Body>,
}

/// Where the JSON body of a response has code and message.
#[derive(Debug)]
pub struct Body {
    /// The TOML table's header, or all of it if it is inline.
    pub span: Range<usize>,
    /// Where it has the code.
    pub code: Option<BodyValue>,
    /// Where it has the message.
    pub message: Option<BodyValue>,
    /// How this is known.
    pub basis: Option<Spanned<String>>,
}

/// Where the JSON body of a response has a value.
#[derive(Debug)]
pub struct BodyValue {
    /// The JSON pointer to it.
    pub pointer: Option<Spanned<String>>,
    /// The name of the type that it has there.
    pub json_type: Option<Spanned<String>>,
}

/// A table of errors.
#[derive(Debug)]
pub struct Table {
    /// The TOML table's header, or all of it if it is inline.
    pub span: Range<usize>,
    /// The table's name in the catalog.
    pub name: Option<Spanned<String>>,
    /// The heading above the table.
    pub title: Option<Spanned<String>>,
    /// `errors`
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// All of the row.
    pub span: Range<usize>,
    /// The error's name in the catalog.
    pub name: Option<Spanned<String>>,
    /// The HTTP status.
    pub status: Option<Spanned<i64>>,
    /// The error code.
    pub code: Option<Spanned<String>>,
    /// The message.
    pub message: Option<Spanned<String>>,
    /// The description.
    pub description: Option<Spanned<String>>,
}

/// An entry for something that the documentation gets wrong.
#[derive(Debug)]
pub struct Quirk {
    /// The TOML table's header, or all of it if it is inline.
    pub span: Range<usize>,
    /// The name of the rule that finds it.
    pub kind: Option<Spanned<String>>,
    /// The names of the errors that it is about.
    pub errors: Option<Vec<Spanned<String>>>,
    /// The names of the tables that it is about, if it is about certain tables.
    pub tables: Option<Vec<Spanned<String>>>,
    /// The digest of the facts with which the note was read.
    pub reviewed: Option<Spanned<String>>,
    /// What is odd, and what to rely on instead.
    pub note: Option<Spanned<String>>,
}

impl Page {
    /// The keys of a page file.
    pub const KEYS: Keys = Keys { required: &["page"], optional: &["endpoint", "common", "quirk"] };

    /// The tables of the endpoints and the common one, in the order of the file.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        let start = |table: &Table| table.span.start;
        let common = self.common.as_ref();
        let is_before = |table: &Table| common.is_none_or(|common| start(table) < start(common));
        let (before, after) = self.endpoints.split_at(self.endpoints.partition_point(is_before));
        before.iter().chain(common).chain(after)
    }

    /// Whether this table of the page is the common one.
    #[must_use]
    pub fn is_common(&self, table: &Table) -> bool {
        self.common.as_ref().is_some_and(|common| std::ptr::eq(common, table))
    }

    /// Every row of every table, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables().flat_map(|table| &table.rows)
    }
}

impl Header {
    /// The keys of `[page]`.
    pub const KEYS: Keys = Keys {
        required: &["name", "title"],
        optional: &["source", "retrieved", "left-out", "body"],
    };
}

impl Body {
    /// The keys of `body`.
    pub const KEYS: Keys = Keys { required: &[], optional: &["code", "message", "basis"] };

    /// The values that it has, the code first.
    pub fn values(&self) -> impl Iterator<Item = &BodyValue> {
        self.code.iter().chain(&self.message)
    }
}

impl BodyValue {
    /// The keys of `code` and `message` in `body`.
    pub const KEYS: Keys = Keys { required: &["pointer"], optional: &["type"] };
}

impl Table {
    /// The keys of `[[endpoint]]` and `[common]`.
    pub const KEYS: Keys = Keys { required: &["name", "title", "errors"], optional: &[] };
}

impl Row {
    /// The keys of a row.
    pub const KEYS: Keys =
        Keys { required: &["name", "status", "code", "message", "description"], optional: &[] };
}

impl Quirk {
    /// The keys of `[[quirk]]`.
    pub const KEYS: Keys =
        Keys { required: &["kind", "errors"], optional: &["tables", "reviewed", "note"] };
}
