//! A documented error of any enum.

#[cfg(all(test, not(absent = "json")))]
use super::body::error_body;
use super::entry::{Entry, Table};
use super::quirk::{Quirk, trusted_message};

/// An error that the documentation lists, whichever table it is from.
///
/// Code that logs errors or passes them on takes any of them as `&dyn DocumentedError`. Only the enums
/// of this crate implement it.
///
/// To keep an error without its type, use [`as_static`](Self::as_static). A
/// `&'static dyn DocumentedError` is an error itself: it goes into `?`, into a
/// `Box<dyn Error + Send + Sync>`, and into the source of another error.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
pub trait DocumentedError:
    ::core::error::Error + ::core::marker::Send + ::core::marker::Sync + 'static
{
    #[doc(hidden)]
    fn documented(&self) -> sealed::Documented;

    /// The documented row of the error. Its description is `entry().description`.
    #[inline]
    fn entry(&self) -> &'static Entry {
        self.documented().entry
    }

    /// The variant's name, for logs, metrics and storage. [`FromStr`](::core::str::FromStr) reads it.
    #[inline]
    fn name(&self) -> &'static str {
        self.documented().name
    }

    /// The table that lists this value.
    #[inline]
    fn table(&self) -> &'static Table {
        self.documented().table
    }

    /// What the documentation gets wrong about this error. It is the same for each enum of the page.
    #[inline]
    fn quirks(&self) -> &'static [&'static Quirk] {
        self.documented().quirks
    }

    /// The HTTP status, 400 to 599.
    #[inline]
    fn status(&self) -> u16 {
        self.entry().status
    }

    /// The vendor's error code. Several errors may have it.
    #[inline]
    fn code(&self) -> &'static str {
        self.entry().code
    }

    /// The message that the API sends. It may mislead: see [`trusted_message`](Self::trusted_message).
    #[inline]
    fn message(&self) -> &'static str {
        self.entry().message
    }

    /// The message, unless a quirk says that it is the message of another error. It is the documented
    /// message, and not one that was received.
    #[inline]
    fn trusted_message(&self) -> ::core::option::Option<&'static str> {
        trusted_message(self.message(), self.quirks())
    }

    /// The same error as a `'static` object, which is an error without its type. A boxed error that is
    /// made of it can be downcast to `&'static dyn DocumentedError`, but not to the enum.
    #[inline]
    fn as_static(&self) -> &'static dyn DocumentedError {
        self.documented().error
    }

    #[cfg(all(test, not(absent = "json")))]
    /// The JSON body of a response with this error, for gateways and mocks.
    ///
    /// Code and message are at the pointers of [`Table::body`]; without it, they are strings at `/code` and
    /// `/message`.
    #[inline]
    fn body(&self) -> ::serde_json::Value {
        error_body(self.entry(), self.table())
    }
}

// What the traits need and nobody can name: so only this crate implements them.
pub(super) mod sealed {
    #[cfg(all(test, not(absent = "json")))]
    extern crate alloc;
    #[cfg(all(test, not(absent = "json")))]
    #[allow(unreachable_pub, reason = "nobody can name it")]
    pub use self::alloc::string::{String, ToString};

    /// What an enum knows about one of its errors.
    #[allow(
        missing_copy_implementations,
        missing_debug_implementations,
        unnameable_types,
        unreachable_pub,
        reason = "nobody can name it"
    )]
    pub struct Documented {
        pub entry: &'static super::Entry,
        pub name: &'static str,
        pub table: &'static super::Table,
        pub quirks: &'static [&'static super::Quirk],
        pub error: &'static dyn super::DocumentedError,
    }

    /// The errors of a table in an order in which they are found fast, and where to look for what.
    ///
    /// Errors with the same code, status and message are one *response*: a client cannot distinguish
    /// them. A short table is searched from its start: the compiler knows its constants, and compares
    /// with them as a `match` does. In a long table, a hash of the code is the number of the bucket. A perfect
    /// hash takes longer than this one and a comparison with the one or two codes of a bucket.
    #[allow(
        missing_copy_implementations,
        missing_debug_implementations,
        unnameable_types,
        unreachable_pub,
        reason = "nobody can name it"
    )]
    pub struct Index<E: 'static, P: 'static> {
        /// The errors by bucket, code, status, message, and then in the table's order; after them, some of
        /// them once more, for `messages`.
        pub errors: &'static [E],
        /// The same as errors of the page.
        #[allow(dead_code, reason = "no page may have endpoints")]
        pub page_errors: &'static [P],
        /// The same as rows of the page.
        pub rows: &'static [u32],
        /// The rows of the page.
        pub entries: &'static [super::Entry],
        /// Where in `errors` each response begins, and where the last one ends.
        pub responses: &'static [u32],
        /// Where in `responses` each code begins, and where the last one ends.
        pub codes: &'static [u32],
        /// Where in `codes` each bucket begins, and where the last one ends; empty for a short table.
        pub buckets: &'static [u32],
        /// Messages by bucket: where in `errors` the first response with this code and message is, and where all its
        /// errors begin and end. Only messages that a code has under several statuses, and all messages of a code
        /// with many responses.
        pub messages: &'static [[u32; 3]],
        /// Where in `messages` each bucket begins, and where the last one ends; empty for a short table, and if there
        /// are no messages.
        pub message_buckets: &'static [u32],
    }

    /// Marks the enums of endpoints.
    #[allow(unnameable_types, unreachable_pub, reason = "nobody can name it")]
    pub trait Endpoints {}
}
