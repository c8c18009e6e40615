//! The table of the times to read a field.

use rcs_errors_benches::table::{markdown, ratio, target};

use crate::measure::{ARRAY, Measurements};

const FIELDS: [&str; 5] = ["status", "code", "message", "description", "name"];

/// The name of the group of a field.
pub(crate) fn group_name(field: &str, title: &str) -> String {
    format!("{field} {title}")
}

/// The title of an endpoint of the page with this title.
pub(crate) fn endpoint_title(title: &str) -> String {
    format!("{title}, of an endpoint")
}

/// The table, with two rows for each of these pages.
pub(crate) fn table(
    measurements: &Measurements,
    titles: impl Iterator<Item = &'static str>,
) -> String {
    let heading =
        ["errors", "`status`", "`code`", "`message`", "`description`", "`name`", "at most"];
    let rows: Vec<[String; 7]> = titles
        .flat_map(|title| [title.to_owned(), endpoint_title(title)])
        .filter_map(|title| row(measurements, title))
        .collect();
    markdown(heading, &rows)
}

/// The row of an enum; `None` if it was not measured.
fn row(measurements: &Measurements, title: String) -> Option<[String; 7]> {
    let ratios = FIELDS.map(|field| measurements.ratio(&group_name(field, &title), ARRAY));
    let highest = ratios.into_iter().flatten().reduce(f64::max)?;
    let [status, code, message, description, name] =
        ratios.map(|figure| figure.map(ratio).unwrap_or_default());
    let target = target(1.1, "of array", highest);
    Some([title, status, code, message, description, name, target])
}
