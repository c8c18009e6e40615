//! The index of an enum: its errors in an order in which the generated code finds them fast.

use crate::runtime::bucket;
use error_catalog_model::page::Error;

/// What the generated code searches: see its `Index`.
#[derive(Debug)]
pub(crate) struct Index {
    /// Positions in the table's rows, by bucket, code, status, message, and then in the table's order.
    pub(crate) order: Vec<usize>,
    /// Where in `order` each response begins, and where the last one ends.
    pub(crate) responses: Vec<usize>,
    /// Where in `responses` each code begins, and where the last one ends.
    pub(crate) codes: Vec<usize>,
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    pub(crate) buckets: Vec<usize>,
}

/// Whether to compare so many errors one by one is faster than to look for a bucket.
pub(crate) fn is_short(errors: usize) -> bool {
    errors <= 16
}

/// The index of a table that has these errors in its rows.
pub(crate) fn index(rows: &[&Error]) -> Index {
    let code = |row: usize| rows[row].code.as_str();
    let response = |row: usize| (code(row), rows[row].status, &rows[row].message);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    // Both sorts are stable: equal rows keep the table's order.
    order.sort_by_key(|row| response(*row));
    // Twice as many buckets as codes: most have one code or none.
    let count = 2 * order.chunk_by(|first, second| code(*first) == code(*second)).count();
    let is_short = is_short(rows.len());
    let bucket = |row: usize| if is_short { 0 } else { bucket(code(row), count) };
    order.sort_by_cached_key(|row| bucket(*row));

    let responses = starts(&order, |row| response(*row));
    let first_row = |response: &usize| order[*response];
    let codes = starts(&responses[..responses.len() - 1], |start| code(first_row(start)));
    let mut buckets = Vec::new();
    if !is_short {
        let code_buckets: Vec<usize> = codes[..codes.len() - 1]
            .iter()
            .map(|code| bucket(first_row(&responses[*code])))
            .collect();
        buckets.extend(
            (0..=count)
                .map(|bucket| code_buckets.partition_point(|code_bucket| *code_bucket < bucket)),
        );
    }
    Index { order, responses, codes, buckets }
}

/// Where each run of items with the same key begins, and where the last one ends.
fn starts<T, K: PartialEq>(items: &[T], key: impl Fn(&T) -> K) -> Vec<usize> {
    let mut starts = vec![0];
    let mut end = 0;
    for run in items.chunk_by(|first, second| key(first) == key(second)) {
        end += run.len();
        starts.push(end);
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{index, starts};
    use error_catalog_model::page::Error;

    fn error(status: u16, code: &str, message: &str) -> Error {
        Error {
            name: String::new(),
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            description: String::new(),
            tables: Vec::new(),
            quirks: Vec::new(),
        }
    }

    #[test]
    fn runs_begin_where_the_key_changes() {
        assert_eq!(starts(&[7, 7, 8, 7], |item| *item), [0, 2, 3, 4]);
        assert_eq!(starts(&[], |item: &u8| *item), [0]);
    }

    #[test]
    fn a_short_table_is_ordered_by_code_status_message_and_row() {
        let errors = [
            error(400, "1", "x"),
            error(400, "2", "y"),
            error(404, "1", "x"),
            error(400, "1", "x"),
            error(400, "1", "w"),
        ];
        let index = index(&errors.each_ref());
        assert_eq!(index.order, [4, 0, 3, 2, 1]);
        assert_eq!(index.responses, [0, 1, 3, 4, 5]);
        assert_eq!(index.codes, [0, 3, 4]);
        assert!(index.buckets.is_empty());
    }

    #[test]
    fn a_long_table_has_two_buckets_for_each_code() {
        let errors: Vec<Error> =
            (0..17).map(|row| error(400, &format!("{}", row / 2), "x")).collect();
        let index = index(&errors.iter().collect::<Vec<_>>());
        assert_eq!(index.codes.len(), 9 + 1);
        assert_eq!(index.buckets.len(), 2 * 9 + 1);
        assert_eq!((index.buckets[0], index.buckets[18]), (0, 9));
    }
}
