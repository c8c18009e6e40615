//! The differences between a page and its file.

use std::collections::BTreeSet;

use error_catalog_model as model;
use serde::Serialize;

use super::file::{FileTable, PlannedRow, PlannedTable};
use super::naming::Others;
use super::page::{Cells, Page, Row};

/// A difference between a page and its file. Positions are counted from 1, and a table is called by its
/// name in the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// The page is new.
    PageAdded {
        /// The heading of the page.
        title: String,
    },
    /// The page has another heading.
    PageRetitled {
        /// The heading in the file.
        old: String,
        /// The heading on the page.
        new: String,
    },
    /// The file has no address.
    SourceAdded {
        /// The address that the page gives, or whoever imports it.
        source: String,
    },
    /// The page has another address.
    SourceChanged {
        /// The address in the file.
        old: String,
        /// The address that the page gives, or whoever imports it.
        new: String,
    },
    /// The page has something that the catalog does not keep, and the file does not say so.
    LeftOutAdded {
        /// The entry of `left-out`.
        entry: String,
    },
    /// The page no longer has something that the file says is left out.
    LeftOutRemoved {
        /// The entry of `left-out`.
        entry: String,
    },
    /// A table is new.
    EndpointAdded {
        /// The table.
        endpoint: String,
        /// The heading above it.
        title: String,
    },
    /// A table is gone.
    EndpointRemoved {
        /// The table.
        endpoint: String,
        /// The heading above it.
        title: String,
    },
    /// A table has another heading.
    EndpointRetitled {
        /// The table.
        endpoint: String,
        /// The heading in the file.
        old: String,
        /// The heading on the page.
        new: String,
    },
    /// A table is in another position among the tables.
    EndpointMoved {
        /// The table.
        endpoint: String,
        /// The position in the file.
        from: usize,
        /// The position on the page.
        to: usize,
    },
    /// A row is new.
    RowAdded {
        /// The table.
        endpoint: String,
        /// The row.
        row: Row,
        /// Whether the name of its error is new too.
        proposed: bool,
    },
    /// A row is gone.
    RowRemoved {
        /// The table.
        endpoint: String,
        /// The row.
        row: Row,
    },
    /// A row is in another position in its table.
    RowMoved {
        /// The table.
        endpoint: String,
        /// The name of the row's error.
        name: String,
        /// The position in the file.
        from: usize,
        /// The position on the page.
        to: usize,
    },
    /// A cell of a row has another value.
    CellChanged {
        /// The table.
        endpoint: String,
        /// The name of the row's error.
        name: String,
        /// The column: `status`, `code`, `message` or `description`.
        cell: &'static str,
        /// The value in the file.
        old: String,
        /// The value on the page.
        new: String,
    },
    /// A row is another error: it has the cells of one with another name, or cells that no longer are
    /// those of its name.
    RowRenamed {
        /// The table.
        endpoint: String,
        /// The name of the error in the file.
        old: String,
        /// The name that it gets.
        new: String,
        /// Whether that name is new.
        proposed: bool,
    },
}

/// The differences in what is said of the page as a whole. An address that is not known is no difference.
pub(crate) fn page_changes(page: &Page, left_out: &[String], file: &model::Page) -> Vec<Change> {
    let mut changes = Vec::new();
    if page.title != file.title {
        let (old, new) = (file.title.clone(), page.title.clone());
        changes.push(Change::PageRetitled { old, new });
    }
    match (&page.source, &file.origin) {
        (Some(new), Some(old)) if *new != old.source => {
            let (old, new) = (old.source.clone(), new.clone());
            changes.push(Change::SourceChanged { old, new });
        }
        (Some(source), None) => changes.push(Change::SourceAdded { source: source.clone() }),
        _ => {}
    }
    let [new, old] =
        [left_out, &file.left_out].map(|entries| entries.iter().collect::<BTreeSet<_>>());
    for entry in left_out.iter().filter(|entry| !old.contains(entry)) {
        changes.push(Change::LeftOutAdded { entry: entry.clone() });
    }
    for entry in file.left_out.iter().filter(|entry| !new.contains(entry)) {
        changes.push(Change::LeftOutRemoved { entry: entry.clone() });
    }
    changes
}

/// The differences in the tables, in the page's order. What is gone comes last.
pub(crate) fn changes(
    tables: &[PlannedTable],
    file: &[FileTable],
    others: &Others<'_>,
) -> Vec<Change> {
    let rows = file.iter().flat_map(|table| &table.rows);
    let planned = tables.iter().flat_map(|table| &table.rows).map(|planned| &planned.row);
    let rows = rows.chain(planned.filter(|row| others.have(row)));
    let known: BTreeSet<&str> = rows.map(|row| row.name.as_str()).collect();
    let mut positions = Vec::new();
    for table in tables {
        positions.push(file.iter().position(|old| Some(old.location) == table.location));
    }
    let moved = moved(&positions);
    let mut changes = Vec::new();
    for (to, (table, from)) in tables.iter().zip(&positions).enumerate() {
        let endpoint = table.name.clone();
        let Some(from) = *from else {
            changes.push(Change::EndpointAdded { endpoint, title: table.title.clone() });
            changes.extend(table.rows.iter().map(|row| row_added(table, row, &known)));
            continue;
        };
        let old = &file[from];
        if table.title != old.title {
            let (endpoint, new) = (endpoint.clone(), table.title.clone());
            changes.push(Change::EndpointRetitled { endpoint, old: old.title.clone(), new });
        }
        if moved.contains(&to) && from != to {
            changes.push(Change::EndpointMoved { endpoint, from: from + 1, to: to + 1 });
        }
        changes.extend(row_changes(table, old, &known));
    }
    for (index, table) in file.iter().enumerate() {
        if !positions.contains(&Some(index)) {
            let (endpoint, title) = (table.name.clone(), table.title.clone());
            changes.push(Change::EndpointRemoved { endpoint, title });
        }
    }
    changes
}

fn row_added(table: &PlannedTable, planned: &PlannedRow, known: &BTreeSet<&str>) -> Change {
    Change::RowAdded {
        endpoint: table.name.clone(),
        row: planned.row.clone(),
        proposed: !known.contains(planned.row.name.as_str()),
    }
}

/// The differences in the rows of a table.
fn row_changes(table: &PlannedTable, file: &FileTable, known: &BTreeSet<&str>) -> Vec<Change> {
    let endpoint = || table.name.clone();
    let positions: Vec<Option<usize>> = table.rows.iter().map(|planned| planned.index).collect();
    let moved = moved(&positions);
    let mut changes = Vec::new();
    for (to, planned) in table.rows.iter().enumerate() {
        let Some(from) = planned.index else {
            changes.push(row_added(table, planned, known));
            continue;
        };
        let (old, new) = (&file.rows[from], &planned.row);
        let name = || new.name.clone();
        if old.name != new.name {
            changes.push(Change::RowRenamed {
                endpoint: endpoint(),
                old: old.name.clone(),
                new: name(),
                proposed: !known.contains(new.name.as_str()),
            });
        }
        for (cell, old, new) in changed_cells(&old.cells, &new.cells) {
            let (endpoint, name) = (endpoint(), name());
            changes.push(Change::CellChanged { endpoint, name, cell, old, new });
        }
        if moved.contains(&to) && from != to {
            let (endpoint, name) = (endpoint(), name());
            changes.push(Change::RowMoved { endpoint, name, from: from + 1, to: to + 1 });
        }
    }
    let kept: BTreeSet<usize> = positions.into_iter().flatten().collect();
    for (index, row) in file.rows.iter().enumerate() {
        if !kept.contains(&index) {
            changes.push(Change::RowRemoved { endpoint: endpoint(), row: row.clone() });
        }
    }
    changes
}

/// The cells that differ: the column, the old value and the new one.
fn changed_cells(old: &Cells, new: &Cells) -> Vec<(&'static str, String, String)> {
    let mut changed = vec![
        ("status", old.status.to_string(), new.status.to_string()),
        ("code", old.code.clone(), new.code.clone()),
        ("message", old.message.clone(), new.message.clone()),
        ("description", old.description.clone(), new.description.clone()),
    ];
    changed.retain(|(_, old, new)| old != new);
    changed
}

/// The indexes of what is no longer in the same order: as few as possible. Given are the positions
/// before, in the order in which they are now.
fn moved(positions: &[Option<usize>]) -> BTreeSet<usize> {
    // The longest run of rising positions, by the last index of the best run of each length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; positions.len()];
    let mut moved = BTreeSet::new();
    for (index, position) in positions.iter().enumerate() {
        if position.is_none() {
            continue;
        }
        moved.insert(index);
        let length = ends.partition_point(|end| positions[*end] < *position);
        before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut next = ends.last().copied();
    while let Some(index) = next {
        moved.remove(&index);
        next = before[index];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs read it.
    #[test]
    fn a_change_is_one_json_object() {
        let (code, message, description) = ("P-12".into(), "Gone.".into(), "Parcel Gone.".into());
        let cells = Cells { status: 410, code, message, description };
        let row = Row { name: "ParcelGone".into(), cells };
        let change = Change::RowAdded { endpoint: "GetAParcel".into(), row, proposed: true };
        let json = r#"{"change":"row-added","endpoint":"GetAParcel","row":{"name":"ParcelGone","status":410,"code":"P-12","message":"Gone.","description":"Parcel Gone."},"proposed":true}"#;
        assert_eq!(serde_json::to_string(&change).unwrap(), json);
    }

    #[test]
    fn as_few_as_possible_have_moved() {
        let moved = |positions: &[usize]| {
            let positions: Vec<Option<usize>> = positions.iter().copied().map(Some).collect();
            moved(&positions).into_iter().collect::<Vec<_>>()
        };
        assert!(moved(&[0, 1, 2, 3]).is_empty());
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[1, 2, 3, 0]), [3]);
        assert!(moved(&[0, 5, 9]).is_empty());
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
        assert_eq!(moved(&[0, 4, 1, 2, 3]), [1]);
        assert!(moved(&[]).is_empty());
    }
}
