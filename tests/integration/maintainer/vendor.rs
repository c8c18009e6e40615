//! The vendor's pages, made of the real catalog, and what may happen to them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use error_catalog_model::Page;
use error_catalog_model::page::{Error, Table};

/// A page of the vendor.
#[derive(Clone)]
pub(super) struct VendorPage {
    /// The name of its page file, without `.toml`.
    pub(super) stem: String,
    title: String,
    address: String,
    tables: Vec<VendorTable>,
    /// The heading of a fifth column.
    column: Option<&'static str>,
}

#[derive(Clone)]
struct VendorTable {
    title: String,
    rows: Vec<VendorRow>,
}

#[derive(Clone, PartialEq)]
struct VendorRow {
    status: u16,
    code: String,
    message: String,
    description: String,
}

/// What no example and no document of the repository names: what happens to it needs no other edit.
pub(super) struct Unnamed {
    /// An error of several tables.
    row: VendorRow,
    /// An error of one table.
    rare: VendorRow,
    /// The number of a table.
    table: usize,
}

impl VendorPage {
    pub(super) fn new(page: &Page) -> Self {
        let table = |table: &Table| VendorTable {
            title: table.title.clone(),
            rows: table.rows.iter().map(|row| VendorRow::new(page.error(row))).collect(),
        };
        Self {
            stem: page.module.replace('_', "-"),
            title: page.title.clone(),
            address: page.origin.as_ref().expect("a page of the vendor").source.clone(),
            tables: page.tables.iter().map(table).collect(),
            column: None,
        }
    }

    /// The page as a browser saves it.
    pub(super) fn html(&self) -> String {
        let mut body = format!("<h1>{}</h1>\n", escaped(&self.title));
        for table in &self.tables {
            let extra = self.column.map(|heading| format!("<th>{heading}</th>"));
            let extra = extra.unwrap_or_default();
            write!(
                body,
                "<h2>{}</h2>\n<p>The errors.</p>\n<table>\n<tr><th>Status Code</th><th>Error Code</th>\
                 <th>Message</th><th>Description</th>{extra}</tr>\n",
                escaped(&table.title)
            )
            .unwrap();
            for row in &table.rows {
                let extra = if self.column.is_some() { "<td>Try again.</td>" } else { "" };
                let cells = [&row.status.to_string(), &row.code, &row.message, &row.description];
                let cells: String =
                    cells.map(|cell| format!("<td>{}</td>", escaped(cell))).concat();
                writeln!(body, "<tr>{cells}{extra}</tr>").unwrap();
            }
            body += "</table>\n";
        }
        format!(
            "<!doctype html>\n<html>\n<head>\n<title>Errors</title>\n\
             <link rel=\"canonical\" href=\"{}\">\n</head>\n<body>\n{body}</body>\n</html>\n",
            escaped(&self.address)
        )
    }

    /// Removes an error from all tables.
    pub(super) fn remove(&mut self, error: &Error) {
        let removed = VendorRow::new(error);
        for table in &mut self.tables {
            table.rows.retain(|row| *row != removed);
        }
    }

    fn rows(&mut self) -> impl Iterator<Item = &mut VendorRow> {
        self.tables.iter_mut().flat_map(|table| &mut table.rows)
    }

    /// The rows of an error.
    fn rows_of(&mut self, row: &VendorRow) -> impl Iterator<Item = &mut VendorRow> {
        self.rows().filter(move |other| *other == row)
    }
}

impl VendorRow {
    fn new(error: &Error) -> Self {
        Self {
            status: error.status,
            code: error.code.clone(),
            message: error.message.clone(),
            description: error.description.clone(),
        }
    }
}

impl Unnamed {
    /// Chooses what these texts do not name.
    pub(super) fn new(page: &Page, texts: &str) -> Self {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let words: BTreeSet<&str> = texts.split(|c| !is_name(c)).collect();
        let is_unnamed = |error: &&Error| {
            !words.contains(error.name.as_str()) && !texts.contains(&error.message)
        };
        let error = |several: bool| {
            let mut errors = page.errors.iter().filter(|error| (error.tables.len() > 1) == several);
            let error = errors.find(is_unnamed);
            VendorRow::new(error.expect("examples name few errors"))
        };
        let is_unnamed = |table: &Table| !words.contains(format!("{}Error", table.name).as_str());
        let table = page.tables.iter().position(is_unnamed);
        Self {
            row: error(true),
            rare: error(false),
            table: table.expect("examples name few tables"),
        }
    }
}

/// What may happen to a page.
pub(super) struct Change {
    pub(super) name: &'static str,
    pub(super) edit: fn(&mut VendorPage, &Unnamed),
    /// Whether the import must be told that what is gone is gone.
    pub(super) removes: bool,
}

/// Every kind of change to one page but that of its date.
pub(super) const CHANGES: [Change; 15] = [
    change("a row is added", |page, unnamed| {
        let row = VendorRow {
            message: "Too many launches.".to_owned(),
            description: "Launch Limit Reached.".to_owned(),
            ..unnamed.rare.clone()
        };
        page.tables[0].rows.push(row);
    }),
    change("a row is removed from one table", |page, unnamed| {
        let mut tables = page.tables.iter_mut();
        let table = tables.find(|table| table.rows.contains(&unnamed.row)).unwrap();
        table.rows.retain(|row| *row != unnamed.row);
    }),
    change("a row is removed from all tables", |page, unnamed| {
        for table in &mut page.tables {
            table.rows.retain(|row| *row != unnamed.rare);
        }
    }),
    change("the rows of a table have another order", |page, _| page.tables[0].rows.reverse()),
    change("the tables have another order", |page, _| page.tables.swap(0, 1)),
    change("a message is reworded", |page, unnamed| {
        page.rows_of(&unnamed.row).for_each(|row| row.message += " Please try again.");
    }),
    change("a description is reworded", |page, unnamed| {
        page.rows_of(&unnamed.row).for_each(|row| row.description += " Please try again.");
    }),
    change("an error has another code", |page, unnamed| {
        page.rows_of(&unnamed.row).for_each(|row| row.code += "1");
    }),
    change("an error has another status", |page, unnamed| {
        page.rows_of(&unnamed.row).for_each(|row| row.status += 1);
    }),
    change("a table is added", |page, unnamed| {
        let rows = vec![page.tables[0].rows[0].clone(), unnamed.row.clone()];
        page.tables.insert(1, VendorTable { title: "Stop Agent Launch API".to_owned(), rows });
    }),
    change("a table has another heading", |page, unnamed| {
        page.tables[unnamed.table].title += " (v2)";
    }),
    Change {
        removes: true,
        ..change("a table is removed", |page, unnamed| {
            page.tables.remove(unnamed.table);
        })
    },
    change("the page has another heading", |page, _| page.title += " Errors"),
    change("the page has another address", |page, _| page.address += "-v2"),
    change("a column is added", |page, _| page.column = Some("Solution")),
];

const fn change(name: &'static str, edit: fn(&mut VendorPage, &Unnamed)) -> Change {
    Change { name, edit, removes: false }
}

/// Moves a table to a separate page, which is returned.
pub(super) fn split(page: &mut VendorPage, unnamed: &Unnamed) -> VendorPage {
    let table = page.tables.remove(unnamed.table);
    VendorPage {
        stem: format!("{}-more", page.stem),
        title: format!("{} More", page.title),
        address: format!("{}-more", page.address),
        tables: vec![table],
        column: None,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
