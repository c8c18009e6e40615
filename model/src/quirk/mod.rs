//! The rules about what the documentation gets wrong. Each is a function from a page to its findings.
//!
//! They check a page only if it breaks no other rule. Before that, the page may contain mistakes of the
//! catalog.

mod facts;
mod group;
pub mod inconsistent_message;
pub mod indistinguishable;
pub mod look_alike_code;
pub mod mismatched_pair;
pub mod not_common;
pub mod reused_code;
pub mod status_in_code;

use crate::finding::Finding;
use crate::page::Page;
use crate::rule::Rule;

type Find = for<'p> fn(&'p Page) -> Vec<Finding<'p>>;

/// The rules of this stage, each with its function.
static RULES: &[(&Rule, Find)] = &[
    (&inconsistent_message::RULE, inconsistent_message::find),
    (&indistinguishable::RULE, indistinguishable::find),
    (&look_alike_code::RULE, look_alike_code::find),
    (&mismatched_pair::RULE, mismatched_pair::find),
    (&not_common::RULE, not_common::find),
    (&reused_code::RULE, reused_code::find),
    (&status_in_code::RULE, status_in_code::find),
];

/// The rules of this stage. Their names are the kinds of quirks.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().map(|(rule, _)| *rule)
}

/// The quirks of a page, rule by rule.
#[must_use]
pub fn find(page: &Page) -> Vec<Finding<'_>> {
    RULES.iter().flat_map(|(_, find)| find(page)).collect()
}
