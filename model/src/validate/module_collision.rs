//! The rule `module-collision`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{module_name, quoted};

/// Two files would become the same module.
pub static RULE: Rule =
    Rule { name: "module-collision", docs: include_str!("module_collision.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut first = BTreeMap::new();
    let mut findings = Vec::new();
    for (file, stem) in &catalog.stems {
        let module = module_name(stem);
        let Some(other) = first.get(&module) else {
            first.insert(module, stem);
            continue;
        };
        let (other, module) = (quoted(&format!("{other}.toml")), quoted(&module));
        findings.push(Diagnostic::new(
            &RULE,
            Location::File(*file),
            format!("this file and {other} would both become the module {module}"),
            "rename one of the two files",
        ));
    }
    findings
}
