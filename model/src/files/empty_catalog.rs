//! The rule `empty-catalog`.

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// The catalog's folder has no page file.
pub static RULE: Rule = Rule { name: "empty-catalog", docs: include_str!("empty_catalog.md") };

pub(super) fn diagnostic() -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Location::Folder,
        "the catalog has no page: no file in this folder ends in `.toml`",
        "add a page file for each page of the documentation, or give the path of another folder",
    )
}
