//! The version in a manifest: that of its package, and those of its dependencies.

use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::text::quoted;
use semver::Version;
use toml_edit::{Item, TableLike};

use super::replace::Replacements;
use super::requirement;
use crate::packages::{Manifest, Package};
use crate::paths::resolve;

/// The tables of dependencies, in a manifest or for one target.
const DEPENDENCIES: [&str; 5] = [
    "dependencies",
    "dev-dependencies",
    "dev_dependencies",
    "build-dependencies",
    "build_dependencies",
];

/// The manifest with the version. `folders` are those of the packages that have it.
pub(super) fn edit(
    manifest: &Manifest,
    packages: &[Package],
    folders: &[PathBuf],
    version: &Version,
) -> io::Result<String> {
    let mut replacements = Replacements::default();
    let text = version.to_string();
    for package in packages.iter().filter(|package| package.version_manifest == manifest.path) {
        let version = if package.inherits {
            manifest.shared_version()
        } else {
            manifest.package().and_then(|package| package.get("version"))
        };
        if let Some(value) = version.and_then(Item::as_value) {
            replacements.push(value, &text);
        }
    }
    let folder = manifest.path.parent().unwrap_or(Path::new(""));
    for (name, dependency) in dependencies(manifest) {
        let path = dependency.get("path").and_then(Item::as_str);
        let Some(path) = path.map(|path| resolve(folder, Path::new(path))) else { continue };
        let Some(value) = dependency.get("version").and_then(Item::as_value) else { continue };
        let Some(old) = value.as_str().filter(|_| folders.contains(&path)) else { continue };
        let Some(new) = requirement::updated(old, version) else {
            return Err(io::Error::other(format!(
                "the dependency {} in {} requires {}, which excludes the version {version}; write \
                 `version = \"{version}\"` there",
                quoted(name),
                manifest.label,
                quoted(old),
            )));
        };
        replacements.push(value, &new);
    }
    Ok(replacements.apply(&manifest.document))
}

/// The dependencies of a manifest that have several keys.
fn dependencies(manifest: &Manifest) -> Vec<(&str, &dyn TableLike)> {
    let mut tables: Vec<&dyn TableLike> = vec![manifest.document.as_table()];
    let targets = manifest.document.get("target").and_then(Item::as_table_like);
    for (_, target) in targets.into_iter().flat_map(|targets| targets.iter()) {
        tables.extend(target.as_table_like());
    }
    tables.extend(manifest.document.get("workspace").and_then(Item::as_table_like));
    let mut dependencies = Vec::new();
    for table in tables {
        for kind in DEPENDENCIES {
            let list = table.get(kind).and_then(Item::as_table_like);
            for (name, item) in list.into_iter().flat_map(|list| list.iter()) {
                dependencies.extend(item.as_table_like().map(|dependency| (name, dependency)));
            }
        }
    }
    dependencies
}
