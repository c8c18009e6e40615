//! Stage one: the files of a catalog folder, as text. Nothing else reads the catalog.

use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::Utf8Error;

use crate::describe;
use crate::diagnostic::{Diagnostic, Place, printable_path};
use crate::rules::{Find, Rule};

pub(crate) static EMPTY_CATALOG: Rule = Rule {
    name: "empty-catalog",
    docs: "The catalog's folder has no page: no file in it ends in `.toml`. \
           Each documentation page is one file, and code made of none would have no error.",
    find: Find::OnTheWay,
};

pub(crate) static NOT_UTF8: Rule = Rule {
    name: "not-utf8",
    docs: "A file is not UTF-8, the encoding of all TOML. \
           It was most likely saved with an older encoding: save it again as UTF-8.",
    find: Find::OnTheWay,
};

/// A file of the catalog.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The file's name without `.toml`.
    pub(crate) stem: String,
    pub(crate) text: String,
    /// If not, the text has `�` for what is not.
    pub(crate) is_utf8: bool,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl Source {
    pub(crate) fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        let (text, is_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
        };
        let stem = path.file_stem().unwrap_or_default();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            stem: stem.to_string_lossy().into_owned(),
            lines: std::iter::once(0).chain(breaks).collect(),
            path,
            text,
            is_utf8,
        }
    }

    /// The line and the column, in characters, of a byte of the text; both count from 1.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        let start = self.lines[line - 1];
        (line, self.text[start..at].chars().count() + 1)
    }

    /// The line of a byte of the text, counted from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// Some of the text around a byte of it, within these bounds.
    pub(crate) fn around(&self, at: usize, bounds: &Range<usize>) -> Range<usize> {
        const BEFORE: usize = 128;
        const AFTER: usize = 256;
        let is_boundary = |at: &usize| self.text.is_char_boundary(*at);
        let start = at.saturating_sub(BEFORE).max(bounds.start);
        let end = at.saturating_add(AFTER).min(bounds.end);
        let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
        let end = (end..=self.text.len()).find(is_boundary).unwrap_or(end);
        start..end
    }

    /// The bytes of the whole lines that a range of bytes touches.
    pub(crate) fn whole_lines(&self, range: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.line(range.start), self.line(range.end));
        let end = self.lines.get(last).copied().unwrap_or(self.text.len());
        self.lines[first - 1]..end
    }
}

/// Reads every page of the folder, in the order of their names.
///
/// Hidden files are passed over: editors leave them behind.
#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
pub(crate) fn read(folder: &Path, findings: &mut Vec<Diagnostic>) -> io::Result<Vec<Source>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if is_page(&path)? {
            paths.push(path);
        }
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let bytes = File::open(&path).and_then(read_all);
        files.push((path.clone(), bytes.map_err(|error| unreadable(&path, &error))?));
    }
    Ok(sources(files, findings))
}

/// The files of a catalog, as their bytes.
pub(crate) fn sources(
    files: Vec<(PathBuf, Vec<u8>)>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Source> {
    if files.is_empty() {
        findings.push(Diagnostic::new(
            &EMPTY_CATALOG,
            Place::Folder,
            "the catalog has no page: no file here ends in `.toml`",
            "add a file for a documentation page, or name the catalog's own folder",
        ));
    }
    for (file, (_, bytes)) in files.iter().enumerate() {
        let error = std::str::from_utf8(bytes).err();
        findings.extend(error.map(|error| not_utf8(file, bytes, error)));
    }
    files.into_iter().map(|(path, bytes)| Source::new(path, bytes)).collect()
}

/// All of a file, if it can be a page: what is much larger takes long to read, and is another file.
pub(crate) fn read_all(file: impl Read) -> io::Result<Vec<u8>> {
    const MEBIBYTES: u64 = 16;
    let most = MEBIBYTES << 20;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!(
            "it has more than {MEBIBYTES} MiB, so it is no page"
        )));
    }
    Ok(bytes)
}

fn is_page(path: &Path) -> io::Result<bool> {
    if !is_page_name(path) {
        return Ok(false);
    }
    let metadata = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    Ok(metadata.is_file())
}

/// Whether a file of this name is a page: it ends in `.toml` and is not hidden.
pub(crate) fn is_page_name(path: &Path) -> bool {
    let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_toml = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    is_toml && !is_hidden
}

pub(crate) fn not_utf8(file: usize, bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let start = error.valid_up_to();
    let byte = bytes.get(start).copied().unwrap_or_default();
    let range = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
    Diagnostic::new(
        &NOT_UTF8,
        Place::text(file, range),
        "the file is not UTF-8",
        "save the file as UTF-8",
    )
    .label(format!("the byte 0x{byte:02X} begins no character here"))
}

fn unreadable(path: &Path, error: &io::Error) -> io::Error {
    describe(error, format_args!("cannot read {}", printable_path(path)))
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::read_all;

    #[test]
    fn sixteen_mebibytes_are_the_most() {
        let read = |length: u64| read_all(io::repeat(b'#').take(length)).map(|bytes| bytes.len());
        assert_eq!(read(16 << 20).unwrap(), 16 << 20);
        assert!(read((16 << 20) + 1).is_err());
    }
}
