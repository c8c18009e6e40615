//! An enum of errors: its definition, its constants, and the macro that implements the rest.

use super::docs;
use super::error_enum::{ErrorEnum, Scope};
use super::print::{enum_in_module, impl_in_module, print_in_module};
use super::syntax::{self, ident, reference};
use crate::lookup::Index;
use syn::{AttrStyle, Expr, ImplItem, ImplItemConst, Item, parse_quote};

/// The items of an enum, as they are in the module of its page.
pub(super) fn items(error_enum: &ErrorEnum<'_>) -> [String; 3] {
    [definition(error_enum), constants(error_enum), print_in_module(implementation(error_enum))]
}

fn definition(error_enum: &ErrorEnum<'_>) -> String {
    let docs = syntax::docs(AttrStyle::Outer, &docs::error_enum(error_enum));
    let name = ident(&error_enum.enum_name());
    let variants = error_enum.errors().map(|error| {
        let mut attributes = syntax::docs(AttrStyle::Outer, &docs::variant(error_enum, error));
        let alias = docs::alias(error).filter(|_| error_enum.scope == Scope::Page);
        attributes.extend(alias.map(syntax::doc_alias));
        syntax::unit_variant(&error.name, attributes)
    });
    let definition = parse_quote! {
        #(#docs)*
        #[derive(Clone, Copy, PartialEq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {}
    };
    enum_in_module(&definition, variants)
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
    let internal = internal_constants(error_enum).into_iter().map(ImplItem::Const).collect();
    let groups = [vec![ImplItem::Const(all)], vec![ImplItem::Const(table)], internal];
    impl_in_module(&parse_quote!(impl #name {}), groups)
}

fn internal_constants(error_enum: &ErrorEnum<'_>) -> Vec<ImplItemConst> {
    let rows = if error_enum.has_first_rows() { Vec::new() } else { error_enum.rows.clone() };
    let Index { order, responses, codes, buckets, messages, message_buckets } = error_enum.index();
    let numbers = [
        ("ROW_NUMBERS", rows),
        ("INDEX_ORDER", order),
        ("INDEX_RESPONSES", responses),
        ("INDEX_CODES", codes),
        ("INDEX_BUCKETS", buckets),
        ("INDEX_MESSAGE_BUCKETS", message_buckets),
    ];
    let numbers = numbers.map(|(name, numbers)| {
        let name = ident(name);
        let expr = reference(syntax::numbers(&numbers));
        ImplItemConst { expr, ..parse_quote!(const #name: &'static [u32] = _;) }
    });
    let messages = messages.iter().map(|message| syntax::numbers(message));
    let messages = ImplItemConst {
        expr: reference(syntax::array(messages)),
        ..parse_quote!(
            const INDEX_MESSAGES: &'static [[u32; 3]] = _;
        )
    };
    numbers.into_iter().chain([messages]).collect()
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
