//! `check --fix` and `check --reviewed`: entries that follow the page, and notes that are read again.

use insta::assert_snapshot;
use testing::fixtures::{AGENT_LAUNCH, PARCELS};
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

/// The page file of the small catalog.
const FILE: &str = "catalog/parcels.toml";

/// A row of both endpoints.
const ROW: &str = "  { name = \"ParcelTooLarge\", status = 400, code = \"P-13\", message = \"The parcel is too large.\", description = \"Parcel Too Large.\" },\n";

/// A folder with this page file.
fn catalog(page: &str) -> Folder {
    let folder = Folder::new();
    folder.write(FILE, page);
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> Output {
    tool().run(folder, [&["check"], arguments].concat())
}

/// The rules that are broken.
fn rules(folder: &Folder) -> Vec<String> {
    let output = check(folder, &["--format=json"]);
    let findings = output.json_lines().into_iter().filter(|line| line["reason"] == "finding");
    findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

/// The small page without its entries.
fn without_entries() -> &'static str {
    PARCELS.split("\n[[quirk]]").next().unwrap()
}

#[test]
fn fix_adds_entries_whose_notes_are_then_written_and_reviewed() {
    let folder = catalog(without_entries());
    let output = check(&folder, &["--fix"]);
    output.assert_status(1);
    assert_snapshot!(output.stdout, @"
    added, without a note: indistinguishable: NoSuchParcel, ParcelLost (GetParcel)
    added, without a note: not-common: NotLoggedIn (GetParcel, SendParcel)
    added, without a note: reused-code: NoSuchParcel, ParcelLost
    catalog/parcels.toml was written
    ");
    let file = folder.read(FILE);
    assert_snapshot!(file.strip_prefix(without_entries()).unwrap(), @r#"

    [[quirk]]
    kind = "indistinguishable"
    errors = ["NoSuchParcel", "ParcelLost"]
    tables = ["GetParcel"]
    note = ""

    [[quirk]]
    kind = "not-common"
    errors = ["NotLoggedIn"]
    tables = ["GetParcel", "SendParcel"]
    note = ""

    [[quirk]]
    kind = "reused-code"
    errors = ["NoSuchParcel", "ParcelLost"]
    note = ""
    "#);
    assert_eq!(rules(&folder), ["missing-note"; 3]);

    // Nothing is left to fix, and there is nothing to review yet.
    for flags in [&["--fix"][..], &["--reviewed"], &["--fix", "--reviewed"]] {
        let output = check(&folder, flags);
        output.assert_status(1);
        assert_eq!((output.stdout.as_str(), folder.read(FILE)), ("", file.clone()));
    }

    folder.replace(FILE, "note = \"\"", "note = \"Ask again.\"");
    check(&folder, &[]).assert_status(1);
    assert_eq!(rules(&folder), ["changed-quirk"; 3]);
    let output = check(&folder, &["--reviewed"]);
    output.assert_status(0);
    assert_snapshot!(output.stdout.split_once("\npage ").unwrap().0, @"
    marked as reviewed: indistinguishable: NoSuchParcel, ParcelLost (GetParcel)
        Ask again.
    marked as reviewed: not-common: NotLoggedIn (GetParcel, SendParcel)
        Ask again.
    marked as reviewed: reused-code: NoSuchParcel, ParcelLost
        Ask again.
    catalog/parcels.toml was written
    ");
    let reviewed = folder.read(FILE);
    assert_snapshot!(reviewed.strip_prefix(without_entries()).unwrap(), @r#"

    [[quirk]]
    kind = "indistinguishable"
    errors = ["NoSuchParcel", "ParcelLost"]
    tables = ["GetParcel"]
    reviewed = "4724bc0b"
    note = "Ask again."

    [[quirk]]
    kind = "not-common"
    errors = ["NotLoggedIn"]
    tables = ["GetParcel", "SendParcel"]
    reviewed = "aaa285f9"
    note = "Ask again."

    [[quirk]]
    kind = "reused-code"
    errors = ["NoSuchParcel", "ParcelLost"]
    reviewed = "2db9d345"
    note = "Ask again."
    "#);

    // A note is printed only if it was not reviewed before.
    let output = check(&folder, &["--fix", "--reviewed"]);
    output.assert_status(0);
    assert!(output.stdout.starts_with("page "), "{}", output.stdout);
    assert_eq!(folder.read(FILE), reviewed);
}

#[test]
fn a_note_does_not_survive_a_changed_fact_unread() {
    let cells = "status = 500, code = \"RCS502\"";
    for new in ["status = 503, code = \"RCS502\"", "status = 500, code = \"RCSX502\""] {
        let folder = catalog(AGENT_LAUNCH);
        folder.replace(FILE, cells, new);
        let file = folder.read(FILE);
        assert_ne!(file, AGENT_LAUNCH);
        // The entry is up to date: only the note has to be read.
        for flags in [&[][..], &["--fix"]] {
            let output = check(&folder, flags);
            output.assert_status(1);
            assert!(output.stderr.contains("but the documented status is 500."), "{output:?}");
            assert_eq!(folder.read(FILE), file);
        }
        assert_eq!(rules(&folder), ["changed-quirk"]);

        let output = check(&folder, &["--reviewed"]);
        output.assert_status(0);
        assert!(output.stdout.starts_with("marked as reviewed: status-in-code: GatewayError\n"));
        assert_eq!(output.stdout.matches("marked as reviewed").count(), 1);
    }
}

/// The second endpoint does not list the common error either.
#[test]
fn fix_brings_errors_and_tables_up_to_date() {
    let folder = catalog(AGENT_LAUNCH);
    let row = AGENT_LAUNCH.lines().find(|line| line.contains("\"InvalidJson\"")).unwrap();
    folder.write(FILE, AGENT_LAUNCH.replacen(&format!("{row}\n"), "", 1));
    let before = folder.read(FILE);
    assert_eq!(rules(&folder), ["changed-quirk"]);

    let output = check(&folder, &["--fix"]);
    output.assert_status(1);
    assert!(output.stderr.contains("the facts have changed since the note"), "{output:?}");
    let (old, new) = (
        "tables = [\"GetAgentLaunchStatus\"]\nreviewed = \"d7f5a79b\"",
        "tables = [\"GetAgentLaunchStatus\", \"CreateAgentLaunch\"]\nreviewed = \"d7f5a79b\"",
    );
    assert_eq!(before.matches(old).count(), 1);
    assert_eq!(folder.read(FILE), before.replace(old, new));

    check(&folder, &["--reviewed"]).assert_status(0);
}

#[test]
fn fix_removes_and_prints_entries_whose_quirk_is_gone() {
    let comment = "# What is odd here.\n\n# Nobody knows.\n[[quirk]]\nkind = \"reused-code\"";
    let page = PARCELS.replace("[[quirk]]\nkind = \"reused-code\"", comment);
    assert_ne!(page, PARCELS);
    // The vendor gives the lost parcel a code.
    let page = page.replace(
        "code = \"P-12\", message = \"No such parcel.\", description = \"Parcel Lost.\"",
        "code = \"P-14\", message = \"No such parcel.\", description = \"Parcel Lost.\"",
    );
    let folder = catalog(&page);
    let output = check(&folder, &["--fix"]);
    output.assert_status(0);
    assert_snapshot!(output.stdout.split_once("\npage ").unwrap().0, @r#"
    removed: indistinguishable: NoSuchParcel, ParcelLost (GetParcel)
        [[quirk]]
        kind = "indistinguishable"
        errors = ["NoSuchParcel", "ParcelLost"]
        tables = ["GetParcel"]
        reviewed = "4724bc0b"
        note = "The parcel may have been lost: ask again later."
    removed: reused-code: NoSuchParcel, ParcelLost
        # Nobody knows.
        [[quirk]]
        kind = "reused-code"
        errors = ["NoSuchParcel", "ParcelLost"]
        reviewed = "2db9d345"
        note = "The parcel may have been lost: ask again later."
    catalog/parcels.toml was written
    "#);
    let file = folder.read(FILE);
    assert_snapshot!(&file[file.find("[common]").unwrap()..], @r#"
    [common]
    name = "Common"
    title = "Errors of all endpoints"
    errors = [
      { name = "NotLoggedIn", status = 401, code = "P-1", message = "Who are you?", description = "Not Logged In." },
    ]

    # What is odd here.

    [[quirk]]
    kind = "not-common"
    errors = ["NotLoggedIn"]
    tables = ["GetParcel", "SendParcel"]
    reviewed = "aaa285f9"
    note = "The parcel may have been lost: ask again later."
    "#);
}

/// One table moves to another page, which has no entries yet; and an error is renamed, but not in the entries.
#[test]
fn a_new_entry_takes_the_note_about_the_same_facts() {
    let folder = catalog(PARCELS);
    let letters = without_entries()
        .replace("\"Parcels\"\ntitle", "\"Letters\"\ntitle")
        .replace("name = \"GetParcel\"", "name = \"GetLetter\"")
        .replace("name = \"SendParcel\"", "name = \"SendLetter\"")
        .replace("name = \"Common\"", "name = \"CommonOfLetters\"")
        .replace("\"NoSuchParcel\"", "\"NoSuchLetter\"");
    folder.write("catalog/letters.toml", &letters);
    let output = check(&folder, &["--fix"]);
    output.assert_status(0);
    assert_eq!(output.stdout.matches("added, with its note").count(), 3);
    assert_eq!(folder.read(FILE), PARCELS);
    let file = folder.read("catalog/letters.toml");
    assert_eq!(
        file.matches("note = \"The parcel may have been lost: ask again later.\"").count(),
        3
    );
    assert!(file.contains(
        "errors = [\"NoSuchLetter\", \"ParcelLost\"]\ntables = [\"GetLetter\"]\nreviewed = "
    ));

    let folder = catalog(&PARCELS.replace("{ name = \"NotLoggedIn\"", "{ name = \"Anonymous\""));
    assert_eq!(rules(&folder), ["not-common", "stale-quirk"]);
    check(&folder, &["--fix"]).assert_status(0);
    assert_eq!(folder.read(FILE), PARCELS.replace("\"NotLoggedIn\"", "\"Anonymous\""));
}

/// What is not about quirks comes first.
#[test]
fn nothing_is_edited_while_another_rule_is_broken() {
    let broken = format!("{}\n# ä\n", without_entries().replace("status = 401", "status = 200"));
    for flags in [&["--fix"][..], &["--reviewed"], &["--fix", "--reviewed"]] {
        let folder = catalog(&broken);
        folder
            .write("catalog/letters.toml", without_entries().replace("title = \"Parcels\"\n", ""));
        let output = check(&folder, &[flags, &["--format=json"]].concat());
        output.assert_status(1);
        let found: Vec<_> = output.json_lines().iter().map(|line| line["rule"].clone()).collect();
        assert!(found.contains(&"missing-key".into()) && found.contains(&"status-range".into()));
        assert!(!found.contains(&"not-common".into()), "{found:?}");
        assert_eq!(folder.read(FILE), broken);
    }
}

#[test]
fn line_endings_and_formatting_stay() {
    let page = PARCELS
        .replace(
            "errors = [\"NoSuchParcel\", \"ParcelLost\"]\nreviewed",
            "errors = [\n  'NoSuchParcel', # lost?\n  'ParcelLost',\n]\nreviewed",
        )
        .replace('\n', "\r\n");
    // Another error with the code.
    let page = page.replace("code = \"P-13\"", "code = \"P-12\"");
    let folder = catalog(&page);
    check(&folder, &["--fix"]).assert_status(1);
    let file = folder.read(FILE);
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    let expected =
        page.replace("  'ParcelLost',\r\n", "  'ParcelLost',\r\n  \"ParcelTooLarge\",\r\n");
    assert_ne!(expected, page);
    assert_eq!(file, expected);
    check(&folder, &["--reviewed"]).assert_status(0);
    let file = folder.read(FILE);
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    check(&folder, &["--fix", "--reviewed"]).assert_status(0);
    assert_eq!(folder.read(FILE), file);
}

/// Errors and tables that move, and names that change everywhere, open nothing.
#[test]
fn order_and_names_need_no_fix() {
    let moved =
        PARCELS.replacen(ROW, "", 1).replacen("errors = [\n", &format!("errors = [\n{ROW}"), 1);
    let renamed = PARCELS.replace("\"ParcelLost\"", "\"LostParcel\"");
    let renamed_table = PARCELS.replace("\"GetParcel\"", "\"FetchParcel\"");
    for page in [moved, renamed, renamed_table] {
        assert_ne!(page, PARCELS);
        let folder = catalog(&page);
        let output = check(&folder, &["--fix", "--reviewed"]);
        output.assert_status(0);
        assert!(output.stdout.starts_with("page "), "{output:?}");
        assert_eq!(folder.read(FILE), page);
    }
}

#[test]
fn programs_are_told_what_a_quirk_is_about() {
    let folder = catalog(without_entries());
    let output = check(&folder, &["--format=json"]);
    output.assert_status(1);
    let lines = output.json_lines();
    let parts = lines.iter().map(|line| {
        let parts = ["rule", "errors", "tables", "facts", "note"];
        parts.map(|part| format!("{part}: {}\n", line[part])).concat()
    });
    assert_snapshot!(parts.collect::<Vec<_>>().join("\n"), @r#"
    rule: "indistinguishable"
    errors: ["NoSuchParcel","ParcelLost"]
    tables: ["GetParcel"]
    facts: [{"tables":["Get a parcel"]},{"status":404,"code":"P-12","message":"No such parcel.","description":"Parcel Lost."},{"status":404,"code":"P-12","message":"No such parcel.","description":"Parcel Not Found."}]
    note: null

    rule: "reused-code"
    errors: ["NoSuchParcel","ParcelLost"]
    tables: []
    facts: [{"status":404,"code":"P-12","message":"No such parcel.","description":"Parcel Lost.","tables":["Get a parcel"]},{"status":404,"code":"P-12","message":"No such parcel.","description":"Parcel Not Found.","tables":["Get a parcel","Send a parcel"]}]
    note: null

    rule: "not-common"
    errors: ["NotLoggedIn"]
    tables: ["GetParcel","SendParcel"]
    facts: [{"tables":["Get a parcel","Send a parcel"]},{"status":401,"code":"P-1","message":"Who are you?","description":"Not Logged In."}]
    note: null
    "#);

    let output = check(&folder, &["--fix", "--format=json"]);
    output.assert_status(1);
    let lines = output.json_lines();
    let done = lines.iter().filter(|line| line["reason"] != "finding");
    assert_snapshot!(done.map(ToString::to_string).collect::<Vec<_>>().join("\n"), @r#"
    {"reason":"quirk","path":"catalog/parcels.toml","change":"added","kind":"indistinguishable","errors":["NoSuchParcel","ParcelLost"],"tables":["GetParcel"],"note":null}
    {"reason":"quirk","path":"catalog/parcels.toml","change":"added","kind":"not-common","errors":["NotLoggedIn"],"tables":["GetParcel","SendParcel"],"note":null}
    {"reason":"quirk","path":"catalog/parcels.toml","change":"added","kind":"reused-code","errors":["NoSuchParcel","ParcelLost"],"tables":[],"note":null}
    {"reason":"file","path":"catalog/parcels.toml","state":"written","diff":null}
    "#);
    let missing = lines.iter().find(|line| line["rule"] == "missing-note").unwrap();
    assert_eq!(missing["note"], "");
    assert!(missing["errors"].is_array() && missing["tables"].is_array());

    folder.write(FILE, PARCELS.replace("Who are you?", "Please log in."));
    let [finding] = &*check(&folder, &["--format=json"]).json_lines() else { panic!() };
    assert_eq!(finding["rule"], "changed-quirk");
    assert_eq!(finding["note"], "The parcel may have been lost: ask again later.");
    assert_eq!(finding["errors"], serde_json::json!(["NotLoggedIn"]));
    assert_eq!(finding["tables"], serde_json::json!(["GetParcel", "SendParcel"]));
    assert_eq!(finding["facts"][1]["message"], "Please log in.");
}

#[test]
fn entries_in_an_inline_array_are_left_to_people() {
    let entries =
        "quirk = [{ kind = \"not-common\", errors = [\"NotLoggedIn\"], note = \"A note.\" }]";
    let page = format!("{entries}\n{}", without_entries());
    let folder = catalog(&page);
    for flag in ["--fix", "--reviewed"] {
        let output = check(&folder, &[flag]);
        output.assert_status(if flag == "--fix" { 2 } else { 1 });
        if flag == "--fix" {
            assert_snapshot!(output.stderr.trim_end(), @"error: cannot edit catalog/parcels.toml: `quirk` is an array: write each of its entries as `[[quirk]]`");
        }
        assert_eq!(folder.read(FILE), page);
    }
}

/// A page that cannot be written keeps its contents, and no other file is left behind.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_stays() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let folder = catalog(without_entries());
    fs::set_permissions(folder.path(FILE), Permissions::from_mode(0o444)).unwrap();
    let before = folder.list();
    let output = check(&folder, &["--fix"]);
    output.assert_status(2);
    assert!(output.stderr.contains("nothing was changed"), "{output:?}");
    assert_eq!(folder.read(FILE), without_entries());
    assert_eq!(folder.list(), before);
}

#[test]
fn a_folder_without_a_catalog_is_reported() {
    for flag in ["--fix", "--reviewed"] {
        let output = check(&Folder::new(), &[flag]);
        output.assert_status(2);
        assert!(
            output.stderr.ends_with("; or make a new one with `cargo catalog init`\n"),
            "{output:?}"
        );
    }
}

#[test]
fn the_settings_decide_which_entries_and_notes_there_are() {
    let folder = catalog(without_entries());
    folder.write(
        "catalog/catalog.toml",
        "[quirks]\nnotes = \"optional\"\nignore = [\"reused-code\"]\n",
    );
    check(&folder, &["--fix"]).assert_status(0);
    let file = folder.read(FILE);
    assert_eq!(file.matches("note = \"\"").count(), 2);
    assert!(!file.contains("reused-code"));

    // An entry of a kind that is ignored is removed.
    folder.write(FILE, PARCELS);
    assert_eq!(rules(&folder), ["stale-quirk"]);
    let output = check(&folder, &["--fix"]);
    output.assert_status(0);
    assert!(output.stdout.starts_with("removed: reused-code: "), "{output:?}");

    // Nothing is done while the settings are wrong.
    folder.write("catalog/catalog.toml", "[quirks]\nnotes = 1\n");
    folder.write(FILE, without_entries());
    check(&folder, &["--fix"]).assert_status(1);
    assert_eq!(folder.read(FILE), without_entries());
}
