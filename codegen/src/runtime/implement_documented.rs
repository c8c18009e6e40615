//! What every enum of errors repeats.

/// What an enum of errors can do, and how it converts into the enum of its page and back.
///
/// It reads these constants, private ones with an underscore that no variant's name has:
///
/// - `ALL` and `TABLE`: see `ErrorSet`;
/// - `ROW_NUMBERS`: the page's row of each error; empty if they are the first rows, in order;
/// - `INDEX_ORDER`: where in `ALL` the errors of the index are;
/// - `INDEX_RESPONSES`, `INDEX_CODES`, `INDEX_BUCKETS`, `INDEX_MESSAGES` and `INDEX_MESSAGE_BUCKETS`: see the fields of
///   `Index`.
macro_rules! implement_documented {
    ($name:ident in $page:ident) => {
        implement_documented!(@ $name in $page);

        impl ::core::convert::From<$name> for $page {
            #[inline]
            fn from(error: $name) -> Self {
                Self::ALL[error.row()]
            }
        }

        impl ::core::convert::TryFrom<$page> for $name {
            type Error = super::NotListedError;

            #[inline]
            fn try_from(error: $page) -> ::core::result::Result<Self, super::NotListedError> {
                let mut errors = Self::ALL.iter().copied();
                let not_listed = super::NotListedError { name: error.name(), table: Self::TABLE };
                errors.find(|listed| listed.row() == error.row()).ok_or(not_listed)
            }
        }
    };
    ($page:ident) => {
        implement_documented!(@ $page in $page);
    };
    (@ $name:ident in $page:ident) => {
        // On a reference, `std::error::Error::description` precedes a method that takes `self`.
        #[allow(clippy::trivially_copy_pass_by_ref, reason = "methods must win over a trait's")]
        impl $name {
            /// Every error of the table as an error of the page.
            const PAGE_ERRORS: [$page; Self::ALL.len()] =
                super::pick($page::ALL, Self::ROW_NUMBERS);

            /// The rows of the page in the order of the index.
            const INDEX_ROWS: &'static [u32] = match Self::ROW_NUMBERS {
                [] => Self::INDEX_ORDER,
                numbers => {
                    &super::pick::<_, { Self::INDEX_ORDER.len() }>(numbers, Self::INDEX_ORDER)
                }
            };

            /// What `with_code` and `lookup` search.
            const LOOKUP_INDEX: super::sealed::Index<Self, $page> = super::sealed::Index {
                errors: &super::pick::<_, { Self::INDEX_ORDER.len() }>(Self::ALL, Self::INDEX_ORDER),
                page_errors: &super::pick::<_, { Self::INDEX_ORDER.len() }>(
                    $page::ALL,
                    Self::INDEX_ROWS,
                ),
                rows: Self::INDEX_ROWS,
                entries: ENTRIES.as_slice(),
                responses: Self::INDEX_RESPONSES,
                codes: Self::INDEX_CODES,
                buckets: Self::INDEX_BUCKETS,
                messages: Self::INDEX_MESSAGES,
                message_buckets: Self::INDEX_MESSAGE_BUCKETS,
            };

            /// The number of the error's row in the page's `ENTRIES`, `NAMES` and `QUIRK_STARTS`.
            #[inline]
            const fn row(&self) -> usize {
                match Self::ROW_NUMBERS {
                    [] => *self as usize,
                    numbers => numbers[*self as usize] as usize,
                }
            }

            /// The documentation of the error.
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

            /// The message that the API sends. It may mislead: see
            /// [`trusted_message`](Self::trusted_message).
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

            /// The variant's name, for logs, metrics and storage. [`FromStr`](::core::str::FromStr) reads it.
            #[must_use]
            #[inline]
            pub const fn name(&self) -> &'static str {
                NAMES[self.row()]
            }

            /// What the documentation gets wrong about this error. It is the same for each enum of the page.
            #[must_use]
            #[inline]
            pub const fn quirks(&self) -> &'static [&'static super::Quirk] {
                match QUIRK_STARTS {
                    [] => &[],
                    starts => {
                        let row = self.row();
                        super::part(&ERROR_QUIRKS, starts[row], starts[row + 1])
                    }
                }
            }

            /// The message, unless a quirk says that it is the message of another error. It is the documented
            /// message, and not one that was received.
            #[must_use]
            #[inline]
            pub const fn trusted_message(&self) -> ::core::option::Option<&'static str> {
                super::trusted_message(self.message(), self.quirks())
            }

            /// The errors that have this code, in the order of status and message, and then in the table's.
            #[must_use]
            #[inline]
            pub fn with_code(code: &str) -> &'static [Self] {
                super::with_code::<Self>(code)
            }

            /// The documented errors that a response may be, and how well they match it.
            ///
            /// Strings are compared byte for byte: trim what your client does not. Pass an empty string for a
            /// code or a message that was not received. Without a documented code, nothing is found.
            #[inline]
            pub fn lookup(status: u16, code: &str, message: &str) -> super::Lookup<Self> {
                super::lookup::<Self>(status, code, message)
            }
        }

        impl super::DocumentedError for $name {
            #[inline]
            fn documented(&self) -> super::sealed::Documented {
                super::sealed::Documented {
                    entry: Self::entry(self),
                    name: Self::name(self),
                    table: Self::TABLE,
                    quirks: Self::quirks(self),
                    error: &Self::ALL[*self as usize],
                }
            }
        }

        impl super::ErrorSet for $name {
            type Page = $page;

            const ALL: &'static [Self] = Self::ALL;
            const TABLE: &'static super::Table = Self::TABLE;

            #[inline]
            fn index() -> &'static super::sealed::Index<Self, $page> {
                &Self::LOOKUP_INDEX
            }

            #[inline]
            fn with_code(code: &str) -> &'static [Self] {
                super::with_code::<Self>(code)
            }

            #[inline]
            fn lookup(status: u16, code: &str, message: &str) -> super::Lookup<Self> {
                super::lookup::<Self>(status, code, message)
            }

            #[inline]
            fn into_page(self) -> $page {
                $page::ALL[self.row()]
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        /// For logs: status, code, message and description.
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.entry(), f)
            }
        }

        impl ::core::error::Error for $name {
            /// What the documentation says the error is, for code that sees an error only.
            #[inline]
            fn description(&self) -> &str {
                Self::description(self)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = super::UnknownNameError;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, super::UnknownNameError> {
                super::named(name)
            }
        }

        #[cfg(all(test, not(absent = "serde")))]
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

        #[cfg(all(test, not(absent = "serde")))]
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
