//! `check`: the catalog against every rule, and how many pages, rows and errors it has.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::iter;
use std::path::Path;

use clap::Args;
use error_catalog_model::settings::QuirkSettings;
use error_catalog_model::text::printable_path;
use error_catalog_model::{Catalog, Error, Page, Rules};

use crate::files;
use crate::output::{self, Format, Outcome, json};
use crate::quirks::{self, Edited, Notes};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Add the entries for new quirks, bring the errors and tables of the others up to date, and remove
    /// and print those whose quirk is gone; notes stay as they are
    #[arg(long)]
    fix: bool,

    /// Mark all notes as reviewed with the facts of today, and print those that were not
    #[arg(long)]
    reviewed: bool,
}

pub(super) fn run(catalog: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    if arguments.fix || arguments.reviewed {
        edit(catalog, arguments, format)?;
    }
    let pages = load(catalog, Rules::All)?.pages;
    match format {
        Format::Human => write!(anstream::stdout(), "{}", counts(&pages))?,
        Format::Json => pages.iter().try_for_each(|page| json::line(&json::Page::new(page)))?,
    }
    Ok(Outcome::Fine)
}

/// The catalog, which complies with these rules. A folder that is not there is most likely
/// not the catalog's.
pub(super) fn load(catalog: &Path, rules: Rules) -> Result<Catalog, Error> {
    match error_catalog_model::load(catalog, rules) {
        Err(Error::Io(error)) => Err(folder_error(catalog, error)),
        result => result,
    }
}

pub(super) fn folder_error(catalog: &Path, error: io::Error) -> Error {
    if catalog.is_dir() {
        return error.into();
    }
    let message = format!(
        "{error}; run this in the folder that the catalog is in, or in a folder below it; name the catalog's \
         folder with `--catalog DIR`; or make a new one with `cargo catalog init`"
    );
    io::Error::new(error.kind(), message).into()
}

/// Edits the entries of all pages. Nothing is written if a rule that is not about quirks is broken.
fn edit(catalog: &Path, arguments: &Arguments, format: Format) -> Result<(), Error> {
    let files = error_catalog_model::files::read(catalog);
    let files = files.map_err(|error| folder_error(catalog, error))?.contents;
    let checked = error_catalog_model::check(catalog, files.clone(), Rules::WithoutQuirks)?;
    let notes = Notes::new(&checked.pages);
    let mut edited = Vec::new();
    for page in &checked.pages {
        let (path, bytes) = &files[page.file];
        let settings = &checked.settings.quirks;
        let result = edit_page(page, (path, bytes), (settings, &notes), arguments)?;
        if !result.changes.is_empty() {
            edited.push((path, result));
        }
    }
    // Before the files are written: it is the last time that a note that is removed can be seen.
    for (path, Edited { changes, .. }) in &edited {
        quirks::print(path, changes, format)?;
    }
    let texts = edited.iter().map(|(path, Edited { text, .. })| (path.as_path(), text.as_str()));
    let states = files::write_all(texts)?;
    for ((path, _), state) in edited.iter().zip(&states) {
        output::file(path, state, "check", format)?;
    }
    Ok(())
}

/// The text of a page file with its entries edited. It breaks no rule but those about quirks.
fn edit_page(
    page: &Page,
    (path, bytes): (&Path, &[u8]),
    (settings, notes): (&QuirkSettings, &Notes),
    arguments: &Arguments,
) -> Result<Edited, Error> {
    let explain = |error: quirks::EditError| {
        let path = printable_path(path);
        Error::from(io::Error::other(format!("cannot edit {path}: {error}")))
    };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut edited = Edited { text, changes: Vec::new() };
    if arguments.fix {
        edited = quirks::fix(&edited.text, page, settings, notes).map_err(explain)?;
    }
    let fixed = check_file(path, edited.text.clone().into_bytes())?;
    if arguments.reviewed {
        let reviewed = quirks::review(&edited.text, &fixed, settings).map_err(explain)?;
        edited.text = reviewed.text;
        edited.changes.extend(reviewed.changes);
        check_file(path, edited.text.clone().into_bytes())?;
    }
    Ok(edited)
}

/// The page of a file, checked against the rules that are not about quirks.
pub(super) fn check_file(path: &Path, bytes: Vec<u8>) -> Result<Page, Error> {
    let files = vec![(path.to_owned(), bytes)];
    let mut catalog = error_catalog_model::check(path, files, Rules::WithoutQuirks)?;
    let page = catalog.pages.pop();
    page.ok_or_else(|| io::Error::other(format!("{} has no page", printable_path(path))).into())
}

/// A line a page and a line a kind of quirk, each under a heading.
fn counts(pages: &[Page]) -> String {
    let heading = ["page", "endpoints", "rows", "distinct errors", "quirks"].map(str::to_owned);
    let lines = pages.iter().map(|page| {
        let common = if page.common().is_some() { " + common" } else { "" };
        [
            page.module.clone(),
            format!("{}{common}", page.endpoints().count()),
            page.rows().count().to_string(),
            page.errors.len().to_string(),
            page.quirks.len().to_string(),
        ]
    });
    let mut text = columns(&iter::once(heading).chain(lines).collect::<Vec<_>>());

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, count) in pages.iter().flat_map(Page::quirk_kinds) {
        *kinds.entry(kind).or_default() += count;
    }
    if !kinds.is_empty() {
        let heading = ["quirk", "count"].map(str::to_owned);
        let lines = kinds.into_iter().map(|(kind, count)| [kind.to_owned(), count.to_string()]);
        text.push('\n');
        text.push_str(&columns(&iter::once(heading).chain(lines).collect::<Vec<_>>()));
    }
    text
}

/// Lines in columns: the first one aligned to the left, the others to the right.
fn columns<const N: usize>(lines: &[[String; N]]) -> String {
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for line in lines {
        for (column, (value, width)) in line.iter().zip(widths).enumerate() {
            let padded =
                if column == 0 { format!("{value:width$}") } else { format!("  {value:>width$}") };
            text.push_str(&padded);
        }
        text.push('\n');
    }
    text
}
