//! `diff`: what services see of a change, and the version that it asks for.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use semver::Version;
use serde::Serialize;

use super::{Format, Verdict, json};
use crate::diagnostic::{printable, printable_path};
use crate::diff::{self, Bump, Change};
use crate::source::{self, is_page_name};
use crate::{Error, Kind, Rules, describe, load_by, model, understand};

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
    // What was committed is held to the rules of its time.
    let old = match (&arguments.since, &arguments.old) {
        (Some(revision), _) => Side::at_revision(catalog, revision)?,
        (None, old) => Side::in_folder(old.as_deref().unwrap_or(catalog), Rules::Form)?,
    };
    let new = Side::in_folder(arguments.new.as_deref().unwrap_or(catalog), Rules::All)?;
    let changes = diff::diff(&old.pages, &new.pages);
    let bump = changes.iter().map(Change::bump).max();
    let verdict = Judgement::new(bump, old.version, new.version);
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

/// A side of the comparison.
struct Side {
    pages: Vec<model::Page>,
    /// That of the manifest beside the catalog, if there is one.
    version: Option<Version>,
}

impl Side {
    fn in_folder(catalog: &Path, rules: Rules) -> Result<Self, Error> {
        let pages = load_by(catalog, rules)?;
        let path = beside(catalog).join(MANIFEST);
        let version = match fs::read_to_string(&path) {
            Ok(text) => Some(version(&text, &path)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let path = printable_path(&path);
                return Err(describe(&error, format_args!("cannot read {path}")).into());
            }
        };
        Ok(Self { pages, version })
    }

    /// What the repository that the catalog is in had at a revision.
    fn at_revision(catalog: &Path, revision: &str) -> Result<Self, Error> {
        if revision.starts_with('-') {
            let message = "the name of a revision does not begin with a hyphen";
            return Err(io::Error::other(message).into());
        }
        let root = beside(catalog);
        let folder = catalog.file_name().unwrap_or_default().to_string_lossy();
        let list = git(root, &["ls-tree", "-z", "--name-only", revision, &format!("{folder}/")])?;
        if list.is_empty() {
            let (revision, folder) = (printable(revision), printable(&folder));
            return Err(io::Error::other(format!("{revision} has no {folder}/")).into());
        }
        let list = String::from_utf8_lossy(&list);
        let mut files = Vec::new();
        for path in list.split_terminator('\0').filter(|path| is_page_name(Path::new(path))) {
            let bytes = git(root, &["show", &format!("{revision}:./{path}")])?;
            files.push((format!("{revision}:{path}").into(), bytes));
        }
        let mut findings = Vec::new();
        let sources = source::sources(files, &mut findings);
        let name = PathBuf::from(format!("{revision}:{folder}"));
        let pages = understand(&name, sources, findings, Rules::Form);
        let pages = pages.map_err(|report| Error(Kind::Findings(report)))?;

        // A revision without it has no version to compare with.
        let manifest = git(root, &["show", &format!("{revision}:./{MANIFEST}")]).ok();
        let version = manifest.map(|text| {
            let path = format!("{revision}:{MANIFEST}");
            version(&String::from_utf8_lossy(&text), Path::new(&path))
        });
        Ok(Self { pages, version: version.transpose()? })
    }
}

/// The folder that a catalog's folder is in.
fn beside(catalog: &Path) -> &Path {
    // `catalog` stands for `./catalog`, whose parent is the empty path.
    let parent = catalog.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

/// The version that a manifest has.
fn version(text: &str, path: &Path) -> io::Result<Version> {
    let path = printable_path(path);
    let manifest: toml_edit::DocumentMut =
        text.parse().map_err(|error| io::Error::other(format!("{path}: {error}")))?;
    let version =
        manifest.get("package").and_then(|package| package.get("version")?.as_str()?.parse().ok());
    version.ok_or_else(|| io::Error::other(format!("{path} has no version")))
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
