//! What is asked of the syntax of items.

use syn::ext::IdentExt as _;
use syn::{Attribute, Item, ItemUse, Meta, Token, UseTree, Visibility};

/// A path as written.
#[derive(Clone)]
pub(super) struct Segments {
    /// It begins with `::`.
    pub(super) is_absolute: bool,
    pub(super) names: Vec<String>,
    pub(super) line: usize,
}

/// A name or a glob of a `use` item.
pub(super) struct Leaf {
    /// What it is called here. A glob has no name.
    pub(super) name: Option<String>,
    pub(super) path: Segments,
}

pub(super) fn is_private(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Inherited)
}

pub(super) fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// The attributes of an item.
pub(super) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is there in tests only.
pub(super) fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args().is_ok_and(|condition| implies_test(&condition))
    })
}

fn implies_test(condition: &Meta) -> bool {
    let Meta::List(list) = condition else { return condition.path().is_ident("test") };
    let parse = syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated;
    let Ok(parts) = list.parse_args_with(parse) else { return false };
    if list.path.is_ident("all") {
        parts.iter().any(implies_test)
    } else {
        list.path.is_ident("any") && !parts.is_empty() && parts.iter().all(implies_test)
    }
}

/// The names and globs of a `use` item.
pub(super) fn leaves(item: &ItemUse) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    let start = Segments { is_absolute: item.leading_colon.is_some(), names: Vec::new(), line: 0 };
    add_leaves(&item.tree, &start, &mut leaves);
    leaves
}

fn add_leaves(tree: &UseTree, prefix: &Segments, leaves: &mut Vec<Leaf>) {
    let extended = |name: &syn::Ident| {
        let mut path = prefix.clone();
        path.line = name.span().start().line;
        // A group's `self` is what the group is of.
        if name != "self" || path.names.is_empty() {
            path.names.push(name.unraw().to_string());
        }
        path
    };
    match tree {
        UseTree::Path(tree) => add_leaves(&tree.tree, &extended(&tree.ident), leaves),
        UseTree::Name(tree) => {
            let path = extended(&tree.ident);
            leaves.push(Leaf { name: path.names.last().cloned(), path });
        }
        UseTree::Rename(tree) => {
            let name = tree.rename.unraw().to_string();
            leaves.push(Leaf { name: Some(name), path: extended(&tree.ident) });
        }
        UseTree::Glob(tree) => {
            let line = tree.star_token.spans[0].start().line;
            leaves.push(Leaf { name: None, path: Segments { line, ..prefix.clone() } });
        }
        UseTree::Group(tree) => {
            for tree in &tree.items {
                add_leaves(tree, prefix, leaves);
            }
        }
    }
}
