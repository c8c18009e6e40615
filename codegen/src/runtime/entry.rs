//! A documented error, and where it is documented.

/// The documentation of one error: the four values of a row.
///
/// [`Display`](::core::fmt::Display) is for logs. It shows all four, since message and description
/// can each mislead: `HTTP 404 E12: No such thing. (Thing Not Found.)`
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// The HTTP status, 400 to 599.
    pub status: u16,
    /// The vendor's error code. Several errors may have it.
    pub code: &'static str,
    /// The message that the API sends. It may be that of another error: see `trusted_message`.
    pub message: &'static str,
    /// What the documentation says the error is. The API does not send it.
    pub description: &'static str,
}

impl ::core::cmp::Eq for Entry {}

impl ::core::fmt::Display for Entry {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        let Self { status, code, message, description } = self;
        ::core::write!(f, "HTTP {status} {code}: {message} ({description})")
    }
}

/// Where errors are documented: a table of a page, or a page as a whole.
///
/// Its names are for logs and labels of metrics, and its address is for links.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Table {
    /// The page's name in the catalog.
    pub page: &'static str,
    /// The table's name in the catalog; the page's name if it is the whole page.
    pub name: &'static str,
    /// The table's heading in the documentation.
    pub title: &'static str,
    /// The address of the page, if the catalog repeats one.
    pub source: ::core::option::Option<&'static str>,
    /// The day on which the page was read, as `YYYY-MM-DD`, if there is an address.
    pub retrieved: ::core::option::Option<&'static str>,
    /// Where the body of a response has code and message, if the catalog contains it.
    pub body: ::core::option::Option<Body>,
}

impl ::core::cmp::Eq for Table {}

/// Where the JSON body of a response has code and message.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Body {
    /// Where the code is, if a body has it. Without a code, no response is matched.
    pub code: ::core::option::Option<BodyValue>,
    /// Where the message is, if a body has it.
    pub message: ::core::option::Option<BodyValue>,
}

impl ::core::cmp::Eq for Body {}

/// Where a JSON body has a value, and of which type it is.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BodyValue {
    /// A JSON pointer (RFC 6901), like `/error/code`.
    pub pointer: &'static str,
    /// Whether the API sends a number, and not a string.
    pub is_number: bool,
}

impl ::core::cmp::Eq for BodyValue {}
