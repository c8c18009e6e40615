//! Every rule of the catalog and of the import, in one list.

use error_catalog_model::registry;
use error_catalog_model::rule::Rule;

use crate::import;

/// All rules, by name.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    let mut rules = registry::rules();
    rules.extend(import::RULES);
    rules.sort_by_key(|rule| rule.name);
    rules
}
