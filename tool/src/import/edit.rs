//! Writes a plan into the text of a page file. What people wrote is kept: comments, the order of keys,
//! formatting.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use error_catalog_model::page::TableKind;
use error_catalog_model::text::quoted;
use toml_edit::{
    Array, ArrayOfTables, Datetime, DocumentMut, InlineTable, Item, Key, Table, TableLike,
    TomlError, Value, value,
};

use super::array::{ArrayItem, arrange, strings};
use super::file::{PlannedRow, PlannedTable, TableLocation};
use super::page::{Cells, Row};
use super::plan::Plan;

/// Why a file cannot be edited, or a new one cannot be written.
#[derive(Clone, Debug)]
pub enum EditError {
    /// The file is not TOML.
    Syntax(TomlError),
    /// `page` is not a table.
    Page,
    /// `endpoint` is an array of inline tables.
    InlineEndpoints,
    /// `common` is an inline table.
    InlineCommon,
    /// The `errors` of the table with this name are not an array.
    Errors(String),
    /// The day of the import is not a day like `2026-01-31`.
    Date(String),
    /// Neither the page nor the file gives the address of the page.
    NoSource,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => write!(f, "the file is not TOML: {error}"),
            Self::Page => f.write_str("`page` is not a table: write it as `[page]`"),
            Self::InlineEndpoints => {
                f.write_str("`endpoint` is an array: write each of its tables as `[[endpoint]]`")
            }
            Self::InlineCommon => {
                f.write_str("`common` is an inline table: write it as `[common]`")
            }
            Self::Errors(table) => {
                write!(f, "the `errors` of {} are not an array", quoted(table))
            }
            Self::Date(date) => write!(f, "{} is not a day like 2026-01-31", quoted(date)),
            Self::NoSource => f.write_str(
                "neither the page nor its page file contains the address: give it with --source",
            ),
        }
    }
}

impl std::error::Error for EditError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax(error) => Some(error),
            _ => None,
        }
    }
}

/// The text of a new file.
pub(crate) fn create(plan: &Plan, date: &str) -> Result<String, EditError> {
    let date = parse_date(date)?;
    let source = plan.source.as_ref().ok_or(EditError::NoSource)?;
    let [name, title, source] = [&plan.name, &plan.title, source].map(|string| literal(string));
    let page =
        format!("[page]\nname = {name}\ntitle = {title}\nsource = {source}\nretrieved = {date}\n");
    let mut parts = vec![page];
    if !plan.left_out.is_empty() {
        parts.push(format!("left-out = {}\n", strings(&plan.left_out)));
    }
    for table in &plan.tables {
        let header = match table.kind {
            TableKind::Endpoint => "[[endpoint]]",
            TableKind::Common => "[common]",
        };
        let (name, title) = (literal(&table.name), literal(&table.title));
        parts.push(format!("\n{header}\nname = {name}\ntitle = {title}\nerrors = [\n"));
        for planned in &table.rows {
            parts.push(format!("  {},\n", inline_table(&planned.row)));
        }
        parts.push("]\n".to_owned());
    }
    Ok(parts.concat())
}

fn parse_date(date: &str) -> Result<Value, EditError> {
    match date.parse::<Datetime>() {
        Ok(date @ Datetime { date: Some(_), time: None, offset: None }) => Ok(date.into()),
        _ => Err(EditError::Date(date.to_owned())),
    }
}

/// A string as TOML.
fn literal(string: &str) -> String {
    Value::from(string).to_string()
}

/// A row on one line.
fn inline_table(row: &Row) -> InlineTable {
    let Cells { status, code, message, description } = &row.cells;
    let mut table = InlineTable::new();
    table.insert("name", row.name.as_str().into());
    table.insert("status", i64::from(*status).into());
    table.insert("code", code.as_str().into());
    table.insert("message", message.as_str().into());
    table.insert("description", description.as_str().into());
    table
}

/// The file's text with what the plan changes, and the date.
pub(crate) fn edit(plan: &Plan, old: &str, date: &str) -> Result<String, EditError> {
    // All lines of the file keep their ending.
    if old.contains("\r\n") {
        return Ok(edit(plan, &old.replace("\r\n", "\n"), date)?.replace('\n', "\r\n"));
    }
    let mut document: DocumentMut = old.parse().map_err(EditError::Syntax)?;
    let page = document.get_mut("page").and_then(Item::as_table_like_mut);
    edit_page(plan, page.ok_or(EditError::Page)?, date)?;

    let endpoints = endpoints(&document)?;
    let common = common(&document)?;
    let mut tables = Vec::new();
    for planned in &plan.tables {
        let old = match planned.location {
            Some(TableLocation::Endpoint(number)) => endpoints.get(number).cloned(),
            Some(TableLocation::Common) => common.clone(),
            None => None,
        };
        tables.push((planned.kind, edit_table(planned, old)?));
    }
    if !plan.is_same_order {
        order(&mut document, tables.iter_mut().map(|(_, table)| table));
    }
    replace_tables(&mut document, tables);
    Ok(document.to_string())
}

fn edit_page(plan: &Plan, page: &mut dyn TableLike, date: &str) -> Result<(), EditError> {
    let date = parse_date(date)?;
    set(page, "title", plan.title.as_str().into());
    match &plan.source {
        Some(source) => set(page, "source", source.as_str().into()),
        None if page.contains_key("source") => {}
        None => return Err(EditError::NoSource),
    }
    set(page, "retrieved", date);
    edit_left_out(&plan.left_out, page);
    Ok(())
}

/// Edits the entries of `left-out`, unless they are the same in another order.
fn edit_left_out(planned: &[String], page: &mut dyn TableLike) {
    let array = page.get_mut("left-out").and_then(Item::as_array_mut);
    let Some(array) = array else {
        if !planned.is_empty() {
            set(page, "left-out", strings(planned).into());
        }
        return;
    };
    if planned.is_empty() {
        page.remove("left-out");
        return;
    }
    let old: Vec<Option<String>> =
        array.iter().map(|entry| entry.as_str().map(str::to_owned)).collect();
    let position = |entry: &String| old.iter().position(|old| old.as_ref() == Some(entry));
    let distinct: BTreeSet<&Option<String>> = old.iter().collect();
    if distinct.len() == planned.len() && planned.iter().all(|entry| position(entry).is_some()) {
        return;
    }
    let mut items = Vec::new();
    for entry in planned {
        items.push(ArrayItem { index: position(entry), new: entry.as_str().into() });
    }
    arrange(items, array, |_, _| {});
}

/// The `[[endpoint]]` tables of the file.
fn endpoints(document: &DocumentMut) -> Result<ArrayOfTables, EditError> {
    match document.get("endpoint") {
        None => Ok(ArrayOfTables::new()),
        Some(Item::ArrayOfTables(tables)) => Ok(tables.clone()),
        Some(_) => Err(EditError::InlineEndpoints),
    }
}

/// The `[common]` table of the file, if it has one.
fn common(document: &DocumentMut) -> Result<Option<Table>, EditError> {
    match document.get("common") {
        None => Ok(None),
        Some(Item::Table(table)) => Ok(Some(table.clone())),
        Some(_) => Err(EditError::InlineCommon),
    }
}

/// Puts the tables in this order: after `[page]`, and before the quirks.
fn order<'t>(document: &mut DocumentMut, tables: impl Iterator<Item = &'t mut Table>) {
    let mut positions = 0..;
    if let Some(page) = document.get_mut("page").and_then(Item::as_table_mut) {
        // With the tables in it, which may be in any order.
        let mut old = table_positions(page);
        old.sort_unstable();
        let new: BTreeMap<isize, isize> = old.into_iter().zip(positions.by_ref()).collect();
        move_tables(page, &new);
    }
    for table in tables {
        table.set_position(positions.next());
    }
    if let Some(quirks) = document.get_mut("quirk").and_then(Item::as_array_of_tables_mut) {
        for quirk in quirks.iter_mut() {
            quirk.set_position(positions.next());
        }
    }
}

/// The positions of a table and of the tables in it.
fn table_positions(table: &Table) -> Vec<isize> {
    let inner = table.iter().filter_map(|(_, item)| item.as_table()).flat_map(table_positions);
    table.position().into_iter().chain(inner).collect()
}

fn move_tables(table: &mut Table, positions: &BTreeMap<isize, isize>) {
    table.set_position(table.position().and_then(|old| positions.get(&old).copied()));
    for (_, item) in table.iter_mut() {
        if let Some(table) = item.as_table_mut() {
            move_tables(table, positions);
        }
    }
}

/// Replaces the tables of the file by these.
fn replace_tables(document: &mut DocumentMut, tables: Vec<(TableKind, Table)>) {
    let mut endpoints = ArrayOfTables::new();
    document.remove("common");
    for (kind, table) in tables {
        match kind {
            TableKind::Endpoint => endpoints.push(table),
            TableKind::Common => _ = document.insert("common", Item::Table(table)),
        }
    }
    if endpoints.is_empty() {
        document.remove("endpoint");
    } else {
        document.insert("endpoint", Item::ArrayOfTables(endpoints));
    }
}

/// The table as planned.
fn edit_table(planned: &PlannedTable, old: Option<Table>) -> Result<Table, EditError> {
    let mut table = old.unwrap_or_else(|| new_table(planned));
    set(&mut table, "title", planned.title.as_str().into());
    match table.get_mut("errors") {
        Some(Item::Value(Value::Array(rows))) => edit_array(&planned.rows, rows),
        Some(Item::ArrayOfTables(rows)) => edit_tables(&planned.rows, rows),
        _ => return Err(EditError::Errors(planned.name.clone())),
    }
    Ok(table)
}

/// A new table, as yet without rows.
fn new_table(planned: &PlannedTable) -> Table {
    // A row per line.
    let mut rows = Array::new();
    rows.set_trailing("\n");
    rows.set_trailing_comma(true);
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("name", value(planned.name.as_str()));
    table.insert("title", value(planned.title.as_str()));
    table.insert("errors", value(rows));
    table
}

/// Edits rows that are written as inline tables.
fn edit_array(planned: &[PlannedRow], rows: &mut Array) {
    let mut items = Vec::new();
    for planned in planned {
        items.push(ArrayItem { index: planned.index, new: inline_table(&planned.row).into() });
    }
    arrange(items, rows, |number, row| {
        if let Some(row) = row.as_inline_table_mut() {
            edit_row(&planned[number].row, row);
        }
    });
}

/// Edits rows that are written as `[[endpoint.errors]]`.
fn edit_tables(planned: &[PlannedRow], rows: &mut ArrayOfTables) {
    let old = rows.clone();
    rows.clear();
    for planned in planned {
        let old = planned.index.and_then(|index| old.get(index)).cloned();
        let mut row = old.unwrap_or_else(|| {
            let mut row = inline_table(&planned.row).into_table();
            row.decor_mut().set_prefix("\n");
            row
        });
        edit_row(&planned.row, &mut row);
        // After the table that it belongs to, and the row before.
        row.set_position(None);
        rows.push(row);
    }
}

fn edit_row(new: &Row, row: &mut dyn TableLike) {
    let Cells { status, code, message, description } = &new.cells;
    set(row, "name", new.name.as_str().into());
    set(row, "status", i64::from(*status).into());
    set(row, "code", code.as_str().into());
    set(row, "message", message.as_str().into());
    set(row, "description", description.as_str().into());
}

/// Sets a value if it is another one, and leaves everything around it as it is.
fn set(table: &mut dyn TableLike, key: &str, mut new: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) if is_same(old, &new) => {}
        Some(old) => {
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        None => _ = table.insert(Key::new(key).get(), Item::Value(new)),
    }
}

/// Whether two values are the same, however they are written.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Integer(one), Value::Integer(other)) => one.value() == other.value(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: &str = "2026-01-31";

    fn plan() -> Plan {
        Plan {
            name: "Parcels".into(),
            title: "Parcels".into(),
            source: Some("https://docs.example.com".into()),
            left_out: Vec::new(),
            tables: Vec::new(),
            is_same_order: true,
            changes: Vec::new(),
            swaps: Vec::new(),
            removal: None,
        }
    }

    #[test]
    fn a_file_needs_the_address_of_its_page() {
        let plan = Plan { source: None, ..plan() };
        assert!(matches!(create(&plan, DATE), Err(EditError::NoSource)));
        assert!(matches!(edit(&plan, "[page]", DATE), Err(EditError::NoSource)));
        let old = "[page]\nsource = 'https://docs.example.com/a'\nretrieved = 2025-12-24\n";
        assert_eq!(
            edit(&plan, old, DATE).unwrap(),
            old.replace("2025-12-24", DATE) + "title = \"Parcels\"\n"
        );
    }

    #[test]
    fn an_address_is_added_with_the_day() {
        let old =
            "[page]\ntitle = 'Parcels' # the heading\n\n[page.body.code]\npointer = '/code'\n";
        let new = "[page]\ntitle = 'Parcels' # the heading\nsource = \"https://docs.example.com\"\n\
                   retrieved = 2026-01-31\n\n[page.body.code]\npointer = '/code'\n";
        assert_eq!(edit(&plan(), old, DATE).unwrap(), new);
    }

    #[test]
    fn a_day_has_no_time() {
        for date in ["2026-01-31T10:00:00", "10:00:00", "31.01.2026", "2026-02-30", "\"\"", ""] {
            assert!(matches!(edit(&plan(), "[page]", date), Err(EditError::Date(_))), "{date}");
        }
    }

    #[test]
    fn comments_and_line_endings_stay() {
        let plan = Plan { source: None, ..plan() };
        let old = "# A page.\r\n[page]\r\nretrieved = 2025-12-24 # read\r\ntitle = 'Parcels'\r\n\
                   source = 'https://docs.example.com'\r\n";
        let new = old.replace("2025-12-24", DATE);
        assert_eq!(edit(&plan, old, DATE).unwrap(), new);
    }

    #[test]
    fn tables_are_edited_only_in_their_usual_form() {
        let error = |old: &str| edit(&plan(), old, DATE).unwrap_err().to_string();
        assert!(error("[page").starts_with("the file is not TOML: "));
        assert_eq!(error("page = 1"), "`page` is not a table: write it as `[page]`");
        assert_eq!(
            error("endpoint = [{}]\n[page]"),
            "`endpoint` is an array: write each of its tables as `[[endpoint]]`"
        );
        assert_eq!(
            error("common = {}\n[page]"),
            "`common` is an inline table: write it as `[common]`"
        );
    }
}
