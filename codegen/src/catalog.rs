//! The catalog as it is written: pages, tables and rows, each value with its place in the file.

use std::ops::Range;

use toml::Spanned;

/// A catalog folder.
#[derive(Debug)]
pub(crate) struct Catalog {
    /// The names of all its files, without `.toml`.
    pub(crate) stems: Vec<String>,
    /// The files that are TOML.
    pub(crate) pages: Vec<Page>,
}

/// A file of the catalog: one page of the documentation.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its number among the files.
    pub(crate) file: usize,
    /// `[page]`; none where it lacks something, which is then reported.
    pub(crate) header: Option<Header>,
    /// The tables that lack nothing, in the order of the file.
    pub(crate) tables: Vec<Table>,
}

/// What `[page]` says.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) name: Spanned<String>,
    pub(crate) title: Spanned<String>,
    pub(crate) source: Spanned<String>,
    /// As `YYYY-MM-DD`.
    pub(crate) retrieved: String,
}

/// `[[endpoint]]` or `[common]`: a table of the page.
#[derive(Debug)]
pub(crate) struct Table {
    /// Whether it is the table of errors common to the page's endpoints.
    pub(crate) common: bool,
    pub(crate) name: Spanned<String>,
    pub(crate) title: Spanned<String>,
    /// The rows that lack nothing.
    pub(crate) rows: Vec<Row>,
}

/// A row of a table: an error.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) range: Range<usize>,
    pub(crate) name: Spanned<String>,
    pub(crate) status: Spanned<i64>,
    pub(crate) code: Spanned<String>,
    pub(crate) message: Spanned<String>,
    pub(crate) description: Spanned<String>,
}

impl Row {
    /// What makes it the error that it is: status, code, message and description.
    pub(crate) fn cells(&self) -> (i64, &str, &str, &str) {
        (
            *self.status.get_ref(),
            self.code.get_ref(),
            self.message.get_ref(),
            self.description.get_ref(),
        )
    }
}

impl Page {
    /// Every row of every table, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables.iter().flat_map(|table| &table.rows)
    }
}
