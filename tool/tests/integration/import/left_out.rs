//! What a page has and the catalog does not keep: it is reported at every import, and recorded once.

use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;
use testing::folder::Folder;

use super::{FILE, catalog, empty_catalog, import, page};

const NEW: [&str; 2] = ["--source=https://docs.example.com", "--retrieved=2026-01-31"];

/// A page with an error, and with this column in its table.
fn page_with_column(heading: &str, cell: &str) -> String {
    format!(
        "Get\n\nStatus Code\tError Code\t{heading}\tMessage\tDescription\n400\tE-1\t{cell}\tNo.\tBad.\n"
    )
}

/// The line of the page file that records what is left out.
fn recorded(folder: &Folder) -> Option<String> {
    let file = folder.read(FILE);
    file.lines().find(|line| line.starts_with("left-out")).map(str::to_owned)
}

#[test]
fn a_column_is_a_difference_until_it_is_recorded() {
    let folder = empty_catalog();
    let without = "Get\n\nStatus Code\tError Code\tMessage\tDescription\n400\tE-1\tNo.\tBad.\n";
    import(&folder, without, &NEW).assert_status(0);
    assert_eq!(recorded(&folder), None);

    let with = page_with_column("Severity", "high");
    let check = import(&folder, &with, &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout, @r"
    left out: column Severity (not a column of the catalog): the table under `Get`, line 3
    the page differs from catalog/agent-launch.toml in one place:
      left-out
        + column Severity

    to write this into the catalog, run the same command without --check
    ");
    import(&folder, &with, &["--retrieved=2026-01-31"]).assert_status(0);
    assert_eq!(recorded(&folder).unwrap(), r#"left-out = ["column Severity"]"#);

    // It is reported whenever the page is imported, and is no difference any more.
    let check = import(&folder, &with, &["--check"]);
    check.assert_status(0);
    assert_snapshot!(check.stdout, @r"
    left out: column Severity (not a column of the catalog): the table under `Get`, line 3
    the page and catalog/agent-launch.toml are the same
    ");
    let json = import(&folder, &with, &["--check", "--format=json"]);
    json.assert_status(0);
    assert_snapshot!(json.stdout, @r#"{"reason":"left-out","kind":"column","entry":"column Severity","table":"Get","row":null,"line":3}"#);

    // The page no longer has it.
    let json = import(&folder, without, &["--check", "--format=json"]);
    json.assert_status(1);
    assert_snapshot!(json.stdout, @r#"{"reason":"change","change":"left-out-removed","entry":"column Severity"}"#);
    import(&folder, without, &["--retrieved=2026-01-31"]).assert_status(0);
    assert_eq!(recorded(&folder), None);
}

#[test]
fn tables_and_rows_are_reported_by_heading_and_place() {
    let folder = catalog();
    let check = import(&folder, &page("html"), &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout, @"
    left out: table Create Agent Carrier Launch (HTTP Status Code) (not a table of errors)
    left out: row 202 RCS202 (not the status of an error): row 8 of the table under `Get Agent Launch Status`
    left out: table Common Error Scenarios across all Agent Launch (Parameter, Description) (not a table of errors)
    the page differs from catalog/agent-launch.toml in 3 places:
      left-out
        + table Create Agent Carrier Launch (HTTP Status Code)
        + row 202 RCS202
        + table Common Error Scenarios across all Agent Launch (Parameter, Description)

    to write this into the catalog, run the same command without --check
    ");
    let check = import(&folder, &page("md"), &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout, @"
    left out: table Common Error Scenarios across all Agent Launch (Parameter, Description) (not a table of errors): line 48
    left out: row 200 OK1 (not the status of an error): row 1 of the table under `Common Error Scenarios across all Agent Launch`, line 54
    the page differs from catalog/agent-launch.toml in 2 places:
      left-out
        + table Common Error Scenarios across all Agent Launch (Parameter, Description)
        + row 200 OK1

    to write this into the catalog, run the same command without --check
    ");
}

/// In every table, and for every row, of the same name.
#[test]
fn one_entry_covers_all_of_a_name() {
    let header = "Status Code\tError Code\tMessage\tDescription\tSolution\n";
    let rows = "200\tOK\tDone.\tDone.\t\n200\tOK\tAgain.\tAgain.\t\n200\t-\tQuiet.\tQuiet.\t\n";
    let page = format!(
        "Get\n\n{header}400\tE-1\tNo.\tBad.\tRetry.\n{rows}\nSend\n\n{header}400\tE-2\tNo.\tWorse.\tWait.\n{rows}\nRate Limits\n\nPlan\tLimit\nSmall\t1\n\nPrices\n\nPlan\tPrice\nSmall\t1\n"
    );
    let folder = empty_catalog();
    let output = import(&folder, &page, &NEW);
    assert_snapshot!(output.stdout.split_once("the page differs").unwrap().0, @"
    left out: column Solution (not a column of the catalog): the table under `Get`, line 3; the table under `Send`, line 11
    left out: row 200 OK (not the status of an error): row 2 of the table under `Get`, line 5; row 3 of the table under `Get`, line 6; row 2 of the table under `Send`, line 13; row 3 of the table under `Send`, line 14
    left out: row 200 (not the status of an error): row 4 of the table under `Get`, line 7; row 4 of the table under `Send`, line 15
    left out: table Rate Limits (not a table of errors)
    left out: table Prices (not a table of errors)
    ");
    let file = folder.read(FILE);
    let entries = file.split_once("left-out = [").unwrap().1.split_once(']').unwrap().0;
    assert_snapshot!(entries, @r#"

    "column Solution",
    "row 200 OK",
    "row 200",
    "table Rate Limits",
    "table Prices",
    "#);
    import(&folder, &page, &["--check"]).assert_status(0);
}

#[test]
fn repeated_rows_are_reported_and_are_no_difference() {
    let row = "400\tE-1\tNo.\tBad.\n";
    let page = super::page_of_rows(&[row, "401\tE-2\tNo.\tWorse.\n", row].concat());
    let folder = empty_catalog();
    import(&folder, &page, &NEW).assert_status(0);
    assert_eq!(recorded(&folder), None);
    assert_eq!(folder.read(FILE).matches("E-1").count(), 1);
    let check = import(&folder, &page, &["--check"]);
    check.assert_status(0);
    assert_snapshot!(check.stdout, @"
    a repeated row is written once, `Bad.`: row 3 of the table under `Get`, line 6
    the page and catalog/agent-launch.toml are the same
    ");
    let json = import(&folder, &page, &["--check", "--format=json"]);
    assert_snapshot!(json.stdout, @r#"{"reason":"left-out","kind":"repeat","entry":null,"table":"Get","row":3,"line":6}"#);
}

/// Whatever the vendor writes into a heading, the page file stays valid.
#[test]
fn entries_break_no_rule() {
    for heading in [
        "Sever\u{202E}ity\u{7}",
        "\u{1b}[31mSeverity\u{1b}[0m",
        "\"Severity\" \\ # '''",
        "\u{200B}\u{2028}",
        &"long ".repeat(100),
    ] {
        let folder = empty_catalog();
        let page = page_with_column(heading, "high");
        import(&folder, &page, &NEW).assert_status(0);
        assert!(recorded(&folder).is_some(), "{}", folder.read(FILE));
        let check = import(&folder, &page, &["--check"]);
        check.assert_status(0);
        assert!(!check.stdout.contains(['\u{202E}', '\u{1b}', '\u{7}', '\u{2028}']), "{check:?}");
    }
}

/// Comments stay with their entries, and the others move around them.
#[test]
fn the_formatting_of_the_entries_stays() {
    let folder = empty_catalog();
    let page = |names: &[&str]| {
        let tables = names.iter().map(|name| format!("{name}\n\nPlan\tLimit\nSmall\t1\n\n"));
        let error = "Get\n\nStatus Code\tError Code\tMessage\tDescription\n400\tE-1\tNo.\tBad.\n";
        format!("Errors\n\n{}{error}", tables.collect::<String>())
    };
    import(&folder, &page(&["A", "B"]), &NEW).assert_status(0);
    let old = "left-out = [\n  \"table A\", # later\n  # We do not sell it.\n  'table B',\n]";
    folder.replace(FILE, "left-out = [\"table A\", \"table B\"]", old);
    let written = folder.read(FILE);
    import(&folder, &page(&["A", "B"]), &[]).assert_status(0);
    // The order does not matter.
    import(&folder, &page(&["B", "A"]), &[]).assert_status(0);
    assert_eq!(folder.read(FILE), written);

    import(&folder, &page(&["C", "B"]), &["--retrieved=2026-01-31"]).assert_status(0);
    let new = "left-out = [\n  \"table C\",\n  # We do not sell it.\n  'table B',\n]";
    assert_eq!(folder.read(FILE), written.replace(old, new));
}

#[test]
fn the_title_and_the_address_of_the_page_are_compared() {
    let folder = catalog();
    let page = page("run.txt");
    let address = "--source=https://docs.example.com/launch";
    import(&folder, &page, &["--check"]).assert_status(0);
    let page = page.replacen("Agent Launch\n", "Launch an agent\n", 1);
    let check = import(&folder, &page, &["--check", address]);
    check.assert_status(1);
    assert_snapshot!(check.stdout, @"
    the page differs from catalog/agent-launch.toml in 2 places:
      title of the page
        - Agent Launch
        + Launch an agent
      address of the page
        - https://developers.kaleyra.io/docs/rcs-agent-launch-error-codes
        + https://docs.example.com/launch

    to write this into the catalog, run the same command without --check
    ");
    import(&folder, &page, &["--retrieved=2026-11-23", address]).assert_status(0);
    let expected = AGENT_LAUNCH.replacen("\"Agent Launch\"", "\"Launch an agent\"", 1);
    let old = "https://developers.kaleyra.io/docs/rcs-agent-launch-error-codes";
    assert_eq!(folder.read(FILE), expected.replacen(old, "https://docs.example.com/launch", 1));
    // A page that names no address has the one that it had.
    import(&folder, &page, &["--check"]).assert_status(0);
    import(&folder, &page, &["--check", address]).assert_status(0);
}
