//! An enum of errors, what it says of itself, and its conversions.
//!
//! All functions are `#[inline]`: the crate that has the code then compiles none of them, and the one
//! that calls them compiles those that it calls. That halves the time that the code takes to build.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::docs;
use crate::model::{Enum, Index, Page};

/// An enum and everything that is implemented for it.
pub(super) fn all_of(page: &Page, table: &Enum) -> TokenStream {
    let items = [
        definition(page, table),
        inherent(page, table),
        documented_error(table),
        error_table(table),
        formatting(table),
        from_str(table),
    ];
    quote!(#(#items)*)
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn definition(page: &Page, table: &Enum) -> TokenStream {
    let docs = docs::of_enum(table);
    let name = ident(&table.ident);
    let variants = table.errors.iter().map(|error| {
        let docs = docs::of_variant(page, table, *error);
        let variant = ident(&page.errors[*error].name);
        quote!(#docs #variant)
    });
    quote! {
        #docs
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }
    }
}

fn inherent(page: &Page, table: &Enum) -> TokenStream {
    let name = ident(&table.ident);
    let variant = |error: &usize| ident(&page.errors[*error].name);
    let all = table.errors.iter().map(variant);
    let index = index(page, table);
    let (row_numbers, row) = row(table);
    let [page_name, table_name] = [&page.name, &table.name];
    let [title, source, retrieved] = [&table.title, &page.source, &page.retrieved];
    quote! {
        impl #name {
            /// Every error of the table, in the table's order.
            pub const ALL: &'static [Self] = &[#(Self::#all,)*];

            /// Where the errors are documented.
            pub const TABLE: &'static super::Table = &super::Table {
                page: #page_name,
                name: #table_name,
                title: #title,
                source: #source,
                retrieved: #retrieved,
            };

            #index

            #row_numbers

            /// The number of the error's row in `ENTRIES` and `NAMES`.
            #[inline]
            const fn row(&self) -> usize { #row }

            /// The documented row.
            #[must_use]
            #[inline]
            pub const fn entry(&self) -> &'static super::Entry { &ENTRIES[self.row()] }

            /// The HTTP status, 400 to 599.
            #[must_use]
            #[inline]
            pub const fn status(&self) -> u16 { self.entry().status }

            /// The vendor's error code. It may stand for several errors.
            #[must_use]
            #[inline]
            pub const fn code(&self) -> &'static str { self.entry().code }

            /// The message that the API answers with.
            #[must_use]
            #[inline]
            pub const fn message(&self) -> &'static str { self.entry().message }

            /// What the documentation says the error is. The API does not send it.
            #[must_use]
            #[inline]
            pub const fn description(&self) -> &'static str { self.entry().description }

            /// The variant's name, which [`FromStr`](::core::str::FromStr) reads.
            #[must_use]
            #[inline]
            pub const fn name(&self) -> &'static str { NAMES[self.row()] }

            /// The errors that have this code, by status, message, and then in the table's order.
            #[must_use]
            #[inline]
            pub fn with_code(code: &str) -> &'static [Self] {
                Self::INDEX.with_code(code)
            }

            /// The errors that an answer may be, and how well they match it.
            #[inline]
            pub fn candidates(status: u16, code: &str, message: &str) -> super::Candidates<Self> {
                Self::INDEX.candidates(status, code, message)
            }
        }
    }
}

/// What `with_code` and `candidates` search.
fn index(page: &Page, table: &Enum) -> TokenStream {
    let Index { errors, answers, codes, buckets } = &table.index;
    let errors = errors.iter().map(|error| ident(&page.errors[*error].name));
    let [answers, codes, buckets] = [answers, codes, buckets].map(|starts| numbers(starts));
    quote! {
        /// What `with_code` and `candidates` search.
        const INDEX: super::Index<Self> = super::Index {
            errors: &[#(Self::#errors,)*],
            answers: &#answers,
            codes: &#codes,
            buckets: &#buckets,
        };
    }
}

fn numbers(numbers: &[usize]) -> TokenStream {
    let numbers = numbers.iter().map(|number| Literal::usize_unsuffixed(*number));
    quote!([#(#numbers,)*])
}

/// The numbers of a table's rows, and how a variant finds its own. A table that the page's order
/// begins with needs no numbers: they are the variants' places.
fn row(table: &Enum) -> (TokenStream, TokenStream) {
    if table.errors.iter().copied().eq(0..table.errors.len()) {
        return (TokenStream::new(), quote!(*self as usize));
    }
    let numbers = numbers(&table.errors);
    let constant = quote! {
        /// The number of each error's row, in the table's order.
        const ROW_NUMBERS: &'static [u32] = &#numbers;
    };
    (constant, quote!(Self::ROW_NUMBERS[*self as usize] as usize))
}

fn documented_error(table: &Enum) -> TokenStream {
    let name = ident(&table.ident);
    quote! {
        impl super::DocumentedError for #name {
            #[inline]
            fn entry(&self) -> &'static super::Entry { Self::entry(self) }
            #[inline]
            fn name(&self) -> &'static str { Self::name(self) }
            #[inline]
            fn table(&self) -> &'static super::Table { Self::TABLE }
        }
    }
}

fn error_table(table: &Enum) -> TokenStream {
    let name = ident(&table.ident);
    quote! {
        impl super::ErrorTable for #name {
            const ALL: &'static [Self] = Self::ALL;
            const TABLE: &'static super::Table = Self::TABLE;
            #[inline]
            fn with_code(code: &str) -> &'static [Self] { Self::with_code(code) }
            #[inline]
            fn candidates(status: u16, code: &str, message: &str) -> super::Candidates<Self> {
                Self::candidates(status, code, message)
            }
        }
    }
}

fn formatting(table: &Enum) -> TokenStream {
    let name = ident(&table.ident);
    quote! {
        impl ::core::fmt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl ::core::fmt::Display for #name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(self.entry(), f)
            }
        }

        impl ::core::error::Error for #name {}
    }
}

fn from_str(table: &Enum) -> TokenStream {
    let name = ident(&table.ident);
    quote! {
        impl ::core::str::FromStr for #name {
            type Err = super::UnknownNameError;

            #[inline]
            fn from_str(name: &str) -> ::core::result::Result<Self, super::UnknownNameError> {
                let mut errors = Self::ALL.iter().copied();
                let unknown = super::UnknownNameError { table: Self::TABLE };
                errors.find(|error| error.name() == name).ok_or(unknown)
            }
        }
    }
}

/// Conversions between a table's enum and the one of the whole page.
pub(super) fn conversions(page: &Page, table: &Enum) -> TokenStream {
    let all = ident(&page.all.ident);
    let name = ident(&table.ident);
    quote! {
        impl ::core::convert::From<#name> for #all {
            #[inline]
            fn from(error: #name) -> Self { Self::ALL[error.row()] }
        }

        impl ::core::convert::TryFrom<#all> for #name {
            type Error = super::NotInTableError<#all>;

            #[inline]
            fn try_from(error: #all) -> ::core::result::Result<Self, super::NotInTableError<#all>> {
                let mut errors = Self::ALL.iter().copied();
                let missing = super::NotInTableError { error, table: Self::TABLE };
                errors.find(|own| own.row() == error.row()).ok_or(missing)
            }
        }
    }
}
