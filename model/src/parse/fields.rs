//! The keys and values of a TOML table, and the types that they are read as.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::raw::Keys;
use crate::source::Spanned;
use crate::text::most_similar;

/// A key of the parsed file.
type Key<'t> = toml::Spanned<Cow<'t, str>>;

/// A value of the parsed file.
pub(super) type Value<'t> = toml::Spanned<DeValue<'t>>;

/// The keys and values of one table of a file.
pub(super) struct Fields<'t> {
    pub(super) file: usize,
    /// The table's header, or all of it if it is inline.
    pub(super) span: Range<usize>,
    pub(super) table: &'t DeTable<'t>,
    /// The values of keys that the table lacks, each under a key that is not known but similar.
    misspelt: Vec<(&'static str, &'t Value<'t>)>,
}

/// A key that is not known, and the key that was most likely meant.
pub(super) struct UnknownKey<'t> {
    pub(super) key: &'t Key<'t>,
    pub(super) value: &'t Value<'t>,
    pub(super) meant: Option<&'static str>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(file: usize, span: Range<usize>, table: &'t DeTable<'t>) -> Self {
        Self { file, span, table, misspelt: Vec::new() }
    }

    /// The keys of the table that are not among these.
    pub(super) fn unknown_keys(&self, keys: Keys) -> Vec<UnknownKey<'t>> {
        let mut unknown = Vec::new();
        for (key, value) in self.table {
            let name = key.get_ref().as_ref();
            if keys.all().all(|known| known != name) {
                unknown.push(UnknownKey { key, value, meant: most_similar(name, keys.all()) });
            }
        }
        unknown
    }

    /// The same table, with the value of each missing key from the one that was misspelt: so a misspelt key is
    /// one mistake, and hides none in its value.
    pub(super) fn with_misspelt(&self, keys: Keys) -> Self {
        let mut misspelt: Vec<(&'static str, &'t Value<'t>)> = Vec::new();
        for unknown in self.unknown_keys(keys) {
            let is_new = |key: &&str| {
                !self.table.contains_key(*key) && misspelt.iter().all(|(other, _)| other != key)
            };
            if let Some(key) = unknown.meant.filter(is_new) {
                misspelt.push((key, unknown.value));
            }
        }
        Self { file: self.file, span: self.span.clone(), table: self.table, misspelt }
    }

    /// The value of the key, or of the one that was most likely meant to be it.
    pub(super) fn get(&self, key: &str) -> Option<&'t Value<'t>> {
        let misspelt = || self.misspelt.iter().find(|(meant, _)| *meant == key);
        self.table.get(key).or_else(|| misspelt().map(|(_, value)| *value))
    }

    /// Whether the value of the key is under another one, which is reported.
    pub(super) fn is_misspelt(&self, key: &str) -> bool {
        self.misspelt.iter().any(|(meant, _)| *meant == key)
    }

    /// The elements of the key's array; empty if there is no array.
    pub(super) fn array(&self, key: &str) -> &'t [Value<'t>] {
        match self.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Array(array)) => array,
            _ => &[],
        }
    }

    /// Whether the key's value is an array.
    pub(super) fn is_array(&self, key: &str) -> bool {
        matches!(self.get(key).map(toml::Spanned::get_ref), Some(DeValue::Array(_)))
    }

    /// Whether the key's value is an array without elements.
    pub(super) fn is_empty_array(&self, key: &str) -> bool {
        self.is_array(key) && self.array(key).is_empty()
    }
}

/// A type that a key asks for: how it is called, how it is written, and how it is read.
pub(super) struct Type<'t, T> {
    pub(super) name: &'static str,
    pub(super) help: &'static str,
    pub(super) read: fn(usize, &'t Value<'t>) -> Option<T>,
}

pub(super) fn string<'t>() -> Type<'t, Spanned<String>> {
    Type {
        name: "a string",
        help: "write one string in quotation marks, like \"P-12\"",
        read: read_string,
    }
}

pub(super) fn strings<'t>() -> Type<'t, Vec<Option<Spanned<String>>>> {
    Type {
        name: "an array of strings",
        help: "write each in quotation marks, like `[\"NoSuchError\"]`",
        read: |file, value| {
            Some(elements(value)?.iter().map(|element| read_string(file, element)).collect())
        },
    }
}

pub(super) fn integer<'t>() -> Type<'t, Spanned<i64>> {
    Type {
        name: "an integer",
        help: "write its digits and nothing else, like 404",
        read: |_, value| match value.get_ref() {
            // One that does not fit becomes the largest, which no rule accepts.
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix());
                Some(spanned(value, number.unwrap_or(i64::MAX)))
            }
            _ => None,
        },
    }
}

pub(super) fn date<'t>() -> Type<'t, Spanned<String>> {
    Type {
        name: "a date",
        help: "write only the day, without quotation marks, like 2026-01-31",
        read: |_, value| match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => {
                moment.date.map(|date| spanned(value, date.to_string()))
            }
            _ => None,
        },
    }
}

pub(super) fn table<'t>() -> Type<'t, Fields<'t>> {
    Type { name: "a table", help: "write it once, like `[page]`", read: read_table }
}

pub(super) fn body<'t>() -> Type<'t, Fields<'t>> {
    let help =
        "write where a response has code and message, like `{ code = { pointer = \"/code\" } }`";
    Type { help, ..table() }
}

pub(super) fn body_value<'t>() -> Type<'t, Fields<'t>> {
    Type { help: "write a JSON pointer to it, like `{ pointer = \"/code\" }`", ..table() }
}

pub(super) fn tables<'t>() -> Type<'t, Vec<Option<Fields<'t>>>> {
    Type {
        name: "an array of tables",
        help: "write a table for each, like `[[endpoint]]`, or rows like `{ name = …, status = … }`",
        read: |file, value| {
            Some(elements(value)?.iter().map(|element| read_table(file, element)).collect())
        },
    }
}

fn read_string(_: usize, value: &Value<'_>) -> Option<Spanned<String>> {
    match value.get_ref() {
        DeValue::String(string) => Some(spanned(value, string.clone().into_owned())),
        _ => None,
    }
}

fn read_table<'t>(file: usize, value: &'t Value<'t>) -> Option<Fields<'t>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(Fields::new(file, value.span(), table)),
        _ => None,
    }
}

fn elements<'t>(value: &'t Value<'t>) -> Option<&'t [Value<'t>]> {
    match value.get_ref() {
        DeValue::Array(array) => Some(array),
        _ => None,
    }
}

fn spanned<T>(place: &Value<'_>, value: T) -> Spanned<T> {
    Spanned { value, span: place.span() }
}
