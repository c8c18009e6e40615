//! Brings a page of the vendor's documentation into the catalog.
//!
//! ```text
//! page → blocks → tables → plan, with all that changes → the file's new text
//! ```
//!
//! A page in any form is read into blocks first. Which of its tables are tables of errors, and which
//! endpoint each is about, is decided on blocks, once for all forms. Then the tables are compared with
//! those of the page file: a plan says what the file is to contain, and what changes. Finally, the file
//! is edited so that all that people wrote in it is kept.

mod changes;
mod columns;
mod edit;
mod file;
mod line;
mod matching;
mod naming;
mod page;
mod plan;
mod read;
mod rows;
pub mod rule;
mod tables;

use error_catalog_model as model;
use error_catalog_model::diagnostic::Diagnostic;

pub use self::changes::Change;
pub use self::edit::EditError;
pub use self::page::{Cells, Page, Row, Table};
pub use self::plan::Plan;
pub use self::read::{Form, detect_form};
pub use self::rule::RULES;

use self::read::block::{Block, PAGE};
use self::rule::page_without_tables;

/// Reads a page. Without a form it is read in the form that it looks like and, if it has no table in
/// that form, in the others.
///
/// # Errors
///
/// If the page has no table of errors, or if something in it cannot be read without a guess: a finding
/// about each such place. In their locations, the page is the source with the number 0.
pub fn read(page: &str, form: Option<Form>) -> Result<Page, Vec<Diagnostic>> {
    if let Some(form) = form {
        return read_as(page, form).map_err(Failure::into_findings);
    }
    let findings = match read_as(page, detect_form(page)) {
        Ok(page) => return Ok(page),
        Err(Failure::Unclear(findings)) => return Err(findings),
        Err(Failure::NoTables(findings)) => findings,
    };
    for form in [Form::Text, Form::Markdown, Form::Html] {
        if let Ok(page) = read_as(page, form) {
            return Ok(page);
        }
    }
    Err(findings)
}

/// Plans what the file of a page is to contain: the page's tables, with the names that the file has
/// for them and new names for what is new. `old` is the page of the file as it is, if there is a file,
/// and `stem` is the file's name without `.toml`.
#[must_use]
pub fn plan(page: &Page, old: Option<&model::Page>, stem: &str) -> Plan {
    plan::plan(page, old, stem)
}

/// The file's new text. `old` is its present text, of which everything that the plan does not change is
/// kept. `date` is the day on which the page was read, as `YYYY-MM-DD`.
///
/// # Errors
///
/// If the file is written in a way that cannot be edited, if the date is not valid, or if a new file lacks
/// the address of its page.
pub fn apply(plan: &Plan, old: Option<&str>, date: &str) -> Result<String, EditError> {
    match old {
        Some(old) => edit::edit(plan, old, date),
        None => edit::create(plan, date),
    }
}

/// Why a page was not read in a form.
enum Failure {
    /// It has no table of errors in this form.
    NoTables(Vec<Diagnostic>),
    /// Something in it cannot be read without a guess.
    Unclear(Vec<Diagnostic>),
}

impl Failure {
    fn into_findings(self) -> Vec<Diagnostic> {
        match self {
            Self::NoTables(findings) | Self::Unclear(findings) => findings,
        }
    }
}

fn read_as(page: &str, form: Form) -> Result<Page, Failure> {
    let document = read::read(page, form);
    let found = tables::tables(&document.blocks, document.findings);
    let mut findings = found.findings;
    let is_without_tables = !found.has_tables && findings.is_empty();
    if is_without_tables {
        findings.push(page_without_tables::diagnostic(PAGE));
    }
    let title = title(&document.blocks);
    if let Some(title) = title.filter(|title| found.tables.iter().all(|t| t.title != **title)) {
        findings.extend(tables::check_heading(title));
    }
    // Without a title there is no heading above any table, which is a finding.
    match title {
        Some(title) if findings.is_empty() => Ok(Page {
            title: title.to_owned(),
            source: document.source,
            tables: found.tables,
            notes: found.notes,
        }),
        _ if is_without_tables => Err(Failure::NoTables(findings)),
        _ => Err(Failure::Unclear(findings)),
    }
}

/// The first heading of a page or, if it has none, its first line that is not a row of a table.
fn title(blocks: &[Block]) -> Option<&str> {
    let heading = blocks.iter().find(|block| matches!(block, Block::Heading(_)));
    let line = || blocks.iter().filter_map(Block::words).find(|text| !text.contains('\t'));
    heading.and_then(Block::words).or_else(line)
}
