//! Pages that are too large to be written down as a case.

use insta::assert_snapshot;

use super::{FILE, empty_catalog, import};

const ROW: &str = "<tr><td>400</td><td>E1</td><td>No.</td><td>Bad.</td></tr>";

fn html(rows: &str) -> String {
    let header =
        "<tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>";
    format!("<h2>Get</h2><table>{header}{rows}</table>")
}

fn markdown(rows: &str) -> String {
    let header = "| Status Code | Error Code | Message | Description |\n|---|---|---|---|\n";
    format!("## Get\n\n{header}{rows}")
}

#[test]
fn huge_pages_are_rejected_with_a_report() {
    let divs = "<div>".repeat(50_000);
    let long = "a".repeat(1 << 20);
    let long_row = ROW.replace("<td>400", &format!("<td rowspan=2>400 {long}"));
    let short_row = "<tr><td>E2</td><td>No.</td><td>Worse.</td></tr>";
    let unclosed: String =
        (0..3_000).map(|number| format!("<b id={number}><p>")).collect::<Vec<_>>().concat();
    let pages = [
        (
            "Markdown: elements deep inside each other",
            markdown("| 400 | E1 | No. | Bad. |\n") + "\n" + &divs,
        ),
        ("HTML: elements deep inside each other", html(ROW) + &divs),
        ("HTML: elements that are not closed", html(ROW) + &unclosed),
        (
            "HTML: a cell that spans two rows and is too long to be repeated",
            html(&(long_row + short_row)),
        ),
    ];
    let mut reports = String::new();
    for (name, page) in pages {
        let folder = empty_catalog();
        let output = import(&folder, &page, &["--source=https://docs.example.com"]);
        output.assert_status(1);
        assert!(!folder.contains(FILE), "{name}");
        let findings = output.stderr.lines().filter(|line| line.starts_with("error["));
        let findings: String = findings.flat_map(|line| ["    ", line, "\n"]).collect();
        reports.extend([name, "\n", &findings]);
    }
    assert_snapshot!(reports, @r"
    Markdown: elements deep inside each other
        error[nested-too-deeply]: the page has elements nested more than 512 levels deep
    HTML: elements deep inside each other
        error[nested-too-deeply]: the page has elements nested more than 512 levels deep
    HTML: elements that are not closed
        error[nested-too-deeply]: the page has elements nested more than 512 levels deep
    HTML: a cell that spans two rows and is too long to be repeated
        error[unclear-row]: row 2 of the table under `Get` has 3 cells, but its header has 4
    ");
}
