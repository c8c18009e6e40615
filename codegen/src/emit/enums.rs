//! An enum of errors, what it says of itself, and its conversions.
//!
//! All functions are `#[inline]`: the crate that has the code then compiles none of them, and the one
//! that calls them compiles those that it calls. That halves the time that the code takes to build.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Expr, Fields, ImplItem, ImplItemConst, Item, ItemEnum, ItemImpl, Variant, parse_quote};

use super::{docs, syntax};
use crate::model::{Enum, Index, Page};

/// An enum and everything that is implemented for it.
pub(super) fn all_of<'a>(page: &'a Page, table: &'a Enum) -> impl Iterator<Item = Item> + 'a {
    let parts: [fn(&Page, &Enum) -> Vec<Item>; 3] = [
        |page, table| vec![Item::Enum(definition(page, table))],
        |page, table| vec![Item::Impl(inherent(page, table))],
        |_, table| {
            let traits = [documented_error, error_table, formatting, from_str];
            let traits = traits.map(|implement| implement(table));
            syntax::items(quote!(#(#traits)*))
        },
    ];
    parts.into_iter().flat_map(|part| part(page, table))
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn definition(page: &Page, table: &Enum) -> ItemEnum {
    let docs = docs::of_enum(table);
    let name = ident(&table.ident);
    let variants = table.errors.iter().map(|error| Variant {
        attrs: docs::of_variant(page, table, *error),
        ident: ident(&page.errors[*error].name),
        fields: Fields::Unit,
        discriminant: None,
    });
    ItemEnum {
        variants: variants.collect(),
        ..parse_quote! {
            #(#docs)*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {}
        }
    }
}

fn inherent(page: &Page, table: &Enum) -> ItemImpl {
    let name = ident(&table.ident);
    let [page_name, table_name] = [&page.name, &table.name];
    let [title, source, retrieved] = [&table.title, &page.source, &page.retrieved];
    let row = if has_row_numbers(table) {
        quote!(Self::ROW_NUMBERS[*self as usize] as usize)
    } else {
        quote!(*self as usize)
    };
    let mut item: ItemImpl = parse_quote! {
        impl #name {
            /// Every error of the table, in the table's order.
            pub const ALL: &'static [Self] = _;

            /// Where the errors are documented.
            pub const TABLE: &'static super::Table = &super::Table {
                page: #page_name,
                name: #table_name,
                title: #title,
                source: #source,
                retrieved: #retrieved,
            };

            /// What `with_code` and `candidates` search.
            const INDEX: super::Index<Self> = _;

            /// The number of each error's row, in the table's order.
            const ROW_NUMBERS: &'static [u32] = _;

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
    };
    item.items.retain_mut(|item| match item {
        ImplItem::Const(constant) => fill(constant, page, table),
        _ => true,
    });
    item
}

/// Gives a constant its value; tells whether the table needs it.
fn fill(constant: &mut ImplItemConst, page: &Page, table: &Enum) -> bool {
    if constant.ident == "ALL" {
        constant.expr = syntax::reference(variants(page, &table.errors));
    } else if constant.ident == "INDEX" {
        constant.expr = index(page, table);
    } else if constant.ident == "ROW_NUMBERS" {
        constant.expr = numbers(&table.errors);
        return has_row_numbers(table);
    }
    true
}

/// Whether variants do not stand at the places of their rows, as in a table that the page's order
/// begins with.
fn has_row_numbers(table: &Enum) -> bool {
    !table.errors.iter().copied().eq(0..table.errors.len())
}

/// What `with_code` and `candidates` search.
fn index(page: &Page, table: &Enum) -> Expr {
    let Index { errors, answers, codes, buckets } = &table.index;
    let errors = syntax::reference(variants(page, errors));
    let [answers, codes, buckets] = [answers, codes, buckets].map(|starts| numbers(starts));
    let skeleton = parse_quote! {
        super::Index { errors: _, answers: _, codes: _, buckets: _ }
    };
    syntax::filled(skeleton, [errors, answers, codes, buckets])
}

fn variants(page: &Page, errors: &[usize]) -> Expr {
    syntax::array(errors.iter().map(|error| syntax::variant(&page.errors[*error].name)))
}

fn numbers(numbers: &[usize]) -> Expr {
    syntax::reference(syntax::array(numbers.iter().copied().map(syntax::number)))
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
