//! The lookup before match levels had `CodeAndMessage`, which today's lookup is compared with.
//!
//! It is the shared part of the generated code as of commit a215ab4, as far as lookups need it, with today's names.
//! The build script writes the constants of each page.

/// A row of the documentation.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The HTTP status.
    pub status: u16,
    /// The code.
    pub code: &'static str,
    /// The message.
    pub message: &'static str,
    /// The description.
    pub description: &'static str,
}

/// A documented error.
pub trait DocumentedError {
    /// The documented row.
    fn entry(&self) -> &'static Entry;
}

/// What a response has in common with the documented errors that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchLevel {
    /// The code is not in the table.
    Unknown,
    /// The code is documented, with another status.
    Code,
    /// Code and status are documented together, with another message.
    CodeAndStatus,
    /// Code, status and message are documented together.
    Exact,
}

/// The documented errors that a response may be, and how well they match it.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<E: 'static> {
    errors: &'static [E],
    level: MatchLevel,
}

impl<E> Lookup<E> {
    /// The errors that match best.
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

/// The errors of a table in an order in which they are found fast, and where to look for what.
///
/// Errors with the same code, status and message are one *response*.
#[derive(Debug)]
pub struct Index<E: 'static> {
    /// The errors by bucket, code, status, message, and then in the table's order.
    pub errors: &'static [E],
    /// Where in `errors` each response begins, and where the last one ends.
    pub responses: &'static [u32],
    /// Where in `responses` each code begins, and where the last one ends.
    pub codes: &'static [u32],
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    pub buckets: &'static [u32],
}

impl<E: DocumentedError> Index<E> {
    /// Up to this number, to compare every response is faster than a binary search.
    const FEW: usize = 16;

    /// The errors that a response may be, and how well they match it.
    #[must_use]
    #[inline]
    pub fn lookup(&self, status: u16, code: &str, message: &str) -> Lookup<E> {
        let is_short = self.buckets.is_empty();
        if is_short {
            let mut responses = self.responses.windows(2);
            let exact = responses.find(|response| {
                let entry = self.entry(response[0]);
                entry.status == status && entry.code == code && entry.message == message
            });
            if let Some(exact) = exact {
                return self.found(exact, MatchLevel::Exact);
            }
        }
        let with_code = self.responses_with(code);
        if with_code.len() == 1 {
            return self.found(with_code, MatchLevel::Unknown);
        }
        if !is_short {
            let exact = self.exact(with_code, status, message);
            if let Some(start) = exact {
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

    /// The errors that have this code.
    #[must_use]
    #[inline]
    pub fn with_code(&self, code: &str) -> &'static [E] {
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
            Some(run) => &self.responses[run[0] as usize..=run[1] as usize],
            None => &self.responses[..1],
        }
    }

    /// Which of a code's responses has this status and message.
    #[inline]
    fn exact(&self, with_code: &'static [u32], status: u16, message: &str) -> Option<usize> {
        let responses = &with_code[..with_code.len() - 1];
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

/// The bucket, out of this number of buckets, in which an index has the errors with this code.
#[must_use]
#[inline]
pub fn bucket(code: &str, count: usize) -> usize {
    /// The fraction of the golden ratio: a product with it spreads consecutive codes.
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = code.len() as u64;
    let mut rest = code.as_bytes();
    while let Some((first, others)) = rest.split_first_chunk() {
        hash = (hash ^ u64::from_le_bytes(*first)).wrapping_mul(SPREAD).rotate_left(32);
        rest = others;
    }
    // Up to seven bytes are left: four to seven are two halves that may overlap.
    let last = match (rest.first_chunk(), rest.last_chunk()) {
        (Some(start), Some(end)) => {
            (u64::from(u32::from_le_bytes(*start)) << 32) | u64::from(u32::from_le_bytes(*end))
        }
        _ => rest.iter().fold(0, |last, byte| (last << 8) | u64::from(*byte)),
    };
    let hash = (hash ^ last).wrapping_mul(SPREAD);
    // The upper half depends on every bit of the code. As a fraction, it is a part of `count`.
    (((hash >> 32) * count as u64) >> 32) as usize
}
