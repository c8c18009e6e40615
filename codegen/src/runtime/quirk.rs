//! What the documentation gets wrong.

use super::entry::Table;

/// Something that the documentation gets wrong or leaves open, and what to rely on instead.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quirk {
    /// The kind of mistake.
    pub kind: QuirkKind,
    /// What is wrong, and what to rely on instead. It is the catalog's note about the page, and may be
    /// empty.
    pub note: &'static str,
    /// The tables that it is about; empty if it is about the page as a whole.
    pub tables: &'static [&'static Table],
}

impl ::core::cmp::Eq for Quirk {}

/// What kind of mistake a [`Quirk`] is.
#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum QuirkKind {
    /// The message of an error belongs to another error of the page.
    MismatchedPair,
    /// Different errors of a table are equal in everything that the API sends.
    Indistinguishable,
    /// One error has several messages, and no table lists both.
    InconsistentMessage,
    /// The codes of the page carry their status as digits, and this one carries another status.
    StatusInCode,
    /// One code has several descriptions.
    ReusedCode,
    /// Codes look alike, or look like ASCII and are not.
    LookAlikeCode,
    /// Some endpoints do not list an error of the common table.
    NotCommon,
}

impl ::core::cmp::Eq for QuirkKind {}

#[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
impl QuirkKind {
    /// The name of the kind, like `mismatched-pair`, for logs and labels of metrics.
    #[must_use]
    #[inline]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MismatchedPair => "mismatched-pair",
            Self::Indistinguishable => "indistinguishable",
            Self::InconsistentMessage => "inconsistent-message",
            Self::StatusInCode => "status-in-code",
            Self::ReusedCode => "reused-code",
            Self::LookAlikeCode => "look-alike-code",
            Self::NotCommon => "not-common",
        }
    }
}

impl ::core::fmt::Display for QuirkKind {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        f.pad(self.as_str())
    }
}

/// References to the elements at these positions.
#[allow(dead_code, reason = "no page may have quirks")]
#[inline]
pub(super) const fn references<T, const N: usize>(elements: &[T], positions: [u32; N]) -> [&T; N] {
    let mut references = [&elements[0]; N];
    let mut next = 0;
    while next < N {
        references[next] = &elements[positions[next] as usize];
        next += 1;
    }
    references
}

/// The elements from one position to before another one.
#[inline]
pub(super) const fn part<T>(elements: &[T], start: u32, end: u32) -> &[T] {
    elements.split_at(end as usize).0.split_at(start as usize).1
}

/// The message, unless one of these quirks says that it belongs to another error.
#[inline]
pub(super) const fn trusted_message(
    message: &'static str,
    quirks: &[&Quirk],
) -> ::core::option::Option<&'static str> {
    let mut rest = quirks;
    while let [quirk, others @ ..] = rest {
        if ::core::matches!(quirk.kind, QuirkKind::MismatchedPair) {
            return ::core::option::Option::None;
        }
        rest = others;
    }
    ::core::option::Option::Some(message)
}
