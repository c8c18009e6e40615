//! Columns whose contents look exchanged, although the header of the table is the same.

use std::collections::BTreeSet;

use serde::Serialize;

use super::file::{FileTable, PlannedTable};
use super::page::Cells;

/// A table whose columns look swapped: most of its rows that changed have the values of the file, each in
/// another column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Swap {
    /// The table.
    pub endpoint: String,
    /// The columns whose values are in another column now.
    pub columns: Vec<&'static str>,
    /// How many rows of the table look like that.
    pub rows: usize,
}

const COLUMNS: [&str; 4] = ["status", "code", "message", "description"];

/// For each column the column in which its values were.
type Order = [usize; 4];

/// The values of a row, by column.
type Values = [String; 4];

/// Finds the tables whose columns look swapped. One row is no evidence, wherever it is: its mistake may have
/// been corrected. Neither are rows of a table in which more rows have stayed.
pub(crate) fn swaps(tables: &[PlannedTable], file: &[FileTable]) -> Vec<Swap> {
    let mut swaps = Vec::new();
    for order in orders() {
        let mut found = Vec::new();
        let mut evidence = BTreeSet::new();
        for table in tables {
            let Some(old) = file.iter().find(|old| Some(old.location) == table.location) else {
                continue;
            };
            let (swapped, stayed) = compare(table, old, order);
            if swapped.len() > stayed {
                found.push(Swap {
                    endpoint: table.name.clone(),
                    columns: moved_columns(order),
                    rows: swapped.len(),
                });
                evidence.extend(swapped);
            }
        }
        if evidence.len() > 1 {
            swaps.extend(found);
        }
    }
    swaps
}

/// The rows that have the values of a row of the file in this order, and how many rows stayed as they
/// were. A row that looks the same in this order says nothing.
fn compare(table: &PlannedTable, file: &FileTable, order: Order) -> (BTreeSet<Values>, usize) {
    let before: BTreeSet<Values> = file.rows.iter().map(|row| values(&row.cells)).collect();
    let reordered: BTreeSet<Values> = before.iter().map(|row| reorder(row, order)).collect();
    let mut swapped = BTreeSet::new();
    let mut stayed = 0;
    for planned in &table.rows {
        let row = values(&planned.row.cells);
        if before.contains(&row) {
            stayed += usize::from(reorder(&row, order) != row);
        } else if reordered.contains(&row) {
            swapped.insert(row);
        }
    }
    (swapped, stayed)
}

fn values(cells: &Cells) -> Values {
    let Cells { status, code, message, description } = cells;
    [status.to_string(), code.clone(), message.clone(), description.clone()]
}

fn reorder(row: &Values, order: Order) -> Values {
    order.map(|column| row[column].clone())
}

fn moved_columns(order: Order) -> Vec<&'static str> {
    let mut columns = Vec::new();
    for (to, from) in order.into_iter().enumerate() {
        if from != to {
            columns.push(COLUMNS[to]);
        }
    }
    columns
}

/// All orders of four columns but the usual one.
fn orders() -> Vec<Order> {
    let mut orders = Vec::new();
    for number in 0..4_usize.pow(4) {
        let order = [number / 64, number / 16 % 4, number / 4 % 4, number % 4];
        let distinct: BTreeSet<usize> = order.into_iter().collect();
        if distinct.len() == order.len() && order != [0, 1, 2, 3] {
            orders.push(order);
        }
    }
    orders
}

#[cfg(test)]
mod tests {
    use error_catalog_model::page::TableKind;

    use super::*;
    use crate::import::file::{PlannedRow, TableLocation};
    use crate::import::page::Row;

    fn row(cells: &str) -> Row {
        let cells: Vec<&str> = cells.split('|').collect();
        let [status, code, message, description] = cells.as_slice() else { panic!("{cells:?}") };
        let [code, message, description] = [code, message, description].map(|it| (*it).to_owned());
        let cells = Cells { status: status.parse().unwrap(), code, message, description };
        Row { name: "E".into(), cells }
    }

    /// What is found if the tables change like this.
    fn found(tables: &[(&[&str], &[&str])]) -> Vec<(usize, Vec<&'static str>)> {
        let mut file = Vec::new();
        let mut planned = Vec::new();
        for (number, (old, new)) in tables.iter().enumerate() {
            let (location, name) = (TableLocation::Endpoint(number), String::from("T"));
            let rows = old.iter().map(|cells| row(cells)).collect();
            file.push(FileTable { location, name: name.clone(), title: name.clone(), rows });
            let rows = new.iter().map(|cells| PlannedRow { index: None, row: row(cells) });
            planned.push(PlannedTable {
                location: Some(location),
                kind: TableKind::Endpoint,
                name: name.clone(),
                title: name,
                rows: rows.collect(),
            });
        }
        swaps(&planned, &file).into_iter().map(|swap| (swap.rows, swap.columns)).collect()
    }

    #[test]
    fn two_rows_are_evidence_and_one_is_not() {
        let two = (&["400|A|b|c", "400|B|d|e"][..], &["400|A|c|b", "400|B|e|d"][..]);
        assert_eq!(found(&[two]), [(2, vec!["message", "description"])]);
        assert!(found(&[(&["400|A|b|c", "400|B|d|e"], &["400|A|c|b", "400|B|d|e"])]).is_empty());
        assert!(found(&[(&["400|A|b|c"], &["400|A|c|b"])]).is_empty());
    }

    /// The same row in two tables is one error.
    #[test]
    fn rows_of_several_tables_are_counted_once() {
        let (a, b) =
            ((&["400|A|b|c"][..], &["400|A|c|b"][..]), (&["400|B|d|e"][..], &["400|B|e|d"][..]));
        assert!(found(&[a, a]).is_empty());
        assert_eq!(found(&[a, b]).len(), 2);
    }

    #[test]
    fn a_table_in_which_most_rows_stayed_was_corrected() {
        let old = ["400|A|b|c", "400|B|d|e", "400|C|f|g", "400|D|h|i"];
        let corrected = ["400|A|c|b", "400|B|e|d", "400|C|f|g", "400|D|h|i"];
        assert!(found(&[(&old, &corrected)]).is_empty());
        // Rows with one string in both columns are the same either way.
        let old = ["400|A|b|c", "400|B|d|e", "400|C|f|f", "400|D|h|h"];
        let swapped = ["400|A|c|b", "400|B|e|d", "400|C|f|f", "400|D|h|h"];
        assert_eq!(found(&[(&old, &swapped)]).len(), 1);
    }

    #[test]
    fn any_columns_can_be_swapped() {
        let old: &[&str] = &["400|A|b|c", "500|B|d|e"];
        for (new, columns) in [
            (["400|b|A|c", "500|d|B|e"], vec!["code", "message"]),
            (["400|b|c|A", "500|d|e|B"], vec!["code", "message", "description"]),
        ] {
            assert_eq!(found(&[(old, &new)]), [(2, columns)]);
        }
        let old: &[&str] = &["400|401|b|c", "500|501|d|e"];
        let new: &[&str] = &["401|400|b|c", "501|500|d|e"];
        assert_eq!(found(&[(old, new)]), [(2, vec!["status", "code"])]);
    }

    /// Two errors with exchanged cells were there before.
    #[test]
    fn rows_that_stayed_are_not_swapped() {
        let rows: &[&str] = &["400|A|b|c", "400|A|c|b"];
        assert!(found(&[(rows, rows)]).is_empty());
    }
}
