//! The module of a page.

use super::docs::{self, comment};
use super::enums;
use super::error_enum::ErrorEnum;
use crate::lookup::is_short;
use error_catalog_model::page::Page;

const ATTRIBUTES: &str = "\
#[allow(dead_code, unreachable_pub, reason = \"a crate may use or publish only some of it\")]
#[allow(
    clippy::doc_link_with_quotes,
    clippy::doc_markdown,
    rustdoc::redundant_explicit_links,
    reason = \"the documentation's strings are shown as they are\"
)]
#[allow(
    clippy::enum_variant_names,
    clippy::module_inception,
    clippy::upper_case_acronyms,
    reason = \"the names are the catalog's\"
)]
";

/// Adds the module of a page.
pub(super) fn write(page: &Page, text: &mut String) {
    text.push_str(ATTRIBUTES);
    text.extend(["pub mod ", &page.module, " {\n"]);
    text.push_str(&comment(&docs::of_module(page), "//!", 4));
    for of in ErrorEnum::all(page) {
        add(enums::error_enum(&of), text);
    }
    add(enums::rows(page, is_short(page.errors.len())), text);
    text.push_str("}\n");
}

/// Items, each after a blank line.
fn add<const N: usize>(items: [String; N], text: &mut String) {
    for item in items {
        text.push('\n');
        text.push_str(&item);
    }
}
