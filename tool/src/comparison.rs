//! Two catalogs, each with the packages of its settings: what services see of the change, and the version
//! that it requires.

use std::fs;
use std::io;
use std::path::Path;

use error_catalog_model::change::Change;
use error_catalog_model::diff::{diff, diff_settings};
use error_catalog_model::files::read_error;
use error_catalog_model::version::{self, Bump};
use error_catalog_model::{Catalog, Error, Rules, Settings};
use semver::{Prerelease, Version};

use crate::git::Repository;
use crate::packages::{self, Missing, Package, Tree};

/// A side of the comparison.
pub(crate) struct Side {
    pub(crate) catalog: Catalog,
    pub(crate) packages: Vec<Package>,
}

/// What is different between two sides.
pub(crate) struct Comparison {
    pub(crate) changes: Vec<Change>,
    /// That of the old side, if its packages have one.
    pub(crate) old: Option<Version>,
    /// The lowest version that may follow the old one.
    pub(crate) minimum: Option<Version>,
}

impl Side {
    /// A catalog and its packages in folders.
    pub(crate) fn in_folder(folder: &Path, rules: Rules, missing: Missing) -> Result<Self, Error> {
        let catalog = error_catalog_model::load(folder, rules)?;
        let path = absolute(folder)?;
        let packages = packages::read(Tree::Folders, &path, &catalog.settings, missing)?;
        Ok(Self { catalog, packages })
    }

    /// What git has at a revision. If its settings name no packages, its version is that of the `present`
    /// ones at that revision.
    pub(crate) fn at_revision(
        repository: &Repository,
        revision: &str,
        folder: &Path,
        present: &Settings,
    ) -> Result<Self, Error> {
        let revision = repository.revision(revision)?;
        let folder = absolute(folder)?;
        let files = revision.catalog_files(&folder)?;
        // The quirks of an old catalog were checked by the rules of its time.
        let label = revision.label(&folder);
        let catalog = error_catalog_model::check(&label, files, Rules::WithoutQuirks)?;
        let has_packages = !catalog.settings.output.packages.is_empty();
        let settings = if has_packages { &catalog.settings } else { present };
        let tree = Tree::Revision(&revision);
        // Nobody can correct the settings of the past.
        let packages = packages::read(tree, &folder, settings, Missing::LeftOut)?;
        Ok(Self { catalog, packages })
    }
}

/// The path of a catalog's folder from the root of the file system, without symbolic links.
pub(crate) fn absolute(folder: &Path) -> io::Result<std::path::PathBuf> {
    fs::canonicalize(folder).map_err(|error| read_error(folder, &error))
}

impl Comparison {
    pub(crate) fn new(old: &Side, new: &Side) -> io::Result<Self> {
        let mut changes = diff_settings(&old.catalog.settings, &new.catalog.settings);
        changes.extend(diff(&old.catalog.pages, &new.catalog.pages));
        let bump = changes.iter().map(Change::bump).max();
        let old = packages::version(&old.packages)?;
        let minimum = old.as_ref().map(|old| minimum(old, bump));
        Ok(Self { changes, old, minimum })
    }

    /// How much the changes require the version to rise, if there are any.
    pub(crate) fn bump(&self) -> Option<Bump> {
        self.changes.iter().map(Change::bump).max()
    }

    /// Whether a version is high enough; `None` if there is no old one.
    pub(crate) fn allows(&self, version: &Version) -> Option<bool> {
        let (old, minimum) = self.old.as_ref().zip(self.minimum.as_ref())?;
        // A pre-release comes before the version that it prepares.
        let release = Version { pre: Prerelease::EMPTY, ..version.clone() };
        let prepares = !version.pre.is_empty()
            && release.cmp_precedence(minimum).is_ge()
            && version.cmp_precedence(old).is_gt();
        Some(version.cmp_precedence(minimum).is_ge() || prepares)
    }
}

/// The lowest version that may follow.
fn minimum(old: &Version, bump: Option<Bump>) -> Version {
    let Some(bump) = bump else { return old.clone() };
    let numbers = (old.major, old.minor, old.patch);
    // Anything may change between a pre-release and the version that it prepares.
    let is_release = old.pre.is_empty();
    let (major, minor, patch) = if is_release { version::minimum(numbers, bump) } else { numbers };
    Version::new(major, minor, patch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(version: &str) -> Version {
        Version::parse(version).unwrap()
    }

    fn allows(old: &str, bump: Option<Bump>, new: &str) -> Option<bool> {
        let old = parse(old);
        let minimum = Some(minimum(&old, bump));
        Comparison { changes: Vec::new(), old: Some(old), minimum }.allows(&parse(new))
    }

    #[test]
    fn a_version_without_changes_stays() {
        assert_eq!(allows("0.1.0", None, "0.1.0"), Some(true));
        assert_eq!(allows("0.1.0+build", None, "0.1.0"), Some(true));
        assert_eq!(allows("0.1.0", None, "0.0.9"), Some(false));
    }

    #[test]
    fn a_pre_release_prepares_a_version() {
        for (old, bump, new, is_allowed) in [
            ("1.2.3", Bump::Breaking, "2.0.0-rc.1", true),
            ("1.2.3", Bump::Breaking, "1.3.0-rc.1", false),
            ("1.2.3", Bump::Patch, "1.2.3-rc.1", false),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0-rc.2", true),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0-rc.1", false),
            ("2.0.0-rc.1", Bump::Breaking, "2.0.0", true),
        ] {
            assert_eq!(allows(old, Some(bump), new), Some(is_allowed), "{old} {new}");
        }
        assert_eq!(minimum(&parse("2.0.0-rc.1"), Some(Bump::Breaking)), parse("2.0.0"));
    }
}
