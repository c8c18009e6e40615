//! The one writer into the source tree: a file is the old or the new one, whole.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anstream::adapter::strip_str;
use clap::builder::styling::{AnsiColor, Style};
use similar::TextDiff;
use tempfile::{Builder, NamedTempFile};

use crate::describe;

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
    let current = read(path)?.unwrap_or_default();
    if current == text {
        return Ok(State::Fresh);
    }
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(current.as_str(), text);
    let diff = diff.unified_diff().header(&name, "up to date").to_string();
    Ok(State::Stale { diff })
}

/// Makes the file what it should be; leaves it alone where it is.
pub(super) fn write(path: &Path, text: &str) -> io::Result<State> {
    if read(path)?.is_some_and(|current| current == text) {
        return Ok(State::Fresh);
    }
    replace(path, text)
        .map_err(|error| describe(&error, format_args!("cannot write {}", path.display())))?;
    Ok(State::Written)
}

/// The text of the file, if there is one, with the line endings that are generated: a checkout may
/// have changed them.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(describe(&error, format_args!("cannot read {}", path.display()))),
    }
}

/// Writes a file next to it, and renames that.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file that others may read, as a new file of any other program.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.prefix(".").suffix(".tmp").tempfile_in(folder)
}

/// What became of a file, in a line.
pub(super) fn became(state: &State, path: &Path) -> String {
    let path = path.display();
    match state {
        State::Fresh => format!("{path} is up to date\n"),
        State::Written => format!("{path} is written\n"),
        State::Stale { .. } => format!("{path} is not up to date\n"),
    }
}

/// A unified diff in the colours that git has for it. Of the texts' own colours nothing is left.
pub(super) fn coloured(diff: &str) -> String {
    let diff = strip_str(diff).to_string();
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
