//! What `import` cannot do: it is reported, and nothing is written.

use insta::{assert_snapshot, with_settings};
use testing::folder::Folder;

use super::{FILE, catalog, empty_catalog, import, page};
use crate::tool;

/// Calls that stop before the page is checked, or whose result would break a rule.
#[test]
fn what_import_cannot_do_is_reported() {
    const PAGE: &str = "Get a parcel\n\nStatus Code\tError Code\tMessage\tDescription\n404\tP-12\tNo such parcel.\tParcel Not Found.\n";
    const HEADER: &str = "page = { name = \"P\", title = \"P\", source = \"https://docs.example.com\", retrieved = 2026-01-31 }\n";
    const TABLE: &str = "{ name = \"T\", title = \"Send\", errors = [{ name = \"E\", status = 500, code = \"P-1\", message = \"No.\", description = \"Bad.\" }] }";
    let calls: [&[&str]; 21] = [
        &["page.txt"],
        &["-"],
        &["page.txt", "--page=Parcels"],
        &["page.txt", "--page=loop"],
        &["page.txt", "--page=u8"],
        &["page.txt", "--page=../new"],
        &["page.txt", "--page="],
        &["page.txt", "--page=new"],
        &["page.txt", "--page=new", "--source=docs.example.com"],
        &["page.txt", "--page=new", "--from=pdf"],
        &["page.txt", "--page=new", "--from=html"],
        &["page.txt", "--page=new", "--retrieved=yesterday"],
        &["page.txt", "--page=new", "--retrieved=12:30:00"],
        &["page.txt", "--page=new", "--retrieved=2026-01-31T12:30:00"],
        &["page.txt", "--page=new", "--retrieved=2026-02-30"],
        &["nowhere.txt", "--page=new"],
        &["catalog", "--page=new"],
        &["page.txt", "--page=endpoint-in-one-line", "--allow-removals"],
        &["page.txt", "--page=common-in-one-line", "--allow-removals"],
        &["page.txt", "--page=no-toml"],
        &["page.txt", "--page=not-an-error-status"],
    ];
    let folder = Folder::new();
    folder.write("page.txt", PAGE);
    let table = TABLE.replace("500", "200");
    for (name, content) in [
        ("endpoint-in-one-line", format!("endpoint = [{TABLE}]\n{HEADER}")),
        ("common-in-one-line", format!("common = {TABLE}\n{HEADER}")),
        ("no-toml", "[page".to_owned()),
        ("not-an-error-status", format!("endpoint = [{table}]\n{HEADER}")),
    ] {
        folder.write(format!("catalog/{name}.toml"), content);
    }
    let files = || folder.list().into_iter().map(|path| (folder.read(&path), path));
    let before: Vec<_> = files().collect();

    let mut reports = Vec::new();
    for call in calls {
        let output = tool().run(&folder, [&["import", "--catalog=catalog"], call].concat());
        assert_eq!(output.stdout, "", "{call:?}");
        // The system's words differ from system to system.
        let error = &*output.stderr;
        let start = error.find("cannot read");
        let end = start.and_then(|start| Some(start + error[start..].find(": ")?));
        let error = &error[..end.unwrap_or(error.len())];
        let status = output.status.unwrap();
        let call = call.join(" ");
        reports.push(format!("$ import {call} ({status})\n{error}\n"));
        assert_eq!(files().collect::<Vec<_>>(), before, "{call:?}");
    }
    with_settings!({ omit_expression => true }, { assert_snapshot!(reports.concat()) });
}

#[test]
fn an_invalid_page_file_is_not_edited() {
    let folder = catalog();
    folder.replace(FILE, "status = 500", "status = \"500\"");
    let before = folder.read(FILE);
    let output = import(&folder, &page("run.txt"), &[]);
    output.assert_status(1);
    assert!(output.stderr.contains("error[wrong-type]"), "{output:?}");
    assert_eq!(folder.read(FILE), before);
}

const ROW: &str = "<tr><td>400</td><td>E1</td><td>No.</td><td>Bad.</td></tr>";

/// A page with these rows in its table.
fn html(rows: &str) -> String {
    let header =
        "<tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>";
    format!("<h2>Get</h2><table>{header}{rows}</table>")
}

/// A page with these rows in its table.
fn markdown(rows: &str) -> String {
    let header = "| Status Code | Error Code | Message | Description |\n|---|---|---|---|\n";
    format!("## Get\n\n{header}{rows}")
}

/// They are too large to be written down as cases.
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
        output.assert_status(3);
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
