//! The rule `module-name`.

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{page_file_problem, quoted};

/// A file's name cannot be the name of a module.
pub static RULE: Rule = Rule { name: "module-name", docs: include_str!("module_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (file, stem) in &catalog.stems {
        if let Some(problem) = page_file_problem(stem) {
            findings.push(Diagnostic::new(
                &RULE,
                Location::File(*file),
                format!("{} cannot be the name of a module: it {problem}", quoted(stem)),
                "name the file after the page, like `agent-launch.toml`",
            ));
        }
    }
    findings
}
