/// One documented error: a row of a table, its four cells as the documentation has them.
///
/// [`Display`](::core::fmt::Display) shows all four, since either text alone can mislead:
/// `HTTP 404 E12: No such thing. (Thing Not Found.)`
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Entry {
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The vendor's error code. It may stand for several errors.
    pub code: &'static str,
    /// The message that the API answers with.
    pub message: &'static str,
    /// What the documentation says the error is. The API does not send it.
    pub description: &'static str,
}

impl ::core::fmt::Display for Entry {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(
            f,
            "HTTP {} {}: {} ({})",
            self.status,
            self.code,
            self.message,
            self.description
        )
    }
}

/// Where errors are documented: a table of a page, or a page as a whole.
///
/// For logs, labels of metrics, and links.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Table {
    /// The page's name in the catalog.
    pub page: &'static str,
    /// The table's name in the catalog; the page's own where the table is all of the page.
    pub name: &'static str,
    /// The table's heading in the documentation.
    pub title: &'static str,
    /// The address of the page.
    pub source: &'static str,
    /// The day on which the page was read, as `YYYY-MM-DD`.
    pub retrieved: &'static str,
}

/// An error that the documentation lists, whichever table it is from.
///
/// It can be made into an object, so that a log or a gateway takes any of them as
/// `&dyn DocumentedError`. It has no methods for the single cells: those of [`entry`](Self::entry)
/// are fields. Every crate that generates its errors has a trait of its own.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait DocumentedError: ::core::fmt::Debug + ::core::fmt::Display {
    /// The documented row.
    fn entry(&self) -> &'static Entry;

    /// The variant's name, which the enum's [`FromStr`](::core::str::FromStr) reads.
    fn name(&self) -> &'static str;

    /// The table that this value is an error of.
    fn table(&self) -> &'static Table;
}

/// All errors of a table, for code that is generic over tables.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait ErrorTable:
    DocumentedError
    + ::core::marker::Copy
    + ::core::cmp::Ord
    + ::core::hash::Hash
    + ::core::str::FromStr<Err = UnknownNameError>
    + 'static
{
    /// Every error of the table, in the table's order.
    const ALL: &'static [Self];

    /// Where the table stands.
    const TABLE: &'static Table;

    /// The errors that have this code; none where the table does not have it.
    fn with_code(code: &str) -> &'static [Self];

    /// The errors that an answer may be, and how well they match it.
    fn candidates(status: u16, code: &str, message: &str) -> Candidates<Self>;
}

/// The documented errors that an answer may be, and how well they match it.
///
/// They are never a guess: all errors that match equally well are there, and none that match
/// less well. They stand by code, status and message, and then in the table's order.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Candidates<E: 'static> {
    errors: &'static [E],
    matched: Matched,
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E> Candidates<E> {
    /// The errors that match best; none if and only if nothing matched.
    #[must_use]
    #[inline]
    pub const fn errors(&self) -> &'static [E] {
        self.errors
    }

    /// What of the answer the errors have in common with it.
    #[must_use]
    #[inline]
    pub const fn matched(&self) -> Matched {
        self.matched
    }
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E: ::core::marker::Copy> Candidates<E> {
    /// The one error that matches exactly; `None` where none does, or several do.
    #[must_use]
    #[inline]
    pub const fn exact(&self) -> ::core::option::Option<E> {
        match (self.matched, self.errors) {
            (Matched::Exact, [error]) => ::core::option::Option::Some(*error),
            _ => ::core::option::Option::None,
        }
    }
}

/// The errors of a table in an order in which they are found fast, and where to look for what.
///
/// Errors with the same code, status and message are one *answer*: a client cannot tell them apart.
/// A short table is gone through one by one. The compiler of the crate that does so sees what is in
/// it, and makes comparisons with constants of that, like those of a `match`. In a long table, a
/// hash of the code says where to look. That hash is fast, not perfect: a perfect one takes longer
/// than to compare the one or two codes of a bucket.
struct Index<E: 'static> {
    /// The errors by bucket, code, status, message, and then in the table's order.
    errors: &'static [E],
    /// Where in `errors` each answer begins, and where the last one ends.
    answers: &'static [u32],
    /// Where in `answers` each code begins, and where the last one ends.
    codes: &'static [u32],
    /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
    buckets: &'static [u32],
}

impl<E: DocumentedError> Index<E> {
    /// Up to here, to go through answers is faster than to search them.
    const FEW: usize = 16;

    #[inline]
    fn candidates(&self, status: u16, code: &str, message: &str) -> Candidates<E> {
        let is_short = self.buckets.is_empty();
        if is_short {
            let mut answers = self.answers.windows(2);
            let exact = answers.find(|answer| {
                let entry = self.entry(answer[0]);
                entry.status == status && entry.code == code && entry.message == message
            });
            if let ::core::option::Option::Some(exact) = exact {
                return self.found(exact, Matched::Exact);
            }
        }
        let with_code = self.answers_with(code);
        if with_code.len() == 1 {
            return self.found(with_code, Matched::Nothing);
        }
        if !is_short {
            let exact = self.exact(with_code, status, message);
            if let ::core::option::Option::Some(place) = exact {
                return self.found(&with_code[place..=place + 1], Matched::Exact);
            }
        }
        let with_status = self.with_status(with_code, status);
        if with_status.len() > 1 {
            self.found(with_status, Matched::Status)
        } else {
            self.found(with_code, Matched::Code)
        }
    }

    #[inline]
    fn with_code(&self, code: &str) -> &'static [E] {
        self.errors(self.answers_with(code))
    }

    /// Where the answers with this code begin, and where the last one ends.
    #[inline]
    fn answers_with(&self, code: &str) -> &'static [u32] {
        let codes = match self.buckets {
            [] => self.codes,
            buckets => {
                let bucket = bucket(code, buckets.len() - 1);
                &self.codes[buckets[bucket] as usize..=buckets[bucket + 1] as usize]
            }
        };
        let mut codes = codes.windows(2);
        let found = codes.find(|run| self.entry(self.answers[run[0] as usize]).code == code);
        match found {
            ::core::option::Option::Some(run) => &self.answers[run[0] as usize..=run[1] as usize],
            ::core::option::Option::None => &self.answers[..1],
        }
    }

    /// Which of a code's answers has this status and message.
    #[inline]
    fn exact(
        &self,
        with_code: &'static [u32],
        status: u16,
        message: &str,
    ) -> ::core::option::Option<usize> {
        let answers = &with_code[..with_code.len() - 1];
        let key = |answer: &u32| (self.entry(*answer).status, self.entry(*answer).message);
        if answers.len() <= Self::FEW {
            answers.iter().position(|answer| key(answer) == (status, message))
        } else {
            answers.binary_search_by_key(&(status, message), key).ok()
        }
    }

    /// Where those of a code's answers that have this status begin, and where the last one ends.
    #[inline]
    fn with_status(&self, with_code: &'static [u32], status: u16) -> &'static [u32] {
        let answers = &with_code[..with_code.len() - 1];
        let is_before = |answer: &u32| self.entry(*answer).status < status;
        let has_status = |answer: &u32| self.entry(*answer).status == status;
        let (before, count) = if answers.len() <= Self::FEW {
            let before = answers.iter().take_while(|answer| !has_status(answer)).count();
            (before, answers[before..].iter().take_while(|answer| has_status(answer)).count())
        } else {
            let before = answers.partition_point(is_before);
            (before, answers[before..].partition_point(has_status))
        };
        &with_code[before..=before + count]
    }

    /// The entry of the error at this place; for all errors of an answer, it differs in the
    /// description only.
    #[inline]
    fn entry(&self, place: u32) -> &'static Entry {
        self.errors[place as usize].entry()
    }

    #[inline]
    fn found(&self, answers: &[u32], matched: Matched) -> Candidates<E> {
        Candidates { errors: self.errors(answers), matched }
    }

    /// The errors of answers that follow each other.
    #[inline]
    fn errors(&self, answers: &[u32]) -> &'static [E] {
        &self.errors[answers[0] as usize..answers[answers.len() - 1] as usize]
    }
}

/// What an answer has in common with the documented errors it may be.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Matched {
    /// Code, status and message are documented together. Where several errors match so, the
    /// documentation does not tell them apart.
    Exact,
    /// Code and status are documented together, with another message.
    Status,
    /// The code is documented, with another status.
    Code,
    /// The code is not in the table.
    Nothing,
}

/// A text that is not the name of an error of the table.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownNameError {
    table: &'static Table,
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl UnknownNameError {
    /// The table in which the name was looked up.
    #[must_use]
    #[inline]
    pub const fn table(self) -> &'static Table {
        self.table
    }
}

impl ::core::fmt::Display for UnknownNameError {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(f, "not the name of an error of {}", self.table.name)
    }
}

impl ::core::error::Error for UnknownNameError {}

/// An error of the page that the table does not list, from a conversion into the table's enum.
///
/// It is a type of its own, so that `?` cannot pass a failed conversion off as the API's answer.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInTableError<E> {
    error: E,
    table: &'static Table,
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E> NotInTableError<E> {
    /// The error that the table does not list, as it was given.
    #[must_use]
    #[inline]
    pub fn into_inner(self) -> E {
        self.error
    }

    /// The table that does not list it.
    #[must_use]
    #[inline]
    pub const fn table(&self) -> &'static Table {
        self.table
    }
}

impl<E: DocumentedError> ::core::fmt::Display for NotInTableError<E> {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(f, "{} does not list {}", self.table.name, self.error.name())
    }
}

impl<E: DocumentedError> ::core::error::Error for NotInTableError<E> {}
