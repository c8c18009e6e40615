//! Stage four: what is emitted. Names are settled and orders are fixed; nothing is looked up later.

use std::collections::BTreeMap;

use crate::catalog;
use crate::check::files::module;
use crate::check::names::enum_name;

/// A module of the generated code.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) module: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) source: String,
    pub(crate) retrieved: String,
    /// Every distinct error, in the order in which the tables first list them.
    pub(crate) errors: Vec<Error>,
    /// The enum of all errors.
    pub(crate) all: Enum,
    /// The enums of the tables, in the page's order.
    pub(crate) tables: Vec<Enum>,
    /// What the page gets wrong, in the catalog's order.
    pub(crate) quirks: Vec<Quirk>,
}

impl Page {
    /// How many endpoints the page has; the common table is none.
    #[cfg(feature = "cli")]
    pub(crate) fn endpoints(&self) -> usize {
        self.tables.iter().filter(|table| !table.common).count()
    }

    /// How many rows the page's tables have together.
    #[cfg(feature = "cli")]
    pub(crate) fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.errors.len()).sum()
    }
}

/// A documented error.
#[derive(Debug)]
pub(crate) struct Error {
    pub(crate) name: String,
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) description: String,
    /// The tables that list it, by number.
    pub(crate) tables: Vec<usize>,
    /// The quirks that it is part of, by number.
    pub(crate) quirks: Vec<usize>,
}

/// Something that the documentation gets wrong.
#[derive(Debug)]
pub(crate) struct Quirk {
    pub(crate) kind: String,
    /// The table that it lies in, by number, where it lies in one.
    pub(crate) table: Option<usize>,
    /// The errors that are part of it, by number.
    pub(crate) errors: Vec<usize>,
    /// What is odd, and what to rely on instead.
    pub(crate) note: String,
}

/// An enum of errors of the page.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) ident: String,
    /// The name of the page or the table.
    pub(crate) name: String,
    /// Its heading in the documentation.
    pub(crate) title: String,
    /// Whether it is the table of errors common to the page's endpoints.
    pub(crate) common: bool,
    /// The variants: numbers of errors of the page, in the table's order.
    pub(crate) errors: Vec<usize>,
    /// The same by code, status, message, and then in the table's order.
    pub(crate) by_code: Vec<usize>,
}

/// Lowers a catalog that no rule objects to.
pub(crate) fn lower(catalog: &catalog::Catalog) -> Vec<Page> {
    let pages = catalog.pages.iter();
    pages.filter_map(|page| lower_page(page, &catalog.stems[page.file])).collect()
}

/// The page's module; none where its header is incomplete, which a rule has reported.
fn lower_page(page: &catalog::Page, stem: &str) -> Option<Page> {
    let header = page.header.as_ref()?;
    let mut errors: Vec<Error> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut rows = Vec::new();
    for (table, number) in page.tables().zip(0..) {
        let mut numbers_of_rows = Vec::new();
        for row in &table.rows {
            let error = *numbers.entry(row.name.get_ref()).or_insert_with(|| {
                errors.push(lower_row(row));
                errors.len() - 1
            });
            errors[error].tables.push(number);
            numbers_of_rows.push(error);
        }
        rows.push(numbers_of_rows);
    }

    let title = header.title.get_ref();
    let all = lower_enum(header.name.get_ref(), title, false, (0..errors.len()).collect(), &errors);
    let tables = page.tables().zip(rows).map(|(table, rows)| {
        let (name, title) = (table.name.get_ref(), table.title.get_ref());
        lower_enum(name, title, page.is_common(table), rows, &errors)
    });
    let tables: Vec<Enum> = tables.collect();
    let quirks = page.quirks.iter().map(|quirk| lower_quirk(quirk, &numbers, &tables));
    let quirks: Vec<Quirk> = quirks.collect();
    for (quirk, number) in quirks.iter().zip(0..) {
        quirk.errors.iter().for_each(|error| errors[*error].quirks.push(number));
    }
    Some(Page {
        module: module(stem),
        name: header.name.get_ref().clone(),
        title: title.clone(),
        source: header.source.get_ref().clone(),
        retrieved: header.retrieved.clone(),
        all,
        tables,
        quirks,
        errors,
    })
}

fn lower_row(row: &catalog::Row) -> Error {
    Error {
        name: row.name.get_ref().clone(),
        // Within 400..=599: a rule has seen to it.
        status: u16::try_from(*row.status.get_ref()).unwrap_or_default(),
        code: row.code.get_ref().clone(),
        message: row.message.get_ref().clone(),
        description: row.description.get_ref().clone(),
        tables: Vec::new(),
        quirks: Vec::new(),
    }
}

/// A quirk; it covers a finding, as the rules have seen to, so that all its names are known.
fn lower_quirk(
    quirk: &catalog::Quirk,
    numbers: &BTreeMap<&String, usize>,
    tables: &[Enum],
) -> Quirk {
    let mut errors: Vec<usize> =
        quirk.errors.iter().filter_map(|name| numbers.get(name.get_ref()).copied()).collect();
    errors.sort_unstable();
    let table = quirk.endpoint.as_ref();
    Quirk {
        kind: quirk.kind.get_ref().clone(),
        table: table.and_then(|name| tables.iter().position(|table| table.name == *name.get_ref())),
        errors,
        note: quirk.note.get_ref().clone(),
    }
}

fn lower_enum(name: &str, title: &str, common: bool, rows: Vec<usize>, errors: &[Error]) -> Enum {
    let mut by_code = rows.clone();
    // A stable sort: equal rows keep the table's order.
    by_code.sort_by_key(|row| {
        let error = &errors[*row];
        (&error.code, error.status, &error.message)
    });
    Enum {
        ident: enum_name(name),
        name: name.to_owned(),
        title: title.to_owned(),
        common,
        errors: rows,
        by_code,
    }
}
