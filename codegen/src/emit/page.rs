//! The module of a page: its entries, the enum of all its errors, and an enum for each table.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::enums::ident;
use super::{docs, enums, serde};
use crate::model::Page;

pub(super) fn module(page: &Page, serde_feature: Option<&str>) -> TokenStream {
    let docs = docs::of_module(page);
    let module = ident(&page.module);
    let data = data(page);
    let enums = std::iter::once(&page.all).chain(&page.tables);
    let serde = enums.clone().zip(serde_feature.into_iter().cycle());
    let serde = serde.map(|(table, feature)| serde::of_enum(table, feature));
    let enums = enums.map(|table| enums::all_of(page, table));
    let conversions = page.tables.iter().map(|table| enums::conversions(page, table));
    quote! {
        #[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
        #[allow(
            clippy::doc_link_with_quotes,
            clippy::doc_markdown,
            rustdoc::redundant_explicit_links,
            reason = "the documentation's texts stand as they are"
        )]
        #[allow(
            clippy::enum_variant_names,
            clippy::upper_case_acronyms,
            reason = "the names are the catalog's"
        )]
        #[allow(
            clippy::trivially_copy_pass_by_ref,
            reason = "on a reference, a method that takes `self` by value loses to `std::error::Error::description`"
        )]
        pub mod #module {
            #docs
            #data
            #(#enums)*
            #(#conversions)*
            #(#serde)*
        }
    }
}

/// What the errors of all enums of the page have in common: a row each.
fn data(page: &Page) -> TokenStream {
    let count = Literal::usize_unsuffixed(page.errors.len());
    let names = page.errors.iter().map(|error| &error.name);
    let entries = page.errors.iter().map(|error| {
        let status = Literal::u16_unsuffixed(error.status);
        let [code, message, description] = [&error.code, &error.message, &error.description];
        quote! {
            super::Entry { status: #status, code: #code, message: #message, description: #description }
        }
    });
    // Who looks up an error of a short page compiles a copy of it, and gets comparisons with constants.
    // A long page is in a binary once.
    let entries = if page.is_short() {
        quote!(const ENTRIES: &[super::Entry; #count] = &[#(#entries,)*];)
    } else {
        quote!(static ENTRIES: [super::Entry; #count] = [#(#entries,)*];)
    };
    quote! {
        /// The cells of each error of the page.
        #entries

        /// The name of each error of the page.
        static NAMES: [&str; #count] = [#(#names,)*];
    }
}
