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

/// A ratio as a cell.
#[must_use]
pub fn ratio(ratio: f64) -> String {
    format!("{ratio:.2}")
}

/// A number as a cell, with its thousands apart.
#[must_use]
pub fn number(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", self::number(number / 1_000), number % 1_000)
    }
}

/// What a figure is to be at most, and whether it is.
#[must_use]
pub fn target(most: f64, what: &str, figure: f64) -> String {
    format!("{most} {what} {}", if figure <= most { "✓" } else { "✗" })
}
