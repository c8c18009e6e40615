//! Turns TOML into rows that know their places. Everything about a file's form is found here.
//!
//! Values are read one by one instead of through `Deserialize`, which would stop at the first mistake
//! of a file.

pub mod empty_page;
pub mod empty_table;
mod fields;
pub mod missing_key;
pub mod syntax;
pub mod unknown_key;
pub mod wrong_type;

use toml::de::DeTable;

use self::fields::{Fields, Type, date, integer, string, strings, table, tables};
use crate::diagnostic::Diagnostic;
use crate::raw::{Catalog, Header, Keys, Page, Quirk, Row, Table};
use crate::rule::Rule;
use crate::source::{Source, Spanned};

/// The rules of this stage.
pub static RULES: &[&Rule] = &[
    &empty_page::RULE,
    &empty_table::RULE,
    &missing_key::RULE,
    &syntax::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
];

/// Parses every source. Also returns what is wrong with their form.
#[must_use]
pub fn parse(sources: &[Source]) -> (Catalog, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut pages = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        // What is not UTF-8 was reported.
        if !source.is_utf8 {
            continue;
        }
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        if errors.is_empty() {
            let fields = Fields { file, span: 0..0, table: document.get_ref() };
            let mut parser = Parser { findings };
            pages.push(parser.page(&fields));
            findings = parser.findings;
        } else {
            findings.extend(syntax::check(file, source, &errors));
        }
    }
    let stems = sources.iter().map(|source| source.stem.clone()).collect();
    (Catalog { stems, pages }, findings)
}

/// Reads the tables of a file, and collects what is wrong with them.
struct Parser {
    findings: Vec<Diagnostic>,
}

impl Parser {
    fn page(&mut self, fields: &Fields<'_>) -> Page {
        self.check_keys(fields, Page::KEYS);
        let header = self.get(fields, "page", &table());
        let endpoints = self.all(fields, "endpoint", &tables());
        let common = self.get(fields, "common", &table());
        let quirks = self.all(fields, "quirk", &tables());
        self.findings.extend(empty_page::check(fields));
        Page {
            file: fields.file,
            header: header.map(|fields| self.header(&fields)),
            endpoints: endpoints.iter().map(|fields| self.table(fields)).collect(),
            common: common.map(|fields| self.table(&fields)),
            quirks: quirks.iter().map(|fields| self.quirk(fields)).collect(),
        }
    }

    fn header(&mut self, fields: &Fields<'_>) -> Header {
        self.check_keys(fields, Header::KEYS);
        Header {
            name: self.get(fields, "name", &string()),
            title: self.get(fields, "title", &string()),
            source: self.get(fields, "source", &string()),
            retrieved: self.get(fields, "retrieved", &date()),
        }
    }

    fn table(&mut self, fields: &Fields<'_>) -> Table {
        self.check_keys(fields, Table::KEYS);
        self.findings.extend(empty_table::check(fields));
        let rows = self.all(fields, "errors", &tables());
        Table {
            span: fields.span.clone(),
            name: self.get(fields, "name", &string()),
            title: self.get(fields, "title", &string()),
            rows: rows.iter().map(|fields| self.row(fields)).collect(),
        }
    }

    fn row(&mut self, fields: &Fields<'_>) -> Row {
        self.check_keys(fields, Row::KEYS);
        Row {
            span: fields.span.clone(),
            name: self.get(fields, "name", &string()),
            status: self.get(fields, "status", &integer()),
            code: self.get(fields, "code", &string()),
            message: self.get(fields, "message", &string()),
            description: self.get(fields, "description", &string()),
        }
    }

    fn quirk(&mut self, fields: &Fields<'_>) -> Quirk {
        self.check_keys(fields, Quirk::KEYS);
        Quirk {
            span: fields.span.clone(),
            kind: self.get(fields, "kind", &string()),
            endpoint: self.get(fields, "endpoint", &string()),
            errors: self.strings(fields, "errors"),
            note: self.get(fields, "note", &string()),
        }
    }

    /// Reports the keys that are not known here, and those that are missing.
    fn check_keys(&mut self, fields: &Fields<'_>, keys: Keys) {
        self.findings.extend(unknown_key::check(fields, keys));
        self.findings.extend(missing_key::check(fields, keys));
    }

    /// The key's value. `None` if the key is missing, or if its value has another type, which is
    /// reported.
    fn get<'t, T>(&mut self, fields: &Fields<'t>, key: &str, expected: &Type<'t, T>) -> Option<T> {
        let value = fields.table.get(key)?;
        let read = (expected.read)(fields.file, value);
        if read.is_none() {
            self.findings.push(wrong_type::diagnostic(fields.file, key, expected, value));
        }
        read
    }

    /// The elements of the key's array. Those of another type are reported and left out.
    fn all<'t, T>(
        &mut self,
        fields: &Fields<'t>,
        key: &str,
        expected: &Type<'t, Vec<Option<T>>>,
    ) -> Vec<T> {
        let elements = self.get(fields, key, expected).unwrap_or_default();
        for (element, value) in elements.iter().zip(fields.array(key)) {
            if element.is_none() {
                self.findings.push(wrong_type::diagnostic(fields.file, key, expected, value));
            }
        }
        elements.into_iter().flatten().collect()
    }

    /// The strings of an array. `None` if the key is missing or if something else is in the array.
    fn strings(&mut self, fields: &Fields<'_>, key: &str) -> Option<Vec<Spanned<String>>> {
        let count = fields.array(key).len();
        let read = self.all(fields, key, &strings());
        let is_complete = fields.is_array(key) && read.len() == count;
        is_complete.then_some(read)
    }
}
