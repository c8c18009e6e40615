//! Replaces strings in a TOML file, and keeps everything else byte for byte.

use std::collections::BTreeMap;

use toml_edit::{Document, Value};

/// The strings to replace in a file.
#[derive(Default)]
pub(super) struct Replacements {
    /// By where each begins: the end, and the new string. Several packages may have one version.
    list: BTreeMap<usize, (usize, String)>,
}

impl Replacements {
    /// Replaces a string by another one.
    pub(super) fn push(&mut self, value: &Value, new: &str) {
        if value.as_str() != Some(new)
            && let Some(span) = value.span()
        {
            self.list.insert(span.start, (span.end, new.to_owned()));
        }
    }

    /// The text of the file with the new strings, in the same quotation marks.
    pub(super) fn apply(self, document: &Document<String>) -> String {
        let old = document.raw();
        let (mut text, mut copied) = (String::with_capacity(old.len()), 0);
        for (start, (end, new)) in self.list {
            let quote = if old[start..end].starts_with('\'') { '\'' } else { '"' };
            text.push_str(&old[copied..start]);
            text.push(quote);
            text.push_str(&new);
            text.push(quote);
            copied = end;
        }
        text + &old[copied..]
    }
}
