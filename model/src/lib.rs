#![doc = include_str!("../README.md")]
// Files are read at one end; nothing here prints or exits.
#![warn(clippy::exit, clippy::print_stderr, clippy::print_stdout)]

pub mod acknowledge;
pub mod change;
pub mod diagnostic;
pub mod diff;
pub mod fact;
pub mod files;
pub mod finding;
pub mod page;
pub mod parse;
pub mod quirk;
pub mod raw;
pub mod registry;
pub mod report;
pub mod rule;
pub mod settings;
pub mod source;
pub mod text;
pub mod validate;
pub mod version;

use std::collections::BTreeSet;
use std::path::Path;

pub use crate::page::Page;
pub use crate::report::{Error, Report};
pub use crate::settings::Settings;

use crate::diagnostic::Diagnostic;
use crate::files::{Contents, Files};
use crate::source::Source;

/// A catalog that complies with the rules.
#[derive(Debug)]
pub struct Catalog {
    /// What its `catalog.toml` says, or the default.
    pub settings: Settings,
    /// Its pages, in the order of the names of their files.
    pub pages: Vec<Page>,
}

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
/// If the folder or a file of it cannot be read, or if the catalog breaks a rule. The error then
/// reports everything that is wrong, in all files.
pub fn load(folder: &Path, rules: Rules) -> Result<Catalog, Error> {
    Ok(check_files(folder, files::read(folder)?, rules)?)
}

/// Checks the files of a catalog folder, which reports call by this name.
///
/// # Errors
///
/// If the catalog breaks a rule: a report of everything that is wrong, in all files.
pub fn check(folder: &Path, files: Vec<Contents>, rules: Rules) -> Result<Catalog, Report> {
    check_files(folder, files.into(), rules)
}

fn check_files(folder: &Path, files: Files, rules: Rules) -> Result<Catalog, Report> {
    let (sources, mut findings) = files::decode(files);
    let catalog = catalog(&sources, rules, &mut findings);
    if findings.is_empty() { Ok(catalog) } else { Err(Report::new(folder, sources, findings)) }
}

/// The settings, and the pages that break no rule but those about quirks.
fn catalog(sources: &[Source], rules: Rules, findings: &mut Vec<Diagnostic>) -> Catalog {
    let parsed = parse::parse(sources);
    findings.extend(parsed.findings);
    findings.extend(validate::validate(&parsed.catalog));
    let broken: BTreeSet<usize> =
        findings.iter().filter_map(|finding| finding.location.file()).collect();
    // Without its settings, nobody knows what the catalog wants to hear about quirks.
    let has_settings = !sources
        .iter()
        .enumerate()
        .any(|(file, source)| files::is_settings_name(&source.path) && broken.contains(&file));
    let rules = if has_settings { rules } else { Rules::WithoutQuirks };
    if rules == Rules::All {
        findings.extend(acknowledge::unknown_kind::check(&parsed.settings, &parsed.catalog));
    }
    let mut pages = Vec::new();
    for page in parsed.catalog.pages.iter().filter(|page| !broken.contains(&page.file)) {
        let stem = &parsed.catalog.stems[&page.file];
        if let Some(page) = Page::new(page, stem) {
            if rules == Rules::All {
                findings.extend(acknowledge::acknowledge(
                    &page,
                    &quirk::find(&page),
                    &parsed.settings.quirks,
                ));
            }
            pages.push(page);
        }
    }
    Catalog { settings: parsed.settings, pages }
}
