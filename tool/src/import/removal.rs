//! What an import would take away from services, if that is a lot.

use std::collections::BTreeSet;
use std::slice;

use error_catalog_model::text::enum_name;
use serde::Serialize;

use super::file::{FileTable, PlannedTable};

/// Whole tables of the file are gone, or more than half of its rows. A page that was moved, split or not
/// loaded completely looks like that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// How many rows the file has.
    pub rows: usize,
    /// How many of them are gone from their tables.
    pub removed_rows: usize,
    /// How many tables are gone.
    pub removed_tables: usize,
    /// The enums that would lose errors: those of the tables, and that of the page.
    pub enums: Vec<EnumRemoval>,
}

/// An enum that would lose errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnumRemoval {
    /// The enum.
    pub name: String,
    /// Whether all of it would be gone.
    #[serde(rename = "whole")]
    pub is_whole: bool,
    /// The errors that it would lose, in the order of the file.
    pub errors: Vec<String>,
}

/// The removal, if a whole table or more than half of the rows are gone.
pub(crate) fn removal(page: &str, tables: &[PlannedTable], file: &[FileTable]) -> Option<Removal> {
    let mut removal = Removal { rows: 0, removed_rows: 0, removed_tables: 0, enums: Vec::new() };
    for old in file {
        let table = tables.iter().find(|table| table.location == Some(old.location));
        let kept = table
            .map_or(0, |table| table.rows.iter().filter(|planned| planned.index.is_some()).count());
        removal.rows += old.rows.len();
        removal.removed_rows += old.rows.len() - kept;
        removal.removed_tables += usize::from(table.is_none());
        let errors = missing(slice::from_ref(old), table.map_or(&[], slice::from_ref));
        removal.enums.extend(enum_removal(&old.name, table.is_none(), errors));
    }
    removal.enums.extend(enum_removal(page, false, missing(file, tables)));
    let is_large = removal.removed_tables > 0 || removal.removed_rows * 2 > removal.rows;
    is_large.then_some(removal)
}

/// The errors of tables of the file that are in no planned table.
fn missing(file: &[FileTable], tables: &[PlannedTable]) -> Vec<String> {
    let rows = tables.iter().flat_map(|table| &table.rows);
    let mut seen: BTreeSet<&str> = rows.map(|planned| planned.row.name.as_str()).collect();
    let mut missing = Vec::new();
    for row in file.iter().flat_map(|table| &table.rows) {
        if seen.insert(&row.name) {
            missing.push(row.name.clone());
        }
    }
    missing
}

fn enum_removal(name: &str, is_whole: bool, errors: Vec<String>) -> Option<EnumRemoval> {
    (!errors.is_empty()).then(|| EnumRemoval { name: enum_name(name), is_whole, errors })
}
