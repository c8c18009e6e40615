//! From a received response to the documented errors that it may be.

use super::bucket::bucket;
use super::entry::{DocumentedError, Entry};

/// What a response has in common with the documented errors that it may be.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MatchLevel {
    /// The code is not in the table.
    Unknown,
    /// The code is documented, with another status.
    Code,
    /// Code and status are documented together, with another message.
    CodeAndStatus,
    /// Code, status and message are documented together. If several errors match so, the
    /// documentation does not distinguish them.
    Exact,
}

/// The documented errors that a response may be, and how well they match it.
///
/// They are never a guess: all errors that match equally well are there, and no others. They are in
/// the order of code, status and message, and then in the table's order.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Lookup<E: 'static> {
    errors: &'static [E],
    level: MatchLevel,
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E> Lookup<E> {
    /// The errors that match best; empty if and only if the level is [`MatchLevel::Unknown`].
    #[must_use]
    #[inline]
    pub const fn errors(&self) -> &'static [E] {
        self.errors
    }

    /// What the response has in common with these errors.
    #[must_use]
    #[inline]
    pub const fn level(&self) -> MatchLevel {
        self.level
    }
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E: ::core::marker::Copy> Lookup<E> {
    /// The error that matches exactly, if exactly one does.
    #[must_use]
    #[inline]
    pub const fn exact(&self) -> ::core::option::Option<E> {
        match (self.level, self.errors) {
            (MatchLevel::Exact, [error]) => ::core::option::Option::Some(*error),
            _ => ::core::option::Option::None,
        }
    }
}

/// The errors of a table in an order in which they are found fast, and where to look for what.
///
/// Errors with the same code, status and message are one *response*: a client cannot tell them
/// apart. A short table is searched from its start: the compiler knows its constants, and compares
/// with them as a `match` does. In a long table, a hash of the code says where to look. A perfect hash
/// takes longer than this one and a comparison with the one or two codes of a bucket.
pub(super) struct Index<E: 'static> {
    /// The errors by bucket, code, status, message, and then in the table's order.
    pub(super) errors: &'static [E],
    /// Where in `errors` each response begins, and where the last one ends.
    pub(super) responses: &'static [u32],
    /// Where in `responses` each code begins, and where the last one ends.
    pub(super) codes: &'static [u32],
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    pub(super) buckets: &'static [u32],
}

impl<E: DocumentedError> Index<E> {
    /// Up to this number, to compare every response is faster than a binary search.
    const FEW: usize = 16;

    #[inline]
    pub(super) fn lookup(&self, status: u16, code: &str, message: &str) -> Lookup<E> {
        let is_short = self.buckets.is_empty();
        if is_short {
            let mut responses = self.responses.windows(2);
            let exact = responses.find(|response| {
                let entry = self.entry(response[0]);
                entry.status == status && entry.code == code && entry.message == message
            });
            if let ::core::option::Option::Some(exact) = exact {
                return self.found(exact, MatchLevel::Exact);
            }
        }
        let with_code = self.responses_with(code);
        if with_code.len() == 1 {
            return self.found(with_code, MatchLevel::Unknown);
        }
        if !is_short {
            let exact = self.exact(with_code, status, message);
            if let ::core::option::Option::Some(start) = exact {
                return self.found(&with_code[start..=start + 1], MatchLevel::Exact);
            }
        }
        let with_status = self.with_status(with_code, status);
        if with_status.len() > 1 {
            self.found(with_status, MatchLevel::CodeAndStatus)
        } else {
            self.found(with_code, MatchLevel::Code)
        }
    }

    #[inline]
    pub(super) fn with_code(&self, code: &str) -> &'static [E] {
        self.errors(self.responses_with(code))
    }

    /// Where the responses with this code begin, and where the last one ends.
    #[inline]
    fn responses_with(&self, code: &str) -> &'static [u32] {
        let codes = match self.buckets {
            [] => self.codes,
            buckets => {
                let bucket = bucket(code, buckets.len() - 1);
                &self.codes[buckets[bucket] as usize..=buckets[bucket + 1] as usize]
            }
        };
        let mut codes = codes.windows(2);
        let found = codes.find(|run| self.entry(self.responses[run[0] as usize]).code == code);
        match found {
            ::core::option::Option::Some(run) => &self.responses[run[0] as usize..=run[1] as usize],
            ::core::option::Option::None => &self.responses[..1],
        }
    }

    /// Which of a code's responses has this status and message.
    #[inline]
    fn exact(&self, starts: &[u32], status: u16, message: &str) -> ::core::option::Option<usize> {
        let responses = &starts[..starts.len() - 1];
        let key = |response: &u32| (self.entry(*response).status, self.entry(*response).message);
        if responses.len() <= Self::FEW {
            responses.iter().position(|response| key(response) == (status, message))
        } else {
            responses.binary_search_by_key(&(status, message), key).ok()
        }
    }

    /// Where those of a code's responses that have this status begin, and where the last one ends.
    #[inline]
    fn with_status(&self, with_code: &'static [u32], status: u16) -> &'static [u32] {
        let responses = &with_code[..with_code.len() - 1];
        let is_before = |response: &u32| self.entry(*response).status < status;
        let has_status = |response: &u32| self.entry(*response).status == status;
        let (start, count) = if responses.len() <= Self::FEW {
            let start = responses.iter().take_while(|response| !has_status(response)).count();
            (start, responses[start..].iter().take_while(|response| has_status(response)).count())
        } else {
            let start = responses.partition_point(is_before);
            (start, responses[start..].partition_point(has_status))
        };
        &with_code[start..=start + count]
    }

    /// The entry of the error at this position in `errors`. For all errors of a response, only the
    /// description differs.
    #[inline]
    fn entry(&self, position: u32) -> &'static Entry {
        self.errors[position as usize].entry()
    }

    #[inline]
    fn found(&self, responses: &[u32], level: MatchLevel) -> Lookup<E> {
        Lookup { errors: self.errors(responses), level }
    }

    /// The errors of consecutive responses.
    #[inline]
    fn errors(&self, responses: &[u32]) -> &'static [E] {
        &self.errors[responses[0] as usize..responses[responses.len() - 1] as usize]
    }
}

/// The elements at these positions.
#[inline]
pub(super) const fn pick<T: ::core::marker::Copy, const N: usize>(
    elements: &[T],
    positions: [u32; N],
) -> [T; N] {
    let mut picked = [elements[0]; N];
    let mut next = 0;
    while next < N {
        picked[next] = elements[positions[next] as usize];
        next += 1;
    }
    picked
}
