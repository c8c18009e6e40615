//! `import`: pages of every form, what changed on them, and what cannot be read without a guess.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::{assert_snapshot, with_settings};
use serde_json::Value;
use tempfile::TempDir;

const FORMS: [&str; 5] = ["html", "md", "tabs.txt", "run.txt", "cells.txt"];

/// The real catalog in a folder of its own.
fn catalog() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy("../catalog/agent-launch.toml", folder.path().join("agent-launch.toml")).unwrap();
    folder
}

fn import(catalog: &TempDir, page: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .arg("import")
        .arg(page)
        .args(arguments)
        .arg("--catalog")
        .arg(catalog.path())
        .output()
        .unwrap()
}

fn fixture(form: &str) -> String {
    fs::read_to_string(format!("tests/fixtures/pages/agent-launch.{form}")).unwrap()
}

fn file(catalog: &TempDir) -> String {
    fs::read_to_string(catalog.path().join("agent-launch.toml")).unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[track_caller]
fn assert_status(output: &Output, status: i32) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{}{stderr}", stdout(output));
}

/// Writes a page, and imports it.
fn import_text(catalog: &TempDir, text: &str, arguments: &[&str]) -> Output {
    let page = tempfile::NamedTempFile::new().unwrap();
    fs::write(page.path(), text).unwrap();
    import(catalog, page.path(), &[&["--page=agent-launch"], arguments].concat())
}

#[test]
fn the_page_says_what_the_catalog_says_in_every_form() {
    let catalog = catalog();
    let before = file(&catalog);
    for form in FORMS {
        let check = import_text(&catalog, &fixture(form), &["--check"]);
        assert_status(&check, 0);
        let write = import_text(&catalog, &fixture(form), &[]);
        assert_status(&write, 0);
        assert_eq!(file(&catalog), before, "{form}");
    }
}

/// But for what only people know: the names that need one, the quirks, and the day.
#[test]
fn a_new_page_becomes_the_same_file_in_every_form() {
    let mut made = Vec::new();
    for form in FORMS {
        let catalog = tempfile::tempdir().unwrap();
        let output = import_text(&catalog, &fixture(form), &["--retrieved=2026-11-23"]);
        assert_status(&output, 1);
        let text = file(&catalog);
        let lines = text.lines().filter(|line| !line.starts_with("source"));
        made.push(lines.collect::<Vec<_>>().join("\n"));
    }
    for (form, text) in FORMS.iter().zip(&made) {
        assert_eq!(*text, made[0], "{form}");
    }
    assert_snapshot!(made[0]);
}

#[test]
fn what_is_passed_over_is_said() {
    let output = import_text(&catalog(), &fixture("html"), &["--check"]);
    let notes = stdout(&output).lines().filter(|line| line.starts_with("note"));
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"));
}

#[test]
fn one_message_that_changed_changes_one_cell_and_the_day() {
    let catalog = catalog();
    let before = file(&catalog);
    let page = fixture("run.txt").replace(
        "RCS601RCS Channel is not enabled for this User.",
        "RCS601RCS is not enabled for this user.",
    );
    let check = import_text(&catalog, &page, &["--check", "--format=json"]);
    assert_status(&check, 1);
    let changes: Vec<Value> =
        stdout(&check).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(changes.len(), 4);
    for change in &changes {
        assert_eq!(change["change"], "cell-changed");
        assert_eq!(change["name"], "RcsNotEnabled");
        assert_eq!(change["cell"], "message");
        assert_eq!(change["old"], "RCS Channel is not enabled for this User.");
        assert_eq!(change["new"], "RCS is not enabled for this user.");
    }
    assert_eq!(file(&catalog), before);

    let write = import_text(&catalog, &page, &["--retrieved=2027-01-31"]);
    assert_status(&write, 0);
    let expected = before
        .replace("RCS Channel is not enabled for this User.", "RCS is not enabled for this user.")
        .replace("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    assert_eq!(file(&catalog), expected);

    // The second time there is nothing to do, and the day stays.
    assert_status(&import_text(&catalog, &page, &[]), 0);
    assert_eq!(file(&catalog), expected);
}

/// Each kind of change alone: the page's text, what is replaced in it, and by what.
#[test]
fn each_kind_of_change_is_accounted_for() {
    let get = "Get Agent Launch Status\n";
    let fetch = "400RCS904Failed to fetch Agent launch request.Missing Agent Number Query.\n";
    let row = "400RCS701Invalid json format passed.Invalid JSON.\n";
    let cases = [
        ("message", "Internal Gateway Error.", "Internal gateway failure."),
        ("description", "Launch Status Not Found.", "Status Unknown."),
        ("status", "500RCS502", "502RCS502"),
        ("code", "RCS601", "RCS602"),
        ("row-added", fetch, &format!("{fetch}429RCS429Too many requests.Slow Down.\n")),
        ("row-removed", fetch, ""),
        (
            "row-moved",
            "400RCS601RCS Channel is not enabled for this User.RCS Not Enabled.\n405RCS405Method not allowed.Method Not Allowed.\n400RCS904Failed to create Agent launch request.Launch Request Failed.\n",
            "405RCS405Method not allowed.Method Not Allowed.\n400RCS904Failed to create Agent launch request.Launch Request Failed.\n400RCS601RCS Channel is not enabled for this User.RCS Not Enabled.\n",
        ),
        ("retitled", get, "Get Status\n"),
        (
            "endpoint-added",
            get,
            &format!(
                "Revoke Agent Launch API\n\nStatus CodeError CodeMessageDescription\n{row}410RCS410Already revoked.Gone.\n\n{get}"
            ),
        ),
        ("endpoint-removed", "", ""),
        ("endpoints-moved", "", ""),
        (
            "mended",
            "405RCS405Failed to create Agent launch request.",
            "405RCS405Method not allowed.",
        ),
        ("together", "", ""),
    ];
    for (name, old, new) in cases {
        let mut page = fixture("run.txt");
        let tables: Vec<String> = page.split_inclusive("\n\n\n").map(str::to_owned).collect();
        let parts: Vec<&str> = page.split("Create Agent Carrier Launch\n").collect();
        let (first, rest) = (parts[0].to_owned(), parts[1].to_owned());
        let (second, last) = rest.split_once(get).unwrap();
        assert!(!tables.is_empty());
        page = match name {
            "endpoint-removed" => format!("{first}{get}{last}"),
            "endpoints-moved" => {
                let (intro, create) = first.split_once("Create Agent Launch API\n").unwrap();
                format!("{intro}Create Agent Carrier Launch\n{second}Create Agent Launch API\n{create}{get}{last}")
            }
            "together" => page
                .replace("Internal Gateway Error.", "Internal gateway failure.")
                .replace(fetch, "")
                .replace("Create Agent Carrier Launch\n", "Create a carrier launch\n")
                .replace("500RCS500Internal server error.Internal Server Error.\n\nC", "500RCS500Internal server error.Internal Server Error.\n503RCS503Try again later.Overloaded.\n\nC"),
            _ => {
                assert!(page.contains(old), "{name}");
                page.replace(old, new)
            }
        };

        let catalog = catalog();
        let before = file(&catalog);
        let check = import_text(&catalog, &page, &["--check"]);
        assert_status(&check, 1);
        assert_eq!(file(&catalog), before, "{name}");
        let account = stdout(&check).split_once('\n').unwrap().1.to_owned();

        // Written, the file says what the page says; comments and the order of keys stay.
        import_text(&catalog, &page, &["--retrieved=2026-11-24"]);
        assert_status(&import_text(&catalog, &page, &["--check"]), 0);
        let changed = similar_lines(&before, &file(&catalog));
        with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            assert_snapshot!(format!("{account}\n{changed}"));
        });
    }
}

/// The lines of a file that changed.
fn similar_lines(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let changes =
        diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes.map(|change| change.tag().to_string() + &change.to_string()).collect()
}

/// Comments, the order of keys and formatting are people's.
#[test]
fn what_people_wrote_stays() {
    let catalog = catalog();
    let own = file(&catalog)
        .replace("[page]\n", "# Why this page is here.\n[page]\n")
        .replace(
            "  { name = \"GatewayError\", status = 500, code = \"RCS502\", message = \"Internal Gateway Error.\", description = \"Gateway Error.\" },\n  { name = \"InternalServerError\"",
            "  # Seen in production.\n  { code = 'RCS502', status = 0x1F4, name = \"GatewayError\", # odd\n    description = \"Gateway Error.\", message = \"Internal Gateway Error.\" },\n\n  { name = \"InternalServerError\"",
        );
    fs::write(catalog.path().join("agent-launch.toml"), &own).unwrap();
    assert_status(&import_text(&catalog, &fixture("run.txt"), &[]), 0);
    assert_eq!(file(&catalog), own);

    let page = fixture("run.txt").replace("Internal Gateway Error.", "Internal gateway failure.");
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 0);
    assert_eq!(file(&catalog), own.replace("Internal Gateway Error.", "Internal gateway failure."));

    let page = page.replace(
        "400RCS701Invalid json format passed.Invalid JSON.\n",
        "400RCS701Invalid json format passed.Invalid JSON.\n413RCS413Too large.Too Large.\n",
    );
    // It is in the common table too, and not in every endpoint's: a new quirk.
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 1);
    let text = file(&catalog);
    for kept in
        ["# Why this page is here.", "# Seen in production.", "'RCS502', status = 0x1F4", "# odd"]
    {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn what_cannot_be_read_without_a_guess_is_refused() {
    for path in refused() {
        let catalog = catalog();
        let before = file(&catalog);
        let output = import(&catalog, &path, &["--page=agent-launch"]);
        assert_status(&output, 1);
        assert_eq!(file(&catalog), before);
        let name = path.file_name().unwrap().to_str().unwrap();
        with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            assert_snapshot!(String::from_utf8(output.stderr).unwrap());
        });

        let json = import(&catalog, &path, &["--page=agent-launch", "--format=json"]);
        for line in stdout(&json).lines() {
            let finding: Value = serde_json::from_str(line).unwrap();
            assert_eq!(finding["rule"], name.split('.').next().unwrap(), "{line}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn refused() -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir("tests/fixtures/pages/refused").unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 5);
    paths
}

#[test]
fn a_page_may_come_from_standard_input_and_needs_a_name_then() {
    let catalog = catalog();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_catalog"))
            .args(["import", "-", "--check", "--catalog"])
            .arg(catalog.path())
            .args(arguments)
            .stdin(fs::File::open("tests/fixtures/pages/agent-launch.md").unwrap())
            .output()
            .unwrap()
    };
    assert_status(&run(&["--page=agent-launch"]), 0);
    assert_status(&run(&[]), 2);
    assert_status(&run(&["--page=../agent-launch"]), 2);
    assert_status(&run(&["--page=agent-launch", "--retrieved=yesterday"]), 2);
}

#[test]
fn a_file_that_is_no_catalog_is_not_edited() {
    let catalog = catalog();
    let broken = file(&catalog).replace("status = 500", "status = \"500\"");
    fs::write(catalog.path().join("agent-launch.toml"), &broken).unwrap();
    let output = import_text(&catalog, &fixture("run.txt"), &[]);
    assert_status(&output, 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[wrong-type]"));
    assert_eq!(file(&catalog), broken);
}
