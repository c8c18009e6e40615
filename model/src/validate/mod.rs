//! The rules about what the files of a catalog contain. What the documentation gets wrong is found by
//! [`quirk`](crate::quirk).
//!
//! Each rule is a function from the catalog to its findings. A value that is missing was reported
//! before, so the rules look at those that are there.

pub mod body_pointer;
pub mod body_type;
pub mod empty_string;
pub mod enum_collision;
pub mod invalid_name;
pub mod invisible_character;
pub mod module_collision;
pub mod module_name;
mod names;
pub mod one_name_for_two_errors;
pub mod repeated_endpoint;
pub mod repeated_row;
pub mod reserved_name;
mod rows;
pub mod source_address;
pub mod status_range;
pub mod stray_whitespace;
mod strings;
pub mod two_names_for_one_error;

use crate::diagnostic::Diagnostic;
use crate::raw::Catalog;
use crate::rule::Rule;

type Check = fn(&Catalog) -> Vec<Diagnostic>;

/// The rules of this stage, each with its function.
static CHECKS: &[(&Rule, Check)] = &[
    (&invisible_character::RULE, invisible_character::check),
    (&body_pointer::RULE, body_pointer::check),
    (&body_type::RULE, body_type::check),
    (&empty_string::RULE, empty_string::check),
    (&enum_collision::RULE, enum_collision::check),
    (&invalid_name::RULE, invalid_name::check),
    (&module_collision::RULE, module_collision::check),
    (&module_name::RULE, module_name::check),
    (&one_name_for_two_errors::RULE, one_name_for_two_errors::check),
    (&repeated_endpoint::RULE, repeated_endpoint::check),
    (&repeated_row::RULE, repeated_row::check),
    (&reserved_name::RULE, reserved_name::check),
    (&source_address::RULE, source_address::check),
    (&status_range::RULE, status_range::check),
    (&stray_whitespace::RULE, stray_whitespace::check),
    (&two_names_for_one_error::RULE, two_names_for_one_error::check),
];

/// The rules of this stage.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|(rule, _)| *rule)
}

/// Checks the catalog against every rule of this stage.
#[must_use]
pub fn validate(catalog: &Catalog) -> Vec<Diagnostic> {
    CHECKS.iter().flat_map(|(_, check)| check(catalog)).collect()
}
