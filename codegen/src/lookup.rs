//! The index of an enum: its errors in an order in which the generated code finds them fast.

use crate::runtime::{FEW_RESPONSES, bucket};
use error_catalog_model::page::Error;
use std::collections::BTreeMap;
use std::ops::Range;

/// What the generated code searches: see its `Index`.
#[derive(Debug)]
pub(crate) struct Index {
    /// Positions in the table's rows, by bucket, code, status, message, and then in the table's order; after them,
    /// once more those that `messages` needs next to each other.
    pub(crate) order: Vec<usize>,
    /// Where in `order` each response begins, and where the last one ends.
    pub(crate) responses: Vec<usize>,
    /// Where in `responses` each code begins, and where the last one ends.
    pub(crate) codes: Vec<usize>,
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    pub(crate) buckets: Vec<usize>,
    /// Messages by bucket: where in `order` the first response with this code and message is, and where all its errors
    /// begin and end. Only messages that a code has under several statuses, and all messages of a code with many
    /// responses.
    pub(crate) messages: Vec<[usize; 3]>,
    /// Where in `messages` each bucket begins, and where the last one ends; empty for a short table, and if there are
    /// no messages.
    pub(crate) message_buckets: Vec<usize>,
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
        buckets = bucket_starts(&codes[..codes.len() - 1], count, |code| {
            bucket(first_row(&responses[*code]))
        });
    }
    let mut messages = messages(rows, &mut order, &responses, &codes);
    let mut message_buckets = Vec::new();
    if !is_short && !messages.is_empty() {
        let count = 2 * messages.len();
        let message_bucket =
            |[first, ..]: &[usize; 3]| crate::runtime::bucket(&rows[order[*first]].message, count);
        messages.sort_by_cached_key(message_bucket);
        message_buckets = bucket_starts(&messages, count, message_bucket);
    }
    Index { order, responses, codes, buckets, messages, message_buckets }
}

/// Where each of these buckets begins in items that are ordered by bucket, and where the last one ends.
fn bucket_starts<T>(items: &[T], count: usize, bucket: impl Fn(&T) -> usize) -> Vec<usize> {
    let buckets: Vec<usize> = items.iter().map(bucket).collect();
    (0..=count).map(|bucket| buckets.partition_point(|item| *item < bucket)).collect()
}

/// The messages of an index. Adds the errors of a message to the order if they are not next to each other.
fn messages(
    rows: &[&Error],
    order: &mut Vec<usize>,
    responses: &[usize],
    codes: &[usize],
) -> Vec<[usize; 3]> {
    let mut messages = Vec::new();
    for code in codes.windows(2) {
        let is_long = code[1] - code[0] > FEW_RESPONSES;
        let mut runs: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        for response in responses[code[0]..=code[1]].windows(2) {
            let message = rows[order[response[0]]].message.as_str();
            runs.entry(message).or_default().push(response[0]..response[1]);
        }
        for runs in runs.into_values().filter(|runs| is_long || runs.len() > 1) {
            let first = runs[0].start;
            let is_gathered = runs.windows(2).all(|pair| pair[0].end == pair[1].start);
            let start = if is_gathered { first } else { order.len() };
            let end = start + runs.iter().map(Range::len).sum::<usize>();
            if !is_gathered {
                order.extend(
                    runs.into_iter().flatten().map(|position| order[position]).collect::<Vec<_>>(),
                );
            }
            messages.push([first, start, end]);
        }
    }
    messages
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
        assert_eq!(index.messages, [[1, 1, 4]]);
    }

    #[test]
    fn errors_of_a_message_that_are_not_next_to_each_other_are_there_once_more() {
        let errors = [
            error(400, "1", "y"),
            error(400, "1", "x"),
            error(404, "1", "z"),
            error(404, "1", "x"),
            error(500, "1", "x"),
            error(404, "2", "x"),
        ];
        let index = index(&errors.each_ref());
        assert_eq!(index.order, [1, 0, 3, 2, 4, 5, 1, 3, 4]);
        assert_eq!(index.responses, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(index.messages, [[0, 6, 9]]);
    }

    #[test]
    fn a_code_with_many_responses_has_all_its_messages_by_bucket() {
        let errors: Vec<Error> =
            (0..17).map(|row| error(400, "1", &format!("{:02}", 16 - row))).collect();
        let index = index(&errors.iter().collect::<Vec<_>>());
        assert_eq!(index.order.len(), 17);
        assert_eq!(index.message_buckets.len(), 2 * 17 + 1);
        for (bucket, starts) in index.message_buckets.windows(2).enumerate() {
            for [first, start, end] in &index.messages[starts[0]..starts[1]] {
                let message = &errors[index.order[*first]].message;
                assert_eq!(crate::runtime::bucket(message, 2 * 17), bucket);
                assert_eq!((*start, *end), (*first, first + 1));
            }
        }
        assert_eq!((index.message_buckets[0], index.message_buckets[2 * 17]), (0, 17));
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
