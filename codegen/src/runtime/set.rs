//! All errors of a table, and what fails about names and tables.

use super::entry::{DocumentedError, Table};
use super::lookup::Lookup;

/// All errors of a table, for code that is generic over tables.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait ErrorSet:
    DocumentedError
    + ::core::marker::Copy
    + ::core::cmp::Ord
    + ::core::hash::Hash
    + ::core::str::FromStr<Err = UnknownNameError>
    + 'static
{
    /// Every error of the table, in the table's order.
    const ALL: &'static [Self];

    /// Where the errors are documented.
    const TABLE: &'static Table;

    /// The errors that have this code, by status, message, and then in the table's order.
    fn with_code(code: &str) -> &'static [Self];

    /// The documented errors that a response may be, and how well they match it.
    fn lookup(status: u16, code: &str, message: &str) -> Lookup<Self>;
}

/// A string that is not the name of an error of the table.
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
/// It is a separate type, so that `?` cannot pass off a failed conversion as an error of the API.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotListedError<E> {
    pub(super) error: E,
    pub(super) table: &'static Table,
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E> NotListedError<E> {
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

impl<E: DocumentedError> ::core::fmt::Display for NotListedError<E> {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(f, "{} does not list {}", self.table.name, self.error.name())
    }
}

impl<E: DocumentedError> ::core::error::Error for NotListedError<E> {}

/// The error of the table that has this name.
#[inline]
pub(super) fn named<E: ErrorSet>(name: &str) -> ::core::result::Result<E, UnknownNameError> {
    let mut errors = E::ALL.iter().copied();
    errors.find(|error| error.name() == name).ok_or(UnknownNameError { table: E::TABLE })
}
