//! The rule `one-name-for-two-errors`.

use std::ops::Range;

use super::rows::{CompleteRow, complete_rows, repeated};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::{Catalog, Row};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::quoted;

/// Two rows of a page have the same name and differ in something else.
pub static RULE: Rule =
    Rule { name: "one-name-for-two-errors", docs: include_str!("one_name_for_two_errors.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        for (row, first) in repeated(complete_rows(page), |row| &row.name.value) {
            findings.extend(diagnostic(page.file, row, first));
        }
    }
    findings
}

fn diagnostic(file: usize, row: CompleteRow<'_>, first: CompleteRow<'_>) -> Option<Diagnostic> {
    let mut differences = differences(row.row, first.row).into_iter();
    let (column, span, first_span) = differences.next()?;
    let mut finding = Diagnostic::new(
        &RULE,
        Location::in_file(file, span),
        format!("{} is the name of two errors", quoted(&row.name.value)),
        "correct the value that is mistyped, or give one of the two errors another name",
    )
    .label(format!("another {column} here"))
    .related(first_span, format!("the {column} here"));
    for (column, span, _) in differences {
        finding = finding.related(span, format!("another {column} too"));
    }
    Some(finding)
}

/// The columns in which the rows differ, and where each of them has its value.
fn differences(row: &Row, first: &Row) -> Vec<(&'static str, Range<usize>, Range<usize>)> {
    let mut differences = Vec::new();
    differences.extend(difference("status", row.status.as_ref(), first.status.as_ref()));
    differences.extend(difference("code", row.code.as_ref(), first.code.as_ref()));
    differences.extend(difference("message", row.message.as_ref(), first.message.as_ref()));
    differences.extend(difference(
        "description",
        row.description.as_ref(),
        first.description.as_ref(),
    ));
    differences
}

fn difference<T: PartialEq>(
    column: &'static str,
    value: Option<&Spanned<T>>,
    first: Option<&Spanned<T>>,
) -> Option<(&'static str, Range<usize>, Range<usize>)> {
    let (value, first) = (value?, first?);
    (value.value != first.value).then(|| (column, value.span.clone(), first.span.clone()))
}
