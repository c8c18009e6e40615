//! An enum of errors: its definition, its constants, and the macro that implements the rest.

use super::docs;
use super::error_enum::{ErrorEnum, Scope};
use super::print::{impl_in_module, print_in_module};
use super::syntax::{self, ident, numbers, reference};
use crate::lookup::Index;
use proc_macro2::Literal;
use syn::{AttrStyle, Expr, Fields, ImplItem, ImplItemConst, Item, ItemEnum, Variant, parse_quote};

/// The items of an enum, as they are in the module of its page.
pub(super) fn items(error_enum: &ErrorEnum<'_>) -> [String; 3] {
    [
        print_in_module(definition(error_enum)),
        constants(error_enum),
        print_in_module(implementation(error_enum)),
    ]
}

fn definition(error_enum: &ErrorEnum<'_>) -> Item {
    let docs = syntax::docs(AttrStyle::Outer, &docs::error_enum(error_enum));
    let name = ident(&error_enum.enum_name());
    let variants = error_enum.errors().map(|error| {
        let mut attributes = syntax::docs(AttrStyle::Outer, &docs::variant(error_enum, error));
        let alias = docs::alias(error).filter(|_| error_enum.scope == Scope::Page);
        attributes.extend(alias.map(syntax::doc_alias));
        Variant {
            attrs: attributes,
            ident: ident(&error.name),
            fields: Fields::Unit,
            discriminant: None,
        }
    });
    Item::Enum(ItemEnum {
        variants: variants.collect(),
        ..parse_quote! {
            #(#docs)*
            #[derive(Clone, Copy, PartialEq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {}
        }
    })
}

/// The constants that the macro reads: it has their docs.
fn constants(error_enum: &ErrorEnum<'_>) -> String {
    let name = ident(&error_enum.enum_name());
    let variants = error_enum.errors().map(|error| syntax::variant(&error.name));
    let all = ImplItemConst {
        expr: reference(syntax::array(variants)),
        ..parse_quote! {
            /// Every error of the table, in the table's order.
            pub const ALL: &'static [Self] = _;
        }
    };
    let table = ImplItemConst {
        expr: reference(table(error_enum)),
        ..parse_quote! {
            /// Where the errors are documented.
            pub const TABLE: &'static super::Table = _;
        }
    };
    let internal = internal_constants(error_enum).map(ImplItem::Const);
    let groups = [vec![ImplItem::Const(all)], vec![ImplItem::Const(table)], internal.into()];
    impl_in_module(&parse_quote!(impl #name {}), groups)
}

fn internal_constants(error_enum: &ErrorEnum<'_>) -> [ImplItemConst; 3] {
    let rows = if error_enum.has_first_rows() { &[] } else { &error_enum.rows[..] };
    let Index { order, responses, codes, buckets } = error_enum.index();
    let count = Literal::usize_unsuffixed(order.len());
    let errors = parse_quote!(&super::pick(Self::ALL, Self::INDEX_ORDER));
    let starts = [responses, codes, buckets];
    let [responses, codes, buckets] = starts.map(|starts| reference(numbers(&starts)));
    let skeleton = parse_quote! {
        super::Index { errors: _, responses: _, codes: _, buckets: _ }
    };
    let index = syntax::fill_fields(skeleton, [errors, responses, codes, buckets]);
    [
        ImplItemConst {
            expr: reference(numbers(rows)),
            ..parse_quote!(
                const ROW_NUMBERS: &'static [u32] = _;
            )
        },
        ImplItemConst {
            expr: numbers(&order),
            ..parse_quote!(const INDEX_ORDER: [u32; #count] = _;)
        },
        ImplItemConst {
            expr: index,
            ..parse_quote!(
                const LOOKUP_INDEX: super::Index<Self> = _;
            )
        },
    ]
}

fn table(error_enum: &ErrorEnum<'_>) -> Expr {
    let (name, title) = (error_enum.name, error_enum.title);
    match error_enum.scope {
        Scope::Page => parse_quote!(PAGE),
        Scope::Table(_) => parse_quote!(super::Table { name: #name, title: #title, ..PAGE }),
    }
}

fn implementation(error_enum: &ErrorEnum<'_>) -> Item {
    let name = ident(&error_enum.enum_name());
    match error_enum.scope {
        Scope::Page => parse_quote!(implement_documented!(#name);),
        Scope::Table(_) => {
            let page = ident(&error_enum.page_enum_name());
            parse_quote!(implement_documented!(#name in #page);)
        }
    }
}
