//! A plan into the text of a file, keeping what people wrote: comments, the order of keys, formatting.

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Key, RawString, Table, TableLike, Value,
    value,
};

use super::plan::{OldTable, Plan, PlannedRow, PlannedTable};
use super::tables::Cells;

/// The text of a new file.
pub(super) fn create(plan: &Plan, date: &str) -> String {
    let [name, title, source] = [&plan.name, &plan.title, &plan.source].map(|text| quoted(text));
    let page =
        format!("[page]\nname = {name}\ntitle = {title}\nsource = {source}\nretrieved = {date}\n");
    let tables = plan.tables.iter().map(|table| {
        let heading = if table.common { "[common]" } else { "[[endpoint]]" };
        let (name, title) = (quoted(&table.name), quoted(&table.title));
        let rows: Vec<String> =
            table.rows.iter().map(|row| format!("  {},\n", inline(row))).collect();
        format!("\n{heading}\nname = {name}\ntitle = {title}\nerrors = [\n{}]\n", rows.concat())
    });
    std::iter::once(page).chain(tables).collect()
}

/// A text as a TOML string.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A row on a line.
fn inline(row: &PlannedRow) -> InlineTable {
    let Cells { status, code, message, description } = &row.cells;
    let mut table = InlineTable::new();
    table.insert("name", row.name.as_str().into());
    table.insert("status", (*status).into());
    table.insert("code", code.as_str().into());
    table.insert("message", message.as_str().into());
    table.insert("description", description.as_str().into());
    table
}

/// The file's text with what the plan changes, and the day.
pub(super) fn edit(plan: &Plan, old: &str, date: &str) -> Result<String, String> {
    // In the file all lines end as they did.
    if old.contains("\r\n") {
        return Ok(edit(plan, &old.replace("\r\n", "\n"), date)?.replace('\n', "\r\n"));
    }
    let mut document: DocumentMut = old.parse().map_err(|error| format!("not TOML: {error}"))?;
    let page = document.get_mut("page").and_then(Item::as_table_like_mut);
    let page = page.ok_or("`page` is no table")?;
    let date: Value = date.parse().map_err(|_| format!("no date: {date}"))?;
    set(page, "retrieved", date);

    let endpoints = match document.get("endpoint") {
        None => ArrayOfTables::new(),
        Some(item) => item
            .as_array_of_tables()
            .ok_or("`endpoint` is written as an array: write each table as `[[endpoint]]`")?
            .clone(),
    };
    let common = match document.get("common") {
        None => None,
        Some(item) => Some(item.as_table().ok_or("`common` is not written as `[common]`")?.clone()),
    };

    let mut tables = Vec::new();
    for table in &plan.tables {
        let old = match table.old {
            Some(OldTable::Endpoint(number)) => endpoints.get(number).cloned(),
            Some(OldTable::Common) => common.clone(),
            None => None,
        };
        tables.push((table, edit_table(table, old)?));
    }
    if !plan.is_same_order {
        order(&mut document, &mut tables);
    }

    let mut new_endpoints = ArrayOfTables::new();
    document.remove("common");
    for (plan, table) in tables {
        if plan.common {
            document.insert("common", Item::Table(table));
        } else {
            new_endpoints.push(table);
        }
    }
    if new_endpoints.is_empty() {
        document.remove("endpoint");
    } else {
        document.insert("endpoint", Item::ArrayOfTables(new_endpoints));
    }
    Ok(document.to_string())
}

/// Puts the tables into the plan's order: behind `[page]`, and before the quirks.
fn order(document: &mut DocumentMut, tables: &mut [(&PlannedTable, Table)]) {
    /// Tables inside a table come behind it and before the next.
    const STRIDE: isize = 1 << 20;
    let place = |number: usize| isize::try_from(number).unwrap_or(isize::MAX / STRIDE) * STRIDE;
    if let Some(page) = document.get_mut("page").and_then(Item::as_table_mut) {
        page.set_position(Some(0));
    }
    let count = tables.len();
    for (number, (_, table)) in tables.iter_mut().enumerate() {
        table.set_position(Some(place(number + 1)));
        if let Some(rows) = table.get_mut("errors").and_then(Item::as_array_of_tables_mut) {
            for (row, inside) in rows.iter_mut().zip(1..) {
                row.set_position(Some(place(number + 1) + inside));
            }
        }
    }
    if let Some(quirks) = document.get_mut("quirk").and_then(Item::as_array_of_tables_mut) {
        for (number, quirk) in quirks.iter_mut().enumerate() {
            quirk.set_position(Some(place(count + 1 + number)));
        }
    }
}

/// The table as the plan has it.
fn edit_table(plan: &PlannedTable, old: Option<Table>) -> Result<Table, String> {
    let mut table = old.unwrap_or_else(|| {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table.insert("name", value(plan.name.as_str()));
        table.insert("title", value(""));
        table.insert("errors", value(rows_array()));
        table
    });
    set(&mut table, "title", plan.title.as_str().into());
    match table.get_mut("errors") {
        Some(Item::Value(Value::Array(rows))) => edit_rows(plan, rows),
        Some(Item::ArrayOfTables(rows)) => edit_tables(plan, rows),
        _ => return Err(format!("the `errors` of {} are no array", plan.name)),
    }
    Ok(table)
}

/// An array with a row a line.
fn rows_array() -> Array {
    let mut array = Array::new();
    array.set_trailing("\n");
    array.set_trailing_comma(true);
    array
}

/// Whether the rows are those of the file, in its order.
fn is_same_order(plan: &PlannedTable, count: usize) -> bool {
    plan.rows.iter().map(|row| row.old).eq((0..count).map(Some))
}

fn edit_rows(plan: &PlannedTable, rows: &mut Array) {
    if is_same_order(plan, rows.len()) {
        for (row, planned) in rows.iter_mut().zip(&plan.rows) {
            edit_value(row, planned);
        }
        return;
    }
    let old = rows.clone();
    // What stands between two rows: up to the end of the line it belongs to the row before, and from
    // there on to the row behind.
    let gaps: Vec<(String, String)> = old
        .iter()
        .map(|row| row.decor().prefix().and_then(RawString::as_str).unwrap_or_default())
        .chain([old.trailing().as_str().unwrap_or_default()])
        .map(|gap| {
            let end = gap.find('\n').unwrap_or(0);
            (gap[..end].to_owned(), gap[end..].to_owned())
        })
        .collect();
    // As far from the margin as the rows that are there.
    let indent = gaps.iter().take(old.len()).find_map(|(_, own)| own.rsplit_once('\n'));
    let indent = indent.map_or("\n  ".to_owned(), |(_, indent)| format!("\n{indent}"));

    rows.clear();
    let mut before = gaps[0].0.clone();
    for planned in &plan.rows {
        let was = planned.old.filter(|at| *at < old.len());
        let mut row =
            was.and_then(|at| old.get(at)).cloned().unwrap_or_else(|| inline(planned).into());
        let own = was.map_or(indent.as_str(), |at| &gaps[at].1);
        row.decor_mut().set_prefix(format!("{before}{own}"));
        before = was.map_or(String::new(), |at| gaps[at + 1].0.clone());
        edit_value(&mut row, planned);
        rows.push_formatted(row);
    }
    let (_, last) = &gaps[old.len()];
    let last = if last.is_empty() && !before.is_empty() { "\n" } else { last };
    rows.set_trailing(format!("{before}{last}"));
}

fn edit_value(row: &mut Value, planned: &PlannedRow) {
    if let Some(row) = row.as_inline_table_mut() {
        edit_row(row, planned);
    }
}

fn edit_tables(plan: &PlannedTable, rows: &mut ArrayOfTables) {
    let old = rows.clone();
    rows.clear();
    for planned in &plan.rows {
        let mut row = planned.old.and_then(|at| old.get(at)).cloned().unwrap_or_else(|| {
            let mut row = inline(planned).into_table();
            row.decor_mut().set_prefix("\n");
            row
        });
        edit_row(&mut row, planned);
        rows.push(row);
    }
}

fn edit_row(row: &mut dyn TableLike, planned: &PlannedRow) {
    let Cells { status, code, message, description } = &planned.cells;
    set(row, "name", planned.name.as_str().into());
    set(row, "status", (*status).into());
    set(row, "code", code.as_str().into());
    set(row, "message", message.as_str().into());
    set(row, "description", description.as_str().into());
}

/// Sets a value if it is another one, and leaves all around it as it is.
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

/// Whether two values say the same, however they are written.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Integer(one), Value::Integer(other)) => one.value() == other.value(),
        (Value::Datetime(one), Value::Datetime(other)) => one.value() == other.value(),
        _ => false,
    }
}
