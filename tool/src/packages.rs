//! The packages of a catalog: what their manifests say of their names and of their version.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::Settings;
use error_catalog_model::files::SETTINGS;
use error_catalog_model::text::{printable, printable_path, quoted};
use semver::Version;
use toml_edit::{Document, Item, TableLike};

use crate::files;
use crate::git::Revision;
use crate::paths::resolve;

/// The name of a manifest.
pub(crate) const MANIFEST: &str = "Cargo.toml";

/// Where files are read.
#[derive(Clone, Copy)]
pub(crate) enum Tree<'r> {
    /// Folders, as they are now.
    Folders,
    /// A revision in git.
    Revision(&'r Revision<'r>),
}

/// A manifest, as it is read.
pub(crate) struct Manifest {
    /// Its path, from the root of the file system.
    pub(crate) path: PathBuf,
    /// What messages call it.
    pub(crate) label: String,
    pub(crate) document: Document<String>,
}

/// A package of a catalog.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// Its folder.
    pub(crate) folder: PathBuf,
    pub(crate) version: Version,
    /// Whether the version is that of its workspace.
    pub(crate) inherits: bool,
    /// The manifest that has the version: its own one, or that of its workspace.
    pub(crate) version_manifest: PathBuf,
    /// What messages call that manifest.
    label: String,
}

impl Tree<'_> {
    /// The text of the file; `None` if there is no file.
    pub(crate) fn read(self, path: &Path) -> io::Result<Option<String>> {
        let bytes = match self {
            Tree::Folders => files::read_all(path)?,
            Tree::Revision(revision) => revision.read(path)?,
        };
        let Some(bytes) = bytes else { return Ok(None) };
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| {
            io::Error::other(format!("{} is not UTF-8; save it in this encoding", self.label(path)))
        })
    }

    /// What messages call a path.
    pub(crate) fn label(self, path: &Path) -> String {
        match self {
            Tree::Folders => printable_path(&shortened(path)),
            Tree::Revision(revision) => printable_path(&revision.label(path)),
        }
    }

    /// The manifest with this path; `None` if there is no file.
    pub(crate) fn manifest(self, path: &Path) -> io::Result<Option<Manifest>> {
        let Some(text) = self.read(path)? else { return Ok(None) };
        let label = self.label(path);
        match Document::parse(text) {
            Ok(document) => Ok(Some(Manifest { path: path.to_owned(), label, document })),
            Err(error) => {
                let error = printable(error.message());
                Err(io::Error::other(format!("{label} is not TOML: {error}; correct it")))
            }
        }
    }
}

/// A path relative to the current folder, if it is in there.
pub(crate) fn shortened(path: &Path) -> PathBuf {
    let current = std::env::current_dir().and_then(|folder| folder.canonicalize());
    let short = current.ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_owned));
    short.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| path.to_owned())
}

/// What happens if there is no manifest of a package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is an error: the settings are wrong.
    Error,
    /// The package is left out: the catalog is an old one, or a copy without its packages.
    LeftOut,
}

/// The packages that the settings of a catalog name. The path of the catalog begins at the root of the file
/// system.
pub(crate) fn read(
    tree: Tree<'_>,
    catalog: &Path,
    settings: &Settings,
    missing: Missing,
) -> io::Result<Vec<Package>> {
    let mut packages = Vec::new();
    for setting in &settings.output.packages {
        let folder = resolve(catalog, setting);
        let folder = match tree {
            Tree::Folders => fs::canonicalize(&folder).unwrap_or(folder),
            Tree::Revision(_) => folder,
        };
        match tree.manifest(&folder.join(MANIFEST))? {
            Some(manifest) => packages.push(Package::new(tree, folder, &manifest)?),
            None if missing == Missing::LeftOut => {}
            None => {
                return Err(io::Error::other(format!(
                    "there is no {}; correct `packages` in {}, where {} is a path relative to that file",
                    tree.label(&folder.join(MANIFEST)),
                    tree.label(&catalog.join(SETTINGS)),
                    quoted(&setting.to_string_lossy()),
                )));
            }
        }
    }
    Ok(packages)
}

/// The version that all packages have; `None` if there are no packages.
pub(crate) fn version(packages: &[Package]) -> io::Result<Option<Version>> {
    let Some(first) = packages.first() else { return Ok(None) };
    match packages.iter().find(|package| package.version != first.version) {
        None => Ok(Some(first.version.clone())),
        Some(other) => Err(disagreement(first, other)),
    }
}

/// Two packages have different versions.
pub(crate) fn disagreement(one: &Package, other: &Package) -> io::Error {
    io::Error::other(format!(
        "the packages of a catalog have one version, but {} has the version {} in {}, and {} has the \
         version {} in {}; write the same version in both",
        quoted(&one.name),
        one.version,
        one.label,
        quoted(&other.name),
        other.version,
        other.label,
    ))
}

impl Package {
    fn new(tree: Tree<'_>, folder: PathBuf, manifest: &Manifest) -> io::Result<Self> {
        let name = manifest.package().and_then(|package| package.get("name")?.as_str());
        let Some(name) = name.filter(|name| !name.is_empty()).map(str::to_owned) else {
            let message = format!("{} has no `name` under `[package]`", manifest.label);
            return Err(io::Error::other(message));
        };
        let workspace = if manifest.inherits_version() {
            let Some(workspace) = workspace(tree, manifest)? else {
                let message = format!(
                    "{} inherits its version, but no {MANIFEST} in a folder above it has `[workspace]`",
                    manifest.label
                );
                return Err(io::Error::other(message));
            };
            Some(workspace)
        } else {
            None
        };
        let owner = workspace.as_ref().unwrap_or(manifest);
        let version = if let Some(workspace) = &workspace {
            workspace.version(workspace.shared_version(), "workspace.package")?
        } else {
            let version = manifest.package().and_then(|package| package.get("version"));
            manifest.version(version, "package")?
        };
        Ok(Self {
            name,
            folder,
            version,
            inherits: workspace.is_some(),
            version_manifest: owner.path.clone(),
            label: owner.label.clone(),
        })
    }
}

impl Manifest {
    /// `[package]`
    pub(crate) fn package(&self) -> Option<&dyn TableLike> {
        self.document.get("package")?.as_table_like()
    }

    /// The version that packages of the workspace inherit.
    pub(crate) fn shared_version(&self) -> Option<&Item> {
        self.document.get("workspace")?.get("package")?.get("version")
    }

    /// Whether the version of the package is that of its workspace.
    pub(crate) fn inherits_version(&self) -> bool {
        let version = self.package().and_then(|package| package.get("version"));
        version.and_then(|version| version.get("workspace")?.as_bool()) == Some(true)
    }

    fn version(&self, version: Option<&Item>, table: &str) -> io::Result<Version> {
        let label = &self.label;
        let Some(text) = version.and_then(Item::as_str) else {
            let message = format!(
                "{label} has no version; write one, like `version = \"0.1.0\"`, under `[{table}]`"
            );
            return Err(io::Error::other(message));
        };
        Version::parse(text).map_err(|_| {
            let text = quoted(text);
            let message =
                format!("{text} in {label} is not a version; write three numbers, like `0.1.0`");
            io::Error::other(message)
        })
    }
}

/// The manifest of the workspace that a package is in: the one that it names, or the next one above it.
pub(crate) fn workspace(tree: Tree<'_>, manifest: &Manifest) -> io::Result<Option<Manifest>> {
    let Some(folder) = manifest.path.parent() else { return Ok(None) };
    let named = manifest.package().and_then(|package| package.get("workspace")?.as_str());
    if let Some(named) = named {
        return tree.manifest(&resolve(folder, Path::new(named)).join(MANIFEST));
    }
    for folder in folder.ancestors() {
        let Some(manifest) = tree.manifest(&folder.join(MANIFEST))? else { continue };
        if manifest.document.contains_key("workspace") {
            return Ok(Some(manifest));
        }
    }
    Ok(None)
}
