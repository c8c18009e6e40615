//! Stage three: the rules about what a catalog says. Each is a pure function from the catalog to
//! its findings; [`rules`](crate::rules) lists them.

pub(crate) mod files;
pub(crate) mod names;
pub(crate) mod rows;
pub(crate) mod text;

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::rules::RULES;

/// Holds the catalog to every rule.
pub(crate) fn check(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for find in RULES.iter().filter_map(|rule| rule.find) {
        find(catalog, findings);
    }
}
