//! The documented errors that a received response may be.

use super::error::DocumentedError;

/// How well a response matches the documented errors that it may be: the better, the greater.
///
/// If the code is not documented, the level is [`Unknown`](Self::Unknown), whatever else matches:
/// messages are free text, and may repeat what users typed.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Ord, Hash)]
pub enum MatchLevel {
    /// The code is not documented.
    Unknown,
    /// The code is documented, but neither with this status nor with this message.
    Code,
    /// Code and message are documented together, with another status.
    CodeAndMessage,
    /// Code and status are documented together, with another message, or no message was received.
    CodeAndStatus,
    /// Code, status and message are documented together. If several errors match so, the
    /// documentation does not distinguish them.
    Exact,
}

impl ::core::cmp::Eq for MatchLevel {}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl MatchLevel {
    /// The name of the level, like `code-and-status`, for logs and labels of metrics.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Code => "code",
            Self::CodeAndMessage => "code-and-message",
            Self::CodeAndStatus => "code-and-status",
            Self::Exact => "exact",
        }
    }
}

impl ::core::fmt::Display for MatchLevel {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The documented errors that a response may be, and how well they match it.
///
/// A lookup does not guess: it has all errors that match best, and no others. They are in the order of
/// code, status and message, and then in the table's order.
///
/// [`Display`](::core::fmt::Display) is for logs: `code: FirstError, SecondError (not listed)`.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use]
pub struct Lookup<E: 'static> {
    pub(super) errors: &'static [E],
    pub(super) level: MatchLevel,
    pub(super) is_listed: bool,
}

impl<E: ::core::cmp::Eq> ::core::cmp::Eq for Lookup<E> {}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl<E: ::core::marker::Copy> Lookup<E> {
    /// The errors that match best; empty if and only if the level is [`MatchLevel::Unknown`].
    #[must_use]
    #[inline]
    pub const fn errors(&self) -> &'static [E] {
        self.errors
    }

    /// How well the response matches these errors.
    #[must_use]
    #[inline]
    pub const fn level(&self) -> MatchLevel {
        self.level
    }

    /// Whether the errors are from the table that was searched; `false` if there are no errors.
    ///
    /// Only the lookup of an endpoint can find other errors: those of other tables of the page.
    #[must_use]
    #[inline]
    pub const fn listed(&self) -> bool {
        self.is_listed
    }

    /// The error that matches exactly, if exactly one does.
    ///
    /// A row that the vendor adds to the documentation can make an exact match ambiguous. Then this is
    /// `None`, and [`agree`](Self::agree) still decides what all errors have in common.
    #[must_use]
    #[inline]
    pub const fn exact(&self) -> ::core::option::Option<E> {
        match self.level {
            MatchLevel::Exact => self.only(),
            _ => ::core::option::Option::None,
        }
    }

    /// The error that matches best, at any level, if it is the only one.
    ///
    /// Below [`MatchLevel::Exact`], the status or the message that was received is not the one of this error.
    #[must_use]
    #[inline]
    pub const fn only(&self) -> ::core::option::Option<E> {
        match self.errors {
            [error] => ::core::option::Option::Some(*error),
            _ => ::core::option::Option::None,
        }
    }

    /// What is the same for all errors; `None` if they differ, or if there are no errors.
    ///
    /// Use it to decide, and say what decides if it is `None`:
    /// `lookup.agree(|error| error.status() >= 500).unwrap_or(status >= 500)`. A documented code counts
    /// more than the status that was received, so the closure asks for the documented status.
    #[must_use]
    #[inline]
    pub fn agree<T: ::core::cmp::PartialEq>(
        &self,
        mut value: impl ::core::ops::FnMut(E) -> T,
    ) -> ::core::option::Option<T> {
        let (first, others) = self.errors.split_first()?;
        let first = value(*first);
        for error in others {
            if value(*error) != first {
                return ::core::option::Option::None;
            }
        }
        ::core::option::Option::Some(first)
    }
}

impl<E: ::core::marker::Copy> ::core::iter::IntoIterator for Lookup<E> {
    type Item = E;
    type IntoIter = ::core::iter::Copied<::core::slice::Iter<'static, E>>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.errors.iter().copied()
    }
}

impl<E: DocumentedError> ::core::fmt::Display for Lookup<E> {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.write_str(self.level.as_str())?;
        let mut separator = ": ";
        for error in self.errors {
            ::core::write!(f, "{separator}{}", error.name())?;
            separator = ", ";
        }
        if self.errors.is_empty() || self.is_listed {
            ::core::result::Result::Ok(())
        } else {
            f.write_str(" (not listed)")
        }
    }
}
