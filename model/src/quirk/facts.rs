//! Facts of a page: what rules look at.

use crate::fact::Fact;
use crate::page::{Error, Page};

/// All cells of an error.
pub(super) fn cells(error: &Error) -> Fact {
    Fact {
        status: Some(error.status),
        code: Some(error.code.clone()),
        message: Some(error.message.clone()),
        description: Some(error.description.clone()),
        tables: Vec::new(),
    }
}

/// All cells of an error, and the tables that list it.
pub(super) fn listed(page: &Page, error: &Error) -> Fact {
    Fact { tables: titles(page, &error.tables), ..cells(error) }
}

/// The tables that a finding is about.
pub(super) fn tables(page: &Page, tables: &[usize]) -> Fact {
    Fact { tables: titles(page, tables), ..Fact::default() }
}

/// The headings of tables, in an order that does not depend on the page's.
fn titles(page: &Page, tables: &[usize]) -> Vec<String> {
    let mut titles: Vec<String> =
        tables.iter().map(|table| page.tables[*table].title.clone()).collect();
    titles.sort_unstable();
    titles
}
