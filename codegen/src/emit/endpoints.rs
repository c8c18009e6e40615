//! The enum of a page's endpoints: its definition, and the macro that implements the rest.

use super::docs;
use super::print::enum_in_module;
use super::syntax::{self, ident};
use error_catalog_model::page::Page;
use error_catalog_model::text::enum_name;
use syn::{AttrStyle, parse_quote};

/// The items of the enum, as they are in the module of the page; `None` if the page has no endpoints.
pub(super) fn items(page: &Page) -> Option<[String; 2]> {
    let mut endpoints = page.endpoints().peekable();
    endpoints.peek()?;
    Some([definition(page), implementation(page)])
}

fn definition(page: &Page) -> String {
    let docs = syntax::docs(AttrStyle::Outer, &docs::endpoints(page));
    let variants = page.endpoints().map(|endpoint| {
        let docs = syntax::docs(AttrStyle::Outer, &docs::endpoint(endpoint));
        syntax::unit_variant(&endpoint.name, docs)
    });
    let definition = parse_quote! {
        #(#docs)*
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Endpoint {}
    };
    enum_in_module(&definition, variants)
}

/// The invocation of the macro, with a line for each endpoint.
fn implementation(page: &Page) -> String {
    let page_enum = ident(&enum_name(&page.name));
    let endpoints = page.endpoints().map(|endpoint| {
        let [variant, errors] = [ident(&endpoint.name), ident(&enum_name(&endpoint.name))];
        format!("        {variant} => {errors},\n")
    });
    let endpoints: String = endpoints.collect();
    format!("    implement_endpoints! {{\n        {page_enum}:\n{endpoints}    }}\n")
}
