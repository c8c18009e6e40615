//! A page of the documentation, as the import reads it.

use std::collections::BTreeSet;

use error_catalog_model as model;
use error_catalog_model::page::TableKind;
use serde::Serialize;

use super::left_out::LeftOut;

/// A page of the documentation.
#[derive(Debug)]
pub struct Page {
    /// Its first heading or, if it has none, its first line.
    pub title: String,
    /// Its address, if the page gives it.
    pub source: Option<String>,
    /// Its tables of errors, in the page's order.
    pub tables: Vec<Table>,
    /// What the catalog does not keep of it, in the page's order.
    pub left_out: Vec<LeftOut>,
}

impl Page {
    /// The entries of `left-out` that cover what the catalog does not keep: each once, in the page's
    /// order.
    #[must_use]
    pub fn left_out_entries(&self) -> Vec<String> {
        let mut entries: Vec<String> = Vec::new();
        let mut seen = BTreeSet::new();
        for entry in self.left_out.iter().filter_map(LeftOut::entry) {
            if seen.insert(entry.clone()) {
                entries.push(entry);
            }
        }
        entries
    }
}

/// A table of errors.
#[derive(Debug)]
pub struct Table {
    /// Whose errors it lists.
    pub kind: TableKind,
    /// The heading above it.
    pub title: String,
    /// Its rows, in the table's order.
    pub rows: Vec<Cells>,
}

/// The cells of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cells {
    /// The HTTP status.
    pub status: u16,
    /// The error code.
    pub code: String,
    /// The message.
    pub message: String,
    /// The description.
    pub description: String,
}

/// A row of a page file: its cells, and the name of its error.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The error's name in the catalog.
    pub name: String,
    /// The cells.
    #[serde(flatten)]
    pub cells: Cells,
}

impl From<&model::page::Error> for Cells {
    fn from(error: &model::page::Error) -> Self {
        Self {
            status: error.status,
            code: error.code.clone(),
            message: error.message.clone(),
            description: error.description.clone(),
        }
    }
}
