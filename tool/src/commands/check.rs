//! `check`: the catalog against every rule, and how many pages, rows and errors it has.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::iter;
use std::path::Path;

use error_catalog_model::{Catalog, Error, Page, Rules};

use crate::output::{Format, Outcome, json};

pub(super) fn run(catalog: &Path, format: Format) -> Result<Outcome, Error> {
    let pages = load(catalog)?.pages;
    match format {
        Format::Human => write!(anstream::stdout(), "{}", counts(&pages))?,
        Format::Json => pages.iter().try_for_each(|page| json::line(&json::Page::new(page)))?,
    }
    Ok(Outcome::Fine)
}

/// The catalog, which complies with every rule. A folder that is not there is most likely
/// not the catalog's.
pub(super) fn load(catalog: &Path) -> Result<Catalog, Error> {
    match error_catalog_model::load(catalog, Rules::All) {
        Err(Error::Io(error)) if !catalog.is_dir() => {
            let message = format!("{error}; name the catalog's folder with --catalog");
            Err(io::Error::new(error.kind(), message).into())
        }
        result => result,
    }
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
