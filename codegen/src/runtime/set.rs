//! All errors of a table, all endpoints of a page, and what fails about names and tables.

use super::entry::Table;
use super::error::{DocumentedError, sealed};
use super::lookup::Lookup;

/// All errors of a table, for code that is generic over tables.
///
/// `Ord` is the table's order, which can change whenever the page does. Do not store it: store the
/// [`name`](DocumentedError::name).
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait ErrorSet:
    DocumentedError
    + ::core::marker::Copy
    + ::core::cmp::Ord
    + ::core::hash::Hash
    + ::core::str::FromStr<Err = UnknownNameError>
{
    /// The enum of all errors of the page.
    type Page: ErrorSet<Page = Self::Page>;

    #[doc(hidden)]
    fn index() -> &'static sealed::Index<Self, Self::Page>;

    /// Every error of the table, in the table's order.
    const ALL: &'static [Self];

    /// Where the errors are documented.
    const TABLE: &'static Table;

    /// The same error, in the enum of the page.
    #[must_use]
    fn into_page(self) -> Self::Page;

    /// The errors that have this code, in the order of status and message, and then in the table's.
    #[must_use]
    fn with_code(code: &str) -> &'static [Self];

    /// The documented errors that a response may be, and how well they match it.
    fn lookup(status: u16, code: &str, message: &str) -> Lookup<Self>;
}

/// The endpoints of a page, for code that is generic over pages.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait EndpointSet:
    sealed::Endpoints + ::core::marker::Copy + ::core::fmt::Display + 'static
{
    /// The enum of all errors of the page.
    type Page: ErrorSet<Page = Self::Page>;

    /// Every endpoint, in the page's order.
    const ALL: &'static [Self];

    /// The table of the endpoint's errors.
    fn table(&self) -> &'static Table;

    /// The documented errors that a response of this endpoint may be, and how well they match it.
    fn lookup(self, status: u16, code: &str, message: &str) -> Lookup<Self::Page>;
}

/// A string could not be read: it is not the name of an error of the table.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownNameError {
    /// The table in which the name was looked up.
    pub table: &'static Table,
}

impl ::core::cmp::Eq for UnknownNameError {}

impl ::core::fmt::Display for UnknownNameError {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(f, "not the name of an error of {}", self.table.name)
    }
}

impl ::core::error::Error for UnknownNameError {}

/// A conversion into the enum of a table failed: the table does not list the error of the page.
///
/// It is a separate type, so that `?` cannot pass off a failed conversion as an error of the API.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NotListedError {
    /// The name of the error.
    pub name: &'static str,
    /// The table that does not list it.
    pub table: &'static Table,
}

impl ::core::cmp::Eq for NotListedError {}

impl ::core::fmt::Display for NotListedError {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::core::write!(f, "{} does not list {}", self.table.name, self.name)
    }
}

impl ::core::error::Error for NotListedError {}

/// The error of the table that has this name.
#[inline]
pub(super) fn named<E: ErrorSet>(name: &str) -> ::core::result::Result<E, UnknownNameError> {
    let mut errors = E::ALL.iter().copied();
    errors.find(|error| error.name() == name).ok_or(UnknownNameError { table: E::TABLE })
}
