//! The keys and values of a TOML table, and the types that they are read as.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::source::Spanned;

/// A value of the parsed file.
pub(super) type Value<'t> = toml::Spanned<DeValue<'t>>;

/// The keys and values of one table of a file.
pub(super) struct Fields<'t> {
    pub(super) file: usize,
    /// The table's header, or all of it if it is inline.
    pub(super) span: Range<usize>,
    pub(super) table: &'t DeTable<'t>,
}

impl<'t> Fields<'t> {
    /// The elements of the key's array; empty if there is no array.
    pub(super) fn array(&self, key: &str) -> &'t [Value<'t>] {
        match self.table.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Array(array)) => array,
            _ => &[],
        }
    }

    /// Whether the key's value is an array.
    pub(super) fn is_array(&self, key: &str) -> bool {
        matches!(self.table.get(key).map(toml::Spanned::get_ref), Some(DeValue::Array(_)))
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
        DeValue::Table(table) => Some(Fields { file, span: value.span(), table }),
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
