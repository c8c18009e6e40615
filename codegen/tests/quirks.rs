//! What the documentation gets wrong: found, acknowledged, and neither entering nor leaving unnoticed.

use std::fs;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

fn catalog(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(arguments)
        .arg("--catalog=.")
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The findings in a catalog of one page; none and status 0, or some and status 1.
#[track_caller]
fn findings(page: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("agent-launch.toml"), page).unwrap();
    let output = catalog(&folder, &["check", "--format=json"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let findings: Vec<Value> = lines.filter(|line| line["reason"] == "finding").collect();
    assert_eq!(output.status.code(), Some(i32::from(!findings.is_empty())));
    findings
}

fn page() -> String {
    fs::read_to_string("../catalog/agent-launch.toml").unwrap().replace("\r\n", "\n")
}

/// The page's tables, and its quirks, each without the empty line before it.
fn tables_and_quirks() -> (String, Vec<String>) {
    let page = page();
    let mut parts = page.split("\n[[quirk]]\n");
    let tables = parts.next().unwrap().to_owned();
    (tables, parts.map(|quirk| format!("[[quirk]]\n{quirk}")).collect())
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap()
}

#[test]
fn the_quirks_of_the_page_are_as_reviewed() {
    let (tables, quirks) = tables_and_quirks();
    let found = findings(&tables);
    assert_eq!(found.len(), 7);
    assert_eq!(quirks.len(), 7);
    let found = found.iter().map(|finding| {
        let rows = finding["related"].as_array().unwrap().len() + 1;
        format!("{} ({rows} rows)\n{}", text(finding, "message"), text(finding, "paste"))
    });
    assert_snapshot!(found.collect::<Vec<_>>().join("\n"));
}

#[test]
fn the_page_acknowledges_all_of_them() {
    assert_eq!(findings(&page()), Vec::<Value>::new());
}

/// The entry that is shown, with a note in it, is all that it takes.
#[test]
fn a_quirk_without_its_entry_is_reported_with_the_entry() {
    let (tables, quirks) = tables_and_quirks();
    for removed in 0..quirks.len() {
        let mut others = quirks.clone();
        let entry = others.remove(removed);
        let page = format!("{tables}\n{}", others.join("\n"));

        let found = findings(&page);
        let [finding] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(entry.contains(&format!("kind = \"{}\"", text(finding, "rule"))), "{entry}");
        let name = entry.split("errors = [\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(text(finding, "text").contains(&format!("name = \"{name}\"")), "{finding:#}");

        let paste = text(finding, "paste");
        let without_note = findings(&format!("{page}\n{paste}"));
        assert_eq!(without_note.len(), 1);
        assert_eq!(text(&without_note[0], "message"), "the note is empty");
        let with_note = paste.replace("note = \"\"", "note = \"A note.\"");
        assert_eq!(findings(&format!("{page}\n{with_note}")), Vec::<Value>::new());
    }
}

#[test]
fn an_entry_that_covers_nothing_is_reported_where_it_stands() {
    let entry =
        "[[quirk]]\nkind = \"not-common\"\nerrors = [\"GatewayError\"]\nnote = \"A note.\"\n";
    let page = format!("{}\n{entry}", page());
    let found = findings(&page);
    assert_eq!(found.len(), 1);
    assert_eq!(text(&found[0], "rule"), "stale-quirk");
    let line = page.lines().count() - 2;
    assert_eq!(found[0]["line"], line);
}

/// The vendor corrects the message of RCS405 in both tables that have it wrong.
#[test]
fn a_mistake_that_is_mended_makes_every_entry_about_it_stale() {
    let wrong = "\"MethodNotAllowedWithCreateMessage\", status = 405, code = \"RCS405\", message = \"Failed to create Agent launch request.\"";
    let right =
        "\"MethodNotAllowed\", status = 405, code = \"RCS405\", message = \"Method not allowed.\"";
    let page = page();
    assert_eq!(page.matches(wrong).count(), 2);
    let found = findings(&page.replace(wrong, right));
    let (_, quirks) = tables_and_quirks();
    let concerned =
        quirks.iter().filter(|quirk| quirk.contains("MethodNotAllowedWithCreateMessage")).count();
    assert_eq!(found.len(), concerned);
    for finding in &found {
        assert_eq!(text(finding, "rule"), "stale-quirk");
        assert_eq!(text(finding, "text"), "\"MethodNotAllowedWithCreateMessage\"");
    }
}

/// Each rule has a fixture that it finds, in `fixtures/bad`, and here the nearest that it does not.
#[test]
fn what_is_nearly_a_quirk_is_none() {
    let output = Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(["check", "--catalog=tests/fixtures/good/neighbours"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for kind in [
        "inconsistent-message",
        "indistinguishable",
        "mismatched-pair",
        "not-common",
        "reused-code",
        "status-in-code",
    ] {
        for fixture in [format!("bad/{kind}/parcels"), format!("good/neighbours/{kind}")] {
            assert!(fs::exists(format!("tests/fixtures/{fixture}.toml")).unwrap(), "{fixture}");
        }
    }
}

/// A page that breaks another rule may not be what the documentation says.
#[test]
fn quirks_are_looked_for_once_all_else_is_in_order() {
    let (tables, _) = tables_and_quirks();
    let found = findings(
        &tables.replace("status = 500, code = \"RCS500\"", "status = 200, code = \"RCS500\""),
    );
    assert!(!found.is_empty());
    for finding in found {
        assert_eq!(text(&finding, "rule"), "status-range");
    }
}
