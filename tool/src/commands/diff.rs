//! `diff`: what services see of a change, and the version that it requires.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use error_catalog_model::diff::{self, Change};
use error_catalog_model::files::{self, describe_error, is_catalog_name, read_error};
use error_catalog_model::text::{printable, printable_path};
use error_catalog_model::version::{self, Bump};
use error_catalog_model::{Error, Page, Rules};
use semver::Version;
use serde::Serialize;
use serde_json::{Value, json};
use toml_edit::{DocumentMut, Item};

use crate::output::{Format, Outcome, json};

/// The manifest of the package that has the version, next to a catalog's folder.
const MANIFEST: &str = "rcs-errors/Cargo.toml";

/// The manifest of the workspace, from which the package may inherit its version.
const WORKSPACE_MANIFEST: &str = "Cargo.toml";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the old catalog
    #[arg(required_unless_present = "since", conflicts_with = "since", value_name = "OLD")]
    old: Option<PathBuf>,

    /// The folder of the new catalog [default: that of --catalog]
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,

    /// Compare with the catalog at this revision of the git repository
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

pub(super) fn run(catalog: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    // The quirks of an old catalog were checked by the rules of its time.
    let old = match (&arguments.since, &arguments.old) {
        (Some(revision), _) => Side::at_revision(catalog, revision)?,
        (None, old) => Side::in_folder(old.as_deref().unwrap_or(catalog))?,
    };
    let new = Side::in_folder(arguments.new.as_deref().unwrap_or(catalog))?;
    let changes = diff::diff(&old.pages, &new.pages);
    let bump = changes.iter().map(Change::bump).max();
    let check = VersionCheck::new(bump, old.version, new.version);
    match format {
        Format::Human => write!(anstream::stdout(), "{}", text(&changes, &check))?,
        Format::Json => {
            for change in &changes {
                json::line(&change_json(change))?;
            }
            json::line(&check)?;
        }
    }
    let is_too_low = check.sufficient == Some(false);
    Ok(if is_too_low { Outcome::Findings } else { Outcome::Fine })
}

/// A side of the comparison.
struct Side {
    pages: Vec<Page>,
    /// That of the manifest next to the catalog, if there is one.
    version: Option<Version>,
}

impl Side {
    fn in_folder(catalog: &Path) -> Result<Self, Error> {
        let pages = error_catalog_model::load(catalog, Rules::WithoutQuirks)?.pages;
        let root = parent(catalog);
        let version = package_version(|manifest| {
            let path = root.join(manifest);
            match fs::read_to_string(&path) {
                Ok(text) => Ok(Some(Manifest { text, path })),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(read_error(&path, &error)),
            }
        })?;
        Ok(Self { pages, version })
    }

    /// What the git repository of the catalog had at a revision.
    fn at_revision(catalog: &Path, revision: &str) -> Result<Self, Error> {
        if revision.starts_with('-') {
            let message = "the name of a revision does not begin with a hyphen";
            return Err(io::Error::other(message).into());
        }
        let root = parent(catalog);
        let folder = catalog.file_name().unwrap_or_default().to_string_lossy();
        let list = git(root, &["ls-tree", "-z", "--name-only", revision, &format!("{folder}/")])?;
        if list.is_empty() {
            let (revision, folder) = (printable(revision), printable(&folder));
            let message = format!("the revision {revision} has no folder {folder}/");
            return Err(io::Error::other(message).into());
        }
        let list = String::from_utf8_lossy(&list);
        let mut contents: Vec<files::Contents> = Vec::new();
        for path in list.split_terminator('\0').filter(|path| is_catalog_name(Path::new(path))) {
            let bytes = git(root, &["show", &format!("{revision}:./{path}")])?;
            contents.push((format!("{revision}:{path}").into(), bytes));
        }
        let name = PathBuf::from(format!("{revision}:{folder}"));
        let pages = error_catalog_model::check(&name, contents, Rules::WithoutQuirks)?.pages;

        // A revision without the manifest has no version to compare with.
        let version = package_version(|manifest| {
            let bytes = git(root, &["show", &format!("{revision}:./{manifest}")]);
            Ok(bytes.ok().map(|bytes| Manifest {
                text: String::from_utf8_lossy(&bytes).into_owned(),
                path: format!("{revision}:{manifest}").into(),
            }))
        })?;
        Ok(Self { pages, version })
    }
}

/// The folder that a catalog's folder is in.
fn parent(catalog: &Path) -> &Path {
    // `catalog` means `./catalog`: its parent is the empty path.
    let parent = catalog.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// A manifest, and what messages call it.
struct Manifest {
    text: String,
    path: PathBuf,
}

/// The version of the package, which it may inherit from its workspace; `None` if there is no manifest.
/// `read` reads a manifest of the repository.
fn package_version(
    read: impl Fn(&str) -> io::Result<Option<Manifest>>,
) -> io::Result<Option<Version>> {
    let Some(package) = read(MANIFEST)? else { return Ok(None) };
    let document = package.parse()?;
    let version = document.get("package").and_then(|package| package.get("version"));
    let workspace = version.and_then(|version| version.get("workspace")?.as_bool());
    if workspace != Some(true) {
        return package.version(version).map(Some);
    }
    let Some(workspace) = read(WORKSPACE_MANIFEST)? else {
        let path = printable_path(&package.path);
        let message = format!("{path} inherits its version, but there is no {WORKSPACE_MANIFEST}");
        return Err(io::Error::other(message));
    };
    let document = workspace.parse()?;
    let package = document.get("workspace").and_then(|workspace| workspace.get("package"));
    workspace.version(package.and_then(|package| package.get("version"))).map(Some)
}

impl Manifest {
    fn parse(&self) -> io::Result<DocumentMut> {
        let path = printable_path(&self.path);
        self.text.parse().map_err(|error| io::Error::other(format!("{path}: {error}")))
    }

    fn version(&self, version: Option<&Item>) -> io::Result<Version> {
        let version = version.and_then(Item::as_str).and_then(|version| version.parse().ok());
        let path = printable_path(&self.path);
        version.ok_or_else(|| io::Error::other(format!("{path} has no version")))
    }
}

fn git(root: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|error| describe_error(&error, "cannot run git"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("git: {}", printable(error.trim()))))
}

/// What the differences require, and whether the version is high enough.
#[derive(Serialize)]
struct VersionCheck {
    reason: &'static str,
    /// Missing if nothing differs.
    bump: Option<&'static str>,
    old: Option<Version>,
    new: Option<Version>,
    /// The lowest version that may follow.
    minimum: Option<Version>,
    /// Whether the new version is high enough. Missing if there is nothing to compare.
    sufficient: Option<bool>,
}

impl VersionCheck {
    fn new(bump: Option<Bump>, old: Option<Version>, new: Option<Version>) -> Self {
        let minimum = old.as_ref().map(|old| match bump {
            Some(bump) => {
                let (major, minor, patch) =
                    version::minimum((old.major, old.minor, old.patch), bump);
                Version::new(major, minor, patch)
            }
            None => old.clone(),
        });
        let sufficient = minimum.as_ref().zip(new.as_ref()).map(|(minimum, new)| new >= minimum);
        Self { reason: "version", bump: bump.map(bump_name), old, new, minimum, sufficient }
    }
}

fn bump_name(bump: Bump) -> &'static str {
    match bump {
        Bump::Patch => "patch",
        Bump::Minor => "minor",
        Bump::Breaking => "breaking",
    }
}

/// A change, for programs.
fn change_json(change: &Change) -> Value {
    let mut object = match change {
        Change::PageAdded { module } => json!({ "change": "page-added", "module": module }),
        Change::PageRemoved { module } => json!({ "change": "page-removed", "module": module }),
        Change::EnumAdded { name } => json!({ "change": "enum-added", "name": name }),
        Change::EnumRemoved { name } => json!({ "change": "enum-removed", "name": name }),
        Change::VariantAdded { enum_name, name } => {
            json!({ "change": "variant-added", "enum": enum_name, "name": name })
        }
        Change::VariantRemoved { enum_name, name } => {
            json!({ "change": "variant-removed", "enum": enum_name, "name": name })
        }
        Change::VariantRenamed { enum_name, old, new } => {
            json!({ "change": "variant-renamed", "enum": enum_name, "old": old, "new": new })
        }
        Change::StatusOrCodeChanged { name, column, old, new } => json!({
            "change": "status-or-code-changed", "name": name, "column": column, "old": old, "new": new,
        }),
        Change::MessageOrDescriptionChanged { name, column, old, new } => json!({
            "change": "message-or-description-changed", "name": name, "column": column, "old": old, "new": new,
        }),
        Change::OrderChanged { enum_name } => {
            json!({ "change": "order-changed", "enum": enum_name })
        }
        Change::DocsChanged { module, what } => {
            json!({ "change": "docs-changed", "module": module, "what": what })
        }
    };
    object["reason"] = "change".into();
    object["bump"] = bump_name(change.bump()).into();
    object
}

fn text(changes: &[Change], check: &VersionCheck) -> String {
    let mut text = String::new();
    for (bump, heading) in
        [(Bump::Breaking, "breaking"), (Bump::Minor, "minor"), (Bump::Patch, "docs and order only")]
    {
        let lines: String =
            changes.iter().filter(|change| change.bump() == bump).map(line).collect();
        if !lines.is_empty() {
            text.extend([heading, ":\n", &lines, "\n"]);
        }
    }
    let VersionCheck { bump, old, new, minimum, sufficient, .. } = check;
    let last = match (bump, old, new, minimum) {
        (None, ..) => "services see no difference\n".to_owned(),
        (Some(_), Some(old), Some(new), Some(minimum)) => {
            let verdict = if *sufficient == Some(true) { "is high enough" } else { "is too low" };
            format!("after {old}, at least {minimum}: the version {new} {verdict}\n")
        }
        (Some(_), ..) => "there is no version to compare with\n".to_owned(),
    };
    text + &last
}

fn line(change: &Change) -> String {
    let line = match change {
        Change::PageAdded { module } => format!("the page {module} is new"),
        Change::PageRemoved { module } => format!("the page {module} is gone"),
        Change::EnumAdded { name } => format!("{name} is new"),
        Change::EnumRemoved { name } => format!("{name} is gone"),
        Change::VariantAdded { enum_name, name } => format!("{enum_name}::{name} is new"),
        Change::VariantRemoved { enum_name, name } => format!("{enum_name}::{name} is gone"),
        Change::VariantRenamed { enum_name, old, new } => {
            format!("{enum_name}::{old} is now {new}")
        }
        Change::StatusOrCodeChanged { name, column, old, new }
        | Change::MessageOrDescriptionChanged { name, column, old, new } => {
            let (old, new) = (printable(old), printable(new));
            return format!("  {name}: {column}\n    - {old}\n    + {new}\n");
        }
        Change::OrderChanged { enum_name } => format!("the order of {enum_name} changed"),
        Change::DocsChanged { module, what } => format!("{module}: {what}"),
    };
    format!("  {line}\n")
}
