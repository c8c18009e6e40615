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
    Ok(fs::write(Path::new(&folder).join("pages.rs"), for_each_page(&catalog.pages))?)
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
