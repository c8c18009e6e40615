#![doc = include_str!("../README.md")]
// Files are read at one end; nothing here prints or exits.
#![warn(clippy::exit, clippy::print_stderr, clippy::print_stdout)]

pub mod acknowledge;
pub mod diagnostic;
pub mod diff;
pub mod files;
pub mod finding;
pub mod page;
pub mod parse;
pub mod quirk;
pub mod raw;
pub mod registry;
pub mod report;
pub mod rule;
pub mod source;
pub mod text;
pub mod validate;
pub mod version;

use std::collections::BTreeSet;
use std::path::Path;

pub use crate::page::Page;
pub use crate::report::{Error, Report};

use crate::diagnostic::Diagnostic;
use crate::files::Contents;
use crate::source::Source;

/// The rules that a catalog is checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// All of them.
    All,
    /// All but those about quirks: what the documentation gets wrong need not be acknowledged.
    WithoutQuirks,
}

/// Reads and checks a catalog folder.
///
/// # Errors
///
/// If the folder or a page file cannot be read, or if the catalog breaks a rule. The error then
/// reports everything that is wrong, in all files.
pub fn load(folder: &Path, rules: Rules) -> Result<Vec<Page>, Error> {
    let files = files::read(folder)?;
    Ok(check(folder, files, rules)?)
}

/// Checks the files of a catalog folder, which reports call by this name.
///
/// # Errors
///
/// If the catalog breaks a rule: a report of everything that is wrong, in all files.
pub fn check(folder: &Path, files: Vec<Contents>, rules: Rules) -> Result<Vec<Page>, Report> {
    let (sources, mut findings) = files::decode(files);
    let pages = pages(&sources, rules, &mut findings);
    if findings.is_empty() { Ok(pages) } else { Err(Report::new(folder, sources, findings)) }
}

/// The pages that break no rule but those about quirks.
fn pages(sources: &[Source], rules: Rules, findings: &mut Vec<Diagnostic>) -> Vec<Page> {
    let (catalog, form) = parse::parse(sources);
    findings.extend(form);
    findings.extend(validate::validate(&catalog));
    let broken: BTreeSet<usize> =
        findings.iter().filter_map(|finding| finding.location.file()).collect();
    if rules == Rules::All {
        findings.extend(acknowledge::unknown_kind::check(&catalog));
    }
    let mut pages = Vec::new();
    for page in catalog.pages.iter().filter(|page| !broken.contains(&page.file)) {
        if let Some(page) = Page::new(page, &catalog.stems[page.file]) {
            if rules == Rules::All {
                findings.extend(acknowledge::acknowledge(&page, &quirk::find(&page)));
            }
            pages.push(page);
        }
    }
    pages
}
