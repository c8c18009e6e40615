//! The constants of a page for the former lookup.

use std::fmt::Write as _;

use crate::catalog::Error;
use crate::former_lookup::bucket;

/// Up to this number of errors, a table has no buckets, and the rows of its page are a constant.
const SHORT: usize = 16;

/// A module with an enum of these errors, which is looked up as the page's enum was.
pub(crate) fn module(name: &str, errors: &[Error]) -> String {
    let variants = errors.iter().flat_map(|error| [&error.name, ", "]).collect::<String>();
    format!(
        "pub(crate) mod {name} {{\n\
         use rcs_errors_benches::former::{{DocumentedError, Entry, Index, Lookup}};\n\
         #[derive(Clone, Copy, Debug)]\n\
         pub(crate) enum Error {{ {variants} }}\n\
         {}\
         impl Error {{\n\
         const INDEX: Index<Self> = {};\n\
         #[inline]\n\
         const fn entry(&self) -> &'static Entry {{ &ENTRIES[*self as usize] }}\n\
         #[inline]\n\
         pub(crate) fn with_code(code: &str) -> &'static [Self] {{ Self::INDEX.with_code(code) }}\n\
         #[inline]\n\
         pub(crate) fn lookup(status: u16, code: &str, message: &str) -> Lookup<Self> {{\n\
         Self::INDEX.lookup(status, code, message)\n}}\n\
         }}\n\
         impl DocumentedError for Error {{\n\
         #[inline]\n\
         fn entry(&self) -> &'static Entry {{ Self::entry(self) }}\n\
         }}\n\
         }}\n",
        entries(errors),
        index(errors),
    )
}

fn entries(errors: &[Error]) -> String {
    let mut rows = String::new();
    for Error { status, code, message, description, .. } in errors {
        _ = writeln!(
            rows,
            "Entry {{ status: {status}, code: {code:?}, message: {message:?}, \
             description: {description:?} }},"
        );
    }
    let count = errors.len();
    if count <= SHORT {
        format!("const ENTRIES: &[Entry; {count}] = &[\n{rows}];\n")
    } else {
        format!("static ENTRIES: [Entry; {count}] = [\n{rows}];\n")
    }
}

/// The index of an enum with these errors.
fn index(errors: &[Error]) -> String {
    let mut order: Vec<&Error> = errors.iter().collect();
    // Both sorts are stable: errors that are equal keep their order.
    order.sort_by_key(|error| response(error));
    // Twice as many buckets as codes.
    let count = 2 * order.chunk_by(|first, second| first.code == second.code).count();
    let is_short = errors.len() <= SHORT;
    if !is_short {
        order.sort_by_cached_key(|error| bucket(&error.code, count));
    }
    let responses = starts(&order, |first, second| response(first) == response(second));
    let of_responses: Vec<&Error> =
        responses[..responses.len() - 1].iter().map(|start| order[*start]).collect();
    let codes = starts(&of_responses, |first, second| first.code == second.code);
    let code_buckets = codes[..codes.len() - 1]
        .iter()
        .map(|start| bucket(&of_responses[*start].code, count))
        .collect::<Vec<_>>();
    let buckets: Vec<usize> = (0..=count)
        .map(|bucket| code_buckets.partition_point(|code_bucket| *code_bucket < bucket))
        .collect();
    let buckets = if is_short { Vec::new() } else { buckets };
    let variants: String = order.iter().flat_map(|error| ["Self::", &error.name, ", "]).collect();
    format!(
        "Index {{ errors: &[{variants}], responses: &{responses:?}, codes: &{codes:?}, \
         buckets: &{buckets:?} }}"
    )
}

/// What the API sends for an error, in the order of an index.
fn response(error: &Error) -> (&str, u16, &str) {
    (&error.code, error.status, &error.message)
}

/// Where each run of equal errors begins, and where the last one ends.
fn starts(errors: &[&Error], are_equal: fn(&&Error, &&Error) -> bool) -> Vec<usize> {
    let mut starts = vec![0];
    let mut end = 0;
    for run in errors.chunk_by(are_equal) {
        end += run.len();
        starts.push(end);
    }
    starts
}
