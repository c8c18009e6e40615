//! Tables in Markdown, as they stand in BENCHMARKS.md.

use std::iter;

/// A table with a heading and rows, in columns.
#[must_use]
pub fn markdown<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_owned);
    let lines = || iter::once(&heading).chain(rows);
    let width = |column: usize| lines().map(|line| line[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let rule = widths.map(|width| "-".repeat(width));
    let lines = [&heading, &rule].into_iter().chain(rows).map(|cells| {
        let cells = cells.iter().zip(widths).map(|(cell, width)| format!(" {cell:width$} |"));
        format!("|{}\n", cells.collect::<String>())
    });
    lines.collect()
}

/// A ratio as a cell; empty where there is none.
#[must_use]
pub fn ratio(ratio: Option<f64>) -> String {
    ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"))
}

/// What a figure is to be at most, and whether it is.
#[must_use]
pub fn target(what: &str, figure: Option<f64>, most: f64) -> String {
    let kept = figure.map_or("", |figure| if figure <= most { " ✓" } else { " ✗" });
    format!("{most:.2} {what}{kept}")
}
