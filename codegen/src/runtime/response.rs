//! A received response.

#[cfg(all(test, not(absent = "json")))]
use super::body::table_body;
#[cfg(all(test, not(absent = "json")))]
use super::entry::{Body, Table};
#[cfg(all(test, not(absent = "json")))]
use super::error::sealed;
use super::lookup::{Lookup, MatchLevel};
use super::set::{EndpointSet, ErrorSet};

/// What was received: the status, code and message of a response.
///
/// It has them as they were received, for logs and for errors of a service. [`lookup`](Self::lookup) and
/// [`lookup_at`](Self::lookup_at) find the documented errors.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse<T> {
    /// The HTTP status.
    pub status: u16,
    /// The vendor's error code, if there was one.
    pub code: ::core::option::Option<T>,
    /// The message, if there was one.
    pub message: ::core::option::Option<T>,
}

impl<T: ::core::cmp::Eq> ::core::cmp::Eq for ErrorResponse<T> {}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<T> ErrorResponse<T> {
    /// A response with this status, code and message.
    #[must_use]
    #[inline]
    pub const fn new(
        status: u16,
        code: ::core::option::Option<T>,
        message: ::core::option::Option<T>,
    ) -> Self {
        Self { status, code, message }
    }
}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<T: ::core::convert::AsRef<str>> ErrorResponse<T> {
    /// The documented errors of a table, or of a page, that the response may be. Without a code, nothing
    /// is found.
    #[inline]
    pub fn lookup<E: ErrorSet>(&self) -> Lookup<E> {
        self.look_up(E::lookup)
    }

    /// The documented errors of a page that a response of this endpoint may be. Without a code, nothing is
    /// found.
    #[inline]
    pub fn lookup_at<P: EndpointSet>(&self, endpoint: P) -> Lookup<P::Page> {
        self.look_up(|status, code, message| endpoint.lookup(status, code, message))
    }

    #[inline]
    fn look_up<E>(
        &self,
        lookup: impl ::core::ops::FnOnce(u16, &str, &str) -> Lookup<E>,
    ) -> Lookup<E> {
        let message = self.message.as_ref().map_or("", ::core::convert::AsRef::as_ref);
        match &self.code {
            ::core::option::Option::Some(code) => lookup(self.status, code.as_ref(), message),
            ::core::option::Option::None => {
                Lookup { errors: &[], level: MatchLevel::Unknown, is_listed: false }
            }
        }
    }
}

#[cfg(all(test, not(absent = "json")))]
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl ErrorResponse<sealed::String> {
    /// Reads code and message from the JSON body of a response.
    ///
    /// They are at the pointers of [`Table::body`]; without it, at `/code` and `/message`.
    ///
    /// It never fails: what a body does not have is `None`. So are both if the body is not JSON (an HTML
    /// page of a proxy, an empty body, or one that is cut off), or if it is nested more than 127 levels
    /// deep. Strings are not trimmed, but a blank one is `None`. A number becomes a string if it fits into
    /// 64 bits and has neither a fraction nor an exponent. Other values are `None`.
    ///
    /// Time and memory are linear in the length of the body; the memory can be twenty times as much. The
    /// length is not limited here: limit it when you read the body.
    #[must_use]
    #[inline]
    pub fn from_json(status: u16, body: &[u8], table: &Table) -> Self {
        let body = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body);
        let json: ::serde_json::Value = ::serde_json::from_slice(body).unwrap_or_default();
        let Body { code, message } = table_body(table);
        let [code, message] = [code, message].map(|value| {
            let value = json.pointer(value?.pointer)?;
            if let ::core::option::Option::Some(string) = value.as_str() {
                return (!string.trim().is_empty()).then(|| string.into());
            }
            let number = value.as_i64().map(|number| sealed::ToString::to_string(&number));
            number.or_else(|| value.as_u64().map(|number| sealed::ToString::to_string(&number)))
        });
        Self { status, code, message }
    }
}
