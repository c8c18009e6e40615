//! Writes the code that the bench `lookup` compares: the enums of pages of several sizes, their constants for the
//! former lookup, and the same by hand.

mod by_hand;
#[path = "../src/catalog/mod.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a module of the library, too")]
mod catalog;
mod former;
#[path = "../src/former.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a module of the library, too")]
mod former_lookup;

use std::path::PathBuf;
use std::{env, fs};

use by_hand::ByHand;
use catalog::{Codes, Generator, Size};
use error_catalog_codegen::Codegen;

/// The numbers of distinct errors of the pages.
const SIZES: &[usize] = if cfg!(feature = "large") { &[300, 3_000, 10_000] } else { &[300] };

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in ["build", "src/catalog", "src/former.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let out =
        PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: only cargo sets it")?);

    let mut pages = Vec::new();
    for &size in SIZES {
        for (name, codes) in [("errors", Codes::Few), ("one-code", Codes::All)] {
            let stem = format!("{name}-{size}");
            pages.push(Generator::new(1).page(&stem, Size::Errors(size), codes));
        }
    }
    let folder = out.join("catalog");
    catalog::write(&pages, &folder)?;
    fs::write(out.join("catalog.rs"), Codegen::new(folder).generate()?)?;

    let mut by_hand = String::new();
    let mut former = String::new();
    for page in [ByHand::real()].into_iter().chain(pages.iter().map(ByHand::generated)) {
        by_hand.push_str(&page.module());
        former.push_str(&former::module(&page.module, &page.errors));
    }
    fs::write(out.join("by_hand.rs"), by_hand)?;
    fs::write(out.join("former.rs"), former)?;
    Ok(())
}
