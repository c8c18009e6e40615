//! Rules about the files: each is a module of the generated code.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Place, shown};
use crate::rules::{Find, Rule};

pub(crate) static MODULE_NAME: Rule = Rule {
    name: "module-name",
    docs: "A file's name cannot be the name of a module. The file `agent-launch.toml` becomes the module \
           `agent_launch`, so a name has lower-case letters, digits, and single hyphens or underscores between them; \
           it begins with a letter and is neither a keyword nor the name of a primitive type.",
    find: Find::Check(module_name),
};

pub(crate) static MODULE_COLLISION: Rule = Rule {
    name: "module-collision",
    docs: "Two files would become the same module, as `agent-launch.toml` and `agent_launch.toml` would. \
           Rename one of them, or make one page of both.",
    find: Find::Check(module_collision),
};

/// A module of such a name would hide the type.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// The module that a file becomes.
pub(crate) fn module(stem: &str) -> String {
    stem.replace('-', "_")
}

fn module_name(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for (file, stem) in catalog.stems.iter().enumerate() {
        let Some(reason) = module_problem(stem) else { continue };
        findings.push(Diagnostic::new(
            &MODULE_NAME,
            Place::File(file),
            format!("{} cannot be a module: it {reason}", shown(stem)),
            "name the file after the page, like `agent-launch.toml`",
        ));
    }
}

/// Why a file of this name cannot be a module; nothing if it can.
pub(crate) fn module_problem(stem: &str) -> Option<&'static str> {
    if !is_snake_case(stem) {
        Some("has other characters than lower-case letters, digits and single hyphens between them")
    } else if is_keyword(&module(stem)) {
        Some("is a keyword of Rust")
    } else if PRIMITIVES.contains(&stem) {
        Some("is the name of a primitive type")
    } else {
        None
    }
}

fn is_snake_case(stem: &str) -> bool {
    let mut words = stem.split(['-', '_']);
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    stem.starts_with(|c: char| c.is_ascii_lowercase())
        && words.all(|word| !word.is_empty() && word.chars().all(lower))
}

/// Whether it is a keyword in any edition.
fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}

fn module_collision(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    let mut first = BTreeMap::new();
    for (file, stem) in catalog.stems.iter().enumerate() {
        let module = module(stem);
        if let Some(other) = first.get(&module) {
            findings.push(Diagnostic::new(
                &MODULE_COLLISION,
                Place::File(file),
                format!(
                    "this file and {} would both become the module {}",
                    shown(&format!("{other}.toml")),
                    shown(&module)
                ),
                "rename one of the two files",
            ));
        } else {
            first.insert(module, stem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_name_is_what_rust_takes() {
        for stem in ["agent-launch", "agent_launch", "v2", "core", "a-1", "std", "union"] {
            assert!(is_snake_case(stem) && !is_keyword(&module(stem)), "{stem}");
        }
        for stem in ["", "-a", "a-", "a--b", "a-_b", "2fa", "Agent", "é", "a b", "a.b", "_a"] {
            assert!(!is_snake_case(stem), "{stem}");
        }
        for stem in ["type", "self", "crate", "async", "gen", "try", "abstract", "true", "dyn"] {
            assert!(is_keyword(stem), "{stem}");
        }
    }
}
