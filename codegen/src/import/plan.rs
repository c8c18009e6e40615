//! What is to become of a page's file: which table and which row is which, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::name;
use super::tables::{Cells, Table};
use crate::catalog::{self, Entry};
use crate::quirks::messages::words;

/// What a page's file is to say, and how that differs from what it says.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Ours: the page's name.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) source: String,
    /// In the page's order.
    pub(super) tables: Vec<PlannedTable>,
    /// Whether they are those of the file, in its order.
    pub(super) is_same_order: bool,
    pub(crate) changes: Vec<Change>,
}

#[derive(Debug)]
pub(super) struct PlannedTable {
    /// The table of the file that it was.
    pub(super) old: Option<OldTable>,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) common: bool,
    pub(super) rows: Vec<PlannedRow>,
}

/// A table of the file: the number of an `[[endpoint]]`, or `[common]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OldTable {
    Endpoint(usize),
    Common,
}

#[derive(Debug)]
pub(super) struct PlannedRow {
    /// The number of the row that it was, in the table that its table was.
    pub(super) old: Option<usize>,
    pub(super) name: String,
    pub(super) cells: Cells,
}

/// A difference between a page and its file, or what people are to know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum Change {
    /// The page is new.
    PageAdded {
        title: String,
    },
    EndpointAdded {
        endpoint: String,
        title: String,
    },
    EndpointRemoved {
        endpoint: String,
        title: String,
    },
    EndpointRetitled {
        endpoint: String,
        old: String,
        new: String,
    },
    /// Places count from 1.
    EndpointMoved {
        endpoint: String,
        from: usize,
        to: usize,
    },
    /// `proposed` is whether the name is new too.
    RowAdded {
        endpoint: String,
        row: Row,
        proposed: bool,
    },
    RowRemoved {
        endpoint: String,
        row: Row,
    },
    RowMoved {
        endpoint: String,
        name: String,
        from: usize,
        to: usize,
    },
    CellChanged {
        endpoint: String,
        name: String,
        cell: &'static str,
        old: String,
        new: String,
    },
    /// The row says now what an error of another name says, or no longer what its own name says.
    RowRenamed {
        endpoint: String,
        old: String,
        new: String,
        proposed: bool,
    },
}

/// A row in an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Row {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) cells: Cells,
}

impl Cells {
    pub(crate) fn of(entry: &Entry<'_>) -> Self {
        let (status, code, message, description) = entry.cells();
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            description: description.to_owned(),
        }
    }

    fn row(&self, name: &str) -> Row {
        Row { name: name.to_owned(), cells: self.clone() }
    }
}

/// The tables of a file, in its order.
struct Old<'c> {
    which: OldTable,
    name: &'c str,
    title: &'c str,
    entries: Vec<Entry<'c>>,
    cells: Vec<Cells>,
}

pub(super) fn plan(page: &super::Page, old: Option<&catalog::Page>, stem: &str) -> Plan {
    let old_tables = old.map(old_tables).unwrap_or_default();
    let matched = match_tables(&page.tables, &old_tables);
    let rows: Vec<Vec<Option<usize>>> = page
        .tables
        .iter()
        .zip(&matched)
        .map(|(table, old)| match old {
            Some(old) => match_rows(&table.rows, &old_tables[*old].cells),
            None => vec![None; table.rows.len()],
        })
        .collect();
    let names = names(&page.tables, &old_tables, &matched, &rows);
    let page_name = old.and_then(|old| Some(old.header.as_ref()?.name.as_ref()?.get_ref().clone()));
    let page_name = page_name.unwrap_or_else(|| name::of_page(stem));
    let mut taken: BTreeSet<String> =
        old_tables.iter().map(|table| table.name.to_owned()).collect();
    taken.insert(page_name.clone());

    let tables = page.tables.iter().zip(&matched).zip(rows).map(|((table, old), rows)| {
        let old = old.map(|old| &old_tables[old]);
        let name = match old {
            Some(old) => old.name.to_owned(),
            None if table.common => name::of_common(&taken),
            None => name::of_table(&table.title, &taken),
        };
        taken.insert(name.clone());
        let rows = table.rows.iter().zip(rows);
        PlannedTable {
            old: old.map(|old| old.which),
            name,
            title: table.title.clone(),
            common: table.common,
            rows: rows
                .map(|(cells, old)| PlannedRow {
                    old,
                    name: names[cells].clone(),
                    cells: cells.clone(),
                })
                .collect(),
        }
    });
    let tables: Vec<PlannedTable> = tables.collect();
    let mut changes = Vec::new();
    if old.is_none() {
        changes.push(Change::PageAdded { title: page.title.clone() });
    }
    changes.extend(account(&tables, &old_tables));
    Plan {
        name: page_name,
        title: page.title.clone(),
        source: page.source.clone(),
        tables,
        is_same_order: matched.into_iter().eq((0..old_tables.len()).map(Some)),
        changes,
    }
}

fn old_tables(page: &catalog::Page) -> Vec<Old<'_>> {
    let tables = page.tables().map(|table| {
        let number = page.endpoints.iter().position(|endpoint| std::ptr::eq(endpoint, table));
        let entries: Vec<Entry<'_>> = table.entries().collect();
        Old {
            which: number.map_or(OldTable::Common, OldTable::Endpoint),
            name: table.name(),
            title: table.title.as_ref().map_or("", |title| title.get_ref()),
            cells: entries.iter().map(Cells::of).collect(),
            entries,
        }
    });
    tables.collect()
}

/// For each table of the page the table of the file that it was: of the same title, or the common
/// one, or else the one with the most rows that are recognised, at least half.
fn match_tables(new: &[Table], old: &[Old<'_>]) -> Vec<Option<usize>> {
    let is_common = |old: &Old<'_>| old.which == OldTable::Common;
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    let mut matched: Vec<Option<usize>> = vec![None; new.len()];
    for (table, found) in new.iter().zip(&mut matched) {
        let same = |at: &usize| {
            let old = &old[*at];
            table.common == is_common(old) && (table.common || table.title == old.title)
        };
        *found = free.iter().copied().find(same);
        found.map(|at| free.remove(&at));
    }
    for (table, found) in new.iter().zip(&mut matched).filter(|(_, found)| found.is_none()) {
        let shared =
            |at: usize| match_rows(&table.rows, &old[at].cells).into_iter().flatten().count();
        let like = free.iter().copied().filter(|at| table.common == is_common(&old[*at]));
        let like = like.map(|at| (shared(at), at));
        let best = like.rev().max_by_key(|(shared, _)| *shared);
        let is_half = |(shared, at): &(usize, usize)| {
            shared * 2 >= table.rows.len().min(old[*at].cells.len())
        };
        *found = best.filter(is_half).map(|(_, at)| at);
        found.map(|at| free.remove(&at));
    }
    matched
}

/// For each row the row that it was: the same, or else the only one that has as much in common.
/// Where several have, none is taken: a name is not guessed.
fn match_rows(new: &[Cells], old: &[Cells]) -> Vec<Option<usize>> {
    type Key<'c> = (i64, &'c str, &'c str, &'c str);
    // What two rows have to share, the most telling first.
    let keys: [fn(&Cells) -> Key<'_>; 8] = [
        |c| (c.status, &c.code, &c.message, &c.description),
        |c| (c.status, &c.code, "", &c.description),
        |c| (c.status, &c.code, &c.message, ""),
        |c| (0, &c.code, "", &c.description),
        |c| (0, "", &c.message, &c.description),
        |c| (0, &c.code, &c.message, ""),
        |c| (0, "", "", &c.description),
        |c| (c.status, &c.code, "", ""),
    ];
    let mut matched = vec![None; new.len()];
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    for key in keys {
        let mut of_key: BTreeMap<Key<'_>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for at in &free {
            of_key.entry(key(&old[*at])).or_default().0.push(*at);
        }
        for (at, cells) in new.iter().enumerate().filter(|(at, _)| matched[*at].is_none()) {
            of_key.entry(key(cells)).or_default().1.push(at);
        }
        for (before, after) in of_key.values() {
            if let ([before], [after]) = (before.as_slice(), after.as_slice())
                && are_alike(&old[*before], &new[*after])
            {
                matched[*after] = Some(*before);
                free.remove(before);
            }
        }
    }
    matched
}

/// Whether two rows may be one error: if both of its texts are others, they share half of the words.
fn are_alike(old: &Cells, new: &Cells) -> bool {
    if old.message == new.message || old.description == new.description {
        return true;
    }
    let [old, new] = [old, new].map(|cells| &words(&cells.message) | &words(&cells.description));
    old.intersection(&new).count() * 2 >= old.len().min(new.len())
}

/// A name for each distinct error of the page. The same cells keep their name; changed ones keep the
/// name of the row that they were, if no other row still is that error; all others get a new one.
fn names(
    tables: &[Table],
    old: &[Old<'_>],
    matched: &[Option<usize>],
    rows: &[Vec<Option<usize>>],
) -> BTreeMap<Cells, String> {
    let old_names: BTreeMap<&Cells, &str> = old
        .iter()
        .flat_map(|table| table.cells.iter().zip(table.entries.iter().map(|entry| entry.name)))
        .collect();
    let all_new: Vec<&Cells> = tables.iter().flat_map(|table| &table.rows).collect();
    let mut names: BTreeMap<Cells, String> = BTreeMap::new();
    for cells in &all_new {
        if let Some(name) = old_names.get(cells) {
            names.insert((*cells).clone(), (*name).to_owned());
        }
    }

    let mut assigned: BTreeSet<String> = names.values().cloned().collect();
    for ((table, old_table), rows) in tables.iter().zip(matched).zip(rows) {
        let Some(old_table) = old_table else { continue };
        for (cells, was) in table.rows.iter().zip(rows) {
            let was = was.and_then(|was| old[*old_table].entries.get(was));
            let name = was.map(|was| was.name.to_owned()).filter(|name| !assigned.contains(name));
            if let Some(name) = name.filter(|_| !names.contains_key(cells)) {
                assigned.insert(name.clone());
                names.insert(cells.clone(), name);
            }
        }
    }

    // What is left on both sides may have moved to another table, and say something else there.
    let left_new: BTreeSet<&Cells> =
        all_new.iter().copied().filter(|cells| !names.contains_key(cells)).collect();
    let left_new: Vec<Cells> = left_new.into_iter().cloned().collect();
    let left_old: Vec<(&Cells, &str)> = old_names
        .iter()
        .filter(|(_, name)| !assigned.contains(**name))
        .map(|(cells, name)| (*cells, *name))
        .collect();
    let left_cells: Vec<Cells> = left_old.iter().map(|(cells, _)| (*cells).clone()).collect();
    for (cells, was) in left_new.iter().zip(match_rows(&left_new, &left_cells)) {
        if let Some(was) = was {
            assigned.insert(left_old[was].1.to_owned());
            names.insert(cells.clone(), left_old[was].1.to_owned());
        }
    }

    // A new error takes no name that any error had.
    let mut taken = assigned;
    taken.extend(old_names.values().map(|name| (*name).to_owned()));
    for cells in all_new {
        if !names.contains_key(cells) {
            let name = name::of_error(cells, &taken);
            taken.insert(name.clone());
            names.insert(cells.clone(), name);
        }
    }
    names
}

/// All that differs, in the page's order; what is gone comes last.
fn account(tables: &[PlannedTable], old: &[Old<'_>]) -> Vec<Change> {
    let known: BTreeSet<&str> =
        old.iter().flat_map(|table| &table.entries).map(|entry| entry.name).collect();
    let mut changes = Vec::new();
    let places: Vec<Option<usize>> = tables
        .iter()
        .map(|table| old.iter().position(|old| Some(old.which) == table.old))
        .collect();
    let moved = moved(&places);
    for (to, table) in tables.iter().enumerate() {
        let endpoint = || table.name.clone();
        let Some(from) = places[to] else {
            changes
                .push(Change::EndpointAdded { endpoint: endpoint(), title: table.title.clone() });
            changes.extend(table.rows.iter().map(|row| row_added(table, row, &known)));
            continue;
        };
        if table.title != old[from].title {
            let (old, new) = (old[from].title.to_owned(), table.title.clone());
            changes.push(Change::EndpointRetitled { endpoint: endpoint(), old, new });
        }
        if moved.contains(&to) {
            changes.push(Change::EndpointMoved {
                endpoint: endpoint(),
                from: from + 1,
                to: to + 1,
            });
        }
        changes.extend(rows_account(table, &old[from], &known));
    }
    let kept: BTreeSet<usize> = places.into_iter().flatten().collect();
    let removed = old.iter().enumerate().filter(|(at, _)| !kept.contains(at));
    changes.extend(removed.map(|(_, table)| Change::EndpointRemoved {
        endpoint: table.name.to_owned(),
        title: table.title.to_owned(),
    }));
    changes
}

fn row_added(table: &PlannedTable, row: &PlannedRow, known: &BTreeSet<&str>) -> Change {
    Change::RowAdded {
        endpoint: table.name.clone(),
        row: row.cells.row(&row.name),
        proposed: !known.contains(row.name.as_str()),
    }
}

fn rows_account(table: &PlannedTable, old: &Old<'_>, known: &BTreeSet<&str>) -> Vec<Change> {
    let endpoint = || table.name.clone();
    let places: Vec<Option<usize>> = table.rows.iter().map(|row| row.old).collect();
    let moved = moved(&places);
    let mut changes = Vec::new();
    for (to, row) in table.rows.iter().enumerate() {
        let Some(from) = row.old else {
            changes.push(row_added(table, row, known));
            continue;
        };
        let was = &old.entries[from];
        if was.name != row.name {
            changes.push(Change::RowRenamed {
                endpoint: endpoint(),
                old: was.name.to_owned(),
                new: row.name.clone(),
                proposed: !known.contains(row.name.as_str()),
            });
        }
        changes.extend(changed_cells(&old.cells[from], &row.cells).into_iter().map(
            |(cell, old, new)| Change::CellChanged {
                endpoint: endpoint(),
                name: row.name.clone(),
                cell,
                old,
                new,
            },
        ));
        if moved.contains(&to) {
            let name = row.name.clone();
            changes.push(Change::RowMoved {
                endpoint: endpoint(),
                name,
                from: from + 1,
                to: to + 1,
            });
        }
    }
    let kept: BTreeSet<usize> = places.into_iter().flatten().collect();
    let removed = (0..old.entries.len()).filter(|at| !kept.contains(at));
    changes.extend(removed.map(|at| Change::RowRemoved {
        endpoint: endpoint(),
        row: old.cells[at].row(old.entries[at].name),
    }));
    changes
}

/// The cells that differ: which, what they said, and what they say.
fn changed_cells(old: &Cells, new: &Cells) -> Vec<(&'static str, String, String)> {
    let pairs = [
        ("status", old.status.to_string(), new.status.to_string()),
        ("code", old.code.clone(), new.code.clone()),
        ("message", old.message.clone(), new.message.clone()),
        ("description", old.description.clone(), new.description.clone()),
    ];
    pairs.into_iter().filter(|(_, old, new)| old != new).collect()
}

/// The places whose order among the kept ones is another than before: as few as possible.
fn moved(places: &[Option<usize>]) -> BTreeSet<usize> {
    // The longest run of places that rise, by the last place of the best run of each length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (at, place) in places.iter().enumerate().filter(|(_, place)| place.is_some()) {
        let length = ends.partition_point(|end| places[*end] < *place);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut moved: BTreeSet<usize> = (0..places.len()).filter(|at| places[*at].is_some()).collect();
    let mut at = ends.last().copied();
    while let Some(rising) = at {
        moved.remove(&rising);
        at = before[rising];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_few_as_possible_have_moved() {
        let moved = |places: &[usize]| {
            let places: Vec<Option<usize>> = places.iter().copied().map(Some).collect();
            moved(&places).into_iter().collect::<Vec<_>>()
        };
        assert!(moved(&[0, 1, 2, 3]).is_empty());
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[1, 2, 3, 0]), [3]);
        assert!(moved(&[0, 5, 9]).is_empty());
        assert_eq!(moved(&[2, 1, 0]).len(), 2);
        assert_eq!(moved(&[0, 4, 1, 2, 3]), [1]);
        assert!(moved(&[]).is_empty());
    }

    fn cells(message: &str, description: &str) -> Cells {
        let [code, message, description] = ["E1", message, description].map(str::to_owned);
        Cells { status: 400, code, message, description }
    }

    #[test]
    fn rows_are_alike_that_share_a_text_or_half_of_the_words() {
        let alike = |old: [&str; 2], new: [&str; 2]| {
            are_alike(&cells(old[0], old[1]), &cells(new[0], new[1]))
        };
        assert!(alike(["No.", "a b c d"], ["No.", "e f g h"]));
        assert!(alike(["a b c d", "No."], ["e f g h", "No."]));
        // Words of both texts count, each once.
        assert!(alike(["a b", "b a c"], ["a b d", "a b e"]));
        assert!(alike(["a", "b c"], ["A", "b d"]));
        assert!(!alike(["a", "b c"], ["a d", "e f"]));
        assert!(!alike(["a", "b"], ["c", "d"]));
    }

    #[test]
    fn a_table_is_the_one_with_half_of_its_rows() {
        let row = |code: &str| Cells { code: code.into(), ..cells(code, code) };
        let table = |title: &str, codes: &[&str]| Table {
            title: title.into(),
            common: false,
            rows: codes.iter().map(|code| row(code)).collect(),
        };
        let matched = |old: &[&str], new: &[&str]| {
            let old = Old {
                which: OldTable::Endpoint(0),
                name: "",
                title: "Old",
                entries: Vec::new(),
                cells: old.iter().map(|code| row(code)).collect(),
            };
            match_tables(&[table("New", new)], &[old]) == [Some(0)]
        };
        assert!(matched(&["A", "B"], &["B", "C"]));
        assert!(matched(&["A", "B", "C"], &["B"]));
        assert!(!matched(&["A", "B", "C"], &["C", "D", "E"]));
        assert!(!matched(&["A"], &["B"]));
    }
}
