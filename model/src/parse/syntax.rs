//! The rule `syntax`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;
use crate::source::{Source, whole_characters};

/// A file is not TOML.
pub static RULE: Rule = Rule { name: "syntax", docs: include_str!("syntax.md") };

/// The first error of each line: what follows on the same line most often follows from it.
pub(super) fn check(file: usize, source: &Source, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut first = BTreeMap::new();
    for error in errors {
        let end = source.text.len();
        let span = whole_characters(&source.text, &error.span().unwrap_or(end..end));
        first.entry(source.line(span.start)).or_insert((span, error));
    }
    let mut findings = Vec::new();
    for (span, error) in first.into_values() {
        findings.push(Diagnostic::new(
            &RULE,
            Location::in_file(file, span),
            format!("this is not TOML: {}", error.message()),
            "strings need quotation marks, and a key can be given only once; otherwise look just \
             before this place for a missing quotation mark, comma or bracket",
        ));
    }
    findings
}
