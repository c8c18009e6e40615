//! Stage one: the files of a catalog folder, as text. Nothing else reads the catalog.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::describe;
use crate::diagnostic::{Diagnostic, Place};
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
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl Source {
    fn new(path: PathBuf, text: String) -> Self {
        let stem = path.file_stem().unwrap_or_default();
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            stem: stem.to_string_lossy().into_owned(),
            lines: std::iter::once(0).chain(breaks).collect(),
            path,
            text,
        }
    }

    /// The line and the column, in characters, of a byte of the text; both count from 1.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines[line - 1];
        (line, self.text[start..at].chars().count() + 1)
    }

    /// The bytes of the whole lines that a range of bytes touches.
    pub(crate) fn whole_lines(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.lines.partition_point(|start| *start <= range.start);
        let last = self.lines.partition_point(|start| *start <= range.end);
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
        let name = entry.map_err(|error| unreadable(folder, &error))?.file_name();
        let hidden = name.to_string_lossy().starts_with('.');
        if !hidden && Path::new(&name).extension().is_some_and(|end| end == "toml") {
            paths.push(folder.join(name));
        }
    }
    paths.sort();

    if paths.is_empty() {
        findings.push(Diagnostic::new(
            &EMPTY_CATALOG,
            Place::Folder,
            "the catalog has no page: no file here ends in `.toml`",
            "add a file for a documentation page, or name the catalog's own folder",
        ));
    }
    paths
        .into_iter()
        .enumerate()
        .map(|(file, path)| {
            let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
            let text = decode(file, bytes, findings);
            Ok(Source::new(path, text))
        })
        .collect()
}

/// The text of a file. What is not UTF-8 is reported, and stands as `�`.
fn decode(file: usize, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[start];
            findings.push(
                Diagnostic::new(
                    &NOT_UTF8,
                    Place::text(file, start..start + char::REPLACEMENT_CHARACTER.len_utf8()),
                    "the file is not UTF-8",
                    "save the file as UTF-8",
                )
                .label(format!("the byte 0x{byte:02X} begins no character here")),
            );
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> io::Error {
    describe(error, format_args!("cannot read {}", path.display()))
}
