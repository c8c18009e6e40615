//! `import`: pages of every form into the catalog. What cannot be read is in the cases.

mod changes;
mod edits;
mod failures;
mod left_out;
mod moves;
mod origin;
mod properties;
mod removals;

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

/// A page file without what the page has and the catalog does not keep: each form has something else.
fn without_left_out(file: &str) -> String {
    let Some((before, rest)) = file.split_once("left-out = [") else { return file.to_owned() };
    let (_, after) = rest.split_once("]\n").unwrap();
    [before, after].concat()
}

/// Imports a page into the page file of the tests.
fn import(folder: &Folder, page: &str, arguments: &[&str]) -> Output {
    folder.write("page", page);
    tool().run(folder, [&["import", "page", "--page=agent-launch"], arguments].concat())
}

/// Writes the notes that are missing, and confirms that the others have been read.
fn review(folder: &Folder) {
    let text = folder.read(FILE).replace("note = \"\"", "note = \"A note.\"");
    folder.write(FILE, text);
    tool().succeed(folder, ["check", "--reviewed"]);
}

#[test]
fn a_page_like_the_catalog_changes_nothing_in_any_form() {
    for form in FORMS {
        let folder = catalog();
        import(&folder, &page(form), &["--retrieved=2026-11-23"]).assert_status(0);
        let file = folder.read(FILE);
        assert_eq!(without_left_out(&file), AGENT_LAUNCH, "{form}");
        import(&folder, &page(form), &["--check"]).assert_status(0);
        import(&folder, &page(form), &[]).assert_status(0);
        let again = import(&folder, &page(form), &["--retrieved=2026-12-24"]);
        assert!(
            again.stdout.ends_with("was written\nnext: run: cargo catalog generate\n"),
            "{again:?}"
        );
        import(&folder, &page(form), &["--retrieved=2026-11-23"]).assert_status(0);
        assert_eq!(folder.read(FILE), file, "{form}");
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
        let file = without_left_out(&folder.read(FILE));
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
      { name = "MethodNotAllowedFailed", status = 405, code = "RCS405", message = "Failed to create Agent launch request.", description = "Method Not Allowed." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]

    [common]
    name = "Common"
    title = "Common Error Scenarios across all Agent Launch"
    errors = [
      { name = "RcsNotEnabled", status = 400, code = "RCS601", message = "RCS Channel is not enabled for this User.", description = "RCS Not Enabled." },
      { name = "MethodNotAllowedFailed", status = 405, code = "RCS405", message = "Failed to create Agent launch request.", description = "Method Not Allowed." },
      { name = "InvalidJson", status = 400, code = "RCS701", message = "Invalid json format passed.", description = "Invalid JSON." },
      { name = "GatewayError", status = 500, code = "RCS502", message = "Internal Gateway Error.", description = "Gateway Error." },
      { name = "InternalServerError", status = 500, code = "RCS500", message = "Internal server error.", description = "Internal Server Error." },
    ]

    [[quirk]]
    kind = "inconsistent-message"
    errors = ["MethodNotAllowed", "MethodNotAllowedFailed"]
    note = ""

    [[quirk]]
    kind = "indistinguishable"
    errors = ["MissingAgentNumberQuery", "MissingAgentLaunchIdQuery"]
    tables = ["GetAgentLaunchStatus"]
    note = ""

    [[quirk]]
    kind = "mismatched-pair"
    errors = ["MethodNotAllowedFailed"]
    note = ""

    [[quirk]]
    kind = "mismatched-pair"
    errors = ["LaunchStatusNotFound"]
    note = ""

    [[quirk]]
    kind = "not-common"
    errors = ["InvalidJson"]
    tables = ["GetAgentLaunchStatus"]
    note = ""

    [[quirk]]
    kind = "reused-code"
    errors = ["LaunchRequestFailed", "CarrierLaunchRequestFailed", "MissingAgentNumberQuery", "MissingAgentLaunchIdQuery", "LaunchStatusNotFound"]
    note = ""

    [[quirk]]
    kind = "status-in-code"
    errors = ["GatewayError"]
    note = ""
    "#);
}

#[test]
fn a_page_that_is_known_needs_no_name() {
    let folder = catalog();
    let import = |arguments: &[&str]| {
        let arguments = [&["import", "-", "--check"], arguments].concat();
        tool().run_with_input(&folder, arguments, page("run.txt"))
    };
    import(&["--page=agent-launch"]).assert_status(0);
    import(&[]).assert_status(0);
    import(&["--page=../agent-launch"]).assert_status(2);
    import(&["--page=agent-launch", "--retrieved=yesterday"]).assert_status(2);

    // Another page is not taken for it, and the report shows how to import it.
    let other = "<h1>Parcel Errors</h1><h2>Get a parcel</h2><table>\
        <tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>\
        <tr><td>404</td><td>P-12</td><td>No such parcel.</td><td>Parcel Not Found.</td></tr></table>";
    folder.write("other page.html", other);
    let output = tool().run(&folder, ["import", "other page.html"]);
    output.assert_status(2);
    assert_snapshot!(output.stderr, @"error: nothing says which page file this page is imported into; the catalog has `agent-launch`: name one with --page, and give the address of a new page with --source, since the page contains none, like this: cargo catalog import 'other page.html' --page parcel --source URL");
    assert_eq!(folder.list(), ["catalog/agent-launch.toml", "other page.html"]);

    // Each page is found by its title, and by its address if it has one.
    let source = "--source=https://docs.example.com/parcel";
    tool().succeed(&folder, ["import", "other page.html", "--page=parcel", source]);
    import(&[]).assert_status(0);
    tool().succeed(&folder, ["import", "other page.html", "--check"]);
    tool().succeed(&folder, ["import", "other page.html", "--check", source]);
    // On some sites, many pages have the same title or the same address.
    let elsewhere = "--source=https://docs.example.com/elsewhere";
    tool().run(&folder, ["import", "other page.html", "--check", elsewhere]).assert_status(2);
    folder.write("third page.html", other.replace("Parcel Errors", "Letter Errors"));
    tool().run(&folder, ["import", "third page.html", "--check", source]).assert_status(2);
    // A mistyped name does not make a second file for the same page.
    let output = tool().run(&folder, ["import", "other page.html", "--page=parcels", source]);
    output.assert_status(2);
    assert_snapshot!(output.stderr, @"error: there is no page file `parcels.toml`, and `parcel.toml` has the address of this page already: if it is another page, give its own address with --source; to import into that file, run: cargo catalog import 'other page.html' --page parcel --source https://docs.example.com/parcel");
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
