//! Stage two: TOML into rows that know their places. Everything about a file's form is found here.
//!
//! It reads the values one by one instead of through `Deserialize`, which would stop at the first
//! mistake of a file.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::catalog::{Catalog, Header, Page, Quirk, Row, Table};
use crate::diagnostic::{Diagnostic, Place, list, shown};
use crate::rules::{Find, Rule};
use crate::source::Source;

pub(crate) static SYNTAX: Rule = Rule {
    name: "syntax",
    docs: "A file is not TOML, so nothing in it can be read. \
           The report points at the first character that does not fit, which is often just behind the mistake: \
           a quotation mark or a bracket that is not closed, or a key that stands twice.",
    find: Find::OnTheWay,
};

pub(crate) static UNKNOWN_KEY: Rule = Rule {
    name: "unknown-key",
    docs: "A key means nothing here. A misspelt key would otherwise be passed over in silence, \
           and what it says would be lost.",
    find: Find::OnTheWay,
};

pub(crate) static MISSING_KEY: Rule = Rule {
    name: "missing-key",
    docs: "A table lacks a key that it must have. A row has all four cells of the documentation and its name; \
           a page says what it is called, where it stands and when it was read.",
    find: Find::OnTheWay,
};

pub(crate) static WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    docs: "A value is of another type than its key asks for. Codes and texts are strings, a status is an integer, \
           and the day a page was read is a date without quotation marks.",
    find: Find::OnTheWay,
};

pub(crate) static EMPTY_TABLE: Rule = Rule {
    name: "empty-table",
    docs: "An endpoint, or the common table, has no rows. An enum without variants would say that nothing can go wrong; \
           leave a table out until its rows are known.",
    find: Find::OnTheWay,
};

pub(crate) static EMPTY_PAGE: Rule = Rule {
    name: "empty-page",
    docs: "A page has neither an endpoint nor a common table, so there is nothing to make an enum of. \
           Give it a table, or remove the file.",
    find: Find::OnTheWay,
};

/// Parses every source; what is wrong with their form goes to `findings`.
pub(crate) fn parse(sources: &[Source], findings: &mut Vec<Diagnostic>) -> Catalog {
    let pages = sources
        .iter()
        .enumerate()
        .filter_map(|(file, source)| parse_file(file, source, findings))
        .collect();
    let stems = sources.iter().map(|source| source.stem.clone()).collect();
    Catalog { stems, pages }
}

fn parse_file(file: usize, source: &Source, findings: &mut Vec<Diagnostic>) -> Option<Page> {
    if !source.is_utf8 {
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if errors.is_empty() {
        let fields = Fields { file, span: 0..0, table: document.get_ref() };
        Some(page(&fields, findings))
    } else {
        findings.extend(syntax(file, source, &errors));
        None
    }
}

/// The first error of each line: what follows on the same line most often follows from it.
fn syntax(file: usize, source: &Source, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut first = BTreeMap::new();
    for error in errors {
        let end = source.text.len();
        let range = whole_characters(&source.text, &error.span().unwrap_or(end..end));
        let (line, _) = source.position(range.start);
        first.entry(line).or_insert((range, error));
    }
    let first = first.into_values();
    first.map(|(range, error)| syntax_error(Place::text(file, range), error.message())).collect()
}

fn syntax_error(place: Place, message: &str) -> Diagnostic {
    let help = if message.contains("duplicate") {
        "remove one of the two"
    } else {
        "mend it, or look just before it for a quotation mark, a comma or a bracket that is missing"
    };
    Diagnostic::new(&SYNTAX, place, format!("this is not TOML: {message}"), help)
}

/// The range, widened to whole characters and kept within the text.
fn whole_characters(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=range.start.min(text.len())).rev().find(is_boundary).unwrap_or(0);
    let end = (range.end.max(start)..=text.len()).find(is_boundary).unwrap_or(text.len());
    start..end
}

fn page(fields: &Fields<'_>, findings: &mut Vec<Diagnostic>) -> Page {
    fields.check_keys(&["page"], &["endpoint", "common", "quirk"], findings);
    let header = fields.table("page", findings).map(|fields| header(&fields, findings));
    let endpoints = fields.tables("endpoint", findings);
    let common = fields.table("common", findings);
    let quirks = fields.tables("quirk", findings);

    if !fields.table.contains_key("common") {
        findings.extend(empty_page(fields));
    }
    Page {
        file: fields.file,
        header,
        endpoints: endpoints.iter().map(|fields| table(fields, findings)).collect(),
        common: common.map(|fields| table(&fields, findings)),
        quirks: quirks.iter().map(|fields| quirk(fields, findings)).collect(),
    }
}

/// What is to be said of a page without a common table, if it has no endpoint either.
fn empty_page(fields: &Fields<'_>) -> Option<Diagnostic> {
    let (place, help) = match fields.table.get("endpoint") {
        None => (
            Place::File(fields.file),
            "add an `[[endpoint]]` for each table of the page, or remove the file",
        ),
        Some(value) if fields.is_empty_array("endpoint") => (
            Place::text(fields.file, value.span()),
            "remove this line, and add an `[[endpoint]]` for each table of the page; or remove the file",
        ),
        Some(_) => return None,
    };
    Some(Diagnostic::new(&EMPTY_PAGE, place, "the page has no table of errors", help))
}

fn header(fields: &Fields<'_>, findings: &mut Vec<Diagnostic>) -> Header {
    fields.check_keys(&["name", "title", "source", "retrieved"], &[], findings);
    Header {
        name: fields.string("name", findings),
        title: fields.string("title", findings),
        source: fields.string("source", findings),
        retrieved: fields.date("retrieved", findings),
    }
}

fn table(fields: &Fields<'_>, findings: &mut Vec<Diagnostic>) -> Table {
    fields.check_keys(&["name", "title", "errors"], &[], findings);
    if fields.is_empty_array("errors") {
        findings.push(
            Diagnostic::new(
                &EMPTY_TABLE,
                Place::text(fields.file, fields.span.clone()),
                "the table has no rows",
                "add the rows of the documentation, or remove the table",
            )
            .label("its `errors` are empty"),
        );
    }
    let errors = fields.tables("errors", findings);
    Table {
        range: fields.span.clone(),
        name: fields.string("name", findings),
        title: fields.string("title", findings),
        rows: errors.iter().map(|fields| row(fields, findings)).collect(),
    }
}

fn row(fields: &Fields<'_>, findings: &mut Vec<Diagnostic>) -> Row {
    fields.check_keys(&["name", "status", "code", "message", "description"], &[], findings);
    Row {
        range: fields.span.clone(),
        name: fields.string("name", findings),
        status: fields.integer("status", findings),
        code: fields.string("code", findings),
        message: fields.string("message", findings),
        description: fields.string("description", findings),
    }
}

fn quirk(fields: &Fields<'_>, findings: &mut Vec<Diagnostic>) -> Quirk {
    fields.check_keys(&["kind", "errors", "note"], &["endpoint"], findings);
    Quirk {
        range: fields.span.clone(),
        kind: fields.string("kind", findings),
        endpoint: fields.string("endpoint", findings),
        errors: fields.strings("errors", findings),
        note: fields.string("note", findings),
    }
}

/// The keys and values of one table of a file.
struct Fields<'t> {
    file: usize,
    /// The place of the table: its header, or all of it where it stands in one piece.
    span: Range<usize>,
    table: &'t DeTable<'t>,
}

impl<'t> Fields<'t> {
    /// Reports the keys that mean nothing here, and those that are missing.
    fn check_keys(&self, required: &[&str], optional: &[&str], findings: &mut Vec<Diagnostic>) {
        let known = [required, optional].concat();
        let help = format!("the keys here are {}", list(&known));
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            findings.push(Diagnostic::new(
                &UNKNOWN_KEY,
                Place::text(self.file, key.span()),
                format!("the key {} means nothing here", shown(key.get_ref())),
                help.clone(),
            ));
        }
        let missing: Vec<&str> =
            required.iter().copied().filter(|key| !self.table.contains_key(*key)).collect();
        if !missing.is_empty() {
            findings.push(Diagnostic::new(
                &MISSING_KEY,
                Place::text(self.file, self.span.clone()),
                format!("missing: {}", list(&missing)),
                help,
            ));
        }
    }

    fn string(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Option<Spanned<String>> {
        self.typed(key, &STRING, findings, as_string)
    }

    /// The strings of an array; none where the key is missing or anything else is in it.
    fn strings(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Option<Vec<Spanned<String>>> {
        let array = self.typed(key, &STRINGS, findings, as_array)?;
        let strings: Vec<_> = array.iter().map(|value| (value, as_string(value))).collect();
        for (value, _) in strings.iter().filter(|(_, string)| string.is_none()) {
            findings.push(self.wrong_type(key, &STRINGS, value));
        }
        strings.into_iter().map(|(_, string)| string).collect()
    }

    /// An integer; one that does not fit stands as the largest, which no rule lets pass.
    fn integer(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Option<Spanned<i64>> {
        self.typed(key, &INTEGER, findings, |value| match value.get_ref() {
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix());
                Some(Spanned::new(value.span(), number.unwrap_or(i64::MAX)))
            }
            _ => None,
        })
    }

    /// A day, as `YYYY-MM-DD`.
    fn date(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Option<String> {
        self.typed(key, &DATE, findings, |value| match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => {
                moment.date.map(|date| date.to_string())
            }
            _ => None,
        })
    }

    fn table(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Option<Fields<'t>> {
        self.typed(key, &TABLE, findings, |value| self.fields(value))
    }

    /// The tables of an array; none where the key is missing.
    fn tables(&self, key: &str, findings: &mut Vec<Diagnostic>) -> Vec<Fields<'t>> {
        let array = self.typed(key, &TABLES, findings, as_array);
        let mut tables = Vec::new();
        for value in array.into_iter().flat_map(|array| array.iter()) {
            match self.fields(value) {
                Some(fields) => tables.push(fields),
                None => findings.push(self.wrong_type(key, &TABLES, value)),
            }
        }
        tables
    }

    fn fields(&self, value: &'t Spanned<DeValue<'t>>) -> Option<Fields<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Fields { file: self.file, span: value.span(), table }),
            _ => None,
        }
    }

    fn is_empty_array(&self, key: &str) -> bool {
        let value = self.table.get(key).map(Spanned::get_ref);
        matches!(value, Some(DeValue::Array(array)) if array.is_empty())
    }

    /// The key's value as what `read` makes of it; what it refuses is reported.
    fn typed<T>(
        &self,
        key: &str,
        expected: &Type,
        findings: &mut Vec<Diagnostic>,
        read: impl Fn(&'t Spanned<DeValue<'t>>) -> Option<T>,
    ) -> Option<T> {
        let value = self.table.get(key)?;
        let typed = read(value);
        if typed.is_none() {
            findings.push(self.wrong_type(key, expected, value));
        }
        typed
    }

    fn wrong_type(&self, key: &str, expected: &Type, value: &Spanned<DeValue<'_>>) -> Diagnostic {
        Diagnostic::new(
            &WRONG_TYPE,
            Place::text(self.file, value.span()),
            format!("`{key}` must be {}", expected.name),
            expected.help,
        )
        .label(format!("this is {}", type_name(value.get_ref())))
    }
}

fn as_string(value: &Spanned<DeValue<'_>>) -> Option<Spanned<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(Spanned::new(value.span(), text.clone().into_owned())),
        _ => None,
    }
}

fn as_array<'t>(value: &'t Spanned<DeValue<'t>>) -> Option<&'t [Spanned<DeValue<'t>>]> {
    match value.get_ref() {
        DeValue::Array(array) => Some(array),
        _ => None,
    }
}

/// A type that a key asks for, and how it is written.
struct Type {
    name: &'static str,
    help: &'static str,
}

const STRING: Type = Type { name: "a string", help: "write it in quotation marks" };
const STRINGS: Type = Type {
    name: "an array of strings",
    help: "write each in quotation marks, like `[\"NoSuchError\"]`",
};
const INTEGER: Type =
    Type { name: "an integer", help: "write its digits and nothing else, like 404" };
const DATE: Type =
    Type { name: "a date", help: "write the day alone, without quotation marks, like 2026-01-31" };
const TABLE: Type = Type { name: "a table", help: "write it once, like `[page]`" };
const TABLES: Type = Type {
    name: "an array of tables",
    help: "write a table for each, like `[[endpoint]]`, or rows like `{ name = …, status = … }`",
};

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            (Some(_), None) => "a date",
            (Some(_), Some(_)) => "a date with a time",
            (None, _) => "a time",
        },
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
