//! Which modules of a package use which, compared with the order that they should have.
//!
//! The order is written from left to right, and a module may use the modules to its left only:
//!
//! ```text
//! text, source, {settings, raw}, parse, import/read/*, import/edit, {validate/*, quirk/*}, report
//! ```
//!
//! - `parse` is a module with all modules in it. `validate/*` is the same, and has modules in it.
//!   `import/edit` is the module `import::edit`; if modules of a folder are listed, each of them is, and
//!   the folder's file, `import/mod.rs` or `import.rs`, comes right after the last of them.
//! - Modules in one brace do not use each other.
//! - The order lists every module, and no module that does not exist.
//!
//! These rules need no order:
//!
//! - The root, `lib.rs` or `main.rs`, may use all modules, and none of them uses an item of the root. What
//!   the root re-exports is used where it is defined.
//! - The file of a folder, `parse/mod.rs` or `parse.rs`, may use the modules in it; they do not use it, nor
//!   what it re-exports. They may use each other.
//! - Files do not use each other in a cycle.
//!
//! Every path counts: those of `use` items, of expressions, types and patterns, of attributes, and those
//! that begin with `crate`, `super` or `self` among the tokens of a macro. Inline modules belong to their
//! file. Code for tests does not count, and neither does `pub(in path)`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

mod arrow;
mod order;
mod resolve;
mod scope;
mod syntax;

use arrow::Arrow;
use order::{Order, Position};
use scope::{File, FileId, Package, ROOT};

/// Compares the modules of a package with an order. Returns what is wrong, a sentence each.
///
/// `src` is the folder with `lib.rs` or `main.rs`.
///
/// ```no_run
/// # use testing::modules;
/// let violations = modules::check("model/src".as_ref(), "text, {settings, raw}, parse/*");
/// assert_eq!(violations, [] as [&str; 0]);
/// ```
#[must_use]
pub fn check(src: &Path, order: &str) -> Vec<String> {
    find_violations(src, order).unwrap_or_else(|problem| vec![problem])
}

fn find_violations(src: &Path, order: &str) -> Result<Vec<String>, String> {
    let order = Order::parse(order)?;
    let (mut package, files) = Package::read(src)?;
    let arrows = arrow::arrows(&mut package, &files)?;
    let modules: BTreeSet<_> =
        package.files.iter().skip(1).map(|file| file.module.clone()).collect();

    let mut violations = package.problems;
    violations.extend(order.problems(&modules));
    let mut allowed = Vec::new();
    for arrow in &arrows {
        let (from, to) = (&package.files[arrow.from], &package.files[arrow.to]);
        match objection(from, to, &order) {
            Some(objection) => {
                violations.push(format!("{}, but {objection}", describe(&package.files, arrow)));
            }
            None => allowed.push(arrow),
        }
    }
    violations.extend(find_cycles(&package.files, &allowed));
    Ok(violations)
}

/// Why one file may not use another. Of the root, and of what is not in the order, there is nothing to say.
fn objection(from: &File, to: &File, order: &Order) -> Option<String> {
    let name = to.module.join("::");
    if from.module.is_empty() || to.module.starts_with(&from.module) {
        None
    } else if to.module.is_empty() {
        Some("the root comes after all modules".to_owned())
    } else if from.module.starts_with(&to.module) {
        Some(format!("`{name}` comes after the modules in it"))
    } else {
        match order.position(&from.module, &to.module)? {
            Position::Before | Position::Same => None,
            Position::Brace => Some("modules in one brace do not use each other".to_owned()),
            Position::After => Some(format!("`{name}` comes after it")),
        }
    }
}

/// `model/src/parse/mod.rs:12: `parse` uses `emit` (crate::emit::write)`
fn describe(files: &[File], arrow: &Arrow) -> String {
    let (from, to) = (&files[arrow.from], &files[arrow.to]);
    let to_name = if arrow.to == ROOT {
        "the root".to_owned()
    } else {
        format!("`{}`", to.module.join("::"))
    };
    let from_name = from.module.join("::");
    format!("{}:{}: `{from_name}` uses {to_name} ({})", from.path, arrow.line, arrow.path)
}

/// A shortest cycle through each file that is in one, without those through a file that has been
/// reported.
fn find_cycles(files: &[File], arrows: &[&Arrow]) -> Vec<String> {
    let mut outgoing = BTreeMap::<FileId, Vec<&Arrow>>::new();
    for arrow in arrows {
        outgoing.entry(arrow.from).or_default().push(arrow);
    }
    let mut reported = BTreeSet::new();
    let mut sentences = Vec::new();
    for file in 0..files.len() {
        if reported.contains(&file) {
            continue;
        }
        let Some(cycle) = shortest_cycle(file, &outgoing) else { continue };
        reported.extend(cycle.iter().map(|arrow| arrow.from));
        let [first, rest @ ..] = &*cycle else { continue };
        let rest: Vec<String> = rest
            .iter()
            .map(|arrow| {
                let [from, to] = [arrow.from, arrow.to].map(|file| files[file].module.join("::"));
                let location = format!("{}:{}", files[arrow.from].path, arrow.line);
                format!("`{from}` uses `{to}` ({} at {location})", arrow.path)
            })
            .collect();
        sentences.push(format!("{}, but {}", describe(files, first), rest.join(" and ")));
    }
    sentences
}

/// From a file back to itself.
fn shortest_cycle<'a>(
    start: FileId,
    outgoing: &BTreeMap<FileId, Vec<&'a Arrow>>,
) -> Option<Vec<&'a Arrow>> {
    let mut reached = BTreeMap::<FileId, &Arrow>::new();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(file) = queue.pop_front() {
        for &arrow in outgoing.get(&file).into_iter().flatten() {
            if reached.contains_key(&arrow.to) {
                continue;
            }
            reached.insert(arrow.to, arrow);
            if arrow.to == start {
                let mut cycle = vec![arrow];
                while cycle[cycle.len() - 1].from != start {
                    cycle.push(reached[&cycle[cycle.len() - 1].from]);
                }
                cycle.reverse();
                return Some(cycle);
            }
            queue.push_back(arrow.to);
        }
    }
    None
}
