//! Turns TOML into settings, and into rows that know their places. Everything about a file's form is found here.
//!
//! Values are read one by one instead of through `Deserialize`, which would stop at the first mistake
//! of a file.

pub mod empty_page;
pub mod empty_table;
mod fields;
pub mod invalid_setting;
pub mod missing_key;
pub mod syntax;
pub mod unknown_key;
pub mod wrong_type;

use std::collections::BTreeMap;
use std::path::PathBuf;

use toml::de::DeTable;

use self::fields::{
    Fields, Type, Value, body, body_value, date, integer, string, strings, table, tables,
};
use crate::diagnostic::Diagnostic;
use crate::files::is_settings_name;
use crate::raw::{Body, BodyValue, Catalog, Header, Keys, Page, Quirk, Row, Table};
use crate::rule::Rule;
use crate::settings::{Notes, Output, QuirkSettings, Settings};
use crate::source::{Source, Spanned};

/// The rules of this stage.
pub static RULES: &[&Rule] = &[
    &empty_page::RULE,
    &empty_table::RULE,
    &invalid_setting::RULE,
    &missing_key::RULE,
    &syntax::RULE,
    &unknown_key::RULE,
    &wrong_type::RULE,
];

/// What the files of a catalog contain, and what is wrong with their form.
#[derive(Debug)]
pub struct Parsed {
    /// The settings; the default ones if the file is missing or is not TOML.
    pub settings: Settings,
    /// The page files.
    pub catalog: Catalog,
    /// What is wrong with the form of the files.
    pub findings: Vec<Diagnostic>,
}

/// Parses every source.
#[must_use]
pub fn parse(sources: &[Source]) -> Parsed {
    let mut parser = Parser { findings: Vec::new() };
    let mut settings = Settings::default();
    let mut catalog = Catalog { stems: BTreeMap::new(), pages: Vec::new() };
    for (file, source) in sources.iter().enumerate() {
        let is_settings = is_settings_name(&source.path);
        if !is_settings {
            catalog.stems.insert(file, source.stem.clone());
        }
        // What is not UTF-8 was reported.
        if !source.is_utf8 {
            continue;
        }
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        let fields = Fields::new(file, 0..0, document.get_ref());
        if !errors.is_empty() {
            parser.findings.extend(syntax::check(file, source, &errors));
        } else if is_settings {
            settings = parser.settings(&fields);
        } else {
            catalog.pages.extend(parser.page(&fields));
        }
    }
    Parsed { settings, catalog, findings: parser.findings }
}

/// Reads the tables of a file, and collects what is wrong with them.
struct Parser {
    findings: Vec<Diagnostic>,
}

impl Parser {
    fn settings(&mut self, fields: &Fields<'_>) -> Settings {
        if let Some(finding) = unknown_key::page_in_settings(fields) {
            self.findings.push(finding);
            return Settings { file: Some(fields.file), ..Settings::default() };
        }
        let fields = &self.check_keys(fields, Settings::KEYS);
        let output = self.get(fields, "output", &table());
        let quirks = self.get(fields, "quirks", &table());
        Settings {
            file: Some(fields.file),
            output: output.map(|fields| self.output(&fields)).unwrap_or_default(),
            quirks: quirks.map(|fields| self.quirk_settings(&fields)).unwrap_or_default(),
        }
    }

    fn output(&mut self, fields: &Fields<'_>) -> Output {
        let fields = &self.check_keys(fields, Output::KEYS);
        let serde_feature = self.get(fields, "serde-feature", &string());
        let json_feature = self.get(fields, "json-feature", &string());
        for feature in [&serde_feature, &json_feature].into_iter().flatten() {
            self.findings.extend(invalid_setting::feature(fields.file, feature));
        }
        if let (Some(serde), Some(json)) = (&serde_feature, &json_feature) {
            self.findings.extend(invalid_setting::same_feature(fields.file, serde, json));
        }
        Output {
            code: self.path(fields, "code"),
            sections: self.paths(fields, "sections"),
            packages: self.paths(fields, "packages"),
            changelog: self.path(fields, "changelog"),
            serde_feature: serde_feature.map(|feature| feature.value),
            json_feature: json_feature.map(|feature| feature.value),
        }
    }

    fn quirk_settings(&mut self, fields: &Fields<'_>) -> QuirkSettings {
        let fields = &self.check_keys(fields, QuirkSettings::KEYS);
        let notes = self.get(fields, "notes", &string());
        let known = notes.as_ref().and_then(|notes| {
            Notes::VALUES.iter().find(|(name, _)| *name == notes.value).map(|(_, value)| *value)
        });
        if let (Some(notes), None) = (&notes, known) {
            self.findings.push(invalid_setting::notes(fields.file, notes));
        }
        QuirkSettings {
            ignore: self.all(fields, "ignore", &strings()),
            notes: known.unwrap_or_default(),
        }
    }

    fn path(&mut self, fields: &Fields<'_>, key: &str) -> Option<PathBuf> {
        let path = self.get(fields, key, &string())?;
        self.findings.extend(invalid_setting::path(fields.file, &path));
        Some(path.value.into())
    }

    fn paths(&mut self, fields: &Fields<'_>, key: &str) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for path in self.all(fields, key, &strings()) {
            self.findings.extend(invalid_setting::path(fields.file, &path));
            paths.push(path.value.into());
        }
        paths
    }

    /// The page of a file. `None` if nothing in the file belongs to a page, which is one mistake.
    fn page(&mut self, fields: &Fields<'_>) -> Option<Page> {
        let is_missing = |key| fields.with_misspelt(Page::KEYS).get(key).is_none();
        if Page::KEYS.all().all(is_missing) {
            self.findings.push(missing_key::not_a_page(fields.file));
            return None;
        }
        self.findings.extend(unknown_key::check_except(fields, Page::KEYS, Header::KEYS));
        let (written, fields) = (fields, &fields.with_misspelt(Page::KEYS));
        if let Some(finding) = missing_key::header_line(written) {
            self.findings.push(finding);
        } else {
            self.findings.extend(unknown_key::outside_of_page(written));
            self.findings.extend(missing_key::check(fields, Page::KEYS));
        }
        let header = self.get(fields, "page", &table());
        let endpoints = self.all(fields, "endpoint", &tables());
        let common = self.get(fields, "common", &table());
        let quirks = self.all(fields, "quirk", &tables());
        self.findings.extend(empty_page::check(fields));
        Some(Page {
            file: fields.file,
            header: header.map(|fields| self.header(&fields)),
            endpoints: endpoints.iter().map(|fields| self.table(fields)).collect(),
            common: common.map(|fields| self.table(&fields)),
            quirks: quirks.iter().map(|fields| self.quirk(fields)).collect(),
        })
    }

    fn header(&mut self, fields: &Fields<'_>) -> Header {
        let fields = &self.check_keys(fields, Header::KEYS);
        self.findings.extend(missing_key::origin(fields));
        let body = self.get(fields, "body", &body());
        Header {
            name: self.get(fields, "name", &string()),
            title: self.get(fields, "title", &string()),
            source: self.get(fields, "source", &string()),
            retrieved: self.get(fields, "retrieved", &date()),
            left_out: self.strings(fields, "left-out").unwrap_or_default(),
            body: body.map(|fields| self.body(&fields)),
        }
    }

    fn body(&mut self, fields: &Fields<'_>) -> Body {
        let fields = &self.check_keys(fields, Body::KEYS);
        self.findings.extend(missing_key::body(fields));
        let code = self.get(fields, "code", &body_value());
        let message = self.get(fields, "message", &body_value());
        Body {
            span: fields.span.clone(),
            code: code.map(|fields| self.body_value(&fields)),
            message: message.map(|fields| self.body_value(&fields)),
            basis: self.get(fields, "basis", &string()),
        }
    }

    fn body_value(&mut self, fields: &Fields<'_>) -> BodyValue {
        let fields = &self.check_keys(fields, BodyValue::KEYS);
        BodyValue {
            pointer: self.get(fields, "pointer", &string()),
            json_type: self.get(fields, "type", &string()),
        }
    }

    fn table(&mut self, fields: &Fields<'_>) -> Table {
        let fields = &self.check_keys(fields, Table::KEYS);
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
        let fields = &self.check_keys(fields, Row::KEYS);
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
        let fields = &self.check_keys(fields, Quirk::KEYS);
        Quirk {
            span: fields.span.clone(),
            kind: self.get(fields, "kind", &string()),
            errors: self.strings(fields, "errors"),
            tables: self.strings(fields, "tables"),
            reviewed: self.get(fields, "reviewed", &string()),
            note: self.get(fields, "note", &string()),
        }
    }

    /// Reports the keys that are not known here, and those that are missing. A misspelt key is not missing too:
    /// the fields that are returned have its value.
    fn check_keys<'t>(&mut self, fields: &Fields<'t>, keys: Keys) -> Fields<'t> {
        let corrected = fields.with_misspelt(keys);
        self.findings.extend(unknown_key::check(fields, keys));
        self.findings.extend(missing_key::check(&corrected, keys));
        corrected
    }

    /// The key's value. `None` if the key is missing, or if its value has another type, which is
    /// reported.
    fn get<'t, T>(&mut self, fields: &Fields<'t>, key: &str, expected: &Type<'t, T>) -> Option<T> {
        let value = fields.get(key)?;
        let read = (expected.read)(fields.file, value);
        // A misspelt key was reported, and may have been meant otherwise.
        if read.is_none() && !fields.is_misspelt(key) {
            self.findings.push(wrong_type::diagnostic(fields.file, key, expected, value));
        }
        read
    }

    /// The elements of the key's array. Those of another type are left out, and reported as one mistake.
    fn all<'t, T>(
        &mut self,
        fields: &Fields<'t>,
        key: &str,
        expected: &Type<'t, Vec<Option<T>>>,
    ) -> Vec<T> {
        let elements = self.get(fields, key, expected).unwrap_or_default();
        let pairs = elements.iter().zip(fields.array(key));
        let mut wrong = pairs.filter(|(element, _)| element.is_none()).map(|(_, value)| value);
        if let Some(first) = wrong.next().filter(|_| !fields.is_misspelt(key)) {
            let finding = wrong_type::diagnostic(fields.file, key, expected, first);
            let also =
                |finding: Diagnostic, value: &Value<'_>| finding.related(value.span(), "here too");
            self.findings.push(wrong.fold(finding, also));
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
