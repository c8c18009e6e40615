//! `diff`: what services see of a change, and the version that it asks for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

/// A repository with the real catalog, at a version.
fn repository(version: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["catalog", "rcs-errors"] {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    fs::copy("../catalog/agent-launch.toml", page(&folder)).unwrap();
    set_version(&folder, version);
    folder
}

fn page(folder: &TempDir) -> PathBuf {
    folder.path().join("catalog/agent-launch.toml")
}

fn set_version(folder: &TempDir, version: &str) {
    let manifest = format!("[package]\nname = \"rcs-errors\"\nversion = \"{version}\"\n");
    fs::write(folder.path().join("rcs-errors/Cargo.toml"), manifest).unwrap();
}

fn edit(folder: &TempDir, old: &str, new: &str) {
    let text = fs::read_to_string(page(folder)).unwrap();
    assert!(text.contains(old), "{old}");
    fs::write(page(folder), text.replace(old, new)).unwrap();
}

fn diff(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .arg("diff")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// The differences between the real catalog and an edited one, both at 1.2.3.
fn differences(edits: &[(&str, &str)]) -> String {
    let old = repository("1.2.3");
    let new = repository("1.2.3");
    for (before, after) in edits {
        edit(&new, before, after);
    }
    let old = old.path().join("catalog");
    let output = diff(&[old.to_str().unwrap()], new.path());
    let is_small = stdout(&output).contains("too small");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(i32::from(is_small)), "{stderr}");
    stdout(&output).to_owned()
}

#[test]
fn the_same_catalog_is_no_difference() {
    assert_eq!(differences(&[]), "services see no difference\n");
}

#[test]
fn another_status_or_code_breaks() {
    let edits = [
        ("status = 400, code = \"RCS601\"", "status = 403, code = \"RCS601\""),
        ("code = \"RCS701\"", "code = \"RCS702\""),
    ];
    assert_snapshot!(differences(&edits), @r"
    breaking:
      InvalidJson: code
        - RCS701
        + RCS702
      RcsNotEnabled: status
        - 400
        + 403

    1.2.3 -> 2.0.0 at least: the version 1.2.3 is too small
    ");
}

#[test]
fn a_name_that_is_gone_or_another_breaks() {
    let edits = [
        ("\"GatewayError\"", "\"BadGateway\""),
        (
            "  { name = \"LaunchStatusNotFound\", status = 400, code = \"RCS904\", message = \"Method not allowed.\", description = \"Launch Status Not Found.\" },\n",
            "",
        ),
        (", \"LaunchStatusNotFound\"]", "]"),
        (
            "[[quirk]]\nkind = \"mismatched-pair\"\nerrors = [\"LaunchStatusNotFound\"]\nnote = \"The message is that of RCS405 and says that a method is not allowed, while the description says that a status was not found. Rely on the code RCS904 with HTTP 400, and do not show the message to anybody.\"\n\n",
            "",
        ),
    ];
    assert_snapshot!(differences(&edits));
}

#[test]
fn another_text_and_what_is_new_is_minor() {
    let edits = [
        ("Internal server error.", "Something went wrong."),
        (
            "[common]\n",
            "[[endpoint]]\nname = \"Revoke\"\ntitle = \"Revoke\"\nerrors = [\n  { name = \"InvalidJson\", status = 400, code = \"RCS701\", message = \"Invalid json format passed.\", description = \"Invalid JSON.\" },\n  { name = \"RcsNotEnabled\", status = 400, code = \"RCS601\", message = \"RCS Channel is not enabled for this User.\", description = \"RCS Not Enabled.\" },\n  { name = \"MethodNotAllowed\", status = 405, code = \"RCS405\", message = \"Method not allowed.\", description = \"Method Not Allowed.\" },\n  { name = \"GatewayError\", status = 500, code = \"RCS502\", message = \"Internal Gateway Error.\", description = \"Gateway Error.\" },\n  { name = \"InternalServerError\", status = 500, code = \"RCS500\", message = \"Something went wrong.\", description = \"Internal Server Error.\" },\n  { name = \"Gone\", status = 410, code = \"RCS410\", message = \"Already revoked.\", description = \"Gone.\" },\n]\n\n[common]\n",
        ),
    ];
    assert_snapshot!(differences(&edits));
}

#[test]
fn what_only_the_docs_show_is_a_patch() {
    let edits = [
        ("retrieved = 2026-11-23", "retrieved = 2027-01-31"),
        ("title = \"Get Agent Launch Status\"", "title = \"Get the status\""),
        ("note = \"The code ends in 502", "note = \"Beware: the code ends in 502"),
        ("https://developers", "https://docs"),
    ];
    assert_snapshot!(differences(&edits), @r"
    docs and order only:
      agent_launch: a heading is another
      agent_launch: the address is another
      agent_launch: the day is another
      agent_launch: the quirks are others

    1.2.3 -> 1.2.4 at least: the version 1.2.3 is too small
    ");
}

#[test]
fn the_version_is_compared_with_the_one_before() {
    let old = repository("0.3.1");
    let new = repository("0.3.1");
    edit(&new, "code = \"RCS701\"", "code = \"RCS702\"");
    let before = old.path().join("catalog");
    for (version, status) in [("0.3.1", 1), ("0.3.2", 1), ("0.4.0", 0), ("1.0.0", 0)] {
        set_version(&new, version);
        let output = diff(&[before.to_str().unwrap(), "--format=json"], new.path());
        assert_eq!(output.status.code(), Some(status), "{version}");
        let last: Value = serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap();
        assert_eq!(last["bump"], "breaking");
        assert_eq!((&last["least"], &last["new"]), (&"0.4.0".into(), &version.into()));
    }
}

/// Commits all that is in the folder.
fn commit(folder: &TempDir) {
    for arguments in
        [&["init", "--quiet"][..], &["add", "."], &["commit", "--quiet", "--message", "as it is"]]
    {
        let output = Command::new("git")
            .args(["-c", "user.name=nobody", "-c", "user.email=nobody@example.com"])
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_revision_of_the_repository_is_compared_with() {
    let folder = repository("0.1.0");
    commit(&folder);
    let same = diff(&["--since", "HEAD"], folder.path());
    assert_eq!(stdout(&same), "services see no difference\n");

    edit(&folder, "Internal server error.", "Something went wrong.");
    let small = diff(&["--since", "HEAD"], folder.path());
    assert_eq!(small.status.code(), Some(1));
    set_version(&folder, "0.1.1");
    let enough = diff(&["--since", "HEAD"], &folder.path().join("catalog"));
    assert_eq!(enough.status.code(), Some(0), "{}", String::from_utf8_lossy(&enough.stderr));
    assert!(stdout(&enough).contains("0.1.0 -> 0.1.1 at least: the version 0.1.1 is enough"));
}

/// Files that are no pages do not matter, and neither do quirks that the rules of its time did not find.
#[test]
fn a_revision_is_read_as_a_folder_is() {
    let folder = repository("0.1.0");
    let catalog = folder.path().join("catalog");
    for name in [".agent-launch.toml", "notes.txt"] {
        fs::write(catalog.join(name), "[page").unwrap();
    }
    let own = fs::read_to_string(page(&folder)).unwrap();
    fs::write(page(&folder), own.split("[[quirk]]").next().unwrap()).unwrap();
    commit(&folder);
    fs::write(page(&folder), own).unwrap();
    let since = diff(&["--since", "HEAD"], folder.path());
    assert_snapshot!(stdout(&since), @r"
    docs and order only:
      agent_launch: the quirks are others

    0.1.0 -> 0.1.1 at least: the version 0.1.0 is too small
    ");

    fs::rename(&catalog, folder.path().join("new")).unwrap();
    let arguments = ["-C", folder.path().to_str().unwrap(), "checkout", "--quiet", "--", "catalog"];
    assert!(Command::new("git").args(arguments).status().unwrap().success());
    let between = diff(&["catalog", "new"], folder.path());
    assert_eq!(stdout(&between), stdout(&since));
}

/// A revision without a version has none to compare with.
#[test]
fn a_revision_may_have_no_version() {
    let folder = repository("0.1.0");
    fs::remove_file(folder.path().join("rcs-errors/Cargo.toml")).unwrap();
    commit(&folder);
    set_version(&folder, "0.1.0");
    edit(&folder, "Internal server error.", "Something went wrong.");
    let output = diff(&["--since=HEAD"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).ends_with("there is no version to compare with\n"));
}

#[test]
fn a_folder_may_have_no_version() {
    let (old, new) = (repository("0.1.0"), repository("0.1.0"));
    edit(&new, "Internal server error.", "Something went wrong.");
    let manifest = old.path().join("rcs-errors/Cargo.toml");
    fs::remove_file(&manifest).unwrap();
    let before = old.path().join("catalog");
    let output = diff(&[before.to_str().unwrap()], new.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).ends_with("there is no version to compare with\n"));

    // What is there and cannot be read is something else.
    fs::create_dir(manifest).unwrap();
    let output = diff(&[before.to_str().unwrap()], new.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: cannot read "));
}

/// What a revision cannot be compared with is said, with the place in the revision.
#[test]
fn a_revision_that_cannot_be_read_is_said() {
    let folder = repository("0.1.0");
    let first = "name = \"MethodNotAllowed\", status = 405, code";
    let broken = first.replace("405", "200");
    edit(&folder, first, &broken);
    commit(&folder);
    edit(&folder, &broken, first);
    let said = |arguments: &[&str], status: i32| {
        let output = diff(arguments, folder.path());
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert_eq!(stdout(&output), "");
        let error = String::from_utf8(output.stderr).unwrap();
        // The last words are git's own.
        format!("{}\n", error.split(" ambiguous").next().unwrap())
    };
    let mut all = said(&["--since=HEAD"], 1);
    all += &said(&["--since=no-such-revision"], 2);
    all += &said(&["--since=--output=x"], 2);
    all += &said(&["--since=HEAD", "--catalog=no-such-folder"], 2);
    fs::write(folder.path().join("rcs-errors/Cargo.toml"), "[package]\n").unwrap();
    all += &said(&[folder.path().join("catalog").to_str().unwrap()], 2)
        .replace(folder.path().to_str().unwrap(), "old");
    assert_snapshot!(all);
}

#[test]
fn each_version_has_its_own_next_one() {
    let breaking = ("code = \"RCS701\"", "code = \"RCS702\"");
    let minor = ("Internal server error.", "Something went wrong.");
    let patch = ("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    for (version, edited, least) in [
        ("0.0.3", breaking, "0.0.4"),
        ("0.3.1", breaking, "0.4.0"),
        ("1.2.3", breaking, "2.0.0"),
        ("0.0.3", minor, "0.0.4"),
        ("0.3.1", minor, "0.3.2"),
        ("1.2.3", minor, "1.3.0"),
        ("0.3.1", patch, "0.3.2"),
        ("1.2.3", patch, "1.2.4"),
    ] {
        let (old, new) = (repository(version), repository(version));
        edit(&new, edited.0, edited.1);
        let before = old.path().join("catalog");
        let output = diff(&[before.to_str().unwrap(), "--format=json"], new.path());
        let last: Value = serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap();
        assert_eq!(last["least"], least, "{version}: {edited:?}");
    }
}
