//! `diff`: what services see of a change, and the version that it requires.

mod versions;

use std::path::Path;

use insta::assert_snapshot;
use testing::fixtures::{AGENT_LAUNCH, PARCELS};
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

const PAGE: &str = "catalog/agent-launch.toml";
const SETTINGS: &str = "catalog/catalog.toml";
const MANIFEST: &str = "rcs-errors/Cargo.toml";

/// A repository with the frozen page, at a version.
fn repository(version: &str) -> Folder {
    let folder = Folder::new();
    folder.write(PAGE, AGENT_LAUNCH);
    folder.write(SETTINGS, "[output]\npackages = [\"../rcs-errors\"]\n");
    set_version(&folder, version);
    folder
}

fn set_version(folder: &Folder, version: &str) {
    folder.write(MANIFEST, format!("[package]\nname = \"rcs-errors\"\nversion = \"{version}\"\n"));
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
      AgentLaunchError::InvalidJson: code
        - RCS701
        + RCS702
      AgentLaunchError::RcsNotEnabled: status
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
    assert_snapshot!(differences(&edits), @"
    minor:
      AgentLaunchError::InternalServerError: message (can turn an exact match into a near one)
        - Internal server error.
        + Something went wrong.
      AgentLaunchError::Gone is new
      RevokeError is new

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
    {"change":"value-changed","enum":"AgentLaunchError","name":"InternalServerError","column":"message","old":"Internal server error.","new":"Something went wrong.","reason":"change","bump":"minor"}
    {"reason":"version","bump":"breaking","old":"0.3.1","new":"0.3.1","minimum":"0.4.0","sufficient":false}
    "#);
}

/// Quirks that are open say nothing of what services see.
#[test]
fn open_quirks_do_not_matter() {
    let (old, new) = (repository("0.1.0"), repository("0.1.0"));
    new.write(PAGE, AGENT_LAUNCH.split("[[quirk]]").next().unwrap());
    let output = compare(&old, &new, &[]);
    output.assert_status(1);
    assert!(output.stdout.contains("agent_launch: the quirks changed"), "{output:?}");
}

#[test]
fn a_renamed_page_and_a_renamed_endpoint_are_recognised() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    new.write("catalog/agents.toml", new.read(PAGE));
    new.remove(PAGE);
    let page = "catalog/agents.toml";
    new.replace(page, "name = \"AgentLaunch\"", "name = \"Agents\"");
    new.replace(page, "GetAgentLaunchStatus", "ReadAgentLaunchStatus");
    new.replace(page, "Internal server error.", "Something went wrong.");
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    breaking:
      the page agent_launch is now agents
      AgentLaunchError is now AgentsError
      GetAgentLaunchStatusError is now ReadAgentLaunchStatusError

    minor:
      AgentsError::InternalServerError: message (can turn an exact match into a near one)
        - Internal server error.
        + Something went wrong.

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
    let lines = compare(&old, &new, &["--format=json"]).stdout;
    assert_snapshot!(lines, @r#"
    {"change":"page-renamed","old":"agent_launch","new":"agents","reason":"change","bump":"breaking"}
    {"change":"value-changed","enum":"AgentsError","name":"InternalServerError","column":"message","old":"Internal server error.","new":"Something went wrong.","reason":"change","bump":"minor"}
    {"change":"enum-renamed","old":"AgentLaunchError","new":"AgentsError","reason":"change","bump":"breaking"}
    {"change":"enum-renamed","old":"GetAgentLaunchStatusError","new":"ReadAgentLaunchStatusError","reason":"change","bump":"breaking"}
    {"reason":"version","bump":"breaking","old":"1.2.3","new":"1.2.3","minimum":"2.0.0","sufficient":false}
    "#);
}

/// Two endpoints list the same errors: the headings say which is which.
#[test]
fn endpoints_are_recognised_by_their_headings_first() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    let row =
        "{ name = \"Gone\", status = 410, code = \"G\", message = \"M.\", description = \"D.\" }";
    let table = |name: &str, title: &str| {
        format!("\n[[endpoint]]\nname = \"{name}\"\ntitle = \"{title}\"\nerrors = [{row}]\n")
    };
    let page = |tables: &[String]| {
        let (header, _) = PARCELS.split_once("\n[[endpoint]]").unwrap();
        format!("{header}{}", tables.concat())
    };
    for (folder, tables) in [
        (&old, [table("Pause", "Pause it"), table("Stop", "Stop it")]),
        (&new, [table("Halt", "Stop it"), table("Wait", "Pause it")]),
    ] {
        folder.remove(PAGE);
        folder.write("catalog/parcels.toml", page(&tables));
    }
    let output = compare(&old, &new, &[]);
    assert_snapshot!(output.stdout, @"
    breaking:
      StopError is now HaltError
      PauseError is now WaitError

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
}

/// Another page with other errors is not the same one.
#[test]
fn a_page_with_other_errors_is_new() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    new.remove(PAGE);
    new.write("catalog/parcels.toml", PARCELS);
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    breaking:
      the page agent_launch is gone

    minor:
      the page parcels is new

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
}

#[test]
fn the_table_of_an_endpoint_may_become_the_common_one() {
    let (old, new) = (Folder::new(), Folder::new());
    old.write("catalog/parcels.toml", PARCELS);
    new.write("catalog/parcels.toml", PARCELS.replace("[common]", "[[endpoint]]"));
    assert_snapshot!(compare(&old, &new, &[]).stdout, @r#"
    minor:
      Endpoint::Common is new

    the versions were not compared: write the folders of the packages under `[output]` in catalog.toml, like packages = [".."]
    "#);
    assert_snapshot!(compare(&new, &old, &[]).stdout, @r#"
    breaking:
      Endpoint::Common is gone

    the versions were not compared: write the folders of the packages under `[output]` in catalog.toml, like packages = [".."]
    "#);
}

#[test]
fn a_feature_that_is_gone_is_breaking() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    let settings = "[output]\npackages = [\"../rcs-errors\"]\nserde-feature = \"serde\"\n";
    old.write(SETTINGS, settings);
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    breaking:
      the feature serde no longer implements the traits of serde

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
    assert_snapshot!(compare(&new, &old, &["--format=json"]).stdout, @r#"
    {"change":"serde-added","feature":"serde","reason":"change","bump":"minor"}
    {"reason":"version","bump":"minor","old":"1.2.3","new":"1.2.3","minimum":"1.3.0","sufficient":false}
    "#);
}

#[test]
fn a_feature_for_json_that_is_gone_is_breaking() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    let settings = "[output]\npackages = [\"../rcs-errors\"]\njson-feature = \"json\"\n";
    old.write(SETTINGS, settings);
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    breaking:
      the feature json no longer reads and writes JSON bodies

    after 1.2.3, at least 2.0.0: the version 1.2.3 is too low
    ");
    assert_snapshot!(compare(&new, &old, &["--format=json"]).stdout, @r#"
    {"change":"json-added","feature":"json","reason":"change","bump":"minor"}
    {"reason":"version","bump":"minor","old":"1.2.3","new":"1.2.3","minimum":"1.3.0","sufficient":false}
    "#);
}

#[test]
fn what_is_found_in_a_body_is_minor() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    let source = "source = \"https";
    let body =
        "body = { code = { pointer = \"/code\" }, basis = \"Documented.\" }\nsource = \"https";
    new.replace(PAGE, source, body);
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    minor:
      agent_launch: message in the body of a response
        - /message (string)

    after 1.2.3, at least 1.3.0: the version 1.2.3 is too low
    ");
    assert_snapshot!(compare(&new, &old, &[]).stdout, @"
    minor:
      agent_launch: message in the body of a response
        + /message (string)

    after 1.2.3, at least 1.3.0: the version 1.2.3 is too low
    ");
    old.write(PAGE, new.read(PAGE));
    new.replace(
        PAGE,
        "{ pointer = \"/code\" }",
        "{ pointer = \"/error/0\" }, message = { pointer = \"/text\" }",
    );
    new.replace(PAGE, "Documented.", "Seen.");
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    minor:
      agent_launch: code in the body of a response
        - /code (string)
        + /error/0 (string)
      agent_launch: message in the body of a response
        + /text (string)

    docs and order only:
      agent_launch: the basis of the body changed

    after 1.2.3, at least 1.3.0: the version 1.2.3 is too low
    ");
    assert_snapshot!(compare(&old, &new, &["--format=json"]).stdout, @r#"
    {"change":"body-changed","module":"agent_launch","column":"code","old":{"pointer":"/code","type":"string"},"new":{"pointer":"/error/0","type":"string"},"reason":"change","bump":"minor"}
    {"change":"body-changed","module":"agent_launch","column":"message","old":null,"new":{"pointer":"/text","type":"string"},"reason":"change","bump":"minor"}
    {"change":"docs-changed","module":"agent_launch","what":"the basis of the body changed","reason":"change","bump":"patch"}
    {"reason":"version","bump":"minor","old":"1.2.3","new":"1.2.3","minimum":"1.3.0","sufficient":false}
    "#);
}

#[test]
fn an_address_that_is_gone_is_a_patch() {
    let (old, new) = (repository("1.2.3"), repository("1.2.3"));
    let page = new.read(PAGE);
    let lines =
        page.lines().filter(|line| !line.starts_with("source") && !line.starts_with("retrieved"));
    new.write(PAGE, lines.collect::<Vec<_>>().join("\n"));
    assert_snapshot!(compare(&old, &new, &[]).stdout, @"
    docs and order only:
      agent_launch: the address and the date are gone

    after 1.2.3, at least 1.2.4: the version 1.2.3 is too low
    ");
    assert_snapshot!(compare(&new, &old, &[]).stdout, @"
    docs and order only:
      agent_launch: the address and the date are new

    after 1.2.3, at least 1.2.4: the version 1.2.3 is too low
    ");
}
