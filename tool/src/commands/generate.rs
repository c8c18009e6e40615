//! `generate`: the code that is generated from the catalog.

use std::io;
use std::path::Path;

use error_catalog_model::{Error, Rules};

use super::check::load;
use crate::files::{self, State};
use crate::output::{self, Format, Outcome};

/// The committed file that services build, next to the catalog's folder.
const GENERATED: &str = "rcs-errors/src/generated.rs";

pub(super) fn run(
    catalog: &Path,
    root: &Path,
    check: bool,
    format: Format,
) -> Result<Outcome, Error> {
    let code = error_catalog_codegen::generate(&load(catalog, Rules::All)?);
    let path = root.join(GENERATED);
    if !check && path.parent().is_some_and(|folder| !folder.exists()) {
        let message = format!(
            "cannot write {GENERATED}: its folder does not exist; in another repository, generate the \
             code in a build script, with error-catalog-codegen"
        );
        return Err(io::Error::other(message).into());
    }
    write_or_compare(&path, &code, "generate", check, format)
}

/// Writes a file, or compares it with what would be written, and prints which. `command` writes it.
pub(super) fn write_or_compare(
    path: &Path,
    text: &str,
    command: &str,
    check: bool,
    format: Format,
) -> Result<Outcome, Error> {
    let state = if check { files::compare(path, text)? } else { files::write(path, text)? };
    output::file(path, &state, command, format)?;
    Ok(match state {
        State::Stale { .. } => Outcome::Findings,
        State::Fresh | State::Written => Outcome::Fine,
    })
}
