//! Catalogs for the benchmarks: pages, and their files.
//!
//! The quirks of a page are acknowledged in its file, so that the catalog breaks no rule.

mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io, iter};

use rcs_errors::ErrorSet;

pub use self::generator::{Codes, Generator, Size};

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

    /// The page file.
    #[must_use]
    pub fn toml(&self) -> String {
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
        toml + &self.quirks()
    }

    /// The entries that acknowledge the quirks of the page.
    fn quirks(&self) -> String {
        let mut quirks = String::new();
        for names in group_names(self.errors(), |error| error.code.as_str()) {
            quirks += &quirk("reused-code", None, &names);
        }
        for table in &self.tables {
            let groups = group_names(&table.errors, |error| {
                (error.status, error.code.as_str(), error.message.as_str())
            });
            for names in groups {
                quirks += &quirk("indistinguishable", Some(&table.name), &names);
            }
        }
        quirks
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
        fs::write(folder.join(&page.stem).with_extension("toml"), page.toml())?;
    }
    Ok(())
}

/// The names of the errors that have the same key, if several have it.
fn group_names<'p, K: Ord>(
    errors: impl IntoIterator<Item = &'p Error>,
    key: impl Fn(&'p Error) -> K,
) -> impl Iterator<Item = Vec<&'p str>> {
    let mut groups: BTreeMap<K, Vec<&str>> = BTreeMap::new();
    for error in errors {
        groups.entry(key(error)).or_default().push(&error.name);
    }
    groups.into_values().filter(|names| names.len() > 1)
}

fn quirk(kind: &str, endpoint: Option<&str>, names: &[&str]) -> String {
    let endpoint = endpoint.map(|name| format!("endpoint = \"{name}\"\n")).unwrap_or_default();
    let names = names.join("\", \"");
    format!(
        "\n[[quirk]]\nkind = \"{kind}\"\n{endpoint}errors = [\"{names}\"]\n\
         note = \"Rely on the status and the message, or on the request.\"\n"
    )
}

fn row(error: &Error) -> String {
    let Error { name, status, code, message, description } = error;
    format!(
        "  {{ name = \"{name}\", status = {status}, code = \"{code}\", \
         message = \"{message}\", description = \"{description}\" }},\n"
    )
}
