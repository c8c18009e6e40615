//! Files with generated code: written only if they change, and checked.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use error_catalog_model::files::{read_error, write_error};
use error_catalog_model::text::printable_path;

/// Writes the file, unless it already has this content. Returns whether it was written.
///
/// The file is written as a whole: if the program is killed or the disk is full, it is the old one or the new
/// one. The line endings of a file that is up to date do not matter: a checkout may have changed them.
///
/// # Errors
///
/// If the file cannot be read or written. The error names it.
pub fn write_if_changed(path: impl AsRef<Path>, content: &str) -> io::Result<bool> {
    let path = path.as_ref();
    // It is renamed once it is complete. The next run overwrites or removes what a killed one leaves.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = path.with_file_name(format!(".{name}.tmp"));
    if is_fresh(path, content)? {
        _ = fs::remove_file(&unfinished);
        return Ok(false);
    }
    let written = fs::write(&unfinished, content).and_then(|()| fs::rename(&unfinished, path));
    written.map_err(|error| {
        // If it cannot be removed either, the first error still is the reason.
        _ = fs::remove_file(&unfinished);
        write_error(path, &error)
    })?;
    Ok(true)
}

/// Checks that the file has this content, for a test of committed code:
///
/// ```no_run
/// use error_catalog_codegen::Codegen;
///
/// # /*
/// #[test]
/// # */
/// fn the_committed_code_is_up_to_date() {
///     let code = Codegen::new("errors").generate().unwrap();
///     error_catalog_codegen::check("src/errors.rs", &code).unwrap();
/// }
/// ```
///
/// # Errors
///
/// If the file has another content, or cannot be read. Line endings do not matter.
pub fn check(path: impl AsRef<Path>, content: &str) -> Result<(), Stale> {
    let path = path.as_ref();
    match is_fresh(path, content) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Stale { path: path.to_owned(), reason: None }),
        Err(error) => Err(Stale { path: path.to_owned(), reason: Some(error) }),
    }
}

/// Whether a file has this content. One that does not exist has not.
fn is_fresh(path: &Path, content: &str) -> io::Result<bool> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match fs::read(path) {
        Ok(bytes) => {
            let current = String::from_utf8_lossy(&bytes);
            Ok(current == content || current.replace("\r\n", "\n") == content)
        }
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(false),
        Err(error) => Err(read_error(path, &error)),
    }
}

/// A committed file is not what is generated, or cannot be read.
///
/// [`Debug`](fmt::Debug) shows the same as [`Display`](fmt::Display): it is what a test shows.
pub struct Stale {
    path: PathBuf,
    reason: Option<io::Error>,
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Some(error) => error.fmt(f),
            None => write!(
                f,
                "{} is not up to date with the catalog: generate it again, with `cargo catalog generate` or \
                 `write_if_changed`",
                printable_path(&self.path)
            ),
        }
    }
}

impl fmt::Debug for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Stale {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.reason.as_ref()?)
    }
}

/// Remembers that this build script writes the file.
///
/// # Errors
///
/// If it has done so before: one of two catalogs would be lost.
pub(crate) fn claim(path: &Path, name: &str) -> io::Result<()> {
    static WRITTEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if written.insert(path.to_owned()) {
        return Ok(());
    }
    Err(io::Error::other(format!(
        "{} was written by an earlier call of `build`: choose another name with `Codegen::output`, like \
         `.output(\"other_{name}\")`",
        printable_path(path)
    )))
}
