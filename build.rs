//! Generates the Rust code of `catalog/` at every build of this repository, as another crate's build
//! script would, and a list of the enums for the tests.

use std::path::Path;
use std::{env, fs, io};

use error_catalog_codegen::{Codegen, Error};
use error_catalog_model::page::Page;
use error_catalog_model::text::enum_name;
use error_catalog_model::{Rules, load};

fn main() -> Result<(), Error> {
    Codegen::new("catalog").build()?;
    let catalog = load(Path::new("catalog"), Rules::All)?;
    let folder = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("OUT_DIR is not set"))?;
    let macros = for_each_page(&catalog.pages) + &for_each_endpoint(&catalog.pages);
    Ok(fs::write(Path::new(&folder).join("pages.rs"), macros)?)
}

/// A macro that gives the names of all endpoints, each with the enum of its errors, to another macro.
fn for_each_endpoint(pages: &[Page]) -> String {
    let endpoints = pages.iter().flat_map(|page| {
        page.endpoints().map(|endpoint| {
            let [page_enum, errors] = [&page.name, &endpoint.name].map(|name| enum_name(name));
            format!("{} {page_enum} {} {errors}\n", page.module, endpoint.name)
        })
    });
    let endpoints: String = endpoints.collect();
    format!(
        "/// Calls a macro with these arguments in brackets and, for each endpoint, the name of its page's module,\n\
         /// of the page's enum, of the endpoint, and of the enum of the endpoint's errors.\n\
         #[macro_export]\n\
         macro_rules! for_each_endpoint {{\n\
         ($macro:ident $($arguments:tt)*) => {{ $macro! {{ [$($arguments)*]\n{endpoints}}} }};\n}}\n"
    )
}

/// A macro that gives the names of all enums to another macro.
fn for_each_page(pages: &[Page]) -> String {
    let page = |page: &Page| {
        let tables: Vec<_> = page.tables.iter().map(|table| enum_name(&table.name)).collect();
        format!("{} {} [{}]\n", page.module, enum_name(&page.name), tables.join(" "))
    };
    let pages: String = pages.iter().map(page).collect();
    format!(
        "/// Calls a macro with these arguments in brackets and, for each page, the name of its module, of its\n\
         /// enum, and in brackets of the enums of its tables.\n\
         #[macro_export]\n\
         macro_rules! for_each_page {{\n\
         ($macro:ident $($arguments:tt)*) => {{ $macro! {{ [$($arguments)*]\n{pages}}} }};\n}}\n"
    )
}
