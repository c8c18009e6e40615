//! The module of a page: its docs, its data, its enums.

use proc_macro2::Literal;
use syn::{Item, ItemConst, ItemMod, ItemStatic, parse_quote};

use super::enums::ident;
use super::{docs, enums, serde, syntax};
use crate::model::Page;

/// The module without what is in it.
pub(super) fn module(page: &Page) -> ItemMod {
    let docs = docs::of_module(page);
    let module = ident(&page.module);
    parse_quote! {
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
            #(#docs)*
        }
    }
}

/// What is in the module, each item made when it is asked for.
pub(super) fn items<'a>(
    page: &'a Page,
    serde_feature: Option<&'a str>,
) -> impl Iterator<Item = Item> + 'a {
    let enums = std::iter::once(&page.all).chain(&page.tables);
    let serde = enums.clone().zip(serde_feature.into_iter().cycle());
    let serde = serde.flat_map(|(table, feature)| syntax::items(serde::of_enum(table, feature)));
    let enums = enums.flat_map(|table| enums::all_of(page, table));
    let conversions = page.tables.iter();
    let conversions = conversions.flat_map(|table| syntax::items(enums::conversions(page, table)));
    let data = [entries, names].into_iter().map(|data| data(page));
    data.chain(enums).chain(conversions).chain(serde)
}

/// What the errors of all enums of the page have in common: a row each.
fn entries(page: &Page) -> Item {
    let count = Literal::usize_unsuffixed(page.errors.len());
    let skeleton: syn::ExprStruct = parse_quote! {
        super::Entry { status: _, code: _, message: _, description: _ }
    };
    let entries = syntax::array(page.errors.iter().map(|error| {
        let [code, message, description] = [&error.code, &error.message, &error.description];
        let texts = [code, message, description].map(|text| syntax::string(text));
        let [code, message, description] = texts;
        let status = syntax::number(error.status.into());
        syntax::filled(skeleton.clone(), [status, code, message, description])
    }));
    if page.is_short() {
        Item::Const(ItemConst {
            expr: syntax::reference(entries).into(),
            ..parse_quote! {
                /// The cells of each error of the page.
                ///
                /// They are a constant, so that the compiler of whoever looks up an error sees them.
                const ENTRIES: &[super::Entry; #count] = _;
            }
        })
    } else {
        Item::Static(ItemStatic {
            expr: entries.into(),
            ..parse_quote! {
                /// The cells of each error of the page.
                static ENTRIES: [super::Entry; #count] = _;
            }
        })
    }
}

/// The names of the errors, a row each.
fn names(page: &Page) -> Item {
    let count = Literal::usize_unsuffixed(page.errors.len());
    let names = page.errors.iter().map(|error| syntax::string(&error.name));
    Item::Static(ItemStatic {
        expr: syntax::array(names).into(),
        ..parse_quote! {
            /// The name of each error of the page.
            static NAMES: [&str; #count] = _;
        }
    })
}
