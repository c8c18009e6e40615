//! The syntax tree of what a catalog has many of.
//!
//! It is built piece by piece. To quote it and parse the quoted tokens would take most of the time and the memory
//! that a long catalog takes.

use proc_macro2::Span;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{
    AttrStyle, Attribute, Expr, ExprArray, ExprLit, ExprPath, ExprReference, ExprStruct, Fields,
    Ident, Lit, LitInt, LitStr, MacroDelimiter, Meta, MetaList, MetaNameValue, Path, PathSegment,
    Variant, parse_quote, token,
};

/// # Panics
///
/// If the name is not an identifier.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Doc comments: an attribute a line, each with a space between marker and text.
pub(super) fn docs(style: AttrStyle, lines: &[String]) -> Vec<Attribute> {
    // A line break of the vendor's, if there ever is one, stays in the comment.
    let lines = lines.iter().flat_map(|line| line.split(['\n', '\r']));
    lines.map(|line| doc(style, line)).collect()
}

fn doc(style: AttrStyle, line: &str) -> Attribute {
    let text = if line.is_empty() { String::new() } else { format!(" {line}") };
    let meta = Meta::NameValue(MetaNameValue {
        path: ident("doc").into(),
        eq_token: token::Eq::default(),
        value: literal(Lit::Str(LitStr::new(&text, Span::call_site()))),
    });
    attribute(style, meta)
}

/// `#[doc(alias = "…")]`.
pub(super) fn doc_alias(alias: &str) -> Attribute {
    let meta = Meta::List(MetaList {
        path: ident("doc").into(),
        delimiter: MacroDelimiter::Paren(token::Paren::default()),
        tokens: quote!(alias = #alias),
    });
    attribute(AttrStyle::Outer, meta)
}

fn attribute(style: AttrStyle, meta: Meta) -> Attribute {
    Attribute {
        pound_token: token::Pound::default(),
        style,
        bracket_token: token::Bracket::default(),
        meta,
    }
}

/// A variant without fields.
pub(super) fn unit_variant(name: &str, attributes: Vec<Attribute>) -> Variant {
    Variant { attrs: attributes, ident: ident(name), fields: Fields::Unit, discriminant: None }
}

/// `Self::Name`.
pub(super) fn variant(name: &str) -> Expr {
    let segments = [Ident::from(token::SelfType::default()), ident(name)].map(PathSegment::from);
    let path = Path { leading_colon: None, segments: Punctuated::from_iter(segments) };
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

pub(super) fn string(value: &str) -> Expr {
    literal(Lit::Str(LitStr::new(value, Span::call_site())))
}

pub(super) fn number(value: usize) -> Expr {
    literal(Lit::Int(LitInt::new(&value.to_string(), Span::call_site())))
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

/// `::core::option::Option::Some(…)`, or `None`.
pub(super) fn option(value: Option<Expr>) -> Expr {
    match value {
        Some(value) => parse_quote!(::core::option::Option::Some(#value)),
        None => parse_quote!(::core::option::Option::None),
    }
}

/// `[…, …]`.
pub(super) fn array(elements: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket::default(),
        elems: elements.into_iter().collect(),
    })
}

/// An array of numbers.
pub(super) fn numbers(values: &[usize]) -> Expr {
    array(values.iter().copied().map(number))
}

/// `&…`.
pub(super) fn reference(expression: Expr) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: token::And::default(),
        mutability: None,
        expr: Box::new(expression),
    })
}

/// A struct with these values in its fields, in their order.
pub(super) fn fill_fields<const N: usize>(mut skeleton: ExprStruct, values: [Expr; N]) -> Expr {
    for (field, value) in skeleton.fields.iter_mut().zip(values) {
        field.expr = value;
    }
    Expr::Struct(skeleton)
}
