//! Every rule of a catalog, in one list.

use crate::rule::Rule;
use crate::{acknowledge, files, parse, quirk, validate};

/// All rules, by name.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    let mut rules: Vec<&Rule> = [files::RULES, parse::RULES, acknowledge::RULES].concat();
    rules.extend(validate::rules().chain(quirk::rules()));
    rules.sort_by_key(|rule| rule.name);
    rules
}
