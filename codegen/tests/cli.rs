//! The tool as a user runs it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

const GENERATED: &str = "rcs-errors/src/generated.rs";

/// A repository with the catalog of a fixture, and nothing generated yet.
fn repository() -> TempDir {
    let here = tempfile::tempdir().unwrap();
    fs::create_dir_all(here.path().join("rcs-errors/src")).unwrap();
    fs::create_dir(here.path().join("catalog")).unwrap();
    fs::copy("tests/fixtures/good/parcels/parcels.toml", here.path().join("catalog/parcels.toml"))
        .unwrap();
    here
}

fn catalog(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[track_caller]
fn assert_status(output: &Output, status: i32) {
    assert_eq!(output.status.code(), Some(status), "{}{}", stdout(output), stderr(output));
}

#[test]
fn check_counts_what_is_there() {
    let output = catalog(repository().path(), &["check"]);
    assert_status(&output, 0);
    assert_snapshot!(stdout(&output), @r"
    page      endpoints  rows  distinct errors  quirks
    parcels  2 + common     6                4       3

    quirk              count
    indistinguishable      1
    not-common             1
    reused-code            1
    ");
}

#[test]
fn check_counts_for_machines() {
    let output = catalog(repository().path(), &["check", "--format", "json"]);
    assert_status(&output, 0);
    let page: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_snapshot!(
        page,
        @r#"{"reason":"page","module":"parcels","endpoints":2,"common":true,"rows":6,"errors":4,"quirks":{"indistinguishable":1,"not-common":1,"reused-code":1}}"#
    );
}

#[test]
fn generate_writes_once() {
    let here = repository();
    let first = catalog(here.path(), &["generate"]);
    assert_status(&first, 0);
    assert_eq!(stdout(&first), format!("{GENERATED} is written\n"));
    let generated = here.path().join(GENERATED);
    let written = fs::metadata(&generated).unwrap().modified().unwrap();

    let second = catalog(here.path(), &["generate"]);
    assert_status(&second, 0);
    assert_eq!(stdout(&second), format!("{GENERATED} is up to date\n"));
    assert_eq!(fs::metadata(&generated).unwrap().modified().unwrap(), written);
}

#[test]
fn generate_check_shows_the_cell_that_was_edited_and_generate_mends_it() {
    let here = repository();
    assert_status(&catalog(here.path(), &["generate"]), 0);
    assert_status(&catalog(here.path(), &["generate", "--check"]), 0);

    let page = here.path().join("catalog/parcels.toml");
    let edited = fs::read_to_string(&page).unwrap().replace("Who are you?", "Please log in.");
    fs::write(&page, edited).unwrap();
    let before = fs::read_to_string(here.path().join(GENERATED)).unwrap();

    let stale = catalog(here.path(), &["generate", "--check"]);
    assert_status(&stale, 1);
    // Where the lines are depends on all that is above them.
    let diff = stdout(&stale).lines().filter(|line| !line.starts_with("@@"));
    assert_snapshot!(diff.collect::<Vec<_>>().join("\n"));
    assert_eq!(fs::read_to_string(here.path().join(GENERATED)).unwrap(), before);

    assert_status(&catalog(here.path(), &["generate"]), 0);
    assert_status(&catalog(here.path(), &["generate", "--check"]), 0);
}

#[test]
fn a_missing_file_is_stale_and_shown_for_machines() {
    let output = catalog(repository().path(), &["generate", "--check", "--format", "json"]);
    assert_status(&output, 1);
    let file: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!((&file["reason"], &file["state"]), (&"file".into(), &"stale".into()));
    assert!(file["diff"].as_str().unwrap().contains("+pub struct Entry {"));
}

#[test]
fn line_endings_of_a_checkout_are_no_difference() {
    let here = repository();
    assert_status(&catalog(here.path(), &["generate"]), 0);
    for path in [GENERATED, "catalog/parcels.toml"] {
        let path = here.path().join(path);
        let text = fs::read_to_string(&path).unwrap().replace('\n', "\r\n");
        fs::write(path, text).unwrap();
    }
    assert_status(&catalog(here.path(), &["generate", "--check"]), 0);
}

#[test]
fn the_repository_is_found_from_a_folder_below() {
    let here = repository();
    let below = here.path().join("rcs-errors/src");
    assert_status(&catalog(&below, &["check"]), 0);
    assert_status(&catalog(&below, &["generate"]), 0);
    assert!(here.path().join(GENERATED).exists());
}

#[test]
fn colours_are_for_those_who_ask() {
    let here = repository();
    fs::write(here.path().join("catalog/parcels.toml"), "[page").unwrap();
    let plain = catalog(here.path(), &["check"]);
    let coloured = catalog(here.path(), &["check", "--color", "always"]);
    assert_status(&coloured, 1);
    assert!(stderr(&coloured).contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(stderr(&coloured)).to_string(), stderr(&plain));
}

#[test]
fn what_is_called_wrongly_or_cannot_be_read_or_written_is_status_2() {
    let here = repository();
    assert_status(&catalog(here.path(), &["chekc"]), 2);
    assert_status(&catalog(here.path(), &[]), 2);

    let missing = catalog(here.path(), &["check", "--catalog", "nowhere"]);
    assert_status(&missing, 2);
    assert!(stderr(&missing).starts_with("error: cannot read nowhere: "), "{}", stderr(&missing));

    fs::remove_dir(here.path().join("rcs-errors/src")).unwrap();
    let unwritable = catalog(here.path(), &["generate"]);
    assert_status(&unwritable, 2);
    let message = format!("error: cannot write {GENERATED}: ");
    assert!(stderr(&unwritable).starts_with(&message), "{}", stderr(&unwritable));
}

/// As git has them.
#[test]
fn a_difference_is_coloured() {
    let here = repository();
    fs::write(here.path().join(GENERATED), "// as it was\n").unwrap();
    let output = catalog(here.path(), &["generate", "--check", "--color=always"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    for (begin, colour) in [("@@", "36"), ("-// as it was", "31"), ("+pub struct Entry {", "32")] {
        let begin = format!("\u{1b}[{colour}m{begin}");
        assert!(lines.iter().any(|line| line.contains(&begin)), "{begin:?}: {lines:#?}");
    }
}

/// As `head` does.
#[test]
fn who_has_seen_enough_is_not_told_so() {
    let here = repository();
    let page = here.path().join("catalog/parcels.toml");
    let title = format!("title = \"{}", "a".repeat(1 << 18));
    let text = fs::read_to_string(&page).unwrap().replacen("title = \"", &title, 1);
    fs::write(&page, text).unwrap();
    // More than a pipe holds, so that it is still at it when the pipe is closed.
    let mut tool = Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(["generate", "--check"])
        .current_dir(&here)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(tool.stdout.take());
    let output = tool.wait_with_output().unwrap();
    assert_eq!((stderr(&output), output.status.code()), ("", Some(2)));
}

/// Whatever it is, it is no page.
#[test]
fn a_file_that_is_too_large_is_not_read() {
    let here = repository();
    for name in ["catalog/large.toml", "large.html"] {
        let file = fs::File::create(here.path().join(name)).unwrap();
        file.set_len((16 << 20) + 1).unwrap();
    }
    for arguments in [
        &["check"][..],
        &["import", "large.html", "--page=parcels"],
        &["import", "catalog/parcels.toml", "--page=large"],
    ] {
        let output = catalog(here.path(), arguments);
        assert_status(&output, 2);
        let message = "it has more than 16 MiB, so it is no page\n";
        assert!(stderr(&output).ends_with(message), "{}", stderr(&output));
    }
}

/// A new file is as readable for others as one from any other program.
#[cfg(unix)]
#[test]
fn the_generated_file_has_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let here = repository();
    assert_status(&catalog(here.path(), &["generate"]), 0);
    let mode = |path: &str| fs::metadata(here.path().join(path)).unwrap().permissions().mode();
    fs::write(here.path().join("other"), "").unwrap();
    assert_eq!(mode(GENERATED), mode("other"));
}
