//! `diff`: what services see of a change, and the version that it requires.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

const PAGE: &str = "catalog/agent-launch.toml";
const MANIFEST: &str = "rcs-errors/Cargo.toml";

/// A repository with the frozen page, at a version.
fn repository(version: &str) -> Folder {
    let folder = Folder::new();
    folder.write(PAGE, AGENT_LAUNCH);
    set_version(&folder, version);
    folder
}

fn set_version(folder: &Folder, version: &str) {
    folder.write(MANIFEST, format!("[package]\nname = \"rcs-errors\"\nversion = \"{version}\"\n"));
}

/// The same, with a version that the package inherits.
fn inherit_version(folder: &Folder, version: &str) {
    folder.write(MANIFEST, "[package]\nname = \"rcs-errors\"\nversion.workspace = true\n");
    folder.write("Cargo.toml", format!("[workspace.package]\nversion = \"{version}\"\n"));
}

fn diff(folder: impl AsRef<Path>, arguments: &[&str]) -> Output {
    tool().run(folder, [&["diff"], arguments].concat())
}

/// Compares the catalog of one repository with that of another one.
fn compare(old: &Folder, new: &Folder, arguments: &[&str]) -> Output {
    let old = old.path("catalog");
    diff(new, &[&[old.to_str().unwrap()], arguments].concat())
}

/// The differences between the frozen page and an edited one, both at 1.2.3: a version that is too low for
/// any difference.
fn differences(edits: &[(&str, &str)]) -> String {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    for (before, after) in edits {
        new.replace(PAGE, before, after);
    }
    let output = compare(&old, &new, &[]);
    output.assert_status(i32::from(!edits.is_empty()));
    output.stdout
}

#[test]
fn equal_catalogs_have_no_difference() {
    assert_eq!(differences(&[]), "services see no difference\n");
}

#[test]
fn a_changed_status_or_code_is_breaking() {
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

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
}

#[test]
fn removed_and_renamed_errors_are_breaking() {
    let edits = [
        ("\"GatewayError\"", "\"BadGateway\""),
        (
            "  { name = \"LaunchStatusNotFound\", status = 400, code = \"RCS904\", message = \"Method not allowed.\", description = \"Launch Status Not Found.\" },\n",
            "",
        ),
        (", \"LaunchStatusNotFound\"]", "]"),
        (
            "[[quirk]]\nkind = \"mismatched-pair\"\nerrors = [\"LaunchStatusNotFound\"]\nreviewed = \"26ed1127\"\nnote = \"The message is that of RCS405 and says that a method is not allowed, while the description says that a status was not found. Rely on the code RCS904 with HTTP 400, and do not show the message to anybody.\"\n\n",
            "",
        ),
    ];
    assert_snapshot!(differences(&edits), @r"
    breaking:
      AgentLaunchError::GatewayError is now BadGateway
      AgentLaunchError::LaunchStatusNotFound is gone
      GetAgentLaunchStatusError::LaunchStatusNotFound is gone

    docs and order only:
      agent_launch: the quirks changed

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
}

#[test]
fn a_changed_message_and_additions_are_minor() {
    let edits = [
        ("Internal server error.", "Something went wrong."),
        (
            "[common]\n",
            "[[endpoint]]\nname = \"Revoke\"\ntitle = \"Revoke\"\nerrors = [\n  { name = \"InvalidJson\", status = 400, code = \"RCS701\", message = \"Invalid json format passed.\", description = \"Invalid JSON.\" },\n  { name = \"RcsNotEnabled\", status = 400, code = \"RCS601\", message = \"RCS Channel is not enabled for this User.\", description = \"RCS Not Enabled.\" },\n  { name = \"MethodNotAllowed\", status = 405, code = \"RCS405\", message = \"Method not allowed.\", description = \"Method Not Allowed.\" },\n  { name = \"GatewayError\", status = 500, code = \"RCS502\", message = \"Internal Gateway Error.\", description = \"Gateway Error.\" },\n  { name = \"InternalServerError\", status = 500, code = \"RCS500\", message = \"Something went wrong.\", description = \"Internal Server Error.\" },\n  { name = \"Gone\", status = 410, code = \"RCS410\", message = \"Already revoked.\", description = \"Gone.\" },\n]\n\n[common]\n",
        ),
    ];
    assert_snapshot!(differences(&edits), @r"
    minor:
      InternalServerError: message
        - Internal server error.
        + Something went wrong.
      RevokeError is new
      AgentLaunchError::Gone is new

    after 1.2.3, at least 1.3.0: the version 1.2.3 is too low
    ");
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
      agent_launch: a heading changed
      agent_launch: the address changed
      agent_launch: the date changed
      agent_launch: the quirks changed

    after 1.2.3, at least 1.2.4: the version 1.2.3 is too low
    ");
}

#[test]
fn changes_in_json_are_one_object_a_line() {
    let (old, new) = (repository("0.3.1"), repository("0.3.1"));
    new.replace(PAGE, "Internal server error.", "Something went wrong.");
    new.replace(PAGE, "\"GatewayError\"", "\"BadGateway\"");
    let lines = compare(&old, &new, &["--format=json"]).stdout;
    assert_snapshot!(lines, @r#"
    {"change":"variant-renamed","enum":"AgentLaunchError","old":"GatewayError","new":"BadGateway","reason":"change","bump":"breaking"}
    {"change":"message-or-description-changed","name":"InternalServerError","column":"message","old":"Internal server error.","new":"Something went wrong.","reason":"change","bump":"minor"}
    {"change":"docs-changed","module":"agent_launch","what":"the quirks changed","reason":"change","bump":"patch"}
    {"reason":"version","bump":"breaking","old":"0.3.1","new":"0.3.1","minimum":"0.4.0","sufficient":false}
    "#);
}

#[test]
fn the_version_is_compared_with_the_old_one() {
    let (old, new) = (repository("0.3.1"), repository("0.3.1"));
    new.replace(PAGE, "code = \"RCS701\"", "code = \"RCS702\"");
    for (version, status) in [("0.3.1", 1), ("0.3.2", 1), ("0.4.0", 0), ("1.0.0", 0)] {
        set_version(&new, version);
        let output = compare(&old, &new, &["--format=json"]);
        output.assert_status(status);
        let check = output.json_lines().pop().unwrap();
        assert_eq!(check["bump"], "breaking");
        assert_eq!(check["sufficient"], status == 0);
        assert_eq!((&check["minimum"], &check["new"]), (&"0.4.0".into(), &version.into()));
    }
}

#[test]
fn the_required_version_depends_on_the_old_one() {
    let breaking = ("code = \"RCS701\"", "code = \"RCS702\"");
    let minor = ("Internal server error.", "Something went wrong.");
    let patch = ("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    for (version, (before, after), minimum) in [
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
        new.replace(PAGE, before, after);
        let check = compare(&old, &new, &["--format=json"]).json_lines().pop().unwrap();
        assert_eq!(check["minimum"], minimum, "{version}: {after}");
    }
}

#[test]
fn a_revision_is_compared_with_the_folder() {
    let folder = repository("0.1.0");
    folder.commit();
    let same = diff(&folder, &["--since", "HEAD"]);
    same.assert_status(0);
    assert_eq!(same.stdout, "services see no difference\n");

    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    diff(&folder, &["--since", "HEAD"]).assert_status(1);
    set_version(&folder, "0.1.1");
    let sufficient = diff(folder.path("catalog"), &["--since", "HEAD"]);
    sufficient.assert_status(0);
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.1 is high enough\n";
    assert!(sufficient.stdout.ends_with(line), "{sufficient:?}");
}

#[test]
fn a_version_may_be_inherited_from_the_workspace() {
    let folder = repository("0.1.0");
    inherit_version(&folder, "0.1.0");
    folder.commit();
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    let low = diff(&folder, &["--since", "HEAD"]);
    low.assert_status(1);
    inherit_version(&folder, "0.1.1");
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.1 is high enough\n";
    for old in [&["--since", "HEAD"], ["catalog", "catalog"].as_slice()] {
        diff(&folder, old).assert_status(0);
    }
    assert!(diff(&folder, &["--since", "HEAD"]).stdout.ends_with(line));

    folder.remove("Cargo.toml");
    let output = diff(&folder, &["--since", "HEAD"]);
    output.assert_status(2);
    let message =
        "error: ./rcs-errors/Cargo.toml inherits its version, but there is no Cargo.toml\n";
    assert_eq!(output.stderr, message);
}

/// Files that are no pages do not matter, and neither do quirks that the rules of its time did not find.
#[test]
fn a_revision_is_read_like_a_folder() {
    let folder = repository("0.1.0");
    for name in ["catalog/.agent-launch.toml", "catalog/notes.txt"] {
        folder.write(name, "[page");
    }
    folder.write(PAGE, AGENT_LAUNCH.split("[[quirk]]").next().unwrap());
    folder.commit();
    folder.write(PAGE, AGENT_LAUNCH);
    let since = diff(&folder, &["--since", "HEAD"]);
    assert_snapshot!(since.stdout, @r"
    docs and order only:
      agent_launch: the quirks changed

    after 0.1.0, at least 0.1.1: the version 0.1.0 is too low
    ");

    fs::rename(folder.path("catalog"), folder.path("new")).unwrap();
    folder.git(&["checkout", "--quiet", "--", "catalog"]);
    let between = diff(&folder, &["catalog", "new"]);
    assert_eq!(between.stdout, since.stdout);
}

#[test]
fn a_revision_may_have_no_version() {
    let folder = repository("0.1.0");
    folder.remove(MANIFEST);
    folder.commit();
    set_version(&folder, "0.1.0");
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    let output = diff(&folder, &["--since=HEAD"]);
    output.assert_status(0);
    assert!(output.stdout.ends_with("there is no version to compare with\n"), "{output:?}");
}

#[test]
fn a_folder_may_have_no_version() {
    let (old, new) = (repository("0.1.0"), repository("0.1.0"));
    new.replace(PAGE, "Internal server error.", "Something went wrong.");
    old.remove(MANIFEST);
    let output = compare(&old, &new, &[]);
    output.assert_status(0);
    assert!(output.stdout.ends_with("there is no version to compare with\n"), "{output:?}");

    // A manifest that cannot be read is an error.
    old.create_folder(MANIFEST);
    let output = compare(&old, &new, &[]);
    output.assert_status(2);
    assert!(output.stderr.starts_with("error: cannot read "), "{output:?}");
}

/// The report names the revision, and the place in it.
#[test]
fn unreadable_revisions_and_versions_are_reported() {
    let folder = repository("0.1.0");
    let good = "name = \"MethodNotAllowed\", status = 405, code";
    let bad = good.replace("405", "200");
    folder.replace(PAGE, good, &bad);
    folder.commit();
    folder.replace(PAGE, &bad, good);
    let report = |arguments: &[&str], status: i32| {
        let output = diff(&folder, arguments);
        output.assert_status(status);
        assert_eq!(output.stdout, "");
        // The last words are git's.
        format!("{}\n", output.stderr.split(" ambiguous").next().unwrap())
    };
    let mut reports = report(&["--since=HEAD"], 1);
    reports += &report(&["--since=no-such-revision"], 2);
    reports += &report(&["--since=--output=x"], 2);
    reports += &report(&["--since=HEAD", "--catalog=no-such-folder"], 2);
    folder.write(MANIFEST, "[package]\n");
    let here = folder.path("").display().to_string();
    reports += &report(&[&format!("{here}catalog")], 2).replace(&here, "old/");
    assert_snapshot!(reports, @r#"
    error[status-range]: 200 is not the status of an HTTP error
      --> HEAD:catalog/agent-launch.toml:15:41
       |
    15 |   { name = "MethodNotAllowed", status = 200, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
       |                                         ^^^
       |
       = help: write the documented status, 400 to 599, or remove the row if it is not an error

    error[status-range]: 200 is not the status of an HTTP error
      --> HEAD:catalog/agent-launch.toml:27:41
       |
    27 |   { name = "MethodNotAllowed", status = 200, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
       |                                         ^^^
       |
       = help: write the documented status, 400 to 599, or remove the row if it is not an error

    2 findings in HEAD:catalog

    error: git: fatal: Not a valid object name no-such-revision

    error: the name of a revision does not begin with a hyphen

    error: the revision HEAD has no folder no-such-folder/

    error: old/rcs-errors/Cargo.toml has no version
    "#);
}
