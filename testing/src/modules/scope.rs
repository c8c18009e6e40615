//! The names that each module of a package declares.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use syn::ext::IdentExt as _;
use syn::{Item, ItemMacro, ItemMod, Visibility};

use super::syntax::{Segments, attributes, has, is_for_tests, is_private, leaves};

/// The index of a file in [`Package::files`].
pub(super) type FileId = usize;
/// The index of a scope in [`Package::scopes`].
pub(super) type ScopeId = usize;

/// The root's file and scope.
pub(super) const ROOT: usize = 0;

/// A package's files, and what is declared where. Code for tests is left out.
#[derive(Default)]
pub(super) struct Package {
    pub(super) files: Vec<File>,
    pub(super) scopes: Vec<Scope>,
    /// What cannot be followed, a sentence each.
    pub(super) problems: Vec<String>,
    folder: PathBuf,
    imports: usize,
    tests: Vec<PathBuf>,
}

/// A file of source code.
pub(super) struct File {
    /// The module's path from the root: empty for the root.
    pub(super) module: Vec<String>,
    /// The path from the folder of all packages, with slashes.
    pub(super) path: String,
    pub(super) scope: ScopeId,
    location: PathBuf,
}

/// A module, or a block with items.
pub(super) struct Scope {
    pub(super) file: FileId,
    /// The module that this module is in, or the scope that this block is in.
    pub(super) parent: Option<ScopeId>,
    pub(super) is_block: bool,
    pub(super) names: BTreeMap<String, Vec<Declaration>>,
    pub(super) globs: Vec<Import>,
    path: Vec<String>,
}

/// What a name means in a scope.
#[derive(Clone)]
pub(super) struct Declaration {
    pub(super) meaning: Meaning,
    pub(super) is_private: bool,
}

#[derive(Clone)]
pub(super) enum Meaning {
    Module(ScopeId),
    /// A type or a trait: paths may go through it.
    Type,
    /// A function, a constant or a static.
    Value,
    /// A macro, and the file that defines it.
    Macro(FileId),
    Crate,
    Import(Import),
}

/// A path that a `use` item makes available.
#[derive(Clone)]
pub(super) struct Import {
    /// Tells imports apart.
    pub(super) id: usize,
    pub(super) path: Segments,
    is_private: bool,
}

impl Import {
    pub(super) fn is_private(&self) -> bool {
        self.is_private
    }
}

impl Package {
    /// Reads the package whose root is `lib.rs`, or else `main.rs`, in this folder. Returns the syntax of
    /// each file too.
    ///
    /// # Errors
    ///
    /// If a file cannot be read or parsed: a sentence.
    pub(super) fn read(folder: &Path) -> Result<(Self, Vec<syn::File>), String> {
        let folder = folder.canonicalize().map_err(|error| describe(folder, &error))?;
        let root = ["lib.rs", "main.rs"].map(|name| folder.join(name));
        let Some(root) = root.into_iter().find(|path| path.is_file()) else {
            return Err(format!("{} has neither lib.rs nor main.rs", folder.display()));
        };
        let mut package = Self { folder, ..Self::default() };
        let mut syntaxes = Vec::new();
        package.read_file(root.clone(), None, Vec::new(), &mut syntaxes)?;
        package.find_undeclared_files(&root)?;
        Ok((package, syntaxes))
    }

    fn read_file(
        &mut self,
        location: PathBuf,
        parent: Option<ScopeId>,
        module: Vec<String>,
        syntaxes: &mut Vec<syn::File>,
    ) -> Result<Option<ScopeId>, String> {
        let path = self.display(&location);
        let text = fs::read_to_string(&location).map_err(|error| describe(&location, &error))?;
        let mut syntax = syn::parse_file(&text).map_err(|error| {
            format!("{path}:{}: it cannot be parsed: {error}", error.span().start().line)
        })?;
        if is_for_tests(&syntax.attrs) {
            self.tests.push(location);
            return Ok(None);
        }
        let file = self.files.len();
        let scope = self.add_scope(file, parent, module.clone(), false);
        self.files.push(File { module, path, scope, location });
        let items = std::mem::take(&mut syntax.items);
        syntaxes.push(syntax);
        self.declare(scope, &items, syntaxes)?;
        syntaxes[file].items = items;
        Ok(Some(scope))
    }

    fn add_scope(
        &mut self,
        file: FileId,
        parent: Option<ScopeId>,
        path: Vec<String>,
        is_block: bool,
    ) -> ScopeId {
        let (names, globs) = (BTreeMap::new(), Vec::new());
        self.scopes.push(Scope { file, parent, is_block, names, globs, path });
        self.scopes.len() - 1
    }

    /// A block with these items. Returns its scope.
    ///
    /// # Errors
    ///
    /// As [`Package::read`].
    pub(super) fn add_block(&mut self, outer: ScopeId, items: &[Item]) -> Result<ScopeId, String> {
        let Scope { file, path, .. } = &self.scopes[outer];
        let scope = self.add_scope(*file, Some(outer), path.clone(), true);
        // Files are declared in modules: nothing is added here.
        self.declare(scope, items, &mut Vec::new())?;
        Ok(scope)
    }

    fn declare(
        &mut self,
        scope: ScopeId,
        items: &[Item],
        syntaxes: &mut Vec<syn::File>,
    ) -> Result<(), String> {
        for item in items {
            if is_for_tests(attributes(item)) {
                if let Item::Mod(module) = item {
                    self.tests.extend(self.locations(scope, module));
                }
                continue;
            }
            match item {
                Item::Mod(module) => self.declare_module(scope, module, syntaxes)?,
                Item::Use(item) => {
                    let is_private = is_private(&item.vis);
                    for leaf in leaves(item) {
                        self.imports += 1;
                        let import = Import { id: self.imports, path: leaf.path, is_private };
                        match leaf.name {
                            Some(name) => {
                                self.name(scope, name, Meaning::Import(import), is_private);
                            }
                            None => self.scopes[scope].globs.push(import),
                        }
                    }
                }
                Item::ExternCrate(item) => {
                    let name = item.rename.as_ref().map_or(&item.ident, |(_, name)| name);
                    let is_own = item.ident == "self";
                    let meaning = if is_own { Meaning::Module(ROOT) } else { Meaning::Crate };
                    self.name(scope, name.unraw().to_string(), meaning, is_private(&item.vis));
                }
                Item::Macro(item) => self.declare_macro(scope, item),
                _ => {
                    if let Some((name, meaning, visibility)) = declared(item) {
                        self.name(scope, name.unraw().to_string(), meaning, is_private(visibility));
                    }
                }
            }
        }
        Ok(())
    }

    fn name(&mut self, scope: ScopeId, name: String, meaning: Meaning, is_private: bool) {
        let declaration = Declaration { meaning, is_private };
        self.scopes[scope].names.entry(name).or_default().push(declaration);
    }

    fn declare_macro(&mut self, scope: ScopeId, item: &ItemMacro) {
        let Some(name) = &item.ident else { return };
        let (name, meaning) = (name.unraw().to_string(), Meaning::Macro(self.scopes[scope].file));
        self.name(scope, name.clone(), meaning.clone(), true);
        // Wherever it is defined, the root has it.
        if has(&item.attrs, "macro_export") && scope != ROOT {
            self.name(ROOT, name, meaning, false);
        }
    }

    fn declare_module(
        &mut self,
        scope: ScopeId,
        module: &ItemMod,
        syntaxes: &mut Vec<syn::File>,
    ) -> Result<(), String> {
        let name = module.ident.unraw().to_string();
        let inner = if let Some((_, items)) = &module.content {
            // One that is there twice, under two conditions, has the names of both.
            let inner = self.child(scope, &name).unwrap_or_else(|| {
                let Scope { file, ref path, .. } = self.scopes[scope];
                self.add_scope(file, Some(scope), joined(path, &name), false)
            });
            self.declare(inner, items, syntaxes)?;
            inner
        } else {
            let line = module.ident.span().start().line;
            let problem = |package: &Self, problem: &str| {
                let file = &package.files[package.scopes[scope].file].path;
                format!("{file}:{line}: `mod {name};` {problem}")
            };
            if has(&module.attrs, "path") {
                self.problems.push(problem(self, "has a `#[path]`, which is not followed"));
                return Ok(());
            }
            let Some(location) =
                self.locations(scope, module).into_iter().find(|path| path.is_file())
            else {
                self.problems.push(problem(self, "has no file"));
                return Ok(());
            };
            let path = joined(&self.scopes[scope].path, &name);
            match self.read_file(location, Some(scope), path, syntaxes)? {
                Some(inner) => inner,
                None => return Ok(()),
            }
        };
        if self.child(scope, &name).is_none() {
            self.name(scope, name, Meaning::Module(inner), is_private(&module.vis));
        }
        // What follows in this module may call its macros by their names.
        if has(&module.attrs, "macro_use") {
            for (name, declarations) in self.scopes[inner].names.clone() {
                for Declaration { meaning, .. } in declarations {
                    if matches!(meaning, Meaning::Macro(_)) {
                        self.name(scope, name.clone(), meaning, true);
                    }
                }
            }
        }
        Ok(())
    }

    /// The module of this name that is declared in a module.
    pub(super) fn child(&self, scope: ScopeId, name: &str) -> Option<ScopeId> {
        let declarations = self.scopes[scope].names.get(name)?;
        declarations.iter().find_map(|declaration| match declaration.meaning {
            Meaning::Module(inner) => Some(inner),
            _ => None,
        })
    }

    /// Where the file of a module may be, and the folder of the modules in it.
    fn locations(&self, scope: ScopeId, module: &ItemMod) -> Vec<PathBuf> {
        let path = joined(&self.scopes[scope].path, &module.ident.unraw().to_string());
        let folder = self.folder.join(path.iter().collect::<PathBuf>());
        vec![folder.with_extension("rs"), folder.join("mod.rs"), folder]
    }

    /// A file that no module declares would escape the test.
    fn find_undeclared_files(&mut self, root: &Path) -> Result<(), String> {
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for path in sorted_paths(&folder).map_err(|error| describe(&folder, &error))? {
                // Programs are crates.
                let is_program =
                    ["main.rs", "bin"].map(|name| self.folder.join(name)).contains(&path);
                let is_known = is_program
                    || path == root
                    || self.tests.contains(&path)
                    || self.files.iter().any(|file| file.location == path);
                if is_known {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let path = self.display(&path);
                    self.problems.push(format!("{path}: no module declares this file"));
                }
            }
        }
        Ok(())
    }

    /// From the folder of all packages, with slashes: `model/src/parse/mod.rs`.
    fn display(&self, location: &Path) -> String {
        let packages = self.folder.parent().and_then(Path::parent).unwrap_or(&self.folder);
        let path = location.strip_prefix(packages).unwrap_or(location);
        path.display().to_string().replace('\\', "/")
    }
}

fn describe(path: &Path, error: &io::Error) -> String {
    format!("{} cannot be read: {error}", path.display())
}

fn sorted_paths(folder: &Path) -> io::Result<Vec<PathBuf>> {
    #[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
    let entries = fs::read_dir(folder)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

fn joined(path: &[String], name: &str) -> Vec<String> {
    [path, &[name.to_owned()]].concat()
}

/// What an item declares, other than a module, an import or a macro.
fn declared(item: &Item) -> Option<(&syn::Ident, Meaning, &Visibility)> {
    Some(match item {
        Item::Const(item) => (&item.ident, Meaning::Value, &item.vis),
        Item::Enum(item) => (&item.ident, Meaning::Type, &item.vis),
        Item::Fn(item) => (&item.sig.ident, Meaning::Value, &item.vis),
        Item::Static(item) => (&item.ident, Meaning::Value, &item.vis),
        Item::Struct(item) => (&item.ident, Meaning::Type, &item.vis),
        Item::Trait(item) => (&item.ident, Meaning::Type, &item.vis),
        Item::TraitAlias(item) => (&item.ident, Meaning::Type, &item.vis),
        Item::Type(item) => (&item.ident, Meaning::Type, &item.vis),
        Item::Union(item) => (&item.ident, Meaning::Type, &item.vis),
        _ => return None,
    })
}
