//! Something that a page of the documentation gets wrong, as a rule finds it.

use std::collections::BTreeSet;

use crate::diagnostic::QuirkDetails;
use crate::fact::{Fact, digest};
use crate::page::{Page, Row};
use crate::rule::Rule;

/// A quirk that a rule finds. An entry of the page file acknowledges it.
#[derive(Debug)]
pub struct Finding<'p> {
    /// The rule, whose name is the quirk's kind.
    pub rule: &'static Rule,
    /// A row of each error that is part of it, in the page's order.
    pub rows: Vec<&'p Row>,
    /// The numbers of the tables that it is about, in the page's order, if it is about certain tables.
    pub tables: Vec<usize>,
    /// The cells and headings that the rule looked at.
    pub facts: BTreeSet<Fact>,
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

    /// The names of the tables that it is about, in the page's order.
    pub fn table_names(&self, page: &'p Page) -> impl Iterator<Item = &'p str> {
        self.tables.iter().map(|table| page.tables[*table].name.as_str())
    }

    /// The digest of its facts: what `reviewed` says of an entry whose note was read with these facts.
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.facts)
    }

    /// The entry that covers it, to paste into the page file, with an empty note to fill in.
    #[must_use]
    pub fn entry(&self, page: &'p Page) -> String {
        let list = |names: Vec<&str>| format!("[\"{}\"]", names.join("\", \""));
        let tables = match self.table_names(page).collect::<Vec<_>>() {
            tables if tables.is_empty() => String::new(),
            tables => format!("tables = {}\n", list(tables)),
        };
        format!(
            "[[quirk]]\nkind = \"{}\"\nerrors = {}\n{tables}reviewed = \"{}\"\nnote = \"\"\n",
            self.rule.name,
            list(self.errors(page).collect()),
            self.digest()
        )
    }

    /// What programs are told about it, with the note of its entry, if it has one.
    #[must_use]
    pub fn details(&self, page: &'p Page, note: Option<&str>) -> QuirkDetails {
        QuirkDetails {
            errors: self.errors(page).map(str::to_owned).collect(),
            tables: self.table_names(page).map(str::to_owned).collect(),
            facts: self.facts.iter().cloned().collect(),
            note: note.map(str::to_owned),
        }
    }
}
