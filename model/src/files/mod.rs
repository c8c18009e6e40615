//! The files of a catalog folder. Nothing else reads the catalog.

pub mod empty_catalog;
pub mod not_utf8;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::source::Source;
use crate::text::printable_path;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&empty_catalog::RULE, &not_utf8::RULE];

/// A file: its path and its bytes.
pub type Contents = (PathBuf, Vec<u8>);

/// The name of the file with the settings of a catalog.
pub const SETTINGS: &str = "catalog.toml";

/// Reads the settings and every page file of the folder, in the order of their names.
///
/// Hidden files are skipped: editors leave them behind.
///
/// # Errors
///
/// If the folder or a page file cannot be read, or if a page file has more than 16 MiB.
#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
pub fn read(folder: &Path) -> io::Result<Vec<Contents>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| read_error(folder, &error))? {
        let path = entry.map_err(|error| read_error(folder, &error))?.path();
        if is_catalog_file(&path)? {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let bytes = File::open(&path).and_then(read_limited);
        let bytes = bytes.map_err(|error| read_error(&path, &error))?;
        files.push((path, bytes));
    }
    Ok(files)
}

/// The files as text, and what is wrong with them.
#[must_use]
pub fn decode(files: Vec<Contents>) -> (Vec<Source>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    if files.iter().all(|(path, _)| is_settings_name(path)) {
        findings.push(empty_catalog::diagnostic());
    }
    for (file, (_, bytes)) in files.iter().enumerate() {
        findings.extend(not_utf8::check(file, bytes));
    }
    (files.into_iter().map(|(path, bytes)| Source::new(path, bytes)).collect(), findings)
}

/// All of a file, if it can be a page: a much larger one takes long to read, and is something else.
///
/// # Errors
///
/// If it cannot be read, or if it has more than 16 MiB.
pub fn read_limited(file: impl Read) -> io::Result<Vec<u8>> {
    const MEBIBYTES: u64 = 16;
    let limit = MEBIBYTES << 20;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let message = format!("it has more than {MEBIBYTES} MiB, too much for a page");
        return Err(io::Error::other(message));
    }
    Ok(bytes)
}

fn is_catalog_file(path: &Path) -> io::Result<bool> {
    if !is_catalog_name(path) {
        return Ok(false);
    }
    let metadata = fs::metadata(path).map_err(|error| read_error(path, &error))?;
    Ok(metadata.is_file())
}

/// Whether a file with this name has the settings of a catalog.
#[must_use]
pub fn is_settings_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS)
}

/// Whether a file with this name belongs to a catalog: it ends in `.toml` and is not hidden. It is the file
/// with the settings, or a page file.
#[must_use]
pub fn is_catalog_name(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_toml = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    is_toml && !is_hidden
}

/// An I/O error with what could not be done in front of it.
#[must_use]
pub fn describe_error(error: &io::Error, what: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{what}: {error}"))
}

/// An I/O error that names the file or the folder that could not be read.
#[must_use]
pub fn read_error(path: &Path, error: &io::Error) -> io::Error {
    describe_error(error, &format!("cannot read {}", printable_path(path)))
}

/// An I/O error that names the file that could not be written, and says what to do.
#[must_use]
pub fn write_error(path: &Path, error: &io::Error) -> io::Error {
    use io::ErrorKind::{
        FileTooLarge, NotADirectory, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull,
    };
    let help = match error.kind() {
        NotFound | NotADirectory => "create its folder",
        PermissionDenied | ReadOnlyFilesystem => "allow writing to it and to its folder",
        StorageFull | QuotaExceeded | FileTooLarge => "free some space for it",
        _ => "check what exists at this path",
    };
    let path = printable_path(path);
    let message =
        format!("cannot write {path}: {error}; nothing was changed: {help}, and run this again");
    io::Error::new(error.kind(), message)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::read_limited;

    #[test]
    fn the_limit_is_sixteen_mebibytes() {
        let read =
            |length: u64| read_limited(io::repeat(b'#').take(length)).map(|bytes| bytes.len());
        assert_eq!(read(16 << 20).unwrap(), 16 << 20);
        assert!(read((16 << 20) + 1).is_err());
    }
}
