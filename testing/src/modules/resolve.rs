//! Where a path leads to.

use super::scope::{Declaration, FileId, Import, Meaning, Package, ROOT, Scope, ScopeId};
use super::syntax::Segments;

/// Where a path leads to, and the files that it needs on the way.
#[derive(Clone)]
pub(super) struct Route {
    pub(super) end: End,
    /// The files with the `use` items that the path goes through.
    pub(super) through: Vec<FileId>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum End {
    Module(ScopeId),
    /// An item of this file.
    Item(FileId),
    /// Something that this module does not declare: a macro may make it.
    Undeclared(ScopeId),
    /// Another crate, or a type of the language.
    Outside,
}

impl Package {
    /// All that a path may lead to.
    pub(super) fn resolve(&self, scope: ScopeId, path: &Segments) -> Vec<Route> {
        Resolver { package: self, imports: Vec::new() }.resolve(scope, path)
    }

    /// The module that a scope is, or is in.
    pub(super) fn module(&self, mut scope: ScopeId) -> ScopeId {
        while let (true, Some(outer)) = (self.scopes[scope].is_block, self.scopes[scope].parent) {
            scope = outer;
        }
        scope
    }

    /// The file that defines a macro that is called by its name alone, without an import.
    pub(super) fn macro_file(&self, scope: ScopeId, name: &str) -> Option<FileId> {
        let mut next = Some(scope);
        while let Some(scope) = next {
            for declaration in self.scopes[scope].names.get(name).into_iter().flatten() {
                match declaration.meaning {
                    Meaning::Macro(file) => return Some(file),
                    Meaning::Import(_) => return None,
                    _ => {}
                }
            }
            next = self.scopes[scope].parent;
        }
        None
    }

    /// The names that a module imports, and those that its globs bring in from other modules.
    pub(super) fn imported_names(&self, module: ScopeId) -> Vec<String> {
        let mut names = Vec::new();
        let (mut modules, mut next) = (vec![module], 0);
        while let Some(&scope) = modules.get(next) {
            let Scope { names: declared, globs, .. } = &self.scopes[scope];
            for (name, declarations) in declared {
                let is_import =
                    |declaration: &Declaration| matches!(declaration.meaning, Meaning::Import(_));
                if scope != module || declarations.iter().any(is_import) {
                    names.push(name.clone());
                }
            }
            for route in globs.iter().flat_map(|glob| self.resolve(scope, &glob.path)) {
                if let End::Module(module) = route.end
                    && !modules.contains(&module)
                {
                    modules.push(module);
                }
            }
            next += 1;
        }
        names
    }

    fn is_within(&self, scope: ScopeId, module: ScopeId) -> bool {
        let mut next = Some(scope);
        while let Some(scope) = next {
            if scope == module {
                return true;
            }
            next = self.scopes[scope].parent;
        }
        false
    }
}

struct Resolver<'a> {
    package: &'a Package,
    /// Those that are being resolved: none of them is resolved by itself.
    imports: Vec<usize>,
}

impl Resolver<'_> {
    fn resolve(&mut self, scope: ScopeId, path: &Segments) -> Vec<Route> {
        let Some((first, rest)) = path.names.split_first() else { return Vec::new() };
        if path.is_absolute {
            return vec![Route { end: End::Outside, through: Vec::new() }];
        }
        let mut routes = self.first(scope, first, rest.is_empty());
        for (index, name) in rest.iter().enumerate() {
            let is_last = index + 1 == rest.len();
            routes = routes
                .into_iter()
                .flat_map(|route| self.step(scope, route, name, is_last))
                .collect();
        }
        routes
    }

    fn first(&mut self, scope: ScopeId, name: &str, is_last: bool) -> Vec<Route> {
        let direct = |end| vec![Route { end, through: Vec::new() }];
        let module = self.package.module(scope);
        match name {
            "crate" => return direct(End::Module(ROOT)),
            "self" => return direct(End::Module(module)),
            "super" => return direct(self.parent(module)),
            _ => {}
        }
        let mut current = scope;
        loop {
            let routes = self.look_up(current, name, scope, is_last);
            let Scope { parent: Some(outer), is_block: true, .. } = self.package.scopes[current]
            else {
                return if routes.is_empty() { direct(End::Outside) } else { routes };
            };
            if !routes.is_empty() {
                return routes;
            }
            current = outer;
        }
    }

    fn step(&mut self, scope: ScopeId, route: Route, name: &str, is_last: bool) -> Vec<Route> {
        // What follows an item is of that item.
        let End::Module(module) = route.end else { return vec![route] };
        let ends = match name {
            "super" => vec![Route { end: self.parent(module), through: Vec::new() }],
            "self" => return vec![route],
            _ => self.look_up(module, name, scope, is_last),
        };
        let ends = if ends.is_empty() {
            let is_open = self.has_glob_of_a_crate(module);
            let end = if is_open { End::Outside } else { End::Undeclared(module) };
            vec![Route { end, through: Vec::new() }]
        } else {
            ends
        };
        let extended = |end: Route| Route {
            through: [route.through.clone(), end.through].concat(),
            end: end.end,
        };
        ends.into_iter().map(extended).collect()
    }

    /// The module that a module is in.
    fn parent(&self, module: ScopeId) -> End {
        let parent = self.package.scopes[module].parent;
        parent.map_or(End::Outside, |parent| End::Module(self.package.module(parent)))
    }

    /// What a name means in a scope, seen from another one. Whatever is not last in a path is a module or
    /// a type.
    fn look_up(
        &mut self,
        scope: ScopeId,
        name: &str,
        viewer: ScopeId,
        is_last: bool,
    ) -> Vec<Route> {
        let package = self.package;
        let Scope { file, names, globs, .. } = &package.scopes[scope];
        let is_near = package.is_within(viewer, scope);
        let mut routes = Vec::new();
        let declarations = names.get(name).map(Vec::as_slice).unwrap_or_default();
        // Next to a module or a type, an import of the same name is of a value or a macro.
        let is_path = |declaration: &Declaration| {
            matches!(declaration.meaning, Meaning::Module(_) | Meaning::Type | Meaning::Crate)
        };
        let imports_values = !is_last && declarations.iter().any(is_path);
        for declaration in declarations {
            if declaration.is_private && !is_near {
                continue;
            }
            if imports_values && matches!(declaration.meaning, Meaning::Import(_)) {
                continue;
            }
            let end = match &declaration.meaning {
                Meaning::Import(import) => {
                    routes.extend(self.import(scope, *file, import));
                    continue;
                }
                Meaning::Value | Meaning::Macro(_) if !is_last => continue,
                Meaning::Module(module) => End::Module(*module),
                Meaning::Type | Meaning::Value => End::Item(*file),
                Meaning::Macro(file) => End::Item(*file),
                Meaning::Crate => End::Outside,
            };
            routes.push(Route { end, through: Vec::new() });
        }
        if !routes.is_empty() {
            return routes;
        }
        for glob in globs {
            if glob.is_private() && !is_near {
                continue;
            }
            for route in self.import(scope, *file, glob) {
                let End::Module(module) = route.end else { continue };
                self.imports.push(glob.id);
                for found in self.look_up(module, name, scope, is_last) {
                    let through = [route.through.clone(), found.through].concat();
                    routes.push(Route { end: found.end, through });
                }
                self.imports.pop();
            }
        }
        routes
    }

    /// What such a module does not declare may be of that crate.
    fn has_glob_of_a_crate(&mut self, module: ScopeId) -> bool {
        let package = self.package;
        let Scope { file, globs, .. } = &package.scopes[module];
        globs.iter().any(|glob| {
            let is_outside = |route: Route| route.end == End::Outside;
            self.import(module, *file, glob).into_iter().any(is_outside)
        })
    }

    /// Where an import leads to, through the file that it is in.
    fn import(&mut self, scope: ScopeId, file: FileId, import: &Import) -> Vec<Route> {
        if self.imports.contains(&import.id) {
            return Vec::new();
        }
        self.imports.push(import.id);
        let mut routes = self.resolve(scope, &import.path);
        self.imports.pop();
        for route in &mut routes {
            route.through.push(file);
        }
        routes
    }
}
