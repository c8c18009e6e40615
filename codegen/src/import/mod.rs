//! A page of the vendor's documentation into the catalog.
//!
//! ```text
//! page -> html | markdown | text -> blocks -> tables -> plan -> account, and the file's new text
//! ```
//!
//! A page is read into blocks whatever its form; what makes a table an error table, and what its
//! endpoint is, is decided once, on blocks. What people wrote in the file is kept by the plan.

mod apply;
mod block;
pub(crate) mod html;
mod markdown;
mod name;
mod plan;
#[cfg(test)]
mod properties;
pub(crate) mod tables;
mod text;

use clap::ValueEnum;

use crate::catalog;
use crate::diagnostic::Diagnostic;
use crate::import::block::Block;
pub(crate) use crate::import::plan::{Change, Plan, Row};
use crate::import::tables::Table;

/// The form that a page comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// As browsers save it
    Html,
    /// With pipe tables
    Markdown,
    /// As copied from a browser
    Text,
}

impl Form {
    /// The form that a page looks like.
    pub(crate) fn of(page: &str) -> Self {
        if html::looks_like(page) {
            Self::Html
        } else if markdown::looks_like(page) {
            Self::Markdown
        } else {
            Self::Text
        }
    }
}

/// What a page says.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its first heading, or its first line where it has none.
    pub(crate) title: String,
    /// Its address, where it says so.
    pub(crate) source: String,
    pub(crate) tables: Vec<Table>,
    /// What was passed over.
    pub(crate) notes: Vec<String>,
}

/// Reads a page; what cannot be read without a guess goes to `findings`. Without a form it is read as
/// what it looks like, and if that has no tables, as what else it may be.
pub(crate) fn read(page: &str, form: Option<Form>, findings: &mut Vec<Diagnostic>) -> Page {
    if let Some(form) = form {
        return read_as(page, form, findings);
    }
    let mut own = Vec::new();
    let read = read_as(page, Form::of(page), &mut own);
    let has_no_tables =
        own.iter().any(|finding| finding.rule.name == tables::PAGE_WITHOUT_TABLES.name);
    if !has_no_tables {
        findings.append(&mut own);
        return read;
    }
    for form in [Form::Text, Form::Markdown, Form::Html] {
        let mut others = Vec::new();
        let read = read_as(page, form, &mut others);
        if others.is_empty() {
            return read;
        }
    }
    findings.append(&mut own);
    read
}

fn read_as(page: &str, form: Form, findings: &mut Vec<Diagnostic>) -> Page {
    let (blocks, source) = match form {
        Form::Html => html::read(page, findings),
        Form::Markdown => (markdown::blocks(page, findings), String::new()),
        Form::Text => (text::blocks(page, findings), String::new()),
    };
    let mut notes = Vec::new();
    let tables = tables::tables(&blocks, &mut notes, findings);
    let heading = blocks.iter().find(|block| matches!(block, Block::Heading(_)));
    // A row of a table that is not one of errors is no title.
    let first = || blocks.iter().filter_map(Block::words).find(|text| !text.contains('\t'));
    let title = heading.and_then(Block::words).or_else(first).unwrap_or_default().to_owned();
    if tables.iter().all(|table| table.title != title) {
        tables::check_heading(&title, findings);
    }
    Page { title, source, tables, notes }
}

/// What is to become of the page's file, compared with what it is now.
pub(crate) fn plan(page: &Page, old: Option<&catalog::Page>, stem: &str) -> Plan {
    plan::plan(page, old, stem)
}

/// The file's new text. `date` is the day of the import, as `YYYY-MM-DD`.
pub(crate) fn apply(plan: &Plan, old: Option<&str>, date: &str) -> Result<String, String> {
    match old {
        Some(old) => apply::edit(plan, old, date),
        None => Ok(apply::create(plan, date)),
    }
}
