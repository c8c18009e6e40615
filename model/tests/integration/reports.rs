//! Reports: their order, and how much of a file they show.

use std::path::{Path, PathBuf};

use error_catalog_model::report::Style;
use error_catalog_model::{Report, Rules, check};
use insta::assert_snapshot;
use testing::fixtures::PARCELS;

/// The report of these files.
fn report(files: &[(&str, &str)]) -> Report {
    let files = files.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()));
    check(Path::new("catalog"), files.collect(), Rules::All).unwrap_err()
}

#[test]
fn findings_are_in_the_order_of_files_and_places() {
    let letters = PARCELS.replace("status = 404", "status = 200").replace("title = ", "titel = ");
    let parcels = PARCELS.replace("code = \"P-12\"", "code = \" P-12\"").replace("404", "20");
    let report = report(&[
        ("Post Cards.toml", PARCELS),
        ("letters.toml", &letters),
        ("parcels.toml", &parcels),
    ]);
    let places: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (report.path(finding).to_owned(), report.position(finding)))
        .collect();
    assert!(places.len() > 5);
    assert!(places.is_sorted(), "{places:#?}");
    for path in ["Post Cards.toml", "letters.toml", "parcels.toml"] {
        assert!(places.iter().any(|(place, _)| place == Path::new(path)), "{path}");
    }
}

/// However long a file and its lines are, a report is as long as what it is about.
#[test]
fn a_report_shows_no_more_than_what_it_is_about() {
    let row = |name: &str, code: usize, message: &str| {
        format!(
            "  {{ name = \"{name}\", status = 404, code = \"C{code}\", message = \"{message}\", description = \"{code}.\" }},\n"
        )
    };
    let between: String =
        (0..2000).map(|number| row(&format!("E{number}"), number, "No.")).collect();
    let long = "é".repeat(100_000);
    let (header, _) = PARCELS.split_once("  {").unwrap();
    let first_line = header.lines().count() + 1;
    let check = |rows: &str| {
        let report = report(&[("parcels.toml", &format!("{header}{rows}]\n"))]);
        (report.render(Style::Plain), report.position(&report.findings[0]).unwrap())
    };

    // Two rows that are far apart.
    let (text, _) = check(&[row("Same", 1, "One."), between, row("Same", 2, "Two.")].concat());
    assert_snapshot!(text, @r#"
    error[one-name-for-two-errors]: `Same` is the name of two errors
        --> parcels.toml:2013:41
         |
    2013 |   { name = "Same", status = 404, code = "C2", message = "Two.", description = "2." },
         |                                         ^^^^            ------                ---- another description too
         |                                         |               |
         |                                         |               another message too
         |                                         another code here
         |
        ::: parcels.toml:12:41
         |
      12 |   { name = "Same", status = 404, code = "C1", message = "One.", description = "1." },
         |                                         ---- the code here
         |
         = help: correct the value that is mistyped, or give one of the two errors another name
    "#);

    // A row far to the right, and a value that is longer than any screen.
    let rows = format!("{}  {}", row("A", 1, &long).trim_end(), row("B", 2, &format!("{long} ")));
    let (text, position) = check(&rows);
    let column = rows[..rows.rfind("\"é").unwrap()].chars().count() + 1;
    assert_eq!(position, (first_line, column));
    assert!(text.contains(&format!("--> parcels.toml:{first_line}:{column}\n")), "{text}");
    assert!(text.contains("= \"éééé") && text.contains("^^^^"), "{text}");
    assert!(text.len() < 2_000, "{text}");

    // The beginning of such a line.
    let (text, position) = check(&row("A", 1, &long).replace("404", "200"));
    assert_eq!(position, (first_line, 26));
    assert!(text.contains(&format!("--> parcels.toml:{first_line}:26\n")), "{text}");
    assert!(text.contains(&format!("\n{first_line} |   {{ name = \"A\", status = 200")), "{text}");
}
