//! The rules about pages to import: each with the functions that describe what breaks it.

pub mod missing_heading;
pub mod nested_too_deeply;
pub mod page_without_tables;
pub mod unclear_columns;
pub mod unclear_row;

use error_catalog_model::rule::Rule;

/// The rules about pages to import, by name.
pub static RULES: &[&Rule] = &[
    &missing_heading::RULE,
    &nested_too_deeply::RULE,
    &page_without_tables::RULE,
    &unclear_columns::RULE,
    &unclear_row::RULE,
];
