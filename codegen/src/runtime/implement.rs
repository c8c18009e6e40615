//! What every enum repeats.

/// What an enum of errors can do, and how it converts into the enum of its page and back.
///
/// It reads these constants, private ones with an underscore that no variant's name has:
///
/// - `ALL` and `TABLE`: see `ErrorSet`;
/// - `ROW_NUMBERS`: the page's row of each error; empty if they are the first rows, in order;
/// - `INDEX_ORDER`: where in `ALL` the errors of the index are;
/// - `LOOKUP_INDEX`: what `with_code` and `lookup` search.
macro_rules! implement_documented {
    ($name:ident in $page:ident) => {
        implement_documented!($name);

        impl ::core::convert::From<$name> for $page {
            #[inline]
            fn from(error: $name) -> Self {
                Self::ALL[error.row()]
            }
        }

        impl ::core::convert::TryFrom<$page> for $name {
            type Error = super::NotListedError<$page>;

            #[inline]
            fn try_from(
                error: $page,
            ) -> ::core::result::Result<Self, super::NotListedError<$page>> {
                let mut errors = Self::ALL.iter().copied();
                let not_listed = super::NotListedError { error, table: Self::TABLE };
                errors.find(|listed| listed.row() == error.row()).ok_or(not_listed)
            }
        }
    };
    ($name:ident) => {
        // On a reference, `std::error::Error::description` precedes a method that takes `self`.
        #[allow(clippy::trivially_copy_pass_by_ref, reason = "methods must win over a trait's")]
        impl $name {
            /// The number of the error's row in `ENTRIES` and `NAMES`.
            #[inline]
            const fn row(&self) -> usize {
                match Self::ROW_NUMBERS {
                    [] => *self as usize,
                    numbers => numbers[*self as usize] as usize,
                }
            }

            /// The documented row.
            #[must_use]
            #[inline]
            pub const fn entry(&self) -> &'static super::Entry {
                &ENTRIES[self.row()]
            }

            /// The HTTP status, 400 to 599.
            #[must_use]
            #[inline]
            pub const fn status(&self) -> u16 {
                self.entry().status
            }

            /// The vendor's error code. Several errors may have it.
            #[must_use]
            #[inline]
            pub const fn code(&self) -> &'static str {
                self.entry().code
            }

            /// The message that the API sends.
            #[must_use]
            #[inline]
            pub const fn message(&self) -> &'static str {
                self.entry().message
            }

            /// What the documentation says the error is. The API does not send it.
            #[must_use]
            #[inline]
            pub const fn description(&self) -> &'static str {
                self.entry().description
            }

            /// The variant's name, which [`FromStr`](::core::str::FromStr) reads.
            #[must_use]
            #[inline]
            pub const fn name(&self) -> &'static str {
                NAMES[self.row()]
            }

            /// The errors that have this code, by status, message, and then in the table's order.
            #[must_use]
            #[inline]
            pub fn with_code(code: &str) -> &'static [Self] {
                Self::LOOKUP_INDEX.with_code(code)
            }

            /// The documented errors that a response may be, and how well they match it.
            #[inline]
            pub fn lookup(status: u16, code: &str, message: &str) -> super::Lookup<Self> {
                Self::LOOKUP_INDEX.lookup(status, code, message)
            }
        }

        impl super::DocumentedError for $name {
            #[inline]
            fn entry(&self) -> &'static super::Entry {
                Self::entry(self)
            }

            #[inline]
            fn name(&self) -> &'static str {
                Self::name(self)
            }

            #[inline]
            fn table(&self) -> &'static super::Table {
                Self::TABLE
            }
        }

        impl super::ErrorSet for $name {
            const ALL: &'static [Self] = Self::ALL;
            const TABLE: &'static super::Table = Self::TABLE;

            #[inline]
            fn with_code(code: &str) -> &'static [Self] {
                Self::with_code(code)
            }

            #[inline]
            fn lookup(status: u16, code: &str, message: &str) -> super::Lookup<Self> {
                Self::lookup(status, code, message)
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.entry(), f)
            }
        }

        impl ::core::error::Error for $name {}

        impl ::core::str::FromStr for $name {
            type Err = super::UnknownNameError;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, super::UnknownNameError> {
                super::named(name)
            }
        }

        #[cfg(test)]
        /// The name of the error.
        impl ::serde::Serialize for $name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        #[cfg(test)]
        /// The name of an error of the table.
        impl<'de> ::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str(super::NameVisitor(::core::marker::PhantomData))
            }
        }
    };
}
