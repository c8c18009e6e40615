//! `bump`: writes the version that the changes since the last release require, wherever it is named.

use std::io::{self, Write as _};
use std::path::Path;

use clap::Args;
use error_catalog_model::files::SETTINGS;
use error_catalog_model::text::printable_path;
use error_catalog_model::{Error, Rules};
use semver::Version;
use serde::Serialize;

use crate::comparison::{Comparison, Side, absolute};
use crate::day;
use crate::files::write_all;
use crate::git::Repository;
use crate::output::{self, Format, Outcome, json};
use crate::packages::{self, Missing, Package, shortened};
use crate::paths::resolve;
use crate::release::{Changelog, Release, plan};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Compare with the catalog at this revision of the git repository [default: the newest tag `v*`]
    #[arg(long, value_name = "REV")]
    since: Option<String>,

    /// The day of the release in the changelog, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    date: Option<String>,
}

pub(super) fn run(catalog: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    let new = Side::in_folder(catalog, Rules::All, Missing::Error)?;
    if new.packages.is_empty() {
        let message = format!(
            "the catalog names no packages, so there is no version to write; under `[output]` in {}, write \
             the paths of their folders relative to that file: packages = [\"../NAME\"]",
            printable_path(&catalog.join(SETTINGS))
        );
        return Err(io::Error::other(message).into());
    }
    let repository = Repository::of(catalog)?;
    let since = match &arguments.since {
        Some(revision) => revision.clone(),
        None => newest_release(&repository, &new.packages)?,
    };
    let old = Side::at_revision(&repository, &since, catalog, &new.catalog.settings)?;
    let comparison = Comparison::new(&old, &new)?;
    let present = present_version(&new.packages, &comparison)?;
    let is_allowed = comparison.allows(&present) != Some(false);
    let minimum = comparison.minimum.clone().unwrap_or_else(|| present.clone());
    let version = if is_allowed { present.clone() } else { minimum.clone() };

    let date = arguments.date.clone().unwrap_or_else(day::today);
    let settings = &new.catalog.settings.output;
    let changelog = match &settings.changelog {
        // Without another version, there is no release.
        Some(path) if comparison.old.as_ref() != Some(&version) => Some(Changelog {
            path: resolve(&absolute(catalog)?, path),
            date: &date,
            changes: &comparison.changes,
            previous: unreleased(&repository, &comparison, &present)?,
        }),
        _ => None,
    };
    let mut versions: Vec<Version> = new.packages.iter().map(|p| p.version.clone()).collect();
    versions.extend(comparison.old.clone());
    let edits = plan(&Release {
        repository: &repository,
        packages: &new.packages,
        old: &versions,
        version: &version,
        changelog,
    })?;
    let states = write_all(edits.iter().map(|edit| (&*edit.path, &*edit.new)))?;

    let old = comparison.old;
    let outcome = Bumped { reason: "bump", since, old, minimum, version, changed: edits.len() };
    outcome.print(format)?;
    for (edit, state) in edits.iter().zip(&states) {
        output::file(&shortened(&edit.path), state, "bump", format)?;
    }
    Ok(Outcome::Fine)
}

/// The tag of the newest release.
fn newest_release(repository: &Repository, packages: &[Package]) -> io::Result<String> {
    if let Some(tag) = repository.newest_release()? {
        return Ok(tag.name);
    }
    let version = packages.first().map(|package| package.version.to_string()).unwrap_or_default();
    Err(io::Error::other(format!(
        "there is no tag `v*` of a release before the current commit; name the revision to compare with: \
         cargo catalog bump --since REV, or tag the commit of the last release: git tag v{version} REV"
    )))
}

/// The version that the packages have. A run that was interrupted may have written it for some only.
fn present_version(packages: &[Package], comparison: &Comparison) -> io::Result<Version> {
    let highest = packages.iter().max_by(|one, other| one.version.cmp(&other.version));
    if let Some(highest) = highest
        && comparison.minimum.as_ref() == Some(&highest.version)
    {
        return Ok(highest.version.clone());
    }
    let version = packages::version(packages)?;
    version.ok_or_else(|| io::Error::other("there are no packages"))
}

/// The present version, if it is newer than the old one and was not released: another run wrote it.
fn unreleased<'v>(
    repository: &Repository,
    comparison: &Comparison,
    present: &'v Version,
) -> io::Result<Option<&'v Version>> {
    let is_newer = comparison.old.as_ref().is_some_and(|old| present > old);
    Ok(if is_newer && !repository.has_release(present)? { Some(present) } else { None })
}

/// What was done.
#[derive(Serialize)]
struct Bumped {
    reason: &'static str,
    since: String,
    /// The version at that revision, if there is one.
    old: Option<Version>,
    /// The lowest version that may follow.
    minimum: Version,
    /// The version that all files have now.
    version: Version,
    /// How many files were written.
    changed: usize,
}

impl Bumped {
    fn print(&self, format: Format) -> io::Result<()> {
        if format == Format::Json {
            return json::line(self);
        }
        let Self { old, minimum, version, changed, .. } = self;
        let mut out = anstream::stdout();
        match old {
            Some(old) => {
                writeln!(out, "after {old}, at least {minimum}: the version is {version}")?;
            }
            None => writeln!(out, "there was no version before: the version is {version}")?,
        }
        if *changed == 0 { writeln!(out, "all files are up to date") } else { Ok(()) }
    }
}
