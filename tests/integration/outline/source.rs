//! The public API of a crate, from its source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};

use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, Fields, ImplItem, Item, ItemImpl, LitStr, Meta, MetaList, Path as TypePath,
    Token, TraitItem, Type, UseTree, Visibility, parse_quote,
};

use super::macros::Macro;

/// What is public in a crate.
pub(crate) struct Outline {
    /// As Rust without docs, bodies and values.
    pub(crate) text: String,
    types: BTreeSet<String>,
}

impl Outline {
    /// The outline of the crate in this folder, with these features.
    pub(crate) fn new(source: &Path, features: &[&str]) -> Self {
        let mut read = Read { features, defined: BTreeSet::new(), macros: BTreeMap::new() };
        let items = read.file(&source.join("lib.rs"), source);
        let mut implementations = Vec::new();
        let mut items = public(items, &mut implementations);
        items.append(&mut implementations);

        let mut names = BTreeSet::new();
        add_names(&items, &mut names);
        let private: BTreeSet<String> = read.defined.difference(&names).cloned().collect();
        let mut file: syn::File = parse_quote!(#(#items)*);
        Strip { private }.visit_file_mut(&mut file);

        let mut types = BTreeSet::new();
        add_types(&file.items, &mut types);
        Self { text: prettyplease::unparse(&file), types }
    }

    /// The names of the structs and enums.
    pub(crate) fn types(&self) -> BTreeSet<&str> {
        self.types.iter().map(String::as_str).collect()
    }
}

/// Reads a crate's files into one, without what needs other features.
struct Read<'f> {
    features: &'f [&'f str],
    /// The names of all types and traits, public or not.
    defined: BTreeSet<String>,
    /// The private macros so far, by name.
    macros: BTreeMap<String, Macro>,
}

impl Read<'_> {
    /// The items of a file, whose modules are in the folder.
    fn file(&mut self, path: &Path, folder: &Path) -> Vec<Item> {
        let text =
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let items = self.items(file.items, path, folder);
        add_names(&items, &mut self.defined);
        items
    }

    fn items(&mut self, items: Vec<Item>, path: &Path, folder: &Path) -> Vec<Item> {
        let mut all = Vec::new();
        for mut item in items {
            let attributes = attributes(&mut item);
            if !attributes.iter().all(|attribute| self.is_on(attribute)) {
                continue;
            }
            attributes.retain(|attribute| !attribute.path().is_ident("cfg"));
            self.parts(&mut item);
            match item {
                Item::Mod(mut module) => {
                    let folder = folder.join(module.ident.to_string());
                    let items = match module.content.take() {
                        Some((_, items)) => self.items(items, path, &folder),
                        None => self.file(&module_file(&folder), &folder),
                    };
                    module.content = Some((syn::token::Brace::default(), items));
                    module.semi = None;
                    all.push(Item::Mod(module));
                }
                Item::Macro(item) if item.mac.path.is_ident("include") => {
                    let name: LitStr = item.mac.parse_body().unwrap();
                    all.extend(self.file(&path.with_file_name(name.value()), folder));
                }
                Item::Macro(item) => {
                    if let Some(name) = item.ident {
                        let is_exported =
                            |attribute: &Attribute| attribute.path().is_ident("macro_export");
                        assert!(
                            !item.attrs.iter().any(is_exported),
                            "{}: {name}! is public, which is not known here",
                            path.display()
                        );
                        self.macros.insert(name.to_string(), Macro::new(item.mac.tokens));
                    } else {
                        let name = item.mac.path.require_ident().unwrap().to_string();
                        let known = self.macros.get(&name).unwrap_or_else(|| {
                            panic!("{}: what {name}! makes is not known here", path.display())
                        });
                        let expanded = known.expanded(&item.mac.tokens);
                        let file: syn::File = syn::parse2(expanded).unwrap();
                        all.extend(self.items(file.items, path, folder));
                    }
                }
                item => all.push(item),
            }
        }
        all
    }

    /// Removes those functions of a trait or an implementation that need other features.
    fn parts(&self, item: &mut Item) {
        let is_there = |attributes: &mut Vec<Attribute>| {
            let is_on = attributes.iter().all(|attribute| self.is_on(attribute));
            attributes.retain(|attribute| !attribute.path().is_ident("cfg"));
            is_on
        };
        match item {
            Item::Impl(item) => item.items.retain_mut(|item| match item {
                ImplItem::Fn(function) => is_there(&mut function.attrs),
                _ => true,
            }),
            Item::Trait(item) => item.items.retain_mut(|item| match item {
                TraitItem::Fn(function) => is_there(&mut function.attrs),
                _ => true,
            }),
            _ => {}
        }
    }

    /// Whether the attribute is no `cfg`, or one that is fulfilled.
    fn is_on(&self, attribute: &Attribute) -> bool {
        if !attribute.path().is_ident("cfg") {
            return true;
        }
        self.is_fulfilled(&attribute.parse_args().unwrap())
    }

    fn is_fulfilled(&self, condition: &Meta) -> bool {
        let nested = |list: &MetaList| {
            list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap()
        };
        match condition {
            Meta::Path(path) if path.is_ident("test") => false,
            Meta::List(list) if list.path.is_ident("all") => {
                nested(list).iter().all(|condition| self.is_fulfilled(condition))
            }
            Meta::List(list) if list.path.is_ident("any") => {
                nested(list).iter().any(|condition| self.is_fulfilled(condition))
            }
            Meta::NameValue(pair) if pair.path.is_ident("feature") => {
                let Expr::Lit(literal) = &pair.value else { panic!("a feature is a string") };
                let feature: LitStr = parse_quote!(#literal);
                self.features.contains(&feature.value().as_str())
            }
            _ => panic!("what this condition means is not known here: {}", quote!(#condition)),
        }
    }
}

fn module_file(module: &Path) -> PathBuf {
    let file = module.with_extension("rs");
    if file.exists() { file } else { module.join("mod.rs") }
}

/// Adds the names of types and traits.
fn add_names(items: &[Item], names: &mut BTreeSet<String>) {
    add_types(items, names);
    for item in items {
        match item {
            Item::Mod(item) => {
                item.content.iter().for_each(|(_, items)| add_names(items, names));
            }
            Item::Trait(item) => _ = names.insert(item.ident.to_string()),
            Item::Type(item) => _ = names.insert(item.ident.to_string()),
            _ => {}
        }
    }
}

/// Adds the names of structs and enums.
fn add_types(items: &[Item], names: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Enum(item) => _ = names.insert(item.ident.to_string()),
            Item::Mod(item) => {
                item.content.iter().for_each(|(_, items)| add_types(items, names));
            }
            Item::Struct(item) => _ = names.insert(item.ident.to_string()),
            _ => {}
        }
    }
}

/// The public items of a module, with those of private modules instead of their `pub use`. The
/// implementations in private modules are public too: they are collected separately.
fn public(items: Vec<Item>, implementations: &mut Vec<Item>) -> Vec<Item> {
    let mut private = Vec::new();
    let mut public_items = Vec::new();
    for item in items {
        match item {
            Item::Mod(mut module) => {
                let (_, items) = module.content.take().unwrap();
                let items = public(items, implementations);
                if is_pub(&module.vis) {
                    module.content = Some((syn::token::Brace::default(), items));
                    public_items.push(Item::Mod(module));
                } else {
                    let (of_types, others): (Vec<Item>, Vec<Item>) =
                        items.into_iter().partition(|item| matches!(item, Item::Impl(_)));
                    implementations.extend(of_types);
                    private.push((module.ident, others));
                }
            }
            item if is_public(&item) => public_items.push(item),
            _ => {}
        }
    }
    let reexported = |item: Item| match &item {
        Item::Use(used) => match &used.tree {
            UseTree::Path(path) => match private.iter().find(|(name, _)| *name == path.ident) {
                Some((_, items)) => vec![named(items, &path.tree)],
                None => vec![item],
            },
            _ => vec![item],
        },
        _ => vec![item],
    };
    public_items.into_iter().flat_map(reexported).collect()
}

/// The item that is used by its name.
fn named(items: &[Item], tree: &UseTree) -> Item {
    let UseTree::Name(name) = tree else { panic!("use one name at a time of a private module") };
    let is_it = |item: &&Item| {
        let mut names = BTreeSet::new();
        add_names(std::slice::from_ref(item), &mut names);
        names.contains(&name.ident.to_string())
    };
    items.iter().find(is_it).unwrap().clone()
}

/// Removes docs, bodies and values, and what is private inside an item.
struct Strip {
    private: BTreeSet<String>,
}

impl Strip {
    /// Whether others can see the implementation at all.
    fn is_visible(&self, item: &ItemImpl) -> bool {
        let is_private = |path: &TypePath| {
            path.segments.last().is_some_and(|last| self.private.contains(&last.ident.to_string()))
        };
        let of_private = matches!(&*item.self_ty, Type::Path(path) if is_private(&path.path));
        let private_trait = item.trait_.as_ref().is_some_and(|(path, ..)| is_private(path));
        !of_private && !private_trait && (item.trait_.is_some() || !item.items.is_empty())
    }

    fn items(&mut self, items: &mut Vec<Item>) {
        for item in items.iter_mut() {
            self.visit_item_mut(item);
        }
        items.retain(|item| !matches!(item, Item::Impl(item) if !self.is_visible(item)));
    }
}

impl VisitMut for Strip {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        self.items(&mut file.items);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        self.visit_attributes_mut(&mut module.attrs);
        self.items(&mut module.content.as_mut().unwrap().1);
    }

    fn visit_item_impl_mut(&mut self, item: &mut ItemImpl) {
        let is_inherent = item.trait_.is_none();
        item.items.retain(|item| match item {
            // The trait itself shows its items.
            ImplItem::Fn(function) => is_inherent && is_pub(&function.vis),
            ImplItem::Const(constant) => is_inherent && is_pub(&constant.vis),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.clear();
    }

    fn visit_expr_mut(&mut self, value: &mut Expr) {
        *value = parse_quote!(_);
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        // It never applies; only rustfmt reads it.
        let skip = quote!(#[cfg_attr(any(), rustfmt::skip)]).to_string();
        attributes.retain(|attribute| quote!(#attribute).to_string() != skip);
        let is_condition = |attribute: &Attribute| {
            ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name))
        };
        assert!(!attributes.iter().any(is_condition), "conditions are only known on whole items");
        attributes.retain(is_api);
    }

    /// All private fields become one: others can only see that there are any.
    fn visit_item_struct_mut(&mut self, item: &mut syn::ItemStruct) {
        match &mut item.fields {
            Fields::Named(fields) => {
                let (public, private): (Vec<_>, Vec<_>) =
                    mem::take(&mut fields.named).into_iter().partition(|field| is_pub(&field.vis));
                fields.named = public.into_iter().collect();
                if !private.is_empty() {
                    fields.named.push(parse_quote!(private: _));
                }
            }
            Fields::Unnamed(fields) => {
                for field in fields.unnamed.iter_mut().filter(|field| !is_pub(&field.vis)) {
                    field.ty = parse_quote!(_);
                }
            }
            Fields::Unit => {}
        }
        visit_mut::visit_item_struct_mut(self, item);
    }
}

/// Whether an attribute changes what others can do with an item.
fn is_api(attribute: &Attribute) -> bool {
    let names = ["deprecated", "derive", "must_use", "non_exhaustive", "repr", "track_caller"];
    let is_hidden = || match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        _ => false,
    };
    names.iter().any(|name| attribute.path().is_ident(name)) || is_hidden()
}

fn is_pub(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_public(item: &Item) -> bool {
    match item {
        Item::Const(item) => is_pub(&item.vis),
        Item::Enum(item) => is_pub(&item.vis),
        Item::ExternCrate(item) => is_pub(&item.vis),
        Item::Fn(item) => is_pub(&item.vis),
        Item::Mod(item) => is_pub(&item.vis),
        Item::Static(item) => is_pub(&item.vis),
        Item::Struct(item) => is_pub(&item.vis),
        Item::Trait(item) => is_pub(&item.vis),
        Item::Type(item) => is_pub(&item.vis),
        Item::Use(item) => is_pub(&item.vis),
        Item::Impl(_) => true,
        _ => panic!("whether this is public is not known here: {}", quote!(#item)),
    }
}

fn attributes(item: &mut Item) -> &mut Vec<Attribute> {
    match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::ExternCrate(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => panic!("this item is not known here: {}", quote!(#item)),
    }
}
