//! The files of a catalog folder. Nothing else reads the catalog.

pub mod empty_catalog;
mod names;
pub mod not_utf8;
pub mod skipped_file;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

pub use self::names::{SETTINGS, is_catalog_name, is_settings_name};

use self::names::is_hidden;
use self::skipped_file::Skipped;
use crate::diagnostic::Diagnostic;
use crate::rule::Rule;
use crate::source::Source;
use crate::text::printable_path;

/// The rules of this stage.
pub static RULES: &[&Rule] = &[&empty_catalog::RULE, &not_utf8::RULE, &skipped_file::RULE];

/// A file: its path and its bytes.
pub type Contents = (PathBuf, Vec<u8>);

/// The files of a catalog folder.
#[derive(Debug, Default)]
pub struct Files {
    /// The settings and the page files, in the order of their names.
    pub contents: Vec<Contents>,
    skipped: Vec<Skipped>,
}

impl From<Vec<Contents>> for Files {
    fn from(contents: Vec<Contents>) -> Self {
        Self { contents, skipped: Vec::new() }
    }
}

/// Reads the settings and every page file of the folder, in the order of their names.
///
/// Hidden files are skipped: editors leave them behind. Other files are skipped too; those that look like
/// page files are reported later.
///
/// # Errors
///
/// If the folder or a page file cannot be read, or if a page file has more than 16 MiB.
pub fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Files::default();
    for path in entries(folder).map_err(|error| folder_error(folder, &error))? {
        if is_catalog_file(&path)? {
            let bytes = File::open(&path).and_then(read_limited);
            let bytes = bytes.map_err(|error| read_error(&path, &error))?;
            files.contents.push((path, bytes));
        } else {
            files.skipped.extend(skipped(&path));
        }
    }
    Ok(files)
}

/// The files as text, and what is wrong with them.
#[must_use]
pub fn decode(files: Files) -> (Vec<Source>, Vec<Diagnostic>) {
    let Files { contents, skipped } = files;
    let mut findings: Vec<Diagnostic> = skipped.iter().map(skipped_file::diagnostic).collect();
    // What was skipped is most likely the page.
    if findings.is_empty() && contents.iter().all(|(path, _)| is_settings_name(path)) {
        findings.push(empty_catalog::diagnostic());
    }
    for (file, (_, bytes)) in contents.iter().enumerate() {
        findings.extend(not_utf8::check(file, bytes));
    }
    (contents.into_iter().map(|(path, bytes)| Source::new(path, bytes)).collect(), findings)
}

/// What is in a folder, in the order of the names.
#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Something in the folder that is not read, if it looks like a part of the catalog.
fn skipped(path: &Path) -> Option<Skipped> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    if path.is_dir() {
        let has_pages = || entries(path).is_ok_and(|paths| paths.iter().any(|path| is_page(path)));
        (!is_hidden(path) && has_pages()).then_some(Skipped::Folder { name })
    } else {
        let meant = skipped_file::meant_name(&name).filter(|_| path.is_file())?;
        Some(Skipped::File { name, meant })
    }
}

/// Whether this is a page file: by its name, and because it has a `[page]` table.
fn is_page(path: &Path) -> bool {
    if !is_catalog_name(path) || !path.is_file() {
        return false;
    }
    let bytes = File::open(path).and_then(read_limited).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let (document, _) = DeTable::parse_recoverable(&text);
    document.get_ref().get("page").is_some_and(|page| matches!(page.get_ref(), DeValue::Table(_)))
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

/// An error about the folder of a catalog: if there is none, with the folder that it was looked for in.
fn folder_error(folder: &Path, error: &io::Error) -> io::Error {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => {
            let current = std::env::current_dir().ok().filter(|_| folder.is_relative());
            let place = current.map(|current| format!(" in {}", printable_path(&current)));
            format!("there is no such folder{}", place.unwrap_or_default())
        }
        io::ErrorKind::NotADirectory => "this is not a folder".to_owned(),
        _ => return read_error(folder, error),
    };
    let folder = printable_path(folder);
    io::Error::new(error.kind(), format!("cannot read {folder}: {problem}"))
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
