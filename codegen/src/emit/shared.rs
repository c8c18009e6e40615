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

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E: ErrorTable> Candidates<E> {
    /// Searches `by_code`, which is sorted by code, status and message.
    #[inline]
    fn find(by_code: &'static [E], status: u16, code: &str, message: &str) -> Self {
        let with_code = Self::with_code(by_code, code);
        let with_status = Self::run(with_code, |entry| entry.status.cmp(&status));
        let with_message = Self::run(with_status, |entry| entry.message.cmp(message));
        let (errors, matched) = if !with_message.is_empty() {
            (with_message, Matched::Exact)
        } else if !with_status.is_empty() {
            (with_status, Matched::Status)
        } else if !with_code.is_empty() {
            (with_code, Matched::Code)
        } else {
            (with_code, Matched::Nothing)
        };
        Self { errors, matched }
    }

    /// The errors of `by_code`, which is sorted by code, that have this one.
    #[inline]
    fn with_code(by_code: &'static [E], code: &str) -> &'static [E] {
        Self::run(by_code, |entry| entry.code.cmp(code))
    }

    /// The run of `sorted` that compares as equal; an empty one where none does.
    #[inline]
    fn run(
        sorted: &'static [E],
        compare: impl ::core::ops::Fn(&Entry) -> ::core::cmp::Ordering,
    ) -> &'static [E] {
        /// Up to here, going through them is faster than to search.
        const FEW: usize = 16;
        let is_before = |error: &E| compare(error.entry()).is_lt();
        let is_equal = |error: &E| compare(error.entry()).is_eq();
        let (start, count) = if sorted.len() <= FEW {
            let before = sorted.iter().take_while(|error| !is_equal(error)).count();
            (before, sorted[before..].iter().take_while(|error| is_equal(error)).count())
        } else {
            let before = sorted.partition_point(is_before);
            (before, sorted[before..].partition_point(is_equal))
        };
        &sorted[start..start + count]
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
