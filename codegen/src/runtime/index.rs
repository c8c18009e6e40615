//! How an index is searched.
//!
//! The functions are generic over the enum, so that each of them knows the constants of its index. The search for an
//! exact match becomes part of the function that calls it. What comes after it does not: that is rare, and long.

use super::bucket::bucket;
use super::entry::Entry;
use super::lookup::{Lookup, MatchLevel};
use super::set::ErrorSet;

/// Up to this number, to compare all responses is faster than a binary search.
pub(crate) const FEW_RESPONSES: usize = 16;

/// Where in the errors of an index those are that match best, and how well they do.
type Found = (::core::ops::Range<usize>, MatchLevel);

#[allow(clippy::inline_always, reason = "so the compiler knows the index wherever it is searched")]
#[inline(always)]
pub(super) fn lookup<E: ErrorSet>(status: u16, code: &str, message: &str) -> Lookup<E> {
    let (range, level) = find::<E>(status, code, message);
    let errors = &E::index().errors[range];
    Lookup { errors, level, is_listed: !errors.is_empty() }
}

/// What matches best of the whole page. Of what matches equally well, what the table lists.
#[allow(dead_code, reason = "no page may have endpoints")]
#[allow(clippy::inline_always, reason = "so the compiler knows the index wherever it is searched")]
#[inline(always)]
pub(super) fn lookup_at<E: ErrorSet>(status: u16, code: &str, message: &str) -> Lookup<E::Page> {
    let (range, level) = find::<E>(status, code, message);
    if level < MatchLevel::Exact {
        let in_page = lookup_in_page::<E>(status, code, message);
        if in_page.level > level {
            return Lookup { is_listed: false, ..in_page };
        }
    }
    let errors = &E::index().page_errors[range];
    Lookup { errors, level, is_listed: !errors.is_empty() }
}

/// What matches best of the whole page. It is a separate function, so that the search before it is small.
#[allow(dead_code, reason = "no page may have endpoints")]
#[cold]
fn lookup_in_page<E: ErrorSet>(status: u16, code: &str, message: &str) -> Lookup<E::Page> {
    E::Page::lookup(status, code, message)
}

#[inline]
pub(super) fn with_code<E: ErrorSet>(code: &str) -> &'static [E] {
    &E::index().errors[range(responses_with::<E>(code))]
}

#[allow(clippy::inline_always, reason = "so the compiler knows the index wherever it is searched")]
#[inline(always)]
fn find<E: ErrorSet>(status: u16, code: &str, message: &str) -> Found {
    if E::index().buckets.is_empty() {
        return find_in_short_table::<E>(status, code, message);
    }
    match responses_with::<E>(code) {
        [_] => (0..0, MatchLevel::Unknown),
        with_code if with_code.len() - 1 <= FEW_RESPONSES => {
            find_among_few::<E>(with_code, status, message)
        }
        with_code => find_among_many::<E>(with_code, status, message),
    }
}

/// What matches best in a short table. The compiler knows all its responses.
#[allow(clippy::inline_always, reason = "so the compiler knows the index wherever it is searched")]
#[inline(always)]
fn find_in_short_table<E: ErrorSet>(status: u16, code: &str, message: &str) -> Found {
    let mut responses = E::index().responses.windows(2);
    let exact = responses.find(|response| {
        let entry = entry::<E>(response[0]);
        entry.status == status && entry.code == code && entry.message == message
    });
    if let ::core::option::Option::Some(exact) = exact {
        return (range(exact), MatchLevel::Exact);
    }
    find_near_in_short_table::<E>(status, code, message)
}

/// What matches best in a short table if nothing matches exactly. It is a separate function, so that the search before
/// it is small.
#[cold]
fn find_near_in_short_table<E: ErrorSet>(status: u16, code: &str, message: &str) -> Found {
    let with_code = responses_with::<E>(code);
    if with_code.len() == 1 {
        return (0..0, MatchLevel::Unknown);
    }
    let has_status = |response: &&[u32]| {
        let entry = entry::<E>(response[0]);
        entry.status == status && entry.code == code
    };
    let mut responses = E::index().responses.windows(2);
    if let ::core::option::Option::Some(first) = responses.find(has_status) {
        let last = E::index().responses.windows(2).rfind(has_status).unwrap_or(first);
        return (first[0] as usize..last[1] as usize, MatchLevel::CodeAndStatus);
    }
    let with_message = indexed_message::<E>(with_code, message).or_else(|| {
        let mut responses = E::index().responses.windows(2);
        let with_message = responses.find(|response| {
            let entry = entry::<E>(response[0]);
            entry.code == code && entry.message == message
        });
        with_message.map(range)
    });
    code_level(with_message, with_code)
}

/// What matches best of the few responses of a code: all are compared once.
#[inline]
fn find_among_few<E: ErrorSet>(with_code: &'static [u32], status: u16, message: &str) -> Found {
    // The first position and the number of those with the status, and of those with the message.
    let mut with_status = (0, 0);
    let mut with_message = (0, 0);
    for (position, response) in with_code[..with_code.len() - 1].iter().enumerate() {
        let entry = entry::<E>(*response);
        let found = match (entry.status == status, entry.message == message) {
            (true, true) => {
                return (range(&with_code[position..=position + 1]), MatchLevel::Exact);
            }
            (true, false) => &mut with_status,
            (false, true) => &mut with_message,
            (false, false) => continue,
        };
        if found.1 == 0 {
            found.0 = position;
        }
        found.1 += 1;
    }
    let (first, count) = with_status;
    if count > 0 {
        return (range(&with_code[first..=first + count]), MatchLevel::CodeAndStatus);
    }
    let with_message = match with_message {
        (_, 0) => ::core::option::Option::None,
        (first, 1) => ::core::option::Option::Some(range(&with_code[first..=first + 1])),
        _ => indexed_message::<E>(with_code, message),
    };
    code_level(with_message, with_code)
}

/// What matches best of the many responses of a code, all of whose messages are in the index.
#[inline]
fn find_among_many<E: ErrorSet>(with_code: &'static [u32], status: u16, message: &str) -> Found {
    let index = E::index();
    let with_message = indexed_message::<E>(with_code, message);
    if let ::core::option::Option::Some(found) = &with_message {
        // They are in the order of their statuses.
        let row_status = |row: &u32| index.entries[*row as usize].status;
        let rows = &index.rows[found.start..found.end];
        let before = rows.partition_point(|row| row_status(row) < status);
        let count = rows[before..].partition_point(|row| row_status(row) == status);
        if count > 0 {
            let start = found.start + before;
            return (start..start + count, MatchLevel::Exact);
        }
    }
    let responses = &with_code[..with_code.len() - 1];
    let start = responses.partition_point(|response| entry::<E>(*response).status < status);
    let count =
        responses[start..].partition_point(|response| entry::<E>(*response).status == status);
    if count > 0 {
        return (range(&with_code[start..=start + count]), MatchLevel::CodeAndStatus);
    }
    code_level(with_message, with_code)
}

/// The errors with code and message if there are any, and all errors with the code if not.
#[inline]
fn code_level(
    with_message: ::core::option::Option<::core::ops::Range<usize>>,
    with_code: &[u32],
) -> Found {
    match with_message {
        ::core::option::Option::Some(found) => (found, MatchLevel::CodeAndMessage),
        ::core::option::Option::None => (range(with_code), MatchLevel::Code),
    }
}

/// Where the responses with this code begin, and where the last one ends.
#[inline]
fn responses_with<E: ErrorSet>(code: &str) -> &'static [u32] {
    let index = E::index();
    let codes = match index.buckets {
        [] => index.codes,
        buckets => {
            let bucket = bucket(code, buckets.len() - 1);
            &index.codes[buckets[bucket] as usize..=buckets[bucket + 1] as usize]
        }
    };
    let mut codes = codes.windows(2);
    let found = codes.find(|run| entry::<E>(index.responses[run[0] as usize]).code == code);
    match found {
        ::core::option::Option::Some(run) => &index.responses[run[0] as usize..=run[1] as usize],
        ::core::option::Option::None => &index.responses[..1],
    }
}

/// Where the errors with this message are, of those with a code, if the index has the message.
#[inline]
fn indexed_message<E: ErrorSet>(
    with_code: &[u32],
    message: &str,
) -> ::core::option::Option<::core::ops::Range<usize>> {
    let index = E::index();
    let messages = match index.message_buckets {
        [] => index.messages,
        buckets => {
            let bucket = bucket(message, buckets.len() - 1);
            &index.messages[buckets[bucket] as usize..buckets[bucket + 1] as usize]
        }
    };
    // Those of a code are next to each other, in the order of the codes.
    let (start, end) = (with_code[0], with_code[with_code.len() - 1]);
    let next = messages.partition_point(|[first, ..]| *first < start);
    let mut messages = messages[next..].iter().take_while(|[first, ..]| *first < end);
    let [_, start, end] = messages.find(|[first, ..]| entry::<E>(*first).message == message)?;
    ::core::option::Option::Some(*start as usize..*end as usize)
}

/// The entry of the error at this position in the index. For all errors of a response, only the
/// description differs.
#[allow(clippy::inline_always, reason = "so the compiler knows the index wherever it is searched")]
#[inline(always)]
fn entry<E: ErrorSet>(position: u32) -> &'static Entry {
    let index = E::index();
    &index.entries[index.rows[position as usize] as usize]
}

/// Where the errors of consecutive responses are.
#[inline]
fn range(responses: &[u32]) -> ::core::ops::Range<usize> {
    responses[0] as usize..responses[responses.len() - 1] as usize
}

/// The elements at these positions, or the first ones if there are no positions.
#[inline]
pub(super) const fn pick<T: ::core::marker::Copy, const N: usize>(
    elements: &[T],
    positions: &[u32],
) -> [T; N] {
    let mut picked = [elements[0]; N];
    let mut next = 0;
    while next < N {
        let position = if positions.is_empty() { next } else { positions[next] as usize };
        picked[next] = elements[position];
        next += 1;
    }
    picked
}
