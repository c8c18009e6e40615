//! What was done to entries, for people or as JSON for programs.

use std::io::{self, Write as _};
use std::path::Path;

use error_catalog_model::text::{printable, printable_lines};
use serde::Serialize;

use super::change::{Change, Subject};
use crate::output::{Format, json};

/// What was done to an entry, for programs.
#[derive(Serialize)]
struct ChangeLine<'c> {
    reason: &'static str,
    path: String,
    #[serde(flatten)]
    change: &'c Change,
}

/// Prints what was done to the entries of a file.
pub(crate) fn print(path: &Path, changes: &[Change], format: Format) -> io::Result<()> {
    for change in changes {
        match format {
            Format::Human => write!(anstream::stdout(), "{}", lines(change))?,
            Format::Json => {
                json::line(&ChangeLine {
                    reason: "quirk",
                    path: path.display().to_string(),
                    change,
                })?;
            }
        }
    }
    Ok(())
}

/// What was done to an entry, for people. What comes from the file is on separate lines or at their end.
fn lines(change: &Change) -> String {
    let (what, Subject { kind, errors, tables }, shown) = match change {
        Change::Added { subject, note: None } => ("added, without a note", subject, ""),
        Change::Added { subject, note: Some(note) } => ("added, with its note", subject, &**note),
        Change::Updated { subject } => ("brought up to date", subject, ""),
        Change::Removed { subject, entry } => ("removed", subject, &**entry),
        Change::Reviewed { subject, note } => ("marked as reviewed", subject, &**note),
    };
    let tables = match tables.as_slice() {
        [] => String::new(),
        tables => format!(" ({})", tables.join(", ")),
    };
    let subject = format!("{kind}: {}{tables}", errors.join(", "));
    let mut text = format!("{what}: {}\n", printable(&subject));
    for line in printable_lines(shown).lines() {
        text.extend(["    ", line, "\n"]);
    }
    text
}
