//! `diff`: what services see of a change, and the version that it asks for.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use semver::Version;
use serde::Serialize;
use tempfile::TempDir;

use super::{Format, Verdict, json};
use crate::diagnostic::{printable, printable_path};
use crate::diff::{self, Bump, Change};
use crate::{Error, Rules, describe, load, load_by};

/// The manifest that has the version, beside a catalog's folder.
const MANIFEST: &str = "rcs-errors/Cargo.toml";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the catalog as it was
    #[arg(required_unless_present = "since", conflicts_with = "since", value_name = "OLD")]
    old: Option<PathBuf>,

    /// The folder of the catalog as it is [default: the repository's own]
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,

    /// Compare with the catalog at this revision of the repository
    #[arg(long, value_name = "REV")]
    since: Option<String>,
}

pub(super) fn run(catalog: &Path, arguments: &Arguments, format: Format) -> Result<Verdict, Error> {
    let revision = arguments.since.as_deref().map(|revision| Revision::export(catalog, revision));
    let revision = revision.transpose()?;
    // Without a revision the folder is there: the arguments require one of the two.
    let old = revision.as_ref().map(Revision::catalog).or_else(|| arguments.old.clone());
    let old = old.unwrap_or_default();
    let new = arguments.new.as_deref().unwrap_or(catalog);

    // What was committed is held to the rules of its time.
    let changes = diff::diff(&load_by(&old, Rules::Form)?, &load(new)?);
    let bump = changes.iter().map(Change::bump).max();
    let verdict = Judgement::new(bump, version(&old)?, version(new)?);
    match format {
        Format::Human => write!(anstream::stdout(), "{}", text(&changes, &verdict))?,
        Format::Json => {
            for change in &changes {
                json::line(&Line { reason: "change", bump: change.bump(), change })?;
            }
            json::line(&verdict)?;
        }
    }
    Ok(if verdict.enough == Some(false) { Verdict::Findings } else { Verdict::Fine })
}

/// The version beside a catalog, if there is one.
fn version(catalog: &Path) -> Result<Option<Version>, Error> {
    // `catalog` stands for `./catalog`, whose parent is the empty path.
    let path = match catalog.parent() {
        Some(parent) => parent.join(MANIFEST),
        None => return Ok(None),
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(
                describe(&error, format_args!("cannot read {}", printable_path(&path))).into()
            );
        }
    };
    let manifest: toml_edit::DocumentMut = text
        .parse()
        .map_err(|error| io::Error::other(format!("{}: {error}", printable_path(&path))))?;
    let version =
        manifest.get("package").and_then(|package| package.get("version")?.as_str()?.parse().ok());
    let version = version
        .ok_or_else(|| io::Error::other(format!("{} has no version", printable_path(&path))))?;
    Ok(Some(version))
}

/// A revision of the repository, in a folder of its own.
struct Revision {
    folder: TempDir,
}

impl Revision {
    fn export(catalog: &Path, revision: &str) -> io::Result<Self> {
        if revision.starts_with('-') {
            return Err(io::Error::other("the name of a revision does not begin with a hyphen"));
        }
        let folder = tempfile::tempdir()?;
        let exported = Self { folder };
        let parent = catalog.parent().filter(|parent| !parent.as_os_str().is_empty());
        let root = parent.unwrap_or(Path::new("."));
        let name = catalog.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let list = git(root, &["ls-tree", "-z", "--name-only", revision, &format!("{name}/")])?;
        if list.is_empty() {
            return Err(io::Error::other(format!(
                "{} has no {}/",
                printable(revision),
                printable(&name)
            )));
        }
        fs::create_dir(exported.catalog())?;
        for path in String::from_utf8_lossy(&list).split_terminator('\0') {
            let path = Path::new(path);
            if path.extension().is_none_or(|end| end != "toml") {
                continue;
            }
            let text = git(root, &["show", &format!("{revision}:./{}", path.display())])?;
            let file = path.file_name().unwrap_or_default();
            fs::write(exported.catalog().join(file), text)?;
        }
        let manifest = exported.folder.path().join(MANIFEST);
        // A revision without it has no version to compare with.
        if let Ok(text) = git(root, &["show", &format!("{revision}:./{MANIFEST}")]) {
            fs::create_dir(exported.folder.path().join("rcs-errors"))?;
            fs::write(manifest, text)?;
        }
        Ok(exported)
    }

    fn catalog(&self) -> PathBuf {
        self.folder.path().join("catalog")
    }
}

fn git(root: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = output.map_err(|error| describe(&error, format_args!("cannot run git")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("git: {}", printable(error.trim()))))
}

/// What the differences ask for, and whether the version has it.
#[derive(Serialize)]
struct Judgement {
    reason: &'static str,
    /// None where nothing differs.
    bump: Option<Bump>,
    old: Option<Version>,
    new: Option<Version>,
    /// The least version that may follow.
    least: Option<Version>,
    /// None where there is nothing to compare.
    enough: Option<bool>,
}

impl Judgement {
    fn new(bump: Option<Bump>, old: Option<Version>, new: Option<Version>) -> Self {
        let least = old.as_ref().and_then(|old| Some(diff::least(old, bump?)));
        let least = least.or_else(|| old.clone());
        let enough = least.as_ref().zip(new.as_ref()).map(|(least, new)| new >= least);
        Self { reason: "version", bump, old, new, least, enough }
    }
}

#[derive(Serialize)]
struct Line<'c> {
    reason: &'static str,
    bump: Bump,
    #[serde(flatten)]
    change: &'c Change,
}

fn text(changes: &[Change], judgement: &Judgement) -> String {
    let kinds = [
        (Bump::Breaking, "breaking"),
        (Bump::Minor, "minor"),
        (Bump::Patch, "docs and order only"),
    ];
    let parts = kinds.into_iter().map(|(bump, name)| {
        let of_kind = changes.iter().filter(|change| change.bump() == bump);
        let lines: Vec<String> = of_kind.map(line).collect();
        if lines.is_empty() { String::new() } else { format!("{name}:\n{}\n", lines.concat()) }
    });
    let Judgement { bump, old, new, least, enough, .. } = judgement;
    let last = match (bump, old, new, least) {
        (None, ..) => "services see no difference\n".to_owned(),
        (Some(_), Some(old), Some(new), Some(least)) => {
            let enough = if *enough == Some(true) { "is enough" } else { "is too small" };
            format!("{old} -> {least} at least: the version {new} {enough}\n")
        }
        (Some(_), ..) => "there is no version to compare with\n".to_owned(),
    };
    parts.chain([last]).collect()
}

fn line(change: &Change) -> String {
    let text = match change {
        Change::PageAdded { module } => format!("the page {module} is new"),
        Change::PageRemoved { module } => format!("the page {module} is gone"),
        Change::EnumAdded { name } => format!("{name} is new"),
        Change::EnumRemoved { name } => format!("{name} is gone"),
        Change::VariantAdded { of, name } => format!("{of}::{name} is new"),
        Change::VariantRemoved { of, name } => format!("{of}::{name} is gone"),
        Change::VariantRenamed { of, old, new } => format!("{of}::{old} is now {new}"),
        Change::StatusOrCodeChanged { name, cell, old, new }
        | Change::TextChanged { name, cell, old, new } => {
            let (old, new) = (printable(old), printable(new));
            return format!("  {name}: {cell}\n    - {old}\n    + {new}\n");
        }
        Change::OrderChanged { of } => format!("{of} has another order"),
        Change::DocsChanged { module, what } => format!("{module}: {what}"),
    };
    format!("  {text}\n")
}
