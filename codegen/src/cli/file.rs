//! The one writer into the source tree: a file is the old or the new one, whole.
//!
//! A new file is written beside it, as `.NAME.RANDOM.tmp`, and then renamed. If a run is killed in
//! between, that file stays until the next run that writes the same file: it locks what it writes,
//! and removes what nobody has locked.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Style};
use fs4::FileExt;
use similar::TextDiff;
use tempfile::{Builder, NamedTempFile};

use crate::diagnostic::{printable_lines, printable_path};
use crate::{describe, unwritable};

/// How the names of temporary files end.
const SUFFIX: &str = ".tmp";

/// How a file compares with what it should be.
#[derive(Debug)]
pub(super) enum State {
    /// It is what it should be.
    Fresh,
    /// It was not, and is now.
    Written,
    /// It is not.
    Stale {
        /// What is to change, as a unified diff.
        diff: String,
    },
}

/// Compares the file with what it should be.
pub(super) fn compare(path: &Path, text: &str) -> io::Result<State> {
    let current = read_text(path)?.unwrap_or_default();
    if current == text {
        return Ok(State::Fresh);
    }
    let name = printable_path(path);
    let diff = TextDiff::from_lines(current.as_str(), text);
    let diff = diff.unified_diff().header(&name, "up to date").to_string();
    Ok(State::Stale { diff })
}

/// Makes the file what it should be; leaves it alone where it is.
///
/// Where the path is a symbolic link, the link stays, and the file that it points to is made.
pub(super) fn write(path: &Path, text: &str) -> io::Result<State> {
    tidy(path);
    if read_text(path)?.is_some_and(|current| current == normal(text)) {
        return Ok(State::Fresh);
    }
    let written = target(path).and_then(|target| replace(&target, text));
    written.map_err(|error| unwritable(path, &error))?;
    Ok(State::Written)
}

/// Removes the temporary files that runs left beside the file when they were killed.
///
/// What a run is still writing, it has locked. What cannot be removed is in nobody's way.
pub(super) fn tidy(path: &Path) {
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
    // Still locked: a run that has just made the file waits, and then sees that it is gone.
    fs::remove_file(path)
}

/// What `read` reads from the file, if there is one.
pub(super) fn read(
    path: &Path,
    read: impl FnOnce(File) -> io::Result<Vec<u8>>,
) -> io::Result<Option<Vec<u8>>> {
    let read = fs::metadata(path).and_then(|metadata| {
        // A device or a pipe may have no end.
        if metadata.is_file() {
            read(File::open(path)?)
        } else {
            Err(io::Error::other("it is no file"))
        }
    });
    match read {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(describe(&error, format_args!("cannot read {}", printable_path(path)))),
    }
}

/// The text of the file, if there is one, with the line endings that are generated: a checkout may
/// have changed them.
fn read_text(path: &Path) -> io::Result<Option<String>> {
    let bytes = read(path, |mut file| {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    })?;
    Ok(bytes.map(|bytes| normal(&String::from_utf8_lossy(&bytes))))
}

fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn normal(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The file that a path stands for: where symbolic links lead, even if nothing is there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match fs::read_link(path) {
            Ok(next) => target(&folder(path).join(next)),
            Err(_) => Ok(path.to_owned()),
        },
        target => target,
    }
}

/// Writes a file next to it, and renames that.
fn replace(target: &Path, text: &str) -> io::Result<()> {
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
    temporary.persist(target).map_err(|error| error.error)?;
    Ok(())
}

/// An empty file that is removed when it is dropped, or by the next run if this one is killed.
fn temporary(target: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(&prefix(target)).suffix(SUFFIX).make_in(folder(target), |path| {
        let file = File::create_new(path)?;
        // On a file system without locks nobody can take it for a file that was left behind.
        _ = FileExt::lock(&file);
        if path.exists() {
            Ok(file)
        } else {
            // Another run was faster than the lock, and removed it: try the next name.
            Err(io::ErrorKind::AlreadyExists.into())
        }
    })
}

/// How the names of a file's temporary files begin.
fn prefix(target: &Path) -> String {
    format!(".{}.", target.file_name().unwrap_or_default().to_string_lossy())
}

fn folder(path: &Path) -> &Path {
    // `file` stands for `./file`, whose parent is the empty path.
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Gives the file to the owner of another one, if it can.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    // Only the administrator can, and only there the owner may be another one.
    _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) {}

/// What became of a file, in a line.
pub(super) fn became(state: &State, path: &Path) -> String {
    let path = printable_path(path);
    match state {
        State::Fresh => format!("{path} is up to date\n"),
        State::Written => format!("{path} is written\n"),
        State::Stale { .. } => format!("{path} is not up to date\n"),
    }
}

/// A unified diff in the colours that git has for it, and in no others.
pub(super) fn coloured(diff: &str) -> String {
    let diff = printable_lines(diff);
    let lines = diff.split_inclusive('\n').map(|line| {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        format!("{style}{line}{style:#}")
    });
    lines.collect()
}
