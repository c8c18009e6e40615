//! The tables of a page file: as they are, and as they are planned.

use error_catalog_model as model;
use error_catalog_model::page::TableKind;

use super::page::Row;

/// A table of the file as it is.
#[derive(Debug)]
pub(crate) struct FileTable {
    /// Where the file has it.
    pub(crate) location: TableLocation,
    /// Its name in the catalog.
    pub(crate) name: String,
    /// The heading above it.
    pub(crate) title: String,
    /// Its rows, in the file's order.
    pub(crate) rows: Vec<Row>,
}

/// Where a table is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableLocation {
    /// It is the `[[endpoint]]` with this number.
    Endpoint(usize),
    /// It is `[common]`.
    Common,
}

/// A table as the file is to have it.
#[derive(Debug)]
pub(crate) struct PlannedTable {
    /// The table of the file that it is, unless it is new.
    pub(crate) location: Option<TableLocation>,
    /// Whose errors it lists.
    pub(crate) kind: TableKind,
    /// Its name in the catalog.
    pub(crate) name: String,
    /// The heading above it.
    pub(crate) title: String,
    /// Its rows, in the page's order.
    pub(crate) rows: Vec<PlannedRow>,
}

/// A row as the file is to have it.
#[derive(Debug)]
pub(crate) struct PlannedRow {
    /// The number of the row of the file that it is, in the table that its table is, unless it is new.
    pub(crate) index: Option<usize>,
    /// The row.
    pub(crate) row: Row,
}

impl TableLocation {
    /// Whose errors the table lists.
    pub(crate) fn kind(self) -> TableKind {
        match self {
            Self::Endpoint(_) => TableKind::Endpoint,
            Self::Common => TableKind::Common,
        }
    }
}

/// The tables of a file, in its order.
pub(crate) fn file_tables(page: &model::Page) -> Vec<FileTable> {
    let mut endpoints = 0;
    let mut tables = Vec::new();
    for table in &page.tables {
        let location = match table.kind {
            TableKind::Endpoint => {
                endpoints += 1;
                TableLocation::Endpoint(endpoints - 1)
            }
            TableKind::Common => TableLocation::Common,
        };
        tables.push(FileTable {
            location,
            name: table.name.clone(),
            title: table.title.clone(),
            rows: table.rows.iter().map(|row| file_row(page.error(row))).collect(),
        });
    }
    tables
}

/// The row of an error.
fn file_row(error: &model::page::Error) -> Row {
    Row { name: error.name.clone(), cells: error.into() }
}
