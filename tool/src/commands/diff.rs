//! `diff`: what services see of a change, and the version that it requires.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use error_catalog_model::change::{Change, Column};
use error_catalog_model::page::BodyValue;
use error_catalog_model::text::printable;
use error_catalog_model::version::Bump;
use error_catalog_model::{Error, Rules};
use semver::Version;
use serde::Serialize;
use serde_json::{Value, json};

use crate::comparison::{Comparison, Side};
use crate::git::Repository;
use crate::output::{Format, Outcome, json};
use crate::packages::{self, Missing};

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
    // What is odd about the documentation need not be acknowledged yet.
    let rules = Rules::WithoutQuirks;
    let new = match &arguments.new {
        Some(new) => Side::in_folder(new, rules, Missing::LeftOut)?,
        None => Side::in_folder(catalog, rules, Missing::Error)?,
    };
    let old = match (&arguments.since, &arguments.old) {
        (Some(revision), _) => {
            let repository = Repository::of(catalog)?;
            Side::at_revision(&repository, revision, catalog, &new.catalog.settings)?
        }
        (None, old) => Side::in_folder(old.as_deref().unwrap_or(catalog), rules, Missing::LeftOut)?,
    };
    let comparison = Comparison::new(&old, &new)?;
    let version = packages::version(&new.packages)?;
    let check = VersionCheck::new(&comparison, version);
    print(&comparison.changes, &check, format)?;
    let is_breaking = comparison.bump() == Some(Bump::Breaking);
    Ok(if check.sufficient.unwrap_or(!is_breaking) { Outcome::Fine } else { Outcome::Findings })
}

fn print(changes: &[Change], check: &VersionCheck, format: Format) -> io::Result<()> {
    match format {
        Format::Human => write!(anstream::stdout(), "{}{}", text(changes), check.text()),
        Format::Json => {
            for change in changes {
                json::line(&change_json(change))?;
            }
            json::line(check)
        }
    }
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
    fn new(comparison: &Comparison, new: Option<Version>) -> Self {
        Self {
            reason: "version",
            bump: comparison.bump().map(bump_name),
            old: comparison.old.clone(),
            sufficient: new.as_ref().and_then(|new| comparison.allows(new)),
            new,
            minimum: comparison.minimum.clone(),
        }
    }

    fn text(&self) -> String {
        let verdict = match self.sufficient {
            Some(true) => "is high enough",
            Some(false) => "is too low",
            None => "",
        };
        match (&self.old, &self.minimum, &self.new) {
            _ if self.bump.is_none() && self.sufficient != Some(false) => {
                "services see no difference\n".to_owned()
            }
            (Some(old), Some(minimum), Some(new)) => {
                format!("after {old}, at least {minimum}: the version {new} {verdict}\n")
            }
            (Some(_), ..) | (_, _, Some(_)) => {
                let side = if self.old.is_some() { "new" } else { "old" };
                format!(
                    "the versions were not compared: there is no manifest of a package for the {side} catalog\n"
                )
            }
            _ => "the versions were not compared: write the folders of the packages under `[output]` in \
                  catalog.toml, like packages = [\"..\"]\n"
                .to_owned(),
        }
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
        Change::PageRenamed { old, new } => {
            json!({ "change": "page-renamed", "old": old, "new": new })
        }
        Change::EnumAdded { name } => json!({ "change": "enum-added", "name": name }),
        Change::EnumRemoved { name } => json!({ "change": "enum-removed", "name": name }),
        Change::EnumRenamed { old, new } => {
            json!({ "change": "enum-renamed", "old": old, "new": new })
        }
        Change::EndpointAdded { name } => json!({ "change": "endpoint-added", "name": name }),
        Change::EndpointRemoved { name } => json!({ "change": "endpoint-removed", "name": name }),
        Change::VariantAdded { enum_name, name } => {
            json!({ "change": "variant-added", "enum": enum_name, "name": name })
        }
        Change::VariantRemoved { enum_name, name } => {
            json!({ "change": "variant-removed", "enum": enum_name, "name": name })
        }
        Change::VariantRenamed { enum_name, old, new } => {
            json!({ "change": "variant-renamed", "enum": enum_name, "old": old, "new": new })
        }
        Change::ValueChanged { enum_name, name, column, old, new } => json!({
            "change": "value-changed", "enum": enum_name, "name": name, "column": column.name(),
            "old": old, "new": new,
        }),
        Change::BodyChanged { module, column, old, new } => json!({
            "change": "body-changed", "module": module, "column": column.name(),
            "old": old.as_ref().map(body_value_json), "new": new.as_ref().map(body_value_json),
        }),
        Change::JsonAdded { feature } => json!({ "change": "json-added", "feature": feature }),
        Change::JsonRemoved { feature } => json!({ "change": "json-removed", "feature": feature }),
        Change::SerdeAdded { feature } => json!({ "change": "serde-added", "feature": feature }),
        Change::SerdeRemoved { feature } => {
            json!({ "change": "serde-removed", "feature": feature })
        }
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

fn body_value_json(value: &BodyValue) -> Value {
    json!({ "pointer": value.pointer, "type": value.json_type.name() })
}

fn text(changes: &[Change]) -> String {
    let mut text = String::new();
    for (bump, heading) in
        [(Bump::Breaking, "breaking"), (Bump::Minor, "minor"), (Bump::Patch, "docs and order only")]
    {
        let lines: String =
            changes.iter().filter(|change| change.bump() == bump).map(lines).collect();
        if !lines.is_empty() {
            text.extend([heading, ":\n", &lines, "\n"]);
        }
    }
    text
}

fn lines(change: &Change) -> String {
    let line = match change {
        Change::PageAdded { module } => format!("the page {module} is new"),
        Change::PageRemoved { module } => format!("the page {module} is gone"),
        Change::PageRenamed { old, new } => format!("the page {old} is now {new}"),
        Change::EnumAdded { name } => format!("{name} is new"),
        Change::EnumRemoved { name } => format!("{name} is gone"),
        Change::EnumRenamed { old, new } => format!("{old} is now {new}"),
        Change::EndpointAdded { name } => format!("Endpoint::{name} is new"),
        Change::EndpointRemoved { name } => format!("Endpoint::{name} is gone"),
        Change::VariantAdded { enum_name, name } => format!("{enum_name}::{name} is new"),
        Change::VariantRemoved { enum_name, name } => format!("{enum_name}::{name} is gone"),
        Change::VariantRenamed { enum_name, old, new } => {
            format!("{enum_name}::{old} is now {new}")
        }
        Change::ValueChanged { enum_name, name, column, old, new } => {
            let remark = match column {
                Column::Message => " (can turn an exact match into a near one)",
                Column::Status | Column::Code | Column::Description => "",
            };
            let (column, old, new) = (column.name(), printable(old), printable(new));
            return format!("  {enum_name}::{name}: {column}{remark}\n    - {old}\n    + {new}\n");
        }
        Change::BodyChanged { module, column, old, new } => {
            let mut text = format!("  {module}: {} in the body of a response\n", column.name());
            for (sign, value) in [('-', old), ('+', new)] {
                let Some(BodyValue { pointer, json_type }) = value else { continue };
                // Writing to a string does not fail.
                _ = writeln!(text, "    {sign} {} ({})", printable(pointer), json_type.name());
            }
            return text;
        }
        Change::JsonAdded { feature } => {
            format!("the feature {} reads and writes JSON bodies", printable(feature))
        }
        Change::JsonRemoved { feature } => {
            format!("the feature {} no longer reads and writes JSON bodies", printable(feature))
        }
        Change::SerdeAdded { feature } => {
            format!("the feature {} implements the traits of serde", printable(feature))
        }
        Change::SerdeRemoved { feature } => {
            format!("the feature {} no longer implements the traits of serde", printable(feature))
        }
        Change::OrderChanged { enum_name } => format!("the order of {enum_name} changed"),
        Change::DocsChanged { module, what } => format!("{module}: {what}"),
    };
    format!("  {line}\n")
}
