//! Which file uses which: the arrows of the graph.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, ImplItem, Item, ItemMacro, ItemMod, ItemUse, LitStr, Macro, Meta, Stmt,
    TraitItem, Visibility,
};

use super::resolve::{End, Route};
use super::scope::{FileId, Package, ROOT, ScopeId};
use super::syntax::{Segments, attributes, is_for_tests, leaves};

/// A use of one file by another.
pub(super) struct Arrow {
    pub(super) from: FileId,
    pub(super) to: FileId,
    pub(super) line: usize,
    /// As written.
    pub(super) path: String,
}

/// The arrows of a package, one for each pair of files: the first.
///
/// # Errors
///
/// If the names of a block cannot be collected: a sentence.
pub(super) fn arrows(package: &mut Package, files: &[syn::File]) -> Result<Vec<Arrow>, String> {
    let mut arrows = Vec::new();
    for (file, syntax) in files.iter().enumerate() {
        let scope = package.files[file].scope;
        let mut visitor = Visitor { package, file, scope, arrows: Vec::new(), problem: None };
        visitor.visit_file(syntax);
        if let Some(problem) = visitor.problem {
            return Err(problem);
        }
        arrows.append(&mut visitor.arrows);
    }
    arrows.sort_by_key(|arrow| (arrow.from, arrow.to, arrow.line));
    arrows.dedup_by_key(|arrow| (arrow.from, arrow.to));
    Ok(arrows)
}

struct Visitor<'a> {
    package: &'a mut Package,
    file: FileId,
    scope: ScopeId,
    arrows: Vec<Arrow>,
    problem: Option<String>,
}

impl Visitor<'_> {
    fn add(&mut self, to: FileId, path: &Segments) {
        if to != self.file {
            let start = if path.is_absolute { "::" } else { "" };
            let as_written = format!("{start}{}", path.names.join("::"));
            self.arrows.push(Arrow { from: self.file, to, line: path.line, path: as_written });
        }
    }

    fn follow(&mut self, route: &Route, path: &Segments) {
        // What the root imports from elsewhere is used, and not the root.
        for file in route.through.iter().copied().filter(|file| *file != ROOT) {
            self.add(file, path);
        }
        match route.end {
            End::Module(scope) | End::Undeclared(scope) => {
                self.add(self.package.scopes[scope].file, path);
            }
            End::Item(file) => self.add(file, path),
            End::Outside => {}
        }
    }

    /// A path to an item.
    fn item(&mut self, path: &Segments) {
        let routes = self.package.resolve(self.scope, path);
        // A module of the same name is something else.
        let is_module = |route: &Route| matches!(route.end, End::Module(_));
        let has_items = routes.iter().any(|route| !is_module(route));
        for route in routes.iter().filter(|route| !(has_items && is_module(route))) {
            self.follow(route, path);
        }
    }

    /// All that a glob brings in is used.
    fn glob(&mut self, path: &Segments) {
        let extended = |name: &str| {
            let mut path = path.clone();
            path.names.push(name.to_owned());
            path
        };
        let as_written = extended("*");
        for route in self.package.resolve(self.scope, path) {
            self.follow(&route, &as_written);
            let End::Module(module) = route.end else { continue };
            // A glob of the root is a violation already.
            if module == ROOT || self.package.scopes[module].file == self.file {
                continue;
            }
            for name in self.package.imported_names(module) {
                for route in self.package.resolve(self.scope, &extended(&name)) {
                    if !matches!(route.end, End::Undeclared(_)) {
                        self.follow(&route, &as_written);
                    }
                }
            }
        }
    }

    /// A path among the tokens of a macro. It may be something else, so it counts only if it leads to
    /// something.
    fn found_in_tokens(&mut self, path: &Segments) {
        for route in self.package.resolve(self.scope, path) {
            let has_start_only = match route.end {
                End::Undeclared(module) => {
                    path.names[..path.names.len() - 1]
                        .iter()
                        .all(|name| name == "crate" || name == "super" || name == "self")
                        || module == ROOT
                }
                _ => false,
            };
            if !has_start_only {
                self.follow(&route, path);
            }
        }
    }

    /// Finds the paths among the tokens of a macro that begin with one of these words.
    fn scan(&mut self, tokens: TokenStream, starts: &[&str]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            match token {
                TokenTree::Ident(ident) if ident == "pub" => {
                    // `pub(in path)` uses nothing.
                    let is_path = matches!(tokens.get(index + 1), Some(TokenTree::Group(group))
                        if group.delimiter() == Delimiter::Parenthesis
                            && group.stream().to_string().starts_with("in "));
                    index += usize::from(is_path);
                }
                TokenTree::Ident(ident)
                    if starts.iter().any(|start| ident == start)
                        && is_path_separator(&tokens[index + 1..]) =>
                {
                    let line = ident.span().start().line;
                    let path = Segments { is_absolute: false, names: Vec::new(), line };
                    index += self.scan_path(&tokens[index..], path);
                    continue;
                }
                TokenTree::Group(group) => self.scan(group.stream(), starts),
                _ => {}
            }
            index += 1;
        }
    }

    /// Follows the path at the beginning of the tokens: a tree, as in a `use` item. Returns how many
    /// tokens it has.
    fn scan_path(&mut self, tokens: &[TokenTree], mut path: Segments) -> usize {
        let mut index = 0;
        loop {
            match tokens.get(index) {
                Some(TokenTree::Ident(ident)) => {
                    // A group's `self` is what the group is of.
                    if ident != "self" || path.names.is_empty() {
                        path.names.push(ident.unraw().to_string());
                    }
                    index += 1;
                    if is_path_separator(&tokens[index..]) {
                        index += 2;
                        continue;
                    }
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for part in inner.split(is_comma) {
                        self.scan_path(part, path.clone());
                    }
                    return index + 1;
                }
                _ => {}
            }
            if !path.names.is_empty() {
                self.found_in_tokens(&path);
            }
            return index.max(1);
        }
    }

    /// Paths in strings, as serde's `with = "crate::…"` has them.
    fn scan_strings(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.scan_strings(group.stream()),
                TokenTree::Literal(literal) => {
                    let line = literal.span().start().line;
                    let Ok(string) = syn::parse2::<LitStr>(TokenTree::from(literal).into()) else {
                        continue;
                    };
                    let Ok(path) = string.parse::<syn::Path>() else { continue };
                    if path.segments.len() > 1 {
                        let path = Segments { line, ..segments(&path) };
                        self.found_in_tokens(&path);
                    }
                }
                _ => {}
            }
        }
    }

    fn within(&mut self, scope: ScopeId, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.scope, scope);
        visit(self);
        self.scope = outer;
    }
}

/// What begins a path among the tokens of a macro that is called.
const CALLED: [&str; 3] = ["crate", "self", "super"];
/// And of one that makes code for elsewhere: the module that `self` is there is not known here.
const QUOTED: [&str; 1] = ["crate"];

/// These make tokens of code, and do not put it here.
const QUOTES: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

impl<'ast> Visit<'ast> for Visitor<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes = match item {
            ImplItem::Const(item) => &*item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Macro(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        let attributes = match item {
            TraitItem::Const(item) => &*item.attrs,
            TraitItem::Fn(item) => &item.attrs,
            TraitItem::Macro(item) => &item.attrs,
            TraitItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !is_for_tests(attributes) {
            visit::visit_trait_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let name = module.ident.unraw().to_string();
        match self.package.child(self.scope, &name) {
            Some(scope) if module.content.is_some() => {
                self.within(scope, |visitor| visit::visit_item_mod(visitor, module));
            }
            _ => visit::visit_item_mod(self, module),
        }
    }

    fn visit_block(&mut self, block: &'ast Block) {
        let is_item = |statement: &Stmt| matches!(statement, Stmt::Item(_));
        if !block.stmts.iter().any(is_item) {
            visit::visit_block(self, block);
            return;
        }
        let items: Vec<Item> = block
            .stmts
            .iter()
            .filter_map(|statement| match statement {
                Stmt::Item(item) => Some(item.clone()),
                _ => None,
            })
            .collect();
        match self.package.add_block(self.scope, &items) {
            Ok(scope) => self.within(scope, |visitor| visit::visit_block(visitor, block)),
            Err(problem) => self.problem = Some(problem),
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(item) {
            if leaf.name.is_some() {
                for route in self.package.resolve(self.scope, &leaf.path) {
                    self.follow(&route, &leaf.path);
                }
            } else {
                self.glob(&leaf.path);
            }
        }
    }

    fn visit_visibility(&mut self, _: &'ast Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.item(&segments(path));
        }
        visit::visit_path(self, path);
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        if item.ident.is_some() {
            self.scan(item.mac.tokens.clone(), &QUOTED);
        } else {
            visit::visit_item_macro(self, item);
        }
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        if let Some(name) = called.path.get_ident() {
            let file = self.package.macro_file(self.scope, &name.unraw().to_string());
            if let Some(file) = file {
                self.add(file, &segments(&called.path));
            }
        }
        let last = called.path.segments.last().map(|segment| &segment.ident);
        let is_quoted = last.is_some_and(|name: &Ident| QUOTES.iter().any(|quote| name == quote));
        self.scan(called.tokens.clone(), if is_quoted { &QUOTED } else { &CALLED });
        visit::visit_macro(self, called);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.scan(list.tokens.clone(), &CALLED);
            self.scan_strings(list.tokens.clone());
        }
        visit::visit_attribute(self, attribute);
    }
}

fn segments(path: &syn::Path) -> Segments {
    Segments {
        is_absolute: path.leading_colon.is_some(),
        names: path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect(),
        line: path.span().start().line,
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punctuation) if punctuation.as_char() == ',')
}

fn is_path_separator(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punctuation) if punctuation.as_char() == ':');
    matches!(tokens, [first, second, ..] if is_colon(first) && is_colon(second))
}
