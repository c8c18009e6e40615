//! Tables in Markdown, as they are in BENCHMARKS.md.

use std::fmt::Write as _;
use std::iter;

/// A table with this heading and these rows, in aligned columns.
#[must_use]
pub fn markdown<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let heading = heading.map(str::to_owned);
    let widths: [usize; N] = std::array::from_fn(|column| {
        let lines = iter::once(&heading).chain(rows);
        lines.map(|line| line[column].chars().count()).max().unwrap_or(0)
    });
    let rule = widths.map(|width| "-".repeat(width));
    let mut table = String::new();
    for line in [&heading, &rule].into_iter().chain(rows) {
        table.push('|');
        for (field, width) in line.iter().zip(widths) {
            _ = write!(table, " {field:width$} |");
        }
        table.push('\n');
    }
    table
}

/// A ratio as it is printed in a table.
#[must_use]
pub fn ratio(ratio: f64) -> String {
    format!("{ratio:.2}")
}

/// A number as it is printed in a table: `10,000`.
#[must_use]
pub fn number(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", self::number(number / 1_000), number % 1_000)
    }
}

/// The highest figure that is wanted, with its unit, and whether this figure is at most as high.
#[must_use]
pub fn target(highest: f64, unit: &str, figure: f64) -> String {
    format!("{highest} {unit} {}", if figure <= highest { "✓" } else { "✗" })
}
