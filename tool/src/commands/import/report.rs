//! What an import prints: what is left out, what differs, and what to do next.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;

use error_catalog_model::source::Source;
use error_catalog_model::text::{list, printable, printable_path, quoted};
use serde::Serialize;

use crate::import::{Cells, Change, EnumRemoval, LeftOut, LeftOutKind, Plan, Removal, Row, Swap};
use crate::output::{Format, json};
use crate::paths::catalog_option;

/// What becomes of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// The file is written.
    Write,
    /// Nothing is to be written.
    Compare,
    /// Nothing is written until somebody allows it.
    Allow,
}

impl Next {
    pub(super) fn new(plan: &Plan, check: bool, allow_removals: bool) -> Self {
        if check {
            Self::Compare
        } else if plan.is_doubtful() && !allow_removals {
            Self::Allow
        } else {
            Self::Write
        }
    }
}

/// An object, for programs.
#[derive(Serialize)]
struct Object<'p, T> {
    reason: &'static str,
    #[serde(flatten)]
    content: &'p T,
}

/// What the catalog does not keep, for programs.
#[derive(Serialize)]
struct LeftOutObject<'p> {
    kind: LeftOutKind,
    /// The entry of `left-out`; missing for a row that is there already.
    entry: Option<String>,
    /// The heading above the table.
    table: Option<&'p str>,
    /// The number of the row in the table, counted from 1.
    row: Option<usize>,
    /// The line of the page, if it is known.
    line: Option<usize>,
}

/// What services would lose, for programs.
#[derive(Serialize)]
struct RemovalObject<'p> {
    rows: usize,
    removed_rows: usize,
    removed_tables: usize,
    enums: &'p [EnumRemoval],
}

pub(super) fn print(
    left_out: &[LeftOut],
    page: &Source,
    plan: &Plan,
    target: &Path,
    format: Format,
) -> io::Result<()> {
    match format {
        Format::Json => print_objects(left_out, page, plan),
        Format::Human => {
            let target = printable_path(target);
            let mut text = left_out_lines(left_out, page);
            match plan.changes.len() {
                0 => text.extend(["the page and ", &target, " are the same\n"]),
                1 => text.extend(["the page differs from ", &target, " in one place:\n"]),
                // Writing to a string does not fail.
                count => _ = writeln!(text, "the page differs from {target} in {count} places:"),
            }
            text.push_str(&account(&plan.changes));
            for swap in &plan.swaps {
                text.push_str(&swap_line(swap));
            }
            if let Some(removal) = &plan.removal {
                text.push_str(&removal_lines(removal));
            }
            write!(anstream::stdout(), "{text}")
        }
    }
}

fn print_objects(left_out: &[LeftOut], page: &Source, plan: &Plan) -> io::Result<()> {
    for it in left_out {
        let content = &LeftOutObject {
            kind: it.kind,
            entry: it.entry(),
            table: it.table.as_deref(),
            row: it.row,
            line: line(it, page),
        };
        json::line(&Object { reason: "left-out", content })?;
    }
    for content in &plan.changes {
        json::line(&Object { reason: "change", content })?;
    }
    for content in &plan.swaps {
        json::line(&Object { reason: "swapped-columns", content })?;
    }
    if let Some(removal) = &plan.removal {
        let Removal { rows, removed_rows, removed_tables, enums } = removal;
        let (rows, removed_rows, removed_tables) = (*rows, *removed_rows, *removed_tables);
        let content = &RemovalObject { rows, removed_rows, removed_tables, enums };
        json::line(&Object { reason: "removal", content })?;
    }
    Ok(())
}

/// What to do next.
pub(super) fn print_next(plan: &Plan, next: Next, folder: &Path, format: Format) -> io::Result<()> {
    if format == Format::Json || plan.changes.is_empty() && next != Next::Write {
        return Ok(());
    }
    let mut out = anstream::stdout();
    let doubt = doubt(plan);
    let first = match next {
        Next::Compare if doubt.is_empty() => {
            return writeln!(
                out,
                "to write this into the catalog, run the same command without --check"
            );
        }
        Next::Compare => {
            return writeln!(
                out,
                "{doubt}, run the same command with --allow-removals and without --check"
            );
        }
        Next::Allow => {
            return writeln!(
                out,
                "nothing was written: {doubt}, run the same command with --allow-removals"
            );
        }
        Next::Write if plan.changes.is_empty() => "",
        Next::Write if plan.changes.iter().any(has_proposal) => {
            "read the differences, give other names to what has a proposed one, if you want, with `cargo catalog \
             rename OLD NEW`, and "
        }
        Next::Write => "read the differences, and ",
    };
    writeln!(out, "next: {first}run: cargo catalog generate{}", catalog_option(folder)?)
}

/// What has to be true for a doubtful plan to be written; empty if it is not doubtful.
fn doubt(plan: &Plan) -> &'static str {
    match (&plan.removal, plan.swaps.as_slice()) {
        (Some(_), _) => "if the errors are really gone",
        (None, [_, ..]) => "if the vendor really swapped the columns",
        (None, []) => "",
    }
}

fn has_proposal(change: &Change) -> bool {
    matches!(
        change,
        Change::PageAdded { .. }
            | Change::EndpointAdded { .. }
            | Change::RowAdded { proposed: true, .. }
            | Change::RowRenamed { proposed: true, .. }
    )
}

fn line(left_out: &LeftOut, page: &Source) -> Option<usize> {
    left_out.location.span().map(|span| page.line(span.start))
}

/// What the catalog does not keep: a line for each entry, with all places.
fn left_out_lines(left_out: &[LeftOut], page: &Source) -> String {
    const MAX_PLACES: usize = 8;
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    let mut numbers = BTreeMap::new();
    for it in left_out {
        let subject = subject(it);
        let number = *numbers.entry(subject.clone()).or_insert(entries.len());
        if number == entries.len() {
            entries.push((subject, Vec::new()));
        }
        entries[number].1.extend(place(it, page));
    }
    let mut text = String::new();
    for (subject, places) in entries {
        text.push_str(&subject);
        if !places.is_empty() {
            let shown = places.len().min(MAX_PLACES);
            text.extend([": ", &places[..shown].join("; ")]);
            if places.len() > shown {
                // Writing to a string does not fail.
                _ = write!(text, "; and {} more", places.len() - shown);
            }
        }
        text.push('\n');
    }
    text
}

fn subject(left_out: &LeftOut) -> String {
    let why = match left_out.kind {
        LeftOutKind::Column => "not a column of the catalog",
        LeftOutKind::Table => "not a table of errors",
        LeftOutKind::Row => "not the status of an error",
        LeftOutKind::RowAboveHeader => "above the header",
        LeftOutKind::Repeat => {
            return format!("a repeated row is written once, {}", quoted(&left_out.name));
        }
    };
    let entry = left_out.entry().unwrap_or_default();
    format!("left out: {} ({why})", printable(&entry))
}

/// Where it is in the page, as far as that is known.
fn place(left_out: &LeftOut, page: &Source) -> Option<String> {
    let mut place = Vec::new();
    let row = left_out.row.map(|row| format!("row {row} of ")).unwrap_or_default();
    if let Some(table) = left_out.table.as_ref().filter(|_| left_out.kind != LeftOutKind::Table) {
        place.push(format!("{row}the table under {}", quoted(table)));
    }
    place.extend(line(left_out, page).map(|line| format!("line {line}")));
    (!place.is_empty()).then(|| place.join(", "))
}

fn swap_line(swap: &Swap) -> String {
    let columns = list(&swap.columns);
    let rows = swap.rows;
    format!(
        "warning: the columns {columns} of {} look swapped: {rows} rows have the values of the \
         catalog, but in another column\n\n",
        quoted(&swap.endpoint)
    )
}

/// What would be gone, enum by enum.
fn removal_lines(removal: &Removal) -> String {
    let Removal { rows, removed_rows, removed_tables, enums } = removal;
    let tables = match removed_tables {
        0 => String::new(),
        1 => ", and a whole table".to_owned(),
        count => format!(", and {count} whole tables"),
    };
    let mut text = format!(
        "warning: the page lacks {removed_rows} of {rows} rows{tables}; these errors would leave \
         their enums:\n"
    );
    for it in enums {
        let name = printable(&it.name);
        let whole = if it.is_whole { " (all of it)" } else { "" };
        // Writing to a string does not fail.
        _ = writeln!(text, "  {name}{whole}: {}", printable(&it.errors.join(", ")));
    }
    text + "if the tables are on another page of the vendor now, import that page first: then the \
            errors keep their names and notes\n\n"
}

/// The differences, table by table.
fn account(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut current = None;
    let mut is_left_out = false;
    for change in changes {
        let was_left_out = is_left_out;
        is_left_out = matches!(change, Change::LeftOutAdded { .. } | Change::LeftOutRemoved { .. });
        if is_left_out && !was_left_out {
            text.push_str("  left-out\n");
        }
        let endpoint = endpoint(change);
        if current != endpoint {
            if let Some(name) = endpoint {
                text.extend(["\n", &printable(name), "\n"]);
            }
            current = endpoint;
        }
        text.push_str(&lines(change));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn endpoint(change: &Change) -> Option<&str> {
    match change {
        Change::PageAdded { .. }
        | Change::PageRetitled { .. }
        | Change::SourceAdded { .. }
        | Change::SourceChanged { .. }
        | Change::LeftOutAdded { .. }
        | Change::LeftOutRemoved { .. } => None,
        Change::EndpointAdded { endpoint, .. }
        | Change::EndpointRemoved { endpoint, .. }
        | Change::EndpointRetitled { endpoint, .. }
        | Change::EndpointMoved { endpoint, .. }
        | Change::RowAdded { endpoint, .. }
        | Change::RowRemoved { endpoint, .. }
        | Change::RowMoved { endpoint, .. }
        | Change::CellChanged { endpoint, .. }
        | Change::RowRenamed { endpoint, .. } => Some(endpoint),
    }
}

/// A difference in lines. What comes from the page or the file is on separate lines or at their end.
fn lines(change: &Change) -> String {
    let proposed = |proposed: &bool| if *proposed { "  (the name is a proposal)" } else { "" };
    let reworded =
        |old: &str, new: &str| format!("    - {}\n    + {}\n", printable(old), printable(new));
    match change {
        Change::PageAdded { title } => format!("  the page is new: {}\n", printable(title)),
        Change::PageRetitled { old, new } => format!("  title of the page\n{}", reworded(old, new)),
        Change::SourceAdded { source } => {
            format!("  address of the page\n    + {}\n", printable(source))
        }
        Change::SourceChanged { old, new } => {
            format!("  address of the page\n{}", reworded(old, new))
        }
        Change::LeftOutAdded { entry } => format!("    + {}\n", printable(entry)),
        Change::LeftOutRemoved { entry } => format!("    - {}\n", printable(entry)),
        Change::EndpointAdded { title, .. } => {
            format!("  the table is new: {}\n", printable(title))
        }
        Change::EndpointRemoved { title, .. } => {
            format!("  the table is gone: {}\n", printable(title))
        }
        Change::EndpointRetitled { old, new, .. } => format!("  title\n{}", reworded(old, new)),
        Change::EndpointMoved { from, to, .. } => {
            format!("  the table moved from place {from} to {to}\n")
        }
        Change::RowAdded { row, proposed: is_new, .. } => {
            format!("  + {}{}\n      {}\n", printable(&row.name), proposed(is_new), cells(row))
        }
        Change::RowRemoved { row, .. } => {
            format!("  - {}\n      {}\n", printable(&row.name), cells(row))
        }
        Change::RowMoved { name, from, to, .. } => {
            format!("  {} moved from row {from} to {to}\n", printable(name))
        }
        Change::CellChanged { name, cell, old, new, .. } => {
            format!("  {}: {cell}\n{}", printable(name), reworded(old, new))
        }
        Change::RowRenamed { old, new, proposed: is_new, .. } => {
            format!("  {} is now {}{}\n", printable(old), printable(new), proposed(is_new))
        }
    }
}

fn cells(row: &Row) -> String {
    let Cells { status, code, message, description } = &row.cells;
    printable(&format!("HTTP {status} {code}: {message} ({description})"))
}
