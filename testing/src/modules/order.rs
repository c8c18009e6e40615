//! The order of modules, as a list.

use std::collections::{BTreeMap, BTreeSet};

/// Modules from left to right.
pub(super) struct Order {
    entries: BTreeMap<Module, Entry>,
}

/// The names of a module and of those that it is in, from the root.
pub(super) type Module = Vec<String>;

struct Entry {
    /// Modules in one brace have the same.
    rank: usize,
    /// Written with `/*`.
    is_folder: bool,
}

/// How one module comes before or after another.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Position {
    Before,
    /// The entry of both is the same.
    Same,
    /// The entries of the two are in one brace.
    Brace,
    After,
}

impl Order {
    /// # Errors
    ///
    /// If the list is not written as [`super::check`] says: a sentence.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut entries = BTreeMap::new();
        let mut rest = text.trim();
        let mut rank = 0;
        while !rest.is_empty() {
            // The rank between is for the file of a folder: see `find`.
            rank += 2;
            let (names, after) = if let Some(inner) = rest.strip_prefix('{') {
                let end = inner.find('}').ok_or("the order has a brace without an end")?;
                (&inner[..end], &inner[end + 1..])
            } else {
                rest.split_at(rest.find(',').unwrap_or(rest.len()))
            };
            for name in names.split(',') {
                let (module, is_folder) = module(name)?;
                if entries.insert(module, Entry { rank, is_folder }).is_some() {
                    return Err(format!("the order lists `{}` twice", name.trim()));
                }
            }
            let after = after.trim_start();
            rest = match after.strip_prefix(',') {
                Some(after) => after.trim_start(),
                None if after.is_empty() => after,
                None => return Err(format!("the order has no comma before `{after}`")),
            };
        }
        Ok(Self { entries })
    }

    /// What is missing from the order, what is missing from the package, and folders that come before
    /// modules in them.
    pub(super) fn problems(&self, modules: &BTreeSet<Module>) -> Vec<String> {
        let mut problems = Vec::new();
        for module in modules {
            if self.find(module).is_none() {
                problems.push(format!("`{}` is missing from the order", module.join("::")));
            }
        }
        for (module, entry) in &self.entries {
            let name = module.join("::");
            let is_inside =
                |inner: &&Module| inner.len() > module.len() && inner.starts_with(module);
            if !modules.contains(module) {
                problems.push(format!("the order lists `{name}`, which does not exist"));
            } else if entry.is_folder && !modules.iter().any(|inner| is_inside(&inner)) {
                problems
                    .push(format!("the order lists `{name}` as a folder, but no module is in it"));
            }
            for (inner, other) in &self.entries {
                if is_inside(&inner) && other.rank >= entry.rank {
                    let inner = inner.join("::");
                    problems.push(format!(
                        "the order lists `{name}` before `{inner}`, but a folder comes after its modules"
                    ));
                }
            }
        }
        problems
    }

    /// Where the second module is, seen from the first. `None` if one of them is not in the order.
    pub(super) fn position(&self, from: &Module, to: &Module) -> Option<Position> {
        let (from, to) = (self.find(from)?, self.find(to)?);
        Some(match to.1.cmp(&from.1) {
            std::cmp::Ordering::Less => Position::Before,
            std::cmp::Ordering::Greater => Position::After,
            std::cmp::Ordering::Equal if to.0 == from.0 => Position::Same,
            std::cmp::Ordering::Equal => Position::Brace,
        })
    }

    /// The entry that covers a module, and its rank. A folder that is not listed, while modules in it
    /// are, comes right after the last of them.
    fn find<'a>(&'a self, module: &'a [String]) -> Option<(&'a [String], usize)> {
        for length in (1..=module.len()).rev() {
            if let Some((covering, entry)) = self.entries.get_key_value(&module[..length]) {
                return Some((covering, entry.rank));
            }
            if length == module.len() {
                let inside = self.entries.iter().filter(|(inner, _)| inner.starts_with(module));
                if let Some(last) = inside.map(|(_, entry)| entry.rank).max() {
                    return Some((module, last + 1));
                }
            }
        }
        None
    }
}

/// A module as the order names it, and whether it is written as a folder.
fn module(name: &str) -> Result<(Module, bool), String> {
    let name = name.trim();
    let (path, is_folder) = match name.strip_suffix("/*") {
        Some(path) => (path, true),
        None => (name, false),
    };
    let module: Module = path.split('/').map(str::to_owned).collect();
    let is_name =
        |name: &String| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if module.iter().all(is_name) {
        Ok((module, is_folder))
    } else {
        Err(format!("the order has `{name}`, which is no module's name"))
    }
}
