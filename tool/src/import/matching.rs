//! Matches the tables and rows of a page with those of the file.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::page::TableKind;
use error_catalog_model::text::words;

use super::file::FileTable;
use super::page::{Cells, Table};

/// What a table of the page is in the file.
#[derive(Debug)]
pub(crate) struct TableMatch {
    /// The number of the table in the file, unless it is new.
    pub(crate) table: Option<usize>,
    /// For each row its number in that table, unless it is new.
    pub(crate) rows: Vec<Option<usize>>,
}

/// Finds each table of the page, and each of its rows, in the file.
pub(crate) fn match_page(tables: &[Table], file: &[FileTable]) -> Vec<TableMatch> {
    let mut matches = Vec::new();
    for (table, matched) in tables.iter().zip(match_tables(tables, file)) {
        let rows = match matched {
            Some(number) => match_table_rows(table, &file[number]),
            None => vec![None; table.rows.len()],
        };
        matches.push(TableMatch { table: matched, rows });
    }
    matches
}

/// For each table of the page the table of the file that it is: the one with the same title, or the
/// common one, or else the one with the most rows that are recognised, at least half.
fn match_tables(tables: &[Table], file: &[FileTable]) -> Vec<Option<usize>> {
    let mut free: BTreeSet<usize> = (0..file.len()).collect();
    let mut matched = vec![None; tables.len()];
    for (table, number) in tables.iter().zip(&mut matched) {
        *number = free.iter().copied().find(|index| is_same_table(table, &file[*index]));
        if let Some(index) = number {
            free.remove(index);
        }
    }
    for (table, number) in tables.iter().zip(&mut matched) {
        if number.is_none() {
            *number = most_similar_table(table, file, &free);
            if let Some(index) = number {
                free.remove(index);
            }
        }
    }
    matched
}

/// Whether both are the common table, or tables of endpoints with the same title.
fn is_same_table(table: &Table, file: &FileTable) -> bool {
    let is_common = table.kind == TableKind::Common;
    table.kind == file.location.kind() && (is_common || table.title == file.title)
}

/// The first of the free tables with the most rows that are recognised, if they are at least half of
/// the rows.
fn most_similar_table(table: &Table, file: &[FileTable], free: &BTreeSet<usize>) -> Option<usize> {
    let mut best = None;
    let mut most = 0;
    for index in free.iter().copied().filter(|index| file[*index].location.kind() == table.kind) {
        let shared = match_table_rows(table, &file[index]).into_iter().flatten().count();
        if best.is_none() || shared > most {
            (best, most) = (Some(index), shared);
        }
    }
    best.filter(|index| most * 2 >= table.rows.len().min(file[*index].rows.len()))
}

fn match_table_rows(table: &Table, file: &FileTable) -> Vec<Option<usize>> {
    let rows: Vec<&Cells> = table.rows.iter().collect();
    let old: Vec<&Cells> = file.rows.iter().map(|row| &row.cells).collect();
    match_rows(&rows, &old)
}

/// For each row the old row that it is: the same, or else the only one that has as much in common. If
/// several rows have, none of them is taken: a name is not guessed.
pub(crate) fn match_rows(rows: &[&Cells], old: &[&Cells]) -> Vec<Option<usize>> {
    type Key<'c> = (u16, &'c str, &'c str, &'c str);
    // What two rows have in common, the most distinctive first.
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
    let mut matched = vec![None; rows.len()];
    let mut free: BTreeSet<usize> = (0..old.len()).collect();
    for key in keys {
        let mut groups: BTreeMap<Key<'_>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for index in &free {
            groups.entry(key(old[*index])).or_default().0.push(*index);
        }
        for (index, cells) in rows.iter().enumerate() {
            if matched[index].is_none() {
                groups.entry(key(cells)).or_default().1.push(index);
            }
        }
        for (before, after) in groups.values() {
            if let ([before], [after]) = (before.as_slice(), after.as_slice())
                && are_similar(old[*before], rows[*after])
            {
                matched[*after] = Some(*before);
                free.remove(before);
            }
        }
    }
    matched
}

/// Whether two rows may be one error: if both message and description differ, they share half of their
/// words.
fn are_similar(old: &Cells, new: &Cells) -> bool {
    if old.message == new.message || old.description == new.description {
        return true;
    }
    let [old, new] = [old, new].map(|cells| &words(&cells.message) | &words(&cells.description));
    old.intersection(&new).count() * 2 >= old.len().min(new.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::file::TableLocation;
    use crate::import::page::Row;

    fn cells(message: &str, description: &str) -> Cells {
        let [code, message, description] = ["E1", message, description].map(str::to_owned);
        Cells { status: 400, code, message, description }
    }

    #[test]
    fn rows_with_a_common_string_or_half_of_the_words_are_similar() {
        let similar = |old: [&str; 2], new: [&str; 2]| {
            are_similar(&cells(old[0], old[1]), &cells(new[0], new[1]))
        };
        assert!(similar(["No.", "a b c d"], ["No.", "e f g h"]));
        assert!(similar(["a b c d", "No."], ["e f g h", "No."]));
        // The words of message and description count, each once.
        assert!(similar(["a b", "b a c"], ["a b d", "a b e"]));
        assert!(similar(["a", "b c"], ["A", "b d"]));
        assert!(!similar(["a", "b c"], ["a d", "e f"]));
        assert!(!similar(["a", "b"], ["c", "d"]));
    }

    #[test]
    fn a_table_is_the_one_with_half_of_its_rows() {
        let row = |code: &str| Cells { code: code.into(), ..cells(code, code) };
        let matched = |old: &[&str], new: &[&str]| {
            let old = FileTable {
                location: TableLocation::Endpoint(0),
                name: "Old".into(),
                title: "Old".into(),
                rows: old.iter().map(|code| Row { name: "E".into(), cells: row(code) }).collect(),
            };
            let new = Table {
                kind: TableKind::Endpoint,
                title: "New".into(),
                rows: new.iter().map(|code| row(code)).collect(),
            };
            match_tables(&[new], &[old]) == [Some(0)]
        };
        assert!(matched(&["A", "B"], &["B", "C"]));
        assert!(matched(&["A", "B", "C"], &["B"]));
        assert!(!matched(&["A", "B", "C"], &["C", "D", "E"]));
        assert!(!matched(&["A"], &["B"]));
    }
}
