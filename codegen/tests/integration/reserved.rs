//! The names that the model reserves are those that the generated code has for something else.

use std::collections::BTreeSet;

use error_catalog_codegen::Codegen;
use error_catalog_model::text::{
    enum_name, is_reserved_enum, is_upper_camel_case, page_file_problem, reserved_variant,
};
use proc_macro2::{TokenStream, TokenTree};
use syn::{ImplItem, Item};
use testing::fixtures::PARCELS;
use testing::folder::Folder;

/// The code for a small page, with all that can be emitted.
fn code() -> String {
    let folder = Folder::new();
    folder.write("parcels.toml", PARCELS);
    Codegen::new(folder.as_ref()).generate().unwrap()
}

/// The items outside of the page's module, and those in it.
fn items(code: &str) -> (Vec<Item>, Vec<Item>) {
    let items = syn::parse_file(code).unwrap().items;
    let is_page = |item: &Item| matches!(item, Item::Mod(item) if item.ident == "parcels");
    let (mut pages, shared): (Vec<Item>, Vec<Item>) = items.into_iter().partition(is_page);
    match (pages.pop(), pages.as_slice()) {
        (Some(Item::Mod(page)), []) => (shared, page.content.unwrap().1),
        _ => panic!("the code has another number of pages"),
    }
}

/// Every identifier and keyword, also in macros.
fn identifiers(code: TokenStream) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for token in code {
        match token {
            TokenTree::Group(group) => all.append(&mut identifiers(group.stream())),
            TokenTree::Ident(identifier) => _ = all.insert(identifier.to_string()),
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
    all
}

#[test]
fn the_types_that_are_called_like_an_enum_of_errors_are_reserved() {
    let code = code();
    let (shared, _) = items(&code);
    let mut expected = BTreeSet::new();
    for item in shared {
        let name = match item {
            Item::Enum(item) => item.ident,
            Item::Struct(item) => item.ident,
            Item::Trait(item) => item.ident,
            Item::Type(item) => item.ident,
            _ => continue,
        };
        let name = name.to_string();
        if let Some(page) = name.strip_suffix("Error").filter(|page| is_upper_camel_case(page)) {
            assert_eq!(enum_name(page), name);
            expected.insert(page.to_owned());
        }
    }
    assert!(!expected.is_empty());
    let mut reserved = identifiers(code.parse().unwrap());
    let pages = reserved.iter().filter_map(|name| Some(name.strip_suffix("Error")?.to_owned()));
    let pages: Vec<String> = pages.collect();
    reserved.extend(pages);
    reserved.retain(|name| is_reserved_enum(name));
    assert_eq!(reserved, expected);
}

#[test]
fn the_modules_that_are_not_pages_are_reserved() {
    let (shared, _) = items(&code());
    let mut modules = BTreeSet::new();
    for item in shared {
        if let Item::Mod(module) = item {
            let name = module.ident.to_string();
            assert!(page_file_problem(&name).is_some(), "{name}");
            modules.insert(name);
        }
    }
    assert_eq!(modules, BTreeSet::from(["sealed".to_owned()]));
}

#[test]
fn the_constants_that_are_called_like_a_variant_are_reserved() {
    let code = code();
    let (_, page) = items(&code);
    // A keyword that is in upper camel case.
    let mut expected = BTreeSet::from(["Self".to_owned()]);
    for item in page {
        let Item::Impl(item) = item else { continue };
        for item in item.items {
            if let ImplItem::Const(constant) = item {
                expected.insert(constant.ident.to_string());
            }
        }
    }
    expected.retain(|name| is_upper_camel_case(name));
    assert!(expected.len() > 1);
    let mut reserved = identifiers(code.parse().unwrap());
    reserved.retain(|name| reserved_variant(name).is_some());
    assert_eq!(reserved, expected);
}
