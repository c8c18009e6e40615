//! The module of a page: its enums, and what they share.

use super::docs;
use super::endpoints;
use super::enums;
use super::error_enum::ErrorEnum;
use super::print::{END_OF_MODULE, opening, print_in_module};
use super::syntax::{self, fill_fields, ident, number, string};
use crate::lookup::is_short;
use error_catalog_model::page::{Body, BodyValue, JsonType, Page};
use error_catalog_model::text::{enum_name, upper_camel_case};
use proc_macro2::Literal;
use syn::{AttrStyle, Expr, ExprStruct, Ident, Item, ItemConst, ItemMod, ItemStatic, parse_quote};

/// Adds the module of a page.
pub(super) fn write(page: &Page, text: &mut String) {
    text.push_str(&opening(module(page)));
    for error_enum in ErrorEnum::all(page) {
        add(enums::items(&error_enum), text);
    }
    if let Some(items) = endpoints::items(page) {
        add(items, text);
    }
    add(shared_items(page), text);
    text.push_str(END_OF_MODULE);
}

/// The module without its items.
///
/// rustfmt skips it, since it would lay out some of it otherwise than the printer does, depending on the lengths of
/// names and strings. So a committed file stays as it was generated when its crate is formatted. The shared part needs
/// no such attribute: it is a copy of formatted text.
///
/// rustfmt obeys the attribute under any `cfg`. For the compiler it is not there: `rustfmt::skip` would be a path into
/// a page's module that is called `rustfmt`.
fn module(page: &Page) -> ItemMod {
    let docs = syntax::docs(AttrStyle::Inner(syn::token::Not::default()), &docs::module(page));
    let name = ident(&page.module);
    parse_quote! {
        #[cfg_attr(any(), rustfmt::skip)]
        #[allow(dead_code, unreachable_pub, reason = "a crate may use or publish only some of it")]
        #[allow(
            clippy::doc_link_with_quotes,
            clippy::doc_markdown,
            rustdoc::redundant_explicit_links,
            reason = "the documentation's strings are shown as they are"
        )]
        #[allow(
            clippy::enum_variant_names,
            clippy::module_inception,
            clippy::upper_case_acronyms,
            reason = "the names are the catalog's"
        )]
        pub mod #name {
            #(#docs)*
        }
    }
}

/// The items that the enums share, as they are in the module of the page.
fn shared_items(page: &Page) -> Vec<String> {
    let [error_quirks, quirk_starts] = error_quirks(page);
    let items = [
        Some(table(page)),
        quirks(page),
        Some(error_quirks),
        Some(quirk_starts),
        Some(entries(page)),
        Some(names(page)),
    ];
    items.into_iter().flatten().map(print_in_module).collect()
}

fn table(page: &Page) -> Item {
    let Page { name, title, origin, body, .. } = page;
    let origin = origin.as_ref();
    let source = syntax::option(origin.map(|origin| string(&origin.source)));
    let retrieved = syntax::option(origin.map(|origin| string(&origin.retrieved)));
    let body = syntax::option(body.as_ref().map(table_body));
    parse_quote! {
        /// The page, which is also a table.
        const PAGE: super::Table = super::Table {
            page: #name,
            name: #name,
            title: #title,
            source: #source,
            retrieved: #retrieved,
            body: #body,
        };
    }
}

fn table_body(body: &Body) -> Expr {
    let value = |value: &Option<BodyValue>| {
        syntax::option(value.as_ref().map(|BodyValue { pointer, json_type }| {
            let is_number = *json_type == JsonType::Number;
            parse_quote!(super::BodyValue { pointer: #pointer, is_number: #is_number })
        }))
    };
    let [code, message] = [&body.code, &body.message].map(value);
    parse_quote!(super::Body { code: #code, message: #message })
}

/// The quirks of the page, if there are any.
fn quirks(page: &Page) -> Option<Item> {
    let count = Literal::usize_unsuffixed(page.quirks.len());
    let quirks = page.quirks.iter().map(|quirk| {
        let kind = quirk_kind(&quirk.kind.value);
        let tables = quirk.tables.iter().map(|table| ident(&enum_name(&page.tables[*table].name)));
        let note = &quirk.note;
        parse_quote! {
            super::Quirk { kind: super::QuirkKind::#kind, note: #note, tables: &[#(#tables::TABLE),*] }
        }
    });
    let quirks = syntax::array(quirks);
    (!page.quirks.is_empty()).then(|| {
        parse_quote! {
            /// What the page gets wrong, in the order of the docs above.
            static QUIRKS: [super::Quirk; #count] = #quirks;
        }
    })
}

/// The variant of `QuirkKind` for the name of a rule.
fn quirk_kind(name: &str) -> Ident {
    ident(&upper_camel_case(name).unwrap_or_default())
}

/// The quirks of each error: numbers, since a long page has many.
fn error_quirks(page: &Page) -> [Item; 2] {
    let numbers: Vec<usize> = page.errors.iter().flat_map(|error| error.quirks.clone()).collect();
    let count = Literal::usize_unsuffixed(numbers.len());
    let mut starts = Vec::new();
    let quirks: Expr = if numbers.is_empty() {
        parse_quote!([])
    } else {
        starts.push(0);
        for error in &page.errors {
            starts.push(starts[starts.len() - 1] + error.quirks.len());
        }
        let numbers = syntax::numbers(&numbers);
        parse_quote!(super::references(&QUIRKS, #numbers))
    };
    let starts = ItemConst {
        expr: Box::new(syntax::reference(syntax::numbers(&starts))),
        ..parse_quote! {
            /// Where in `ERROR_QUIRKS` each error of the page begins, and where the last one ends; empty if
            /// there are no quirks.
            const QUIRK_STARTS: &[u32] = _;
        }
    };
    [
        parse_quote! {
            /// The quirks of the errors of the page, one error after the other.
            static ERROR_QUIRKS: [&super::Quirk; #count] = #quirks;
        },
        Item::Const(starts),
    ]
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
        fill_fields(skeleton.clone(), [status, code, message, description])
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

/// Adds items, each after a blank line.
fn add(items: impl IntoIterator<Item = String>, text: &mut String) {
    for item in items {
        text.extend(["\n", &item]);
    }
}

#[cfg(test)]
mod tests {
    use error_catalog_model::page::Page;

    /// `rustfmt::skip` would be looked for in this module.
    #[test]
    fn a_module_can_be_called_like_a_tool() {
        let page = Page {
            file: 0,
            module: "rustfmt".to_owned(),
            name: "Rustfmt".to_owned(),
            title: "Titles".to_owned(),
            origin: None,
            body: None,
            left_out: Vec::new(),
            errors: Vec::new(),
            tables: Vec::new(),
            quirks: Vec::new(),
        };
        let module = super::module(&page);
        assert_eq!(module.ident, "rustfmt");
        for attribute in module.attrs {
            assert!(attribute.path().get_ident().is_some());
        }
    }
}
