//! Every file that names the version, with the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::change::Change;
use error_catalog_model::text::printable;
use semver::Version;
use toml_edit::Document;

use super::{changelog, lines, lock, manifest};
use crate::git::Repository;
use crate::packages::{self, MANIFEST, Manifest, Package, Tree};

/// A release to prepare.
pub(crate) struct Release<'r> {
    pub(crate) repository: &'r Repository,
    pub(crate) packages: &'r [Package],
    /// The versions that the files may have: the last one that was released, and those of the packages.
    pub(crate) old: &'r [Version],
    pub(crate) version: &'r Version,
    /// The changelog to write.
    pub(crate) changelog: Option<Changelog<'r>>,
}

/// The entry of a release in the changelog.
pub(crate) struct Changelog<'r> {
    pub(crate) path: PathBuf,
    pub(crate) date: &'r str,
    pub(crate) changes: &'r [Change],
    /// A version that was not released: its entry becomes that of the release.
    pub(crate) previous: Option<&'r Version>,
}

/// A file with its new text.
pub(crate) struct Edit {
    pub(crate) path: PathBuf,
    pub(crate) new: String,
    /// `None` if there is no file.
    old: Option<String>,
}

impl Edit {
    fn new(path: &Path, old: Option<String>, new: String) -> Self {
        Self { path: path.to_owned(), new, old }
    }
}

/// Every file of the repository that has to change, in the order in which they are written: if that is
/// interrupted, the packages still have the old version, and the next run writes the rest.
pub(crate) fn plan(release: &Release<'_>) -> io::Result<Vec<Edit>> {
    let files = Files::of(release)?;
    let (names, folders) = files.packages(release)?;
    let version = release.version;
    let mut edits = Vec::new();
    for path in &files.locks {
        let Some(text) = Tree::Folders.read(path)? else { continue };
        let document = Document::parse(text).map_err(|error| {
            let label = Tree::Folders.label(path);
            let error = printable(error.message());
            io::Error::other(format!("{label} is not TOML: {error}; correct it"))
        })?;
        let new = lock::edit(&document, &names, version);
        edits.push(Edit::new(path, Some(document.raw().to_owned()), new));
    }
    for path in &files.texts {
        let Some(text) = Tree::Folders.read(path)? else { continue };
        let new = lines::edit(&text, &names, release.old, version);
        edits.push(Edit::new(path, Some(text), new));
    }
    if let Some(changelog) = &release.changelog {
        let Changelog { path, date, changes, previous } = changelog;
        let old = Tree::Folders.read(path)?;
        let entry = changelog::Entry { version, previous: *previous, date, changes };
        let new = changelog::edit(old.as_deref(), &entry);
        edits.push(Edit::new(path, old, new));
    }
    for manifest in &files.manifests {
        let new = manifest::edit(manifest, release.packages, &folders, version)?;
        edits.push(Edit::new(&manifest.path, Some(manifest.document.raw().to_owned()), new));
    }
    edits.retain(|edit| edit.old.as_ref() != Some(&edit.new));
    Ok(edits)
}

/// The files of a repository that may name the version.
#[derive(Default)]
struct Files {
    locks: Vec<PathBuf>,
    /// READMEs, and templates of manifests, which are not TOML.
    texts: Vec<PathBuf>,
    /// Those with the version of a package are the last ones.
    manifests: Vec<Manifest>,
}

/// What a file is, by its name.
enum Kind {
    Lock,
    Text,
    Manifest,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        match path.file_name()?.to_str()? {
            "Cargo.lock" => Some(Self::Lock),
            "README.md" => Some(Self::Text),
            MANIFEST => Some(Self::Manifest),
            _ => None,
        }
    }
}

impl Files {
    fn of(release: &Release<'_>) -> io::Result<Self> {
        let root = &release.repository.root;
        let mut paths = BTreeMap::new();
        for path in release.repository.tracked_files()? {
            // A link may lead to another file of the list, or out of the repository.
            if let Some(kind) = Kind::of(&path)
                && let Ok(path) = fs::canonicalize(root.join(path))
                && path.starts_with(root)
            {
                paths.insert(path, kind);
            }
        }
        // They may be new, so that git does not track them yet.
        for package in release.packages {
            for path in [package.folder.join(MANIFEST), package.version_manifest.clone()] {
                if !path.starts_with(root) {
                    let path = Tree::Folders.label(&path);
                    let message = format!(
                        "{path} is not in the git repository of the catalog; remove its package from \
                         `packages`"
                    );
                    return Err(io::Error::other(message));
                }
                paths.insert(path, Kind::Manifest);
            }
        }
        let mut files = Self::default();
        for (path, kind) in paths {
            match kind {
                Kind::Lock => files.locks.push(path),
                Kind::Text => files.texts.push(path),
                Kind::Manifest => match Tree::Folders.manifest(&path) {
                    Ok(manifest) => files.manifests.extend(manifest),
                    Err(_) => files.texts.push(path),
                },
            }
        }
        let has_version = |manifest: &Manifest| {
            release.packages.iter().any(|package| package.version_manifest == manifest.path)
        };
        files.manifests.sort_by_key(has_version);
        Ok(files)
    }

    /// The names and folders of all packages that get the version: those of the catalog, and those that
    /// inherit it from the same workspace.
    fn packages(&self, release: &Release<'_>) -> io::Result<(BTreeSet<String>, Vec<PathBuf>)> {
        let mut names = BTreeSet::new();
        let mut folders = Vec::new();
        for package in release.packages {
            names.insert(package.name.clone());
            folders.push(package.folder.clone());
        }
        let is_shared = |workspace: &Manifest| {
            let owns = |package: &Package| package.version_manifest == workspace.path;
            release.packages.iter().any(|package| package.inherits && owns(package))
        };
        for manifest in self.manifests.iter().filter(|manifest| manifest.inherits_version()) {
            let workspace = packages::workspace(Tree::Folders, manifest)?;
            let name = manifest.package().and_then(|package| package.get("name")?.as_str());
            let name = name.filter(|name| !name.is_empty());
            if let (Some(name), true) = (name, workspace.as_ref().is_some_and(is_shared)) {
                names.insert(name.to_owned());
                folders.extend(manifest.path.parent().map(Path::to_owned));
            }
        }
        Ok((names, folders))
    }
}
