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
    let mut places = 0..;
    if let Some(page) = document.get_mut("page").and_then(Item::as_table_mut) {
        page.set_position(places.next());
    }
    for (_, table) in tables {
        table.set_position(places.next());
    }
    if let Some(quirks) = document.get_mut("quirk").and_then(Item::as_array_of_tables_mut) {
        for quirk in quirks.iter_mut() {
            quirk.set_position(places.next());
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

fn edit_rows(plan: &PlannedTable, rows: &mut Array) {
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
    let (starts, _) = gaps.split_at(old.len());
    // As far from the margin as the rows that are there.
    let indent = starts.iter().find_map(|(_, own)| own.rsplit_once('\n'));
    let is_one_line = indent.is_none() && !old.is_empty();
    let indent = indent.map_or("\n  ".to_owned(), |(_, indent)| format!("\n{indent}"));

    rows.clear();
    let mut before = gaps[0].0.clone();
    for (number, planned) in plan.rows.iter().enumerate() {
        let was = planned.old.and_then(|at| Some((at, old.get(at)?)));
        let mut row = was.map_or_else(|| inline(planned).into(), |(_, row)| row.clone());
        let own = match was {
            _ if is_one_line => starts.get(number).map_or(" ", |(_, own)| own),
            Some((at, _)) => &starts[at].1,
            None => &indent,
        };
        row.decor_mut().set_prefix(format!("{before}{own}"));
        before = was.map_or(String::new(), |(at, _)| gaps[at + 1].0.clone());
        if let Some(row) = row.as_inline_table_mut() {
            edit_row(row, planned);
        }
        rows.push_formatted(row);
    }
    let (_, last) = &gaps[old.len()];
    let last = if last.is_empty() && !before.is_empty() { "\n" } else { last };
    rows.set_trailing(format!("{before}{last}"));
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
        // Behind the table that it belongs to, and the row before.
        row.set_position(None);
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
        _ => false,
    }
}
