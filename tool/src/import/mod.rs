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

mod array;
mod changes;
mod columns;
mod edit;
mod file;
mod left_out;
mod line;
mod matching;
mod naming;
mod page;
mod plan;
mod proposal;
mod read;
mod removal;
mod rows;
pub mod rule;
mod swaps;
mod tables;
mod words;

use error_catalog_model as model;
use error_catalog_model::diagnostic::Diagnostic;

pub use self::changes::Change;
pub use self::edit::EditError;
pub use self::left_out::{LeftOut, LeftOutKind};
pub use self::page::{Cells, Page, Row, Table};
pub use self::plan::Plan;
pub use self::read::{Form, detect_form};
pub use self::removal::{EnumRemoval, Removal};
pub use self::rule::RULES;
pub use self::swaps::Swap;

use self::read::block::{Block, PAGE};
use self::rule::page_without_tables::{self, Seen};

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
/// and `stem` is the file's name without `.toml`. `others` are the other pages of the catalog: what comes from
/// one of them keeps its name.
#[must_use]
pub fn plan(page: &Page, old: Option<&model::Page>, stem: &str, others: &[model::Page]) -> Plan {
    plan::plan(page, old, stem, others)
}

/// A name for the file of a new page, without `.toml`.
#[must_use]
pub fn stem(page: &Page) -> String {
    proposal::stem(&page.title)
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
        let columns = tables::all_column_headings(&document.blocks);
        findings.push(page_without_tables::diagnostic(&seen(&document.blocks, &columns), PAGE));
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
            left_out: found.left_out,
        }),
        _ if is_without_tables => Err(Failure::NoTables(findings)),
        _ => Err(Failure::Unclear(findings)),
    }
}

/// What a page has instead of tables of errors.
fn seen<'p>(blocks: &'p [Block], columns: &'p [String]) -> Seen<'p> {
    let mut headings = Vec::new();
    for block in blocks {
        if let Block::Heading(heading) = block {
            headings.push(heading.as_str());
        }
    }
    let columns = columns.iter().map(String::as_str).collect();
    Seen { headings, columns, first_line: blocks.iter().find_map(Block::words) }
}

/// The first heading of a page or, if it has none, its first line that is not a row of a table.
fn title(blocks: &[Block]) -> Option<&str> {
    let heading = blocks.iter().find(|block| matches!(block, Block::Heading(_)));
    let line = || blocks.iter().filter_map(Block::words).find(|text| !text.contains('\t'));
    heading.and_then(Block::words).or_else(line)
}
