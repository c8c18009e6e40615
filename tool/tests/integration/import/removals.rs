//! What looks like a page that was read wrongly is written only if somebody allows it.

use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;

use super::{FILE, catalog, empty_catalog, import, page, page_of_rows, review};

const NEW: [&str; 2] = ["--source=https://docs.example.com", "--retrieved=2026-01-31"];

/// The page without the table of this heading, which is not the last one.
fn page_without(heading: &str, next: &str) -> String {
    let page = page("run.txt");
    let (before, rest) = page.split_once(&format!("{heading}\n")).unwrap();
    let (_, after) = rest.split_once(&format!("{next}\n")).unwrap();
    format!("{before}{next}\n{after}")
}

#[test]
fn a_table_that_is_gone_has_to_be_allowed() {
    let folder = catalog();
    let page = page_without("Create Agent Carrier Launch", "Get Agent Launch Status");
    let check = import(&folder, &page, &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout, @"
    the page differs from catalog/agent-launch.toml in one place:

    CreateAgentCarrierLaunch
      the table is gone: Create Agent Carrier Launch

    warning: the page lacks 6 of 24 rows, and a whole table; these errors would leave their enums:
      CreateAgentCarrierLaunchError (all of it): InvalidJson, RcsNotEnabled, MethodNotAllowed, CarrierLaunchRequestFailed, GatewayError, InternalServerError
      AgentLaunchError: CarrierLaunchRequestFailed
    if the tables are on another page of the vendor now, import that page first: then the errors keep their names and notes

    if the errors are really gone, run the same command with --allow-removals and without --check
    ");
    let output = import(&folder, &page, &[]);
    output.assert_status(1);
    assert_snapshot!(output.stdout.lines().last().unwrap(), @"nothing was written: if the errors are really gone, run the same command with --allow-removals");
    assert_eq!(folder.read(FILE), AGENT_LAUNCH);
    let json = import(&folder, &page, &["--format=json"]);
    json.assert_status(1);
    assert_snapshot!(json.stdout.lines().last().unwrap(), @r#"{"reason":"removal","rows":24,"removed_rows":6,"removed_tables":1,"enums":[{"name":"CreateAgentCarrierLaunchError","whole":true,"errors":["InvalidJson","RcsNotEnabled","MethodNotAllowed","CarrierLaunchRequestFailed","GatewayError","InternalServerError"]},{"name":"AgentLaunchError","whole":false,"errors":["CarrierLaunchRequestFailed"]}]}"#);
    assert_eq!(folder.read(FILE), AGENT_LAUNCH);

    // An entry about the table is open then; the page is written.
    import(&folder, &page, &["--allow-removals"]).assert_status(1);
    review(&folder);
    import(&folder, &page, &["--check"]).assert_status(0);
    assert!(!folder.read(FILE).contains("CarrierLaunch\""));
}

fn row(number: usize) -> String {
    format!("400\tE-{number}\tMessage {number}.\tError number {number}.\n")
}

fn rows(numbers: impl IntoIterator<Item = usize>) -> String {
    page_of_rows(&numbers.into_iter().map(row).collect::<String>())
}

#[test]
fn more_than_half_of_the_rows_have_to_be_allowed() {
    let folder = empty_catalog();
    import(&folder, &rows(0..6), &NEW).assert_status(0);
    let written = folder.read(FILE);
    let output = import(&folder, &rows(4..9), &[]);
    output.assert_status(1);
    assert!(output.stdout.contains("the page lacks 4 of 6 rows"), "{}", output.stdout);
    assert_eq!(folder.read(FILE), written);
    import(&folder, &rows(4..9), &["--check"]).assert_status(1);
    import(&folder, &rows(4..9), &["--check", "--allow-removals"]).assert_status(1);
    assert_eq!(folder.read(FILE), written);
    import(&folder, &rows(3..9), &[]).assert_status(0);
    import(&folder, &rows(8..9), &["--allow-removals"]).assert_status(0);
    import(&folder, &rows(8..9), &["--check"]).assert_status(0);
}

/// The header is the same, but each message is where a description was.
#[test]
fn columns_that_look_swapped_have_to_be_allowed() {
    let folder = empty_catalog();
    let page = rows(0..4);
    import(&folder, &page, &NEW).assert_status(0);
    let written = folder.read(FILE);
    let swap = |row: usize| format!("400\tE-{row}\tError number {row}.\tMessage {row}.\n");
    let swapped = page_of_rows(&(0..4).map(swap).collect::<String>());
    let check = import(&folder, &swapped, &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout.split_once("warning").unwrap().1, @"
    : the columns `message` and `description` of `Get` look swapped: 4 rows have the values of the catalog, but in another column

    if the vendor really swapped the columns, run the same command with --allow-removals and without --check
    ");
    let output = import(&folder, &swapped, &[]);
    output.assert_status(1);
    assert_snapshot!(output.stdout.lines().last().unwrap(), @"nothing was written: if the vendor really swapped the columns, run the same command with --allow-removals");
    let json = import(&folder, &swapped, &["--format=json"]);
    json.assert_status(1);
    assert_snapshot!(json.stdout.lines().last().unwrap(), @r#"{"reason":"swapped-columns","endpoint":"Get","columns":["message","description"],"rows":4}"#);
    assert_eq!(folder.read(FILE), written);

    // One row may have been corrected.
    let corrected = page_of_rows(&[swap(0), row(1), row(2), row(3)].concat());
    import(&folder, &corrected, &[]).assert_status(0);
    import(&folder, &page, &[]).assert_status(0);
    import(&folder, &swapped, &["--allow-removals"]).assert_status(0);
    import(&folder, &swapped, &["--check"]).assert_status(0);
    assert!(folder.read(FILE).contains("message = \"Error number 3.\""));
}
