//! The catalog as it is written: pages, tables and rows, each value with its place in the file.
//!
//! A value that is missing or of the wrong type is `None`, and reported. The rules look at what is
//! there, so that one mistake hides no other.

use std::collections::BTreeSet;
use std::ops::Range;

#[cfg(feature = "cli")]
use schemars::JsonSchema;
use toml::Spanned;

/// A catalog folder.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// The names of all its files, without `.toml`.
    pub(crate) stems: Vec<String>,
    /// The files that are TOML.
    pub(crate) pages: Vec<Page>,
}

/// A page of the documentation, with every table and every row as the vendor shows them.
#[derive(Debug)]
#[cfg_attr(
    feature = "cli",
    derive(JsonSchema),
    schemars(deny_unknown_fields, rename = "Catalog page")
)]
pub(crate) struct Page {
    /// Its number among the files.
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) file: usize,
    /// What the page is called, where it stands and when it was read.
    #[cfg_attr(feature = "cli", schemars(rename = "page", with = "Header"))]
    pub(crate) header: Option<Header>,
    /// The tables of the endpoints, in the page's order.
    #[cfg_attr(feature = "cli", schemars(rename = "endpoint", default))]
    pub(crate) endpoints: Vec<Table>,
    /// The table of the errors common to all endpoints, if the page has one.
    #[cfg_attr(feature = "cli", schemars(default, with = "Table"))]
    pub(crate) common: Option<Table>,
    /// What the documentation gets wrong, each acknowledged with a note. `cargo catalog check` shows
    /// the entry for a quirk that is not.
    #[cfg_attr(feature = "cli", schemars(rename = "quirk", default))]
    pub(crate) quirks: Vec<Quirk>,
}

/// What the page is called, where it stands and when it was read.
#[derive(Debug)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(deny_unknown_fields))]
pub(crate) struct Header {
    /// Ours to choose, in upper camel case: `AgentLaunch` becomes the enum `AgentLaunchError`, of all
    /// errors of the page.
    #[cfg_attr(feature = "cli", schemars(with = "String", regex(pattern = "^[A-Z][A-Za-z0-9]*$")))]
    pub(crate) name: Option<Spanned<String>>,
    /// The heading of the page.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) title: Option<Spanned<String>>,
    /// The address of the page.
    #[cfg_attr(
        feature = "cli",
        schemars(with = "String", regex(pattern = r#"^https?://[^\s<>"'`\\]+$"#))
    )]
    pub(crate) source: Option<Spanned<String>>,
    /// The day on which the page was read, without quotation marks: `2026-01-31`.
    #[cfg_attr(feature = "cli", schemars(with = "String", extend("format" = "date")))]
    pub(crate) retrieved: Option<String>,
}

/// A table of errors.
#[derive(Debug)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(deny_unknown_fields))]
pub(crate) struct Table {
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) range: Range<usize>,
    /// Ours to choose, in upper camel case: `CreateAgentLaunch` becomes the enum
    /// `CreateAgentLaunchError`.
    #[cfg_attr(feature = "cli", schemars(with = "String", regex(pattern = "^[A-Z][A-Za-z0-9]*$")))]
    pub(crate) name: Option<Spanned<String>>,
    /// The heading above the table.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) title: Option<Spanned<String>>,
    /// The rows, in the table's order.
    #[cfg_attr(feature = "cli", schemars(rename = "errors", length(min = 1)))]
    pub(crate) rows: Vec<Row>,
}

/// A row of a table: an error.
#[derive(Debug)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(deny_unknown_fields, rename = "Error"))]
pub(crate) struct Row {
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) range: Range<usize>,
    /// The variant's name in upper camel case, ours to choose and to keep. Within a page it stands for
    /// the same four cells wherever it stands.
    #[cfg_attr(feature = "cli", schemars(with = "String", regex(pattern = "^[A-Z][A-Za-z0-9]*$")))]
    pub(crate) name: Option<Spanned<String>>,
    /// The HTTP status, 400 to 599.
    #[cfg_attr(feature = "cli", schemars(with = "i64", range(min = 400, max = 599)))]
    pub(crate) status: Option<Spanned<i64>>,
    /// The error code, verbatim.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) code: Option<Spanned<String>>,
    /// The message that the API answers with, verbatim.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) message: Option<Spanned<String>>,
    /// What the documentation says the error is, verbatim.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) description: Option<Spanned<String>>,
}

/// Something that the documentation gets wrong, and that the catalog knows of. It covers exactly one
/// finding.
#[derive(Debug)]
#[cfg_attr(feature = "cli", derive(JsonSchema), schemars(deny_unknown_fields))]
pub(crate) struct Quirk {
    #[cfg_attr(feature = "cli", schemars(skip))]
    pub(crate) range: Range<usize>,
    /// The rule that finds it.
    #[cfg_attr(feature = "cli", schemars(with = "String", extend("enum" = crate::quirks::kinds().collect::<Vec<_>>())))]
    pub(crate) kind: Option<Spanned<String>>,
    /// The name of the table that it lies in, where it lies in one.
    #[cfg_attr(feature = "cli", schemars(with = "String", default))]
    pub(crate) endpoint: Option<Spanned<String>>,
    /// The names of the errors concerned, all of them, in any order.
    #[cfg_attr(feature = "cli", schemars(with = "Vec<String>", length(min = 1)))]
    pub(crate) errors: Option<Vec<Spanned<String>>>,
    /// What is odd, and what a service is to rely on instead. It stands in the docs of the enums.
    #[cfg_attr(feature = "cli", schemars(with = "String", length(min = 1)))]
    pub(crate) note: Option<Spanned<String>>,
}

/// A row that lacks nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'p> {
    pub(crate) row: &'p Row,
    pub(crate) name: &'p str,
    pub(crate) status: i64,
    pub(crate) code: &'p str,
    pub(crate) message: &'p str,
    pub(crate) description: &'p str,
}

impl Page {
    /// The tables of the endpoints and the common one, in the order of the file.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        let start = |table: &Table| table.range.start;
        let common = self.common.as_ref();
        let is_before = |table: &Table| common.is_none_or(|common| start(table) < start(common));
        let (before, after) = self.endpoints.split_at(self.endpoints.partition_point(is_before));
        before.iter().chain(common).chain(after)
    }

    /// Whether this table of the page is the common one.
    pub(crate) fn is_common(&self, table: &Table) -> bool {
        self.common.as_ref().is_some_and(|common| std::ptr::eq(common, table))
    }

    /// Every row of every table, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables().flat_map(|table| &table.rows)
    }

    /// The rows that lack nothing, in the order of the file.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.rows().filter_map(Row::entry)
    }

    /// The first entry of each error, in the order of the file.
    pub(crate) fn errors(&self) -> Vec<Entry<'_>> {
        let mut seen = BTreeSet::new();
        self.entries().filter(|entry| seen.insert(entry.name)).collect()
    }
}

impl Table {
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.rows.iter().filter_map(Row::entry)
    }

    /// The name, if there is one.
    pub(crate) fn name(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.get_ref())
    }
}

impl Row {
    pub(crate) fn entry(&self) -> Option<Entry<'_>> {
        Some(Entry {
            row: self,
            name: self.name.as_ref()?.get_ref(),
            status: *self.status.as_ref()?.get_ref(),
            code: self.code.as_ref()?.get_ref(),
            message: self.message.as_ref()?.get_ref(),
            description: self.description.as_ref()?.get_ref(),
        })
    }
}

impl<'p> Entry<'p> {
    /// Where its name stands.
    pub(crate) fn name_place(self) -> Range<usize> {
        self.row.name.as_ref().map_or(self.row.range.clone(), Spanned::span)
    }

    /// What makes it the error that it is: status, code, message and description.
    pub(crate) fn cells(&self) -> (i64, &'p str, &'p str, &'p str) {
        (self.status, self.code, self.message, self.description)
    }
}
