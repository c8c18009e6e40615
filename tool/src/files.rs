//! The only writer into a source tree: at any moment, a file is the old or the new one, complete.
//!
//! A new file is written next to the old one, as `.NAME.RANDOM.tmp`, and then renamed. If a run is
//! killed in between, that file stays until the next run that writes the same file. A run locks what it
//! writes, and removes what nobody has locked.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use error_catalog_model::files::{describe_error, write_error};
use error_catalog_model::text::printable_path;
use fs4::FileExt;
use similar::TextDiff;
use tempfile::{Builder, NamedTempFile};

/// How the names of temporary files end.
const SUFFIX: &str = ".tmp";

/// How a file compares with its expected contents.
#[derive(Debug)]
pub(crate) enum State {
    /// It is up to date.
    Fresh,
    /// It was not up to date, and has been written.
    Written,
    /// It is not up to date.
    Stale {
        /// What has to change, as a unified diff.
        diff: String,
    },
}

/// Compares the file with its expected contents.
pub(crate) fn compare(path: &Path, text: &str) -> io::Result<State> {
    let current = unix_lines(&read_text(path)?.unwrap_or_default());
    let text = unix_lines(text);
    if current == text {
        return Ok(State::Fresh);
    }
    let name = printable_path(path);
    let diff = TextDiff::from_lines(current.as_str(), text.as_str());
    let diff = diff.unified_diff().header(&name, "up to date").to_string();
    Ok(State::Stale { diff })
}

/// Writes the file, unless it already has these contents.
///
/// If the path is a symbolic link, the link stays, and the file that it points to is written.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<State> {
    Prepared::new(path, text)?.persist()
}

/// Writes several files, as [`write()`] does, or none of them: each is complete next to the old one before the
/// first of these is replaced.
pub(crate) fn write_all<'f>(
    files: impl IntoIterator<Item = (&'f Path, &'f str)>,
) -> io::Result<Vec<State>> {
    let files = files.into_iter().map(|(path, text)| Prepared::new(path, text));
    let prepared: Vec<Prepared<'_>> = files.collect::<io::Result<_>>()?;
    prepared.into_iter().map(Prepared::persist).collect()
}

/// Writes files into a folder, as [`write_all`] does, and creates the folder if it does not exist. If that fails,
/// nothing is left of it.
pub(crate) fn write_into_folder<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f Path, &'f str)>,
) -> io::Result<Vec<State>> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    let describe = |error: io::Error| {
        describe_error(&error, &format!("cannot create the folder {}", printable_path(folder)))
    };
    let written = fs::create_dir_all(folder).map_err(describe).and_then(|()| write_all(files));
    if written.is_err() {
        for folder in missing {
            // One that cannot be removed does not exist, or somebody else has written into it.
            _ = fs::remove_dir(folder);
        }
    }
    written
}

/// What is left to do to write a file.
struct Prepared<'p> {
    path: &'p Path,
    /// The new file and its place; `None` if the old one is up to date.
    replacement: Option<(NamedTempFile, PathBuf)>,
}

impl<'p> Prepared<'p> {
    fn new(path: &'p Path, text: &str) -> io::Result<Self> {
        remove_leftovers(path);
        // A checkout may have changed the line endings.
        if read_text(path)?.is_some_and(|current| unix_lines(&current) == unix_lines(text)) {
            return Ok(Self { path, replacement: None });
        }
        let written = target(path).and_then(|target| Ok((new_file(&target, text)?, target)));
        let replacement = written.map_err(|error| write_error(path, &error))?;
        Ok(Self { path, replacement: Some(replacement) })
    }

    fn persist(self) -> io::Result<State> {
        let Some((file, target)) = self.replacement else { return Ok(State::Fresh) };
        file.persist(target).map_err(|error| write_error(self.path, &error.error))?;
        Ok(State::Written)
    }
}

/// Removes the temporary files that killed runs left next to the file.
///
/// A file that a run is still writing is locked, and stays. One that cannot be removed does no harm.
pub(crate) fn remove_leftovers(path: &Path) {
    let Ok(target) = target(path) else { return };
    let prefix = prefix(&target);
    #[expect(clippy::disallowed_methods, reason = "in any order, all of them are removed")]
    let entries = fs::read_dir(folder(&target)).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(SUFFIX) {
            _ = remove_unlocked(&entry.path());
        }
    }
}

fn remove_unlocked(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    FileExt::try_lock(&file)?;
    // It is still locked: a run that has just created it waits, and then sees that it is gone.
    fs::remove_file(path)
}

/// What `read` reads from the file; `None` if there is no file.
pub(crate) fn read(
    path: &Path,
    read: impl FnOnce(File) -> io::Result<Vec<u8>>,
) -> io::Result<Option<Vec<u8>>> {
    let read = fs::metadata(path).and_then(|metadata| {
        // A device or a pipe may have no end.
        if metadata.is_file() {
            read(File::open(path)?)
        } else {
            Err(io::Error::other("it is not a file"))
        }
    });
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(describe_error(&error, &format!("cannot read {}", printable_path(path)))),
    }
}

/// All of the file; `None` if there is no file.
pub(crate) fn read_all(path: &Path) -> io::Result<Option<Vec<u8>>> {
    read(path, |mut file| {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// The text of the file, if there is one.
fn read_text(path: &Path) -> io::Result<Option<String>> {
    Ok(read_all(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The file that a path leads to through symbolic links, even if it does not exist yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(next) => target(&folder(path).join(next)),
            Err(_) => Ok(path.to_owned()),
        },
        target => target,
    }
}

/// Writes a new file next to this one, which it will replace.
fn new_file(target: &Path, text: &str) -> io::Result<NamedTempFile> {
    let old = fs::metadata(target).ok();
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    let temporary = temporary(target)?;
    let mut file = temporary.as_file();
    file.write_all(text.as_bytes())?;
    if let Some(old) = old {
        keep_owner(file, &old);
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()?;
    Ok(temporary)
}

/// An empty file that is removed when it is dropped, or by the next run if this one is killed.
fn temporary(target: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(&prefix(target)).suffix(SUFFIX).make_in(folder(target), |path| {
        let file = File::create_new(path)?;
        // On a file system without locks, other runs cannot lock it either, and leave it alone.
        _ = FileExt::lock(&file);
        if path.exists() {
            Ok(file)
        } else {
            // Another run removed it before it was locked: try the next name.
            Err(io::ErrorKind::AlreadyExists.into())
        }
    })
}

/// How the names of a file's temporary files begin.
fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

fn folder(path: &Path) -> &Path {
    // `file` means `./file`: its parent is the empty path.
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the file the owner of the old one, if this is allowed.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    // Only an administrator may, and only then the owner may be somebody else.
    _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}
