//! The syntax tree of what a catalog has many of.
//!
//! It is made piece by piece, and not from tokens: to parse what has just been quoted would take most
//! of the time and the memory that a long catalog takes.

use proc_macro2::{Literal, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    AttrStyle, Attribute, Expr, ExprArray, ExprLit, ExprPath, ExprReference, ExprStruct, Ident,
    Item, Lit, LitStr, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathSegment, token,
};

use super::enums::ident;

/// A few items. Only what is the same whatever the catalog, but for names, is made this way.
///
/// # Panics
///
/// If they are not items. The stages before let nothing into them that is not.
pub(super) fn items(tokens: TokenStream) -> Vec<Item> {
    let file: syn::File = syn::parse2(tokens).expect("what is emitted is Rust");
    file.items
}

/// A line of a doc comment.
pub(super) fn doc(style: AttrStyle, line: &str) -> Attribute {
    let line = LitStr::new(line, proc_macro2::Span::call_site());
    attribute(
        style,
        Meta::NameValue(MetaNameValue {
            path: ident("doc").into(),
            eq_token: token::Eq::default(),
            value: literal(Lit::Str(line)),
        }),
    )
}

/// `#[doc(alias = "…")]`.
pub(super) fn doc_alias(alias: &str) -> Attribute {
    attribute(
        AttrStyle::Outer,
        Meta::List(MetaList {
            path: ident("doc").into(),
            delimiter: MacroDelimiter::Paren(token::Paren::default()),
            tokens: quote::quote!(alias = #alias),
        }),
    )
}

fn attribute(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute {
        pound_token: token::Pound::default(),
        style,
        bracket_token: token::Bracket::default(),
        meta,
    }
}

/// `Self::Name`.
pub(super) fn variant(name: &str) -> Expr {
    let self_type = Ident::from(token::SelfType::default());
    let segments = [self_type, ident(name)].map(PathSegment::from);
    let path = Path { leading_colon: None, segments: Punctuated::from_iter(segments) };
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

pub(super) fn string(text: &str) -> Expr {
    literal(Lit::Verbatim(Literal::string(text)))
}

pub(super) fn number(number: usize) -> Expr {
    literal(Lit::Verbatim(Literal::usize_unsuffixed(number)))
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

/// `[…, …]`.
pub(super) fn array(elements: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket::default(),
        elems: elements.into_iter().collect(),
    })
}

/// `&…`.
pub(super) fn reference(to: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: token::And::default(),
        mutability: None,
        expr: Box::new(to),
    })
}

/// A struct with these values in its fields, in their order.
pub(super) fn filled<const N: usize>(mut skeleton: ExprStruct, values: [Expr; N]) -> Expr {
    for (field, value) in skeleton.fields.iter_mut().zip(values) {
        field.expr = value;
    }
    Expr::Struct(skeleton)
}
