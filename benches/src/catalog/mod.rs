//! Catalogs for the benchmarks: pages, and their files.
//!
//! The quirks of a page are acknowledged in its file, so that the catalog breaks no rule.

mod generator;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io, iter};

use error_catalog_model::{Rules, quirk};
use rcs_errors::ErrorSet;

pub use self::generator::{Codes, Generator, Size};

/// The note of every quirk.
pub const QUIRK_NOTE: &str = "Rely on the status and the message, or on the request.";

/// A page of a catalog.
#[derive(Debug)]
pub struct Page {
    /// The name of its file, without `.toml`.
    pub stem: String,
    /// The name of its enum, without `Error`.
    pub name: String,
    /// The tables of the endpoints, and the common table as the last.
    pub tables: Vec<Table>,
}

/// A table of a page.
#[derive(Debug)]
pub struct Table {
    /// The name of its enum, without `Error`.
    pub name: String,
    /// Its rows.
    pub errors: Vec<Error>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Error {
    /// The name of the variant.
    pub name: String,
    /// The HTTP status.
    pub status: u16,
    /// The code. Other errors may have it, too.
    pub code: String,
    /// The message that the API sends.
    pub message: String,
    /// The description, which the API does not send.
    pub description: String,
}

impl Page {
    /// The distinct errors, in the page's order.
    #[must_use]
    pub fn errors(&self) -> Vec<&Error> {
        let mut seen = BTreeSet::new();
        let rows = self.tables.iter().flat_map(|table| &table.errors);
        rows.filter(|error| seen.insert(&error.name)).collect()
    }

    /// The enums of the page and of each table: their names and errors.
    #[must_use]
    pub fn enums(&self) -> Vec<(String, Vec<&Error>)> {
        let page = (self.name.as_str(), self.errors());
        let tables =
            self.tables.iter().map(|table| (table.name.as_str(), table.errors.iter().collect()));
        iter::once(page)
            .chain(tables)
            .map(|(name, errors)| (format!("{name}Error"), errors))
            .collect()
    }

    /// The page file, without entries for the quirks of the page.
    #[must_use]
    fn tables(&self) -> String {
        let mut toml = format!(
            "[page]\nname = \"{}\"\ntitle = \"{0}\"\n\
             source = \"https://docs.example.com/{}\"\nretrieved = 2026-01-31\n",
            self.name, self.stem
        );
        let headers = iter::repeat_n("[[endpoint]]", self.tables.len() - 1).chain(["[common]"]);
        for (header, table) in headers.zip(&self.tables) {
            let rows: String = table.errors.iter().map(row).collect();
            _ = write!(
                toml,
                "\n{header}\nname = \"{}\"\ntitle = \"{0}\"\nerrors = [\n{rows}]\n",
                table.name
            );
        }
        toml
    }
}

impl Page {
    /// A page of the real catalog.
    #[must_use]
    pub fn from_catalog(page: &error_catalog_model::Page) -> Self {
        let error = |error: &error_catalog_model::page::Error| Error {
            name: error.name.clone(),
            status: error.status,
            code: error.code.clone(),
            message: error.message.clone(),
            description: error.description.clone(),
        };
        let table = |table: &error_catalog_model::page::Table| Table {
            name: table.name.clone(),
            errors: table.rows.iter().map(|row| error(page.error(row))).collect(),
        };
        Self {
            stem: page.module.replace('_', "-"),
            name: page.name.clone(),
            tables: page.tables.iter().map(table).collect(),
        }
    }
}

impl Table {
    /// The rows of a generated enum: a table of the real page, or the page.
    #[must_use]
    pub fn from_error_set<E: ErrorSet>() -> Self {
        let errors = E::ALL.iter().map(|error| {
            let entry = error.entry();
            Error {
                name: error.name().to_owned(),
                status: entry.status,
                code: entry.code.to_owned(),
                message: entry.message.to_owned(),
                description: entry.description.to_owned(),
            }
        });
        Self { name: E::TABLE.name.to_owned(), errors: errors.collect() }
    }
}

/// Creates the folder, and writes the page files into it.
///
/// # Errors
///
/// If that fails.
pub fn write(pages: &[Page], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for page in pages {
        let path = folder.join(&page.stem).with_extension("toml");
        let text = acknowledge(&path, page.tables()).map_err(io::Error::other)?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn row(error: &Error) -> String {
    let Error { name, status, code, message, description } = error;
    format!(
        "  {{ name = \"{name}\", status = {status}, code = \"{code}\", \
         message = \"{message}\", description = \"{description}\" }},\n"
    )
}

/// The page file with an entry for each quirk of the page.
fn acknowledge(path: &Path, mut text: String) -> Result<String, error_catalog_model::Error> {
    let files = vec![(path.to_owned(), text.as_bytes().to_vec())];
    let pages = error_catalog_model::check(path, files, Rules::WithoutQuirks)?.pages;
    for page in &pages {
        for quirk in quirk::find(page) {
            let note = format!("note = \"{QUIRK_NOTE}\"");
            text.extend(["\n", &quirk.entry(page).replace("note = \"\"", &note)]);
        }
    }
    Ok(text)
}
