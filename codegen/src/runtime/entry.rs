//! A documented error, and where it is documented.

/// One documented error: a row of a table, with the four values that the documentation has.
///
/// [`Display`](::core::fmt::Display) shows all four, since message and description can each mislead:
/// `HTTP 404 E12: No such thing. (Thing Not Found.)`
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Entry {
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The vendor's error code. Several errors may have it.
    pub code: &'static str,
    /// The message that the API sends.
    pub message: &'static str,
    /// What the documentation says the error is. The API does not send it.
    pub description: &'static str,
}

impl ::core::fmt::Display for Entry {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let Self { status, code, message, description } = self;
        ::core::write!(f, "HTTP {status} {code}: {message} ({description})")
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
    /// The table's name in the catalog; the page's name if it is the whole page.
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
/// A log or a gateway takes any of them as `&dyn DocumentedError`. The values are fields of
/// [`entry`](Self::entry). Every crate that generates its errors has its own trait.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait DocumentedError: ::core::fmt::Debug + ::core::fmt::Display {
    /// The documented row.
    fn entry(&self) -> &'static Entry;

    /// The variant's name, which the enum's [`FromStr`](::core::str::FromStr) reads.
    fn name(&self) -> &'static str;

    /// The table that lists this value.
    fn table(&self) -> &'static Table;
}
