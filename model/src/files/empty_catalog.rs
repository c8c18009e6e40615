//! The rule `empty-catalog`.

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// The catalog's folder has no page file.
pub static RULE: Rule = Rule { name: "empty-catalog", docs: include_str!("empty_catalog.md") };

pub(super) fn diagnostic() -> Diagnostic {
    Diagnostic::new(
        &RULE,
        Location::Folder,
        "the catalog has no page file: a file whose name ends in `.toml`, other than `catalog.toml`",
        "import a page with `cargo catalog import PAGE --page NAME`, or give the path of another folder",
    )
}
