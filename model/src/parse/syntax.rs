//! The rule `syntax`.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;
use crate::source::{Source, whole_characters};

/// A file is not TOML.
pub static RULE: Rule = Rule { name: "syntax", docs: include_str!("syntax.md") };

/// The first error of each line: what follows on the same line most often follows from it. So does what follows on
/// the next lines, if many lines in a row have errors: something was left open.
pub(super) fn check(file: usize, source: &Source, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut first = BTreeMap::new();
    for error in errors {
        let end = source.text.len();
        let span = whole_characters(&source.text, &error.span().unwrap_or(end..end));
        first.entry(source.line(span.start)).or_insert((span, error));
    }
    let lines: Vec<usize> = first.keys().copied().collect();
    let starts: Vec<usize> = first.values().map(|(span, _)| span.start).collect();
    let lines = if is_left_open(source, &starts) { &lines[..1] } else { &lines[..] };
    let mut findings = Vec::new();
    for run in lines.chunk_by(|line, next| !has_line_without_error(source, *line, *next)) {
        let count = if run.len() > MAX_SEPARATE { 1 } else { run.len() };
        for line in &run[..count] {
            let (span, error) = &first[line];
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(file, span.clone()),
                format!("this is not TOML: {}", error.message()),
                "strings need quotation marks, and a key can be given only once; otherwise look just \
                 before this place for a missing quotation mark, comma or bracket",
            ));
        }
    }
    findings
}

/// So many lines in a row may have separate errors.
const MAX_SEPARATE: usize = 2;

/// Whether there is a key between two lines with errors, with which the parser has found its way again. Brackets
/// and empty lines say nothing.
fn has_line_without_error(source: &Source, line: usize, next: usize) -> bool {
    let between = source.text.lines().skip(line).take(next - line - 1);
    between.into_iter().any(|line| line.contains('='))
}

/// Whether the first of the errors, which are on different lines, left something open up to the end of the file:
/// there is an error at the end, and on most lines in between.
fn is_left_open(source: &Source, starts: &[usize]) -> bool {
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return false };
    let rest = &source.text[source.whole_lines(&(*first..*first)).start..];
    let lines = rest.lines().filter(|line| !line.trim().is_empty()).count();
    *last >= source.text.trim_end().len() && 2 * starts.len() > lines && starts.len() > 2
}
