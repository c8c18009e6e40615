//! A file as text, and places in it.

use std::ops::Range;
use std::path::PathBuf;

/// A value and the bytes of the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Range<usize>,
}

/// A file of the catalog, or a page to import.
#[derive(Debug)]
pub struct Source {
    /// Where it was read from.
    pub path: PathBuf,
    /// The file's name without its ending.
    pub stem: String,
    /// What it contains. Bytes that are not UTF-8 are replaced by `�`.
    pub text: String,
    /// Whether all of the file is UTF-8.
    pub is_utf8: bool,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl Source {
    /// The file at this path, with these bytes.
    #[must_use]
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Self {
        let (text, is_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut lines = vec![0];
        lines.extend(text.match_indices('\n').map(|(index, _)| index + 1));
        Self { path, stem, text, is_utf8, lines }
    }

    /// The line and the column, in characters, of a byte of the text. Both count from 1.
    #[must_use]
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line(byte);
        let start = self.lines[line - 1];
        (line, self.text[start..byte].chars().count() + 1)
    }

    /// The line of a byte of the text, counted from 1.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte)
    }

    /// A part of the text around a byte of it, within these bounds.
    #[must_use]
    pub fn excerpt(&self, byte: usize, bounds: &Range<usize>) -> Range<usize> {
        const BEFORE: usize = 128;
        const AFTER: usize = 256;
        let start = byte.saturating_sub(BEFORE).max(bounds.start);
        let end = byte.saturating_add(AFTER).min(bounds.end);
        whole_characters(&self.text, &(start..end))
    }

    /// The bytes of the whole lines that a range of bytes touches.
    #[must_use]
    pub fn whole_lines(&self, range: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.line(range.start), self.line(range.end));
        let end = self.lines.get(last).copied().unwrap_or(self.text.len());
        self.lines[first - 1]..end
    }
}

/// The range, widened to whole characters and limited to the text.
#[must_use]
pub fn whole_characters(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_boundary = |byte: &usize| text.is_char_boundary(*byte);
    let start = (0..=range.start.min(text.len())).rev().find(is_boundary).unwrap_or(0);
    let end = (range.end.max(start)..=text.len()).find(is_boundary).unwrap_or(text.len());
    start..end
}
