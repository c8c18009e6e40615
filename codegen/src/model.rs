//! Stage four: what is emitted. Names are settled and orders are fixed; nothing is looked up later.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::catalog::{self, Entry};
use crate::check::files::module;
use crate::check::names::enum_name;
use crate::emit::bucket::bucket;

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
    /// Whether the page has so few errors that the compiler of whoever looks one up may see them.
    pub(crate) fn is_short(&self) -> bool {
        is_short(self.errors.len())
    }

    /// How many endpoints the page has; the common table is none.
    #[cfg(feature = "cli")]
    pub(crate) fn endpoints(&self) -> usize {
        self.tables.iter().filter(|table| table.kind == Kind::Endpoint).count()
    }

    /// Whether the page has a table of common errors.
    #[cfg(feature = "cli")]
    pub(crate) fn has_common(&self) -> bool {
        self.tables.iter().any(|table| table.kind == Kind::Common)
    }

    /// How many quirks of each kind the page has.
    #[cfg(feature = "cli")]
    pub(crate) fn quirk_kinds(&self) -> BTreeMap<&str, usize> {
        let mut kinds = BTreeMap::new();
        for quirk in &self.quirks {
            *kinds.entry(quirk.kind.as_str()).or_default() += 1;
        }
        kinds
    }

    /// How many rows the page's tables have together.
    #[cfg(feature = "cli")]
    pub(crate) fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.errors.len()).sum()
    }
}

/// Whether going through so many errors is faster than to look for a bucket.
fn is_short(errors: usize) -> bool {
    errors <= 16
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

/// What an enum has the errors of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All tables of the page.
    Page,
    /// The table of an endpoint.
    Endpoint,
    /// The table of errors common to all endpoints.
    Common,
}

/// An enum of errors of the page.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) kind: Kind,
    pub(crate) ident: String,
    /// The name of the page or the table.
    pub(crate) name: String,
    /// Its heading in the documentation.
    pub(crate) title: String,
    /// The variants: numbers of errors of the page, in the table's order.
    pub(crate) errors: Vec<usize>,
    /// The same in the order in which they are looked up.
    pub(crate) index: Index,
}

/// What the generated code searches: see its `Index`.
#[derive(Debug)]
pub(crate) struct Index {
    /// Numbers of errors of the page.
    pub(crate) errors: Vec<usize>,
    /// Where in `errors` each answer begins, and where the last one ends.
    pub(crate) answers: Vec<usize>,
    /// Where in `answers` each code begins, and where the last one ends.
    pub(crate) codes: Vec<usize>,
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    pub(crate) buckets: Vec<usize>,
}

/// Lowers a catalog that no rule objects to.
///
/// # Panics
///
/// If anything is missing in it, which a rule does object to.
pub(crate) fn lower(catalog: &catalog::Catalog) -> Vec<Page> {
    let pages = catalog.pages.iter();
    pages.map(|page| lower_page(page, &catalog.stems[page.file])).collect()
}

fn lower_page(page: &catalog::Page, stem: &str) -> Page {
    let header = page.header.as_ref().expect("a missing table is a finding");
    let mut errors: Vec<Error> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut rows = Vec::new();
    for (table, number) in page.tables().zip(0..) {
        let mut numbers_of_rows = Vec::new();
        for entry in table.entries() {
            let error = *numbers.entry(entry.name).or_insert_with(|| {
                errors.push(lower_entry(entry));
                errors.len() - 1
            });
            errors[error].tables.push(number);
            numbers_of_rows.push(error);
        }
        rows.push(numbers_of_rows);
    }

    let title = text(header.title.as_ref());
    let all = (0..errors.len()).collect();
    let all = lower_enum(text(header.name.as_ref()), title, Kind::Page, all, &errors);
    let tables = page.tables().zip(rows).map(|(table, rows)| {
        let kind = if page.is_common(table) { Kind::Common } else { Kind::Endpoint };
        lower_enum(table.name(), text(table.title.as_ref()), kind, rows, &errors)
    });
    let tables: Vec<Enum> = tables.collect();
    let quirks = page.quirks.iter().map(|quirk| lower_quirk(quirk, &numbers, &tables));
    let quirks: Vec<Quirk> = quirks.collect();
    for (quirk, number) in quirks.iter().zip(0..) {
        for error in &quirk.errors {
            errors[*error].quirks.push(number);
        }
    }
    Page {
        module: module(stem),
        name: text(header.name.as_ref()).to_owned(),
        title: title.to_owned(),
        source: text(header.source.as_ref()).to_owned(),
        retrieved: header.retrieved.clone().expect("a missing key is a finding"),
        all,
        tables,
        quirks,
        errors,
    }
}

fn text(value: Option<&Spanned<String>>) -> &str {
    value.expect("a missing key is a finding").get_ref()
}

fn lower_entry(entry: Entry<'_>) -> Error {
    Error {
        name: entry.name.to_owned(),
        status: u16::try_from(entry.status).expect("a status that is out of range is a finding"),
        code: entry.code.to_owned(),
        message: entry.message.to_owned(),
        description: entry.description.to_owned(),
        tables: Vec::new(),
        quirks: Vec::new(),
    }
}

/// A quirk. Names that the page does not have, as a stale entry may, are left out.
fn lower_quirk(quirk: &catalog::Quirk, numbers: &BTreeMap<&str, usize>, tables: &[Enum]) -> Quirk {
    let errors = quirk.errors.iter().flatten();
    let numbers = errors.filter_map(|name| numbers.get(name.get_ref().as_str()));
    let mut errors: Vec<usize> = numbers.copied().collect();
    errors.sort_unstable();
    let table = quirk.endpoint.as_ref();
    Quirk {
        kind: text(quirk.kind.as_ref()).to_owned(),
        table: table.and_then(|name| tables.iter().position(|table| table.name == *name.get_ref())),
        errors,
        note: text(quirk.note.as_ref()).to_owned(),
    }
}

fn lower_enum(name: &str, title: &str, kind: Kind, rows: Vec<usize>, errors: &[Error]) -> Enum {
    Enum {
        kind,
        ident: enum_name(name),
        name: name.to_owned(),
        title: title.to_owned(),
        index: index(&rows, errors),
        errors: rows,
    }
}

/// A table's errors, sorted for the lookup.
pub(crate) fn index(rows: &[usize], errors: &[Error]) -> Index {
    let code = |row: usize| errors[row].code.as_str();
    let answer = |row: usize| (code(row), errors[row].status, &errors[row].message);
    let mut sorted = rows.to_vec();
    // Both sorts are stable: equal rows keep the table's order.
    sorted.sort_by_key(|row| answer(*row));
    // Twice as many buckets as codes: most have one code or none.
    let count = 2 * sorted.chunk_by(|one, other| code(*one) == code(*other)).count();
    let is_short = is_short(rows.len());
    let bucket = |row: usize| if is_short { 0 } else { bucket(code(row), count) };
    sorted.sort_by_cached_key(|row| bucket(*row));

    let answers = starts(&sorted, |row| answer(*row));
    let first = |answer: &usize| sorted[*answer];
    let codes = starts(&answers[..answers.len() - 1], |answer| code(first(answer)));
    let firsts = codes[..codes.len() - 1].iter().map(|code| bucket(first(&answers[*code])));
    let in_buckets: Vec<usize> = firsts.collect();
    let buckets = (0..=count).map(|bucket| in_buckets.partition_point(|of| *of < bucket));
    let buckets = if is_short { Vec::new() } else { buckets.collect() };
    Index { errors: sorted, answers, codes, buckets }
}

/// Where each run of items with the same key begins, and where the last one ends.
fn starts<T, K: PartialEq>(items: &[T], key: impl Fn(&T) -> K) -> Vec<usize> {
    let runs = items.chunk_by(|one, other| key(one) == key(other));
    let mut starts = vec![0];
    starts.extend(runs.scan(0, |end, run| {
        *end += run.len();
        Some(*end)
    }));
    starts
}
