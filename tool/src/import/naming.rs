//! Names for tables and errors: those of the file, those of other pages, and new ones for what is new.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model as model;

use super::file::FileTable;
use super::matching::{TableMatch, match_rows};
use super::page::{Cells, Row, Table};
use super::proposal::{self, Proposals};

/// The other pages of the catalog.
pub(crate) struct Others<'o> {
    pages: &'o [model::Page],
    /// The names of the errors with these cells.
    errors: BTreeMap<Cells, Vec<&'o str>>,
    /// The names of the tables that list them.
    tables: BTreeMap<Cells, BTreeSet<&'o str>>,
}

impl<'o> Others<'o> {
    pub(crate) fn new(pages: &'o [model::Page]) -> Self {
        let mut others = Self { pages, errors: BTreeMap::new(), tables: BTreeMap::new() };
        for page in pages {
            for error in &page.errors {
                let cells = Cells::from(error);
                others.errors.entry(cells.clone()).or_default().push(&error.name);
                let tables = error.tables.iter().map(|number| &*page.tables[*number].name);
                others.tables.entry(cells).or_default().extend(tables);
            }
        }
        others
    }

    /// Whether an error of another page has this name and these cells.
    pub(crate) fn have(&self, row: &Row) -> bool {
        self.errors.get(&row.cells).is_some_and(|names| names.contains(&&*row.name))
    }

    /// The table of another page that a table is: one with the same heading, or else the first with most
    /// of its rows, if one of them is in no table with another name. What many tables list says nothing.
    fn table(&self, table: &Table) -> Option<&'o model::page::Table> {
        let tables =
            self.pages.iter().flat_map(|page| page.tables.iter().map(move |it| (page, it)));
        let candidates: Vec<_> = tables.filter(|(_, other)| other.kind == table.kind).collect();
        let by_heading = candidates.iter().find(|(_, other)| other.title == table.title);
        let by_rows = || candidates.iter().find(|(page, other)| self.has_most(page, other, table));
        by_heading.or_else(by_rows).map(|(_, other)| *other)
    }

    /// Whether a table of a page and this one have most of their rows in common.
    fn has_most(&self, page: &model::Page, other: &model::page::Table, table: &Table) -> bool {
        let rows: BTreeSet<&Cells> = table.rows.iter().collect();
        let other: Vec<Cells> = other.rows.iter().map(|row| page.error(row).into()).collect();
        let shared: Vec<&Cells> = other.iter().filter(|cells| rows.contains(cells)).collect();
        let is_distinctive = |cells: &&Cells| self.tables[*cells].len() == 1;
        shared.len() * 2 > rows.len().max(other.len()) && shared.iter().any(is_distinctive)
    }
}

/// A name for a new table: that of the table of another page that it is, or a proposal.
pub(crate) fn table_name(
    table: &Table,
    page: &str,
    others: &Others<'_>,
    taken: &BTreeSet<String>,
) -> String {
    let moved = others.table(table).map(|other| &other.name);
    let moved = moved.filter(|name| !taken.contains(*name));
    moved.cloned().unwrap_or_else(|| proposal::table_name(table, page, taken))
}

/// The rows of each table of the page, with the names of their errors. The same cells keep their name.
/// Changed ones keep the name of the row that they were, unless another row still has it. Those that
/// another page has get its name. All others get a new name.
pub(crate) fn name_rows(
    tables: &[Table],
    file: &[FileTable],
    matches: &[TableMatch],
    others: &Others<'_>,
) -> Vec<Vec<Row>> {
    let mut names = Names::new(tables, file);
    names.keep_matched(tables, file, matches);
    names.keep_moved(tables);
    names.take_from(others, tables);
    let mut rows = Vec::new();
    for table in tables {
        rows.push(table.rows.iter().map(|cells| names.row(cells)).collect());
    }
    rows
}

/// The names of errors.
struct Names<'p> {
    /// Those of the file.
    old: BTreeMap<&'p Cells, &'p str>,
    /// Those of the page.
    assigned: BTreeMap<&'p Cells, String>,
    /// Those that no further error of the page can have.
    taken: BTreeSet<String>,
    /// Those that can be proposed.
    proposals: Proposals,
}

impl<'p> Names<'p> {
    /// The names of the errors that are in the file as they are on the page.
    fn new(tables: &'p [Table], file: &'p [FileTable]) -> Self {
        let rows = file.iter().flat_map(|table| &table.rows);
        let old = rows.map(|row| (&row.cells, row.name.as_str())).collect();
        let proposals = Proposals::new(&tables.iter().flat_map(|table| &table.rows).collect());
        let mut names = Self { old, assigned: BTreeMap::new(), taken: BTreeSet::new(), proposals };
        for cells in tables.iter().flat_map(|table| &table.rows) {
            if let Some(name) = names.old.get(cells).copied() {
                names.assign(cells, name.to_owned());
            }
        }
        names
    }

    fn assign(&mut self, cells: &'p Cells, name: String) {
        self.taken.insert(name.clone());
        self.assigned.insert(cells, name);
    }

    /// Keeps the names of rows that were found in the file, but with other cells.
    fn keep_matched(&mut self, tables: &'p [Table], file: &'p [FileTable], matches: &[TableMatch]) {
        for (table, matched) in tables.iter().zip(matches) {
            let Some(old) = matched.table else { continue };
            for (cells, row) in table.rows.iter().zip(&matched.rows) {
                let Some(row) = row else { continue };
                let name = &file[old].rows[*row].name;
                if !self.taken.contains(name) && !self.assigned.contains_key(cells) {
                    self.assign(cells, name.clone());
                }
            }
        }
    }

    /// Keeps the names of errors that have other cells now, and are in another table.
    fn keep_moved(&mut self, tables: &'p [Table]) {
        let cells = tables.iter().flat_map(|table| &table.rows);
        let new: BTreeSet<&Cells> =
            cells.filter(|cells| !self.assigned.contains_key(cells)).collect();
        let new: Vec<&Cells> = new.into_iter().collect();
        let mut gone = Vec::new();
        let mut gone_names = Vec::new();
        for (cells, name) in &self.old {
            if !self.taken.contains(*name) {
                gone.push(*cells);
                gone_names.push(*name);
            }
        }
        for (cells, matched) in new.iter().zip(match_rows(&new, &gone)) {
            if let Some(number) = matched {
                self.assign(cells, gone_names[number].to_owned());
            }
        }
        // A new error takes no name that any error had.
        self.taken.extend(self.old.values().map(|name| (*name).to_owned()));
    }

    /// Gives errors that other pages have the name that they have there, unless it is taken.
    fn take_from(&mut self, others: &Others<'_>, tables: &'p [Table]) {
        for cells in tables.iter().flat_map(|table| &table.rows) {
            if self.assigned.contains_key(cells) {
                continue;
            }
            let mut names = others.errors.get(cells).into_iter().flatten();
            if let Some(name) = names.find(|name| !self.taken.contains(**name)) {
                self.assign(cells, (*name).to_owned());
            }
        }
    }

    /// The row with these cells, whose name is new if the error has none yet.
    fn row(&mut self, cells: &'p Cells) -> Row {
        if let Some(name) = self.assigned.get(cells) {
            return Row { name: name.clone(), cells: cells.clone() };
        }
        let name = self.proposals.error_name(cells, &self.taken);
        self.assign(cells, name.clone());
        Row { name, cells: cells.clone() }
    }
}
