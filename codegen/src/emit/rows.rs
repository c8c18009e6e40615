//! What the enums of a page share: where it is documented, and its rows.

use super::print::in_module;
use super::syntax::{self, number, string, with_values};
use crate::lookup::is_short;
use error_catalog_model::page::Page;
use proc_macro2::Literal;
use syn::{ExprStruct, Item, ItemConst, ItemStatic, parse_quote};

/// The items that the enums share, as they are in the module of the page.
pub(super) fn items(page: &Page) -> [String; 3] {
    [in_module(table(page)), in_module(entries(page)), in_module(names(page))]
}

fn table(page: &Page) -> Item {
    let Page { name, title, source, retrieved, .. } = page;
    parse_quote! {
        /// The page, which is also a table.
        const PAGE: super::Table = super::Table {
            page: #name,
            name: #name,
            title: #title,
            source: #source,
            retrieved: #retrieved,
        };
    }
}

fn entries(page: &Page) -> Item {
    let count = Literal::usize_unsuffixed(page.errors.len());
    let skeleton: ExprStruct = parse_quote! {
        super::Entry { status: _, code: _, message: _, description: _ }
    };
    let entries = syntax::array(page.errors.iter().map(|error| {
        let [code, message, description] =
            [&error.code, &error.message, &error.description].map(|value| string(value));
        let status = number(error.status.into());
        with_values(skeleton.clone(), [status, code, message, description])
    }));
    if is_short(page.errors.len()) {
        // A constant is seen by the compiler of the crate that looks an error up.
        Item::Const(ItemConst {
            expr: Box::new(syntax::reference(entries)),
            ..parse_quote! {
                /// The row of each error of the page.
                const ENTRIES: &[super::Entry; #count] = _;
            }
        })
    } else {
        Item::Static(ItemStatic {
            expr: Box::new(entries),
            ..parse_quote! {
                /// The row of each error of the page.
                static ENTRIES: [super::Entry; #count] = _;
            }
        })
    }
}

fn names(page: &Page) -> Item {
    let count = Literal::usize_unsuffixed(page.errors.len());
    let names = page.errors.iter().map(|error| string(&error.name));
    Item::Static(ItemStatic {
        expr: Box::new(syntax::array(names)),
        ..parse_quote! {
            /// The name of each error of the page.
            static NAMES: [&str; #count] = _;
        }
    })
}
