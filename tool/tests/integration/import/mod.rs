//! `import`: pages of every form into the catalog. What cannot be read is in the cases.

mod changes;
mod edits;
mod failures;
mod properties;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

/// The page file of the tests.
const FILE: &str = "catalog/agent-launch.toml";

/// The forms in which there is a page with what the frozen page file has.
const FORMS: [&str; 5] = ["html", "md", "tabs.txt", "run.txt", "cells.txt"];

fn page(form: &str) -> String {
    let path = format!("tests/fixtures/pages/agent-launch.{form}");
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    // A checkout may have changed the line endings.
    page.replace("\r\n", "\n")
}

/// A page of one table with tabs between the cells.
fn page_of_rows(rows: &str) -> String {
    format!("Get\n\nStatus Code\tError Code\tMessage\tDescription\n{rows}")
}

/// A folder with the frozen page as its catalog.
fn catalog() -> Folder {
    let folder = Folder::new();
    folder.write(FILE, AGENT_LAUNCH);
    folder
}

/// A folder with an empty catalog.
fn empty_catalog() -> Folder {
    let folder = Folder::new();
    folder.create_folder("catalog");
    folder
}

/// Imports a page into the page file of the tests.
fn import(folder: &Folder, page: &str, arguments: &[&str]) -> Output {
    folder.write("page", page);
    tool().run(folder, [&["import", "page", "--page=agent-launch"], arguments].concat())
}

#[test]
fn a_page_like_the_catalog_changes_nothing_in_any_form() {
    let folder = catalog();
    for form in FORMS {
        import(&folder, &page(form), &["--check"]).assert_status(0);
        import(&folder, &page(form), &[]).assert_status(0);
        assert_eq!(folder.read(FILE), AGENT_LAUNCH, "{form}");
    }
}

/// Except for what only people know: the names that need one, the quirks, and the day.
#[test]
fn a_new_page_becomes_the_same_file_in_every_form() {
    let mut files = Vec::new();
    for form in FORMS {
        let folder = empty_catalog();
        let arguments = ["--retrieved=2026-11-23", "--source=https://docs.example.com"];
        let output = import(&folder, &page(form), &arguments);
        // Its quirks have no entries yet.
        output.assert_status(1);
        assert_eq!(output.stderr.matches("kind = ").count(), 7, "{}", output.stderr);
        let file = folder.read(FILE);
        let lines = file.lines().filter(|line| !line.starts_with("source"));
        files.push(lines.collect::<Vec<_>>().join("\n"));
    }
    for (form, file) in FORMS.iter().zip(&files) {
        assert_eq!(*file, files[0], "{form}");
    }
    assert_snapshot!(files[0], @r#"
    [page]
    name = "AgentLaunch"
    title = "Agent Launch"
    retrieved = 2026-11-23

    [[endpoint]]
    name = "CreateAgentLaunch"
    title = "Create Agent Launch API"
    errors = [
      { name = "InvalidJson", status = 400, code = "RCS701", message = "Invalid json format passed.", description = "Invalid JSON." },
      { name = "RcsNotEnabled", status = 400, code = "RCS601", message = "RCS Channel is not enabled for this User.", description = "RCS Not Enabled." },
      { name = "MethodNotAllowed", status = 405, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
      { name = "LaunchRequestFailed", status = 400, code = "RCS904", message = "Failed to create Agent launch request.", description = "Launch Request Failed." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]

    [[endpoint]]
    name = "CreateAgentCarrierLaunch"
    title = "Create Agent Carrier Launch"
    errors = [
      { name = "InvalidJson", status = 400, code = "RCS701", message = "Invalid json format passed.", description = "Invalid JSON." },
      { name = "RcsNotEnabled", status = 400, code = "RCS601", message = "RCS Channel is not enabled for this User.", description = "RCS Not Enabled." },
      { name = "MethodNotAllowed", status = 405, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
      { name = "CarrierLaunchRequestFailed", status = 400, code = "RCS904", message = "Failed to create Agent launch request.", description = "Carrier Launch Request Failed." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]

    [[endpoint]]
    name = "GetAgentLaunchStatus"
    title = "Get Agent Launch Status"
    errors = [
      { name = "MissingAgentNumberQuery", status = 400, code = "RCS904", message = "Failed to fetch Agent launch request.", description = "Missing Agent Number Query." },
      { name = "MissingAgentLaunchIdQuery", status = 400, code = "RCS904", message = "Failed to fetch Agent launch request.", description = "Missing Agent Launch ID Query." },
      { name = "LaunchStatusNotFound", status = 400, code = "RCS904", message = "Method not allowed.", description = "Launch Status Not Found." },
      { name = "RcsNotEnabled", status = 400, code = "RCS601", message = "RCS Channel is not enabled for this User.", description = "RCS Not Enabled." },
      { name = "MethodNotAllowedFailedToCreateAgentLaunchRequest", status = 405, code = "RCS405", message = "Failed to create Agent launch request.", description = "Method Not Allowed." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]

    [common]
    name = "Common"
    title = "Common Error Scenarios across all Agent Launch"
    errors = [
      { name = "RcsNotEnabled", status = 400, code = "RCS601", message = "RCS Channel is not enabled for this User.", description = "RCS Not Enabled." },
      { name = "MethodNotAllowedFailedToCreateAgentLaunchRequest", status = 405, code = "RCS405", message = "Failed to create Agent launch request.", description = "Method Not Allowed." },
      { name = "InvalidJson", status = 400, code = "RCS701", message = "Invalid json format passed.", description = "Invalid JSON." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]
    "#);
}

#[test]
fn skipped_tables_and_rows_are_reported() {
    let output = import(&catalog(), &page("html"), &["--check"]);
    let notes = output.stdout.lines().filter(|line| line.starts_with("note"));
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"), @r"
    note: skipped the table under `Create Agent Carrier Launch`: it is not a table of errors
    note: skipped row 8 of the table under `Get Agent Launch Status`: 202 is not the status of an error
    note: skipped the table under `Common Error Scenarios across all Agent Launch`: it is not a table of errors
    ");

    let json = import(&catalog(), &page("html"), &["--check", "--format=json"]).json_lines();
    let in_json = json.iter().filter(|line| line["reason"] == "note");
    let in_json = in_json.map(|line| format!("note: {}\n", line["note"].as_str().unwrap()));
    assert!(output.stdout.starts_with(&in_json.collect::<String>()));
}

#[test]
fn a_page_from_standard_input_needs_a_name() {
    let folder = catalog();
    let import = |arguments: &[&str]| {
        let arguments = [&["import", "-", "--check"], arguments].concat();
        tool().run_with_input(&folder, arguments, page("md"))
    };
    import(&["--page=agent-launch"]).assert_status(0);
    import(&[]).assert_status(2);
    import(&["--page=../agent-launch"]).assert_status(2);
    import(&["--page=agent-launch", "--retrieved=yesterday"]).assert_status(2);
}

/// The first address of the page that can be a link.
#[test]
fn a_new_page_may_name_its_address() {
    let canonical = "<link rel=canonical href='https://a.example.com/errors'>";
    let relative = "<link rel=canonical href='/errors'>";
    let shared = "<meta property='og:url' content='https://b.example.com/errors'>";
    let html = page("html");
    let (_, body) = html.split_once("<body>").unwrap();
    for (head, arguments, address) in [
        (canonical.to_owned(), &[][..], Some("https://a.example.com/errors")),
        ([relative, shared, canonical].concat(), &[], Some("https://a.example.com/errors")),
        ([relative, shared].concat(), &[], Some("https://b.example.com/errors")),
        (canonical.to_owned(), &["--source=https://c.example.com"], Some("https://c.example.com")),
        (relative.to_owned(), &[], None),
    ] {
        let folder = empty_catalog();
        let page = format!("<html><head>{head}</head><body>{body}");
        let output = import(&folder, &page, arguments);
        match address {
            Some(address) => {
                let file = folder.read(FILE);
                assert!(file.contains(&format!("source = \"{address}\"\n")), "{head}");
            }
            None => output.assert_status(2),
        }
    }
}
