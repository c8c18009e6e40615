//! Something that a page of the documentation gets wrong, as a rule finds it.

use crate::page::{Page, Row};
use crate::rule::Rule;

/// A quirk that a rule finds. An entry of the page file acknowledges it.
#[derive(Debug)]
pub struct Finding<'p> {
    /// The rule, whose name is the quirk's kind.
    pub rule: &'static Rule,
    /// The number of the table that it is about, if it is about one.
    pub table: Option<usize>,
    /// A row of each error that is part of it, in the page's order.
    pub rows: Vec<&'p Row>,
    /// What is wrong: a sentence without a full stop.
    pub message: String,
    /// What to show at each row.
    pub label: String,
}

impl<'p> Finding<'p> {
    /// The names of its errors, in the page's order.
    pub fn errors(&self, page: &'p Page) -> impl Iterator<Item = &'p str> {
        self.rows.iter().map(|row| page.error(row).name.as_str())
    }

    /// The name of the table that it is about, if it is about one.
    #[must_use]
    pub fn table_name<'t>(&self, page: &'t Page) -> Option<&'t str> {
        self.table.map(|table| page.tables[table].name.as_str())
    }
}
