//! What the enum of endpoints of every page repeats.

/// What the enum of a page's endpoints can do. Each endpoint is given with the enum of its errors, in the
/// order of the variants.
#[allow(unused_macros, reason = "no page may have endpoints")]
macro_rules! implement_endpoints {
    ($page:ident: $($endpoint:ident => $errors:ident,)+) => {
        #[allow(clippy::trivially_copy_pass_by_ref, reason = "like the methods of errors")]
        impl Endpoint {
            /// Every endpoint, in the page's order.
            pub const ALL: &'static [Self] = &[$(Self::$endpoint),+];

            /// The endpoint's name in the catalog, for logs and labels of metrics.
            #[must_use]
            #[inline]
            pub const fn name(&self) -> &'static str {
                self.table().name
            }

            /// The heading of the endpoint's table in the documentation.
            #[must_use]
            #[inline]
            pub const fn title(&self) -> &'static str {
                self.table().title
            }

            /// The table of the endpoint's errors.
            #[must_use]
            #[inline]
            pub const fn table(&self) -> &'static super::Table {
                match self {
                    $(Self::$endpoint => $errors::TABLE,)+
                }
            }

            /// The errors that the endpoint's table lists, in its order.
            #[must_use]
            #[inline]
            pub const fn errors(&self) -> &'static [$page] {
                match self {
                    $(Self::$endpoint => &$errors::PAGE_ERRORS,)+
                }
            }

            /// The documented errors that a response of this endpoint may be, and how well they match it.
            ///
            /// The endpoint's table is searched first. If an error of another table of the page matches better,
            /// the result is that of the whole page, and [`listed`](super::Lookup::listed) is `false`. This is
            /// possible even if the endpoint lists the code.
            ///
            /// Strings are compared byte for byte: trim what your client does not. Pass an empty string for a
            /// code or a message that was not received. Without a documented code, nothing is found.
            #[inline]
            pub fn lookup(self, status: u16, code: &str, message: &str) -> super::Lookup<$page> {
                match self {
                    $(Self::$endpoint => {
                        super::lookup_at::<$errors>(status, code, message)
                    })+
                }
            }
        }

        impl super::sealed::Endpoints for Endpoint {}

        impl super::EndpointSet for Endpoint {
            type Page = $page;

            const ALL: &'static [Self] = Self::ALL;

            #[inline]
            fn table(&self) -> &'static super::Table {
                Self::table(self)
            }

            #[inline]
            fn lookup(self, status: u16, code: &str, message: &str) -> super::Lookup<$page> {
                Self::lookup(self, status, code, message)
            }
        }

        impl ::core::cmp::Eq for Endpoint {}

        impl ::core::fmt::Display for Endpoint {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
