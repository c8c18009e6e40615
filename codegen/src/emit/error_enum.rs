//! The enums that a page becomes.

use crate::lookup::{self, Index};
use error_catalog_model::page::{Error, Page, TableKind};
use error_catalog_model::text::enum_name;

/// What an enum has the errors of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// All tables of the page.
    Page,
    /// One table, by number.
    Table(usize),
}

/// An enum of errors of a page.
pub(super) struct ErrorEnum<'p> {
    pub(super) page: &'p Page,
    pub(super) scope: Scope,
    /// The name of the page or the table.
    pub(super) name: &'p str,
    /// Its heading in the documentation.
    pub(super) title: &'p str,
    /// The variants: numbers of errors of the page, in the table's order.
    pub(super) rows: Vec<usize>,
}

impl<'p> ErrorEnum<'p> {
    /// The enum of all errors of the page.
    pub(super) fn whole_page(page: &'p Page) -> Self {
        Self {
            page,
            scope: Scope::Page,
            name: &page.name,
            title: &page.title,
            rows: (0..page.errors.len()).collect(),
        }
    }

    /// The enum of a table, by number.
    pub(super) fn one_table(page: &'p Page, number: usize) -> Self {
        let table = &page.tables[number];
        Self {
            page,
            scope: Scope::Table(number),
            name: &table.name,
            title: &table.title,
            rows: table.rows.iter().map(|row| row.error).collect(),
        }
    }

    /// The enums of a page, that of the whole page first.
    pub(super) fn all(page: &'p Page) -> impl Iterator<Item = Self> {
        let tables = (0..page.tables.len()).map(|number| Self::one_table(page, number));
        std::iter::once(Self::whole_page(page)).chain(tables)
    }

    pub(super) fn enum_name(&self) -> String {
        enum_name(self.name)
    }

    /// The name of the enum of the page.
    pub(super) fn page_enum_name(&self) -> String {
        enum_name(&self.page.name)
    }

    /// The errors, in the order of the variants.
    pub(super) fn errors(&self) -> impl Iterator<Item = &'p Error> {
        self.rows.iter().map(|row| &self.page.errors[*row])
    }

    /// Whether it has the errors of the table of common errors.
    pub(super) fn is_common(&self) -> bool {
        match self.scope {
            Scope::Page => false,
            Scope::Table(number) => self.page.tables[number].kind == TableKind::Common,
        }
    }

    /// Whether its rows are the first of the page, in the page's order.
    pub(super) fn has_first_rows(&self) -> bool {
        self.rows.iter().copied().eq(0..self.rows.len())
    }

    pub(super) fn index(&self) -> Index {
        lookup::index(&self.errors().collect::<Vec<_>>())
    }
}
