//! A page as it is validated: nothing that a rule requires is optional here.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Range, RangeInclusive};

use crate::raw;
use crate::source::Spanned;
use crate::text::module_name;

/// The statuses that HTTP has for errors.
pub const ERROR_STATUSES: RangeInclusive<u16> = 400..=599;

/// A page of the documentation: a module of the generated code.
#[derive(Debug)]
pub struct Page {
    /// The number of its file.
    pub file: usize,
    /// The module that it becomes, like `agent_launch`.
    pub module: String,
    /// Its name in the catalog.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// Where and when it was read; `None` if the errors are not documented on a web page.
    pub origin: Option<Origin>,
    /// Where the body of a response has code and message, if the page file has it.
    pub body: Option<Body>,
    /// What the page has and the catalog does not keep, like `column Severity`, in the page's order.
    pub left_out: Vec<String>,
    /// Every distinct error, in the order in which the tables first list them.
    pub errors: Vec<Error>,
    /// Its tables, in the page's order.
    pub tables: Vec<Table>,
    /// The entries for what it gets wrong, in the file's order.
    pub quirks: Vec<Quirk>,
}

/// Where and when a page was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its address.
    pub source: String,
    /// The day on which it was read, as `YYYY-MM-DD`.
    pub retrieved: String,
}

/// Where the JSON body of a response has code and message: at least one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Where it has the code.
    pub code: Option<BodyValue>,
    /// Where it has the message.
    pub message: Option<BodyValue>,
    /// How this is known, in prose.
    pub basis: Option<String>,
}

/// Where the JSON body of a response has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyValue {
    /// The JSON pointer to it, as in RFC 6901. The only array index in it is `0`.
    pub pointer: String,
    /// The type that it has there.
    pub json_type: JsonType,
}

/// The type of a value in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonType {
    /// A string.
    #[default]
    String,
    /// A whole number.
    Number,
}

/// A documented error: what the rows with its name contain.
#[derive(Debug)]
pub struct Error {
    /// Its name in the catalog.
    pub name: String,
    /// The HTTP status.
    pub status: u16,
    /// The error code.
    pub code: String,
    /// The message.
    pub message: String,
    /// The description.
    pub description: String,
    /// The numbers of the tables that list it.
    pub tables: Vec<usize>,
    /// The numbers of the quirks that it is part of.
    pub quirks: Vec<usize>,
}

/// A table of errors.
#[derive(Debug)]
pub struct Table {
    /// Whose errors it lists.
    pub kind: TableKind,
    /// Its name in the catalog.
    pub name: String,
    /// The heading above it.
    pub title: String,
    /// Its rows, in the table's order.
    pub rows: Vec<Row>,
}

/// Whose errors a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Those of one endpoint.
    Endpoint,
    /// Those that are common to all endpoints.
    Common,
}

/// A row of a table: an error, and where the table lists it.
#[derive(Debug)]
pub struct Row {
    /// The number of the error.
    pub error: usize,
    /// All of the row, in the file.
    pub span: Range<usize>,
}

/// An entry for something that the documentation gets wrong.
#[derive(Debug)]
pub struct Quirk {
    /// All of the entry, or its header, in the file.
    pub span: Range<usize>,
    /// The name of the rule that finds it.
    pub kind: Spanned<String>,
    /// The names of the errors that it is about, as written: the page may not have them.
    pub error_names: Vec<Spanned<String>>,
    /// The names of the tables that it is about, as written: the page may not have them.
    pub table_names: Vec<Spanned<String>>,
    /// The digest of the facts with which the note was read.
    pub reviewed: Option<Spanned<String>>,
    /// What is odd, and what to rely on instead; empty if nobody has written it.
    pub note: String,
    /// Where the note is, if the entry has the key.
    pub note_span: Option<Range<usize>>,
    /// The numbers of the errors that it is about, sorted.
    pub errors: Vec<usize>,
    /// The numbers of the tables that it is about, sorted.
    pub tables: Vec<usize>,
}

impl Page {
    /// The page of a file that breaks no rule; `None` if it lacks something that a rule requires.
    pub(crate) fn new(page: &raw::Page, stem: &str) -> Option<Self> {
        let header = page.header.as_ref()?;
        let mut errors = Errors::default();
        let mut tables = Vec::new();
        for table in page.tables() {
            let kind = if page.is_common(table) { TableKind::Common } else { TableKind::Endpoint };
            let mut rows = Vec::new();
            for row in &table.rows {
                let error = errors.number(row)?;
                errors.list[error].tables.push(tables.len());
                rows.push(Row { error, span: row.span.clone() });
            }
            let (name, title) = (value(table.name.as_ref())?, value(table.title.as_ref())?);
            tables.push(Table { kind, name, title, rows });
        }
        let numbers = tables.iter().enumerate();
        let numbers = numbers.map(|(number, table): (_, &Table)| (table.name.clone(), number));
        let numbers: BTreeMap<String, usize> = numbers.collect();
        let mut quirks = Vec::new();
        for quirk in &page.quirks {
            let quirk = Quirk::new(quirk, &errors, &numbers)?;
            for error in &quirk.errors {
                errors.list[*error].quirks.push(quirks.len());
            }
            quirks.push(quirk);
        }
        Some(Self {
            file: page.file,
            module: module_name(stem),
            name: value(header.name.as_ref())?,
            title: value(header.title.as_ref())?,
            origin: match (&header.source, &header.retrieved) {
                (None, None) => None,
                (source, retrieved) => Some(Origin {
                    source: value(source.as_ref())?,
                    retrieved: value(retrieved.as_ref())?,
                }),
            },
            body: match &header.body {
                Some(body) => Some(Body::new(body)?),
                None => None,
            },
            left_out: header.left_out.iter().map(|entry| entry.value.clone()).collect(),
            errors: errors.list,
            tables,
            quirks,
        })
    }

    /// The error of a row.
    #[must_use]
    pub fn error(&self, row: &Row) -> &Error {
        &self.errors[row.error]
    }

    /// Every row of every table, in the order of the page.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.tables.iter().flat_map(|table| &table.rows)
    }

    /// The first row of each error, in the order of the page.
    pub fn first_rows(&self) -> impl Iterator<Item = &Row> {
        // Errors are numbered by their first rows.
        let mut count = 0;
        self.rows().filter(move |row| {
            let is_first = row.error == count;
            count += usize::from(is_first);
            is_first
        })
    }

    /// The numbers of the tables of the endpoints.
    pub fn endpoint_numbers(&self) -> impl Iterator<Item = usize> {
        let tables = self.tables.iter().enumerate();
        tables.filter(|(_, table)| table.kind == TableKind::Endpoint).map(|(number, _)| number)
    }

    /// The tables of the endpoints.
    pub fn endpoints(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(|table| table.kind == TableKind::Endpoint)
    }

    /// The table of the errors that are common to all endpoints, if the page has one.
    #[must_use]
    pub fn common(&self) -> Option<&Table> {
        self.tables.iter().find(|table| table.kind == TableKind::Common)
    }

    /// How many quirks of each kind the page has.
    #[must_use]
    pub fn quirk_kinds(&self) -> BTreeMap<&str, usize> {
        let mut kinds = BTreeMap::new();
        for quirk in &self.quirks {
            *kinds.entry(quirk.kind.value.as_str()).or_default() += 1;
        }
        kinds
    }
}

impl Body {
    fn new(body: &raw::Body) -> Option<Self> {
        let value = |value: &Option<raw::BodyValue>| match value {
            Some(value) => BodyValue::new(value).map(Some),
            None => Some(None),
        };
        let basis = body.basis.as_ref().map(|basis| basis.value.clone());
        Some(Self { code: value(&body.code)?, message: value(&body.message)?, basis })
    }
}

impl BodyValue {
    fn new(value: &raw::BodyValue) -> Option<Self> {
        let json_type = match &value.json_type {
            Some(name) => JsonType::from_name(&name.value)?,
            None => JsonType::default(),
        };
        Some(Self { pointer: value.pointer.as_ref()?.value.clone(), json_type })
    }
}

impl JsonType {
    /// Every type.
    pub const ALL: [Self; 2] = [Self::String, Self::Number];

    /// What the type is called in a page file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
        }
    }

    /// The type that is called like this.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|json_type| json_type.name() == name)
    }
}

/// The distinct errors of a page, and their numbers by name.
#[derive(Default)]
struct Errors {
    list: Vec<Error>,
    numbers: BTreeMap<String, usize>,
}

impl Errors {
    /// The number of a row's error, which is new if no row before has its name.
    fn number(&mut self, row: &raw::Row) -> Option<usize> {
        let name = value(row.name.as_ref())?;
        if let Some(number) = self.numbers.get(&name) {
            return Some(*number);
        }
        let number = self.list.len();
        self.list.push(Error {
            name: name.clone(),
            status: u16::try_from(row.status.as_ref()?.value).ok()?,
            code: value(row.code.as_ref())?,
            message: value(row.message.as_ref())?,
            description: value(row.description.as_ref())?,
            tables: Vec::new(),
            quirks: Vec::new(),
        });
        self.numbers.insert(name, number);
        Some(number)
    }
}

impl Quirk {
    fn new(quirk: &raw::Quirk, errors: &Errors, tables: &BTreeMap<String, usize>) -> Option<Self> {
        let error_names = quirk.errors.clone()?;
        let table_names = quirk.tables.clone().unwrap_or_default();
        let note = quirk.note.as_ref();
        Some(Self {
            span: quirk.span.clone(),
            kind: quirk.kind.clone()?,
            errors: numbers(&error_names, &errors.numbers),
            tables: numbers(&table_names, tables),
            error_names,
            table_names,
            reviewed: quirk.reviewed.clone(),
            note: value(note).unwrap_or_default(),
            note_span: note.map(|note| note.span.clone()),
        })
    }
}

/// The numbers of those names that have one: sorted, each once.
fn numbers(names: &[Spanned<String>], numbers: &BTreeMap<String, usize>) -> Vec<usize> {
    let numbers: BTreeSet<usize> =
        names.iter().filter_map(|name| numbers.get(&name.value)).copied().collect();
    numbers.into_iter().collect()
}

fn value(value: Option<&Spanned<String>>) -> Option<String> {
    Some(value?.value.clone())
}
