//! Stage three: the rules about what a catalog says. Each is a pure function from the catalog to
//! its findings; [`rules`](crate::rules) lists them. What the documentation gets wrong is found by
//! rules too, in [`quirks`](crate::quirks).

pub(crate) mod files;
pub(crate) mod names;
pub(crate) mod rows;
pub(crate) mod text;

use crate::catalog::Catalog;
use crate::diagnostic::Diagnostic;
use crate::rules::{Find, RULES};

/// Holds the catalog to every rule that is not about the documentation.
pub(crate) fn check(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for rule in RULES {
        if let Find::Check(find) = rule.find {
            find(catalog, findings);
        }
    }
}
