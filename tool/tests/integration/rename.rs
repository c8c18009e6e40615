//! `rename`: what it changes, what it keeps, and what it rejects.

use std::fs;

use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

/// A page that shares names with the page of the parcels.
const LETTERS: &str = r#"# A page that somebody has written by hand.
[page]
name = "Letters"   # NotLoggedIn is also on the other page
title = "Letters"
source = "https://docs.example.com/letters"
retrieved = 2026-01-31

[[endpoint]]
name = 'SendLetter'
title = "Send a letter"
errors = [
  # NotLoggedIn comes first.
  { name = "NotLoggedIn",  status = 401, code = "L-1", message = "NotLoggedIn", description = "Not Logged In." },
  {name='NoStamp', status=402, code="L-1", message="No stamp.", description="No Stamp."},
]

[[endpoint]]
name = "GetLetter"
title = "Get a letter"
[[endpoint.errors]]
name = "NotLoggedIn"
status = 401
code = "L-1"
message = "NotLoggedIn"
description = "Not Logged In."

[[quirk]]
kind = "reused-code"
errors = [
  "NoStamp", # NotLoggedIn shares its code
  'NotLoggedIn',
]
note = "The code of NotLoggedIn is that of NoStamp; NotLoggedInTwice is nothing."

[[quirk]]
kind = "not-common"
errors = ["NoStamp"]
note = "SendLetterError lists it, and `SendLetter` is the only one."
"#;

fn repository() -> Folder {
    let folder = Folder::new();
    folder.write("catalog/letters.toml", LETTERS);
    folder.write("catalog/parcels.toml", PARCELS);
    folder
}

/// Renames, with what is expected of every failure: a reason, exit status 2, and that nothing changes.
fn reason(folder: &Folder, arguments: &[&str]) -> String {
    let before = contents(folder);
    let output = tool().run(folder, [&["rename"], arguments].concat());
    output.assert_status(2);
    assert_eq!(output.stdout, "");
    assert_eq!(contents(folder), before);
    output.stderr
}

fn contents(folder: &Folder) -> Vec<(String, String)> {
    folder.list().into_iter().map(|path| (path.clone(), folder.read(path))).collect()
}

fn rename(folder: &Folder, arguments: &[&str]) -> Output {
    let output = tool().run(folder, [&["rename"], arguments].concat());
    output.assert_status(0);
    output
}

#[test]
fn an_error_is_renamed_on_all_pages() {
    let folder = repository();
    let output = rename(&folder, &["NotLoggedIn", "LoggedOut"]);
    assert_snapshot!(output.all().replace('\\', "/"), @"
    letters: the error `NotLoggedIn` is now `LoggedOut`, in 2 rows and 1 quirk
    parcels: the error `NotLoggedIn` is now `LoggedOut`, in 1 row and 1 quirk
    catalog/letters.toml was written
    catalog/parcels.toml was written

    these notes have `NotLoggedIn` in their text; reword them if they mean it:

      letters, reused-code:
        The code of NotLoggedIn is that of NoStamp; NotLoggedInTwice is nothing.

    a rename is a breaking change for services that use the name: `cargo catalog diff` shows which
    version it requires, and `cargo catalog bump` writes that version
    to update the code, run: cargo catalog generate
    ");
    let letters = LETTERS
        .replace("{ name = \"NotLoggedIn\"", "{ name = \"LoggedOut\"")
        .replace("\nname = \"NotLoggedIn\"", "\nname = \"LoggedOut\"")
        .replace("'NotLoggedIn',", "'LoggedOut',");
    assert_eq!(folder.read("catalog/letters.toml"), letters);
    let parcels = PARCELS.replace("NotLoggedIn", "LoggedOut");
    assert_eq!(folder.read("catalog/parcels.toml"), parcels);
    // No quirk opens.
    folder.remove("catalog/letters.toml");
    tool().succeed(&folder, ["check"]);
}

#[test]
fn an_error_is_renamed_on_one_page() {
    let folder = repository();
    rename(&folder, &["NotLoggedIn", "LoggedOut", "--page", "parcels"]);
    assert_eq!(folder.read("catalog/letters.toml"), LETTERS);
    assert_eq!(folder.read("catalog/parcels.toml"), PARCELS.replace("NotLoggedIn", "LoggedOut"));
    let reason = reason(&folder, &["NotLoggedIn", "LoggedOut", "--page", "parcel"]);
    assert_snapshot!(reason, @"error: the catalog has no page file `parcel`; it has `letters` and `parcels`");
}

#[test]
fn tables_and_pages_are_renamed() {
    let folder = repository();
    let output = rename(&folder, &["SendLetter", "PostLetter"]);
    assert_snapshot!(output.stdout.replace('\\', "/"), @"
    letters: the endpoint `SendLetter` is now `PostLetter`
    catalog/letters.toml was written

    these notes have `SendLetter` in their text; reword them if they mean it:

      letters, not-common:
        SendLetterError lists it, and `SendLetter` is the only one.

    a rename is a breaking change for services that use the name: `cargo catalog diff` shows which
    version it requires, and `cargo catalog bump` writes that version
    to update the code, run: cargo catalog generate
    ");
    assert_eq!(
        folder.read("catalog/letters.toml"),
        LETTERS.replace("name = 'SendLetter'", "name = 'PostLetter'")
    );
    for (old, new) in [("GetParcel", "FetchParcel"), ("Common", "Shared"), ("Parcels", "Boxes")] {
        folder.write("catalog/parcels.toml", PARCELS);
        rename(&folder, &[old, new]);
        let parcels = PARCELS.replace(&format!("\"{old}\""), &format!("\"{new}\""));
        let parcels = parcels.replace(&format!("title = \"{new}\""), &format!("title = \"{old}\""));
        assert_eq!(folder.read("catalog/parcels.toml"), parcels);
    }
    folder.remove("catalog/letters.toml");
    tool().succeed(&folder, ["check"]);
}

#[test]
fn line_endings_are_kept() {
    let folder = Folder::new();
    let windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    folder.write("catalog/parcels.toml", windows(PARCELS));
    rename(&folder, &["NoSuchParcel", "UnknownParcel"]);
    let expected = windows(&PARCELS.replace("NoSuchParcel", "UnknownParcel"));
    assert_eq!(folder.read("catalog/parcels.toml"), expected);
}

#[test]
fn programs_learn_what_was_done() {
    let folder = repository();
    let output = rename(&folder, &["NotLoggedIn", "LoggedOut", "--format", "json"]);
    assert_eq!(output.stderr, "");
    assert_snapshot!(output.stdout.replace("\\\\", "/"), @r#"
    {"reason":"rename","kind":"error","old":"NotLoggedIn","new":"LoggedOut","page":"letters","named":2,"quirks":1}
    {"reason":"file","path":"catalog/letters.toml","state":"written","diff":null}
    {"reason":"rename","kind":"error","old":"NotLoggedIn","new":"LoggedOut","page":"parcels","named":1,"quirks":1}
    {"reason":"file","path":"catalog/parcels.toml","state":"written","diff":null}
    {"reason":"mention","page":"letters","kind":"reused-code","note":"The code of NotLoggedIn is that of NoStamp; NotLoggedInTwice is nothing."}
    "#);
}

#[test]
fn an_unknown_name_shows_what_there_is() {
    let folder = repository();
    let mut reasons = String::new();
    for old in ["NotLogedIn", "noSuchParcel", "Nothing", "P-12"] {
        reasons.push_str(&reason(&folder, &[old, "New"]));
    }
    assert_snapshot!(reasons, @"
    error: nothing has the name `NotLogedIn`; did you mean `NotLoggedIn`?
    error: nothing has the name `noSuchParcel`; did you mean `NoSuchParcel`?
    error: nothing has the name `Nothing`; there are `Common`, `GetLetter`, `GetParcel`, `Letters`, `NoStamp`, `NoSuchParcel`, `NotLoggedIn`, `ParcelLost` and 4 others
    error: nothing has the name `P-12`; there are `Common`, `GetLetter`, `GetParcel`, `Letters`, `NoStamp`, `NoSuchParcel`, `NotLoggedIn`, `ParcelLost` and 4 others
    ");
}

#[test]
fn a_name_that_cannot_be_is_rejected() {
    let folder = repository();
    let mut reasons = String::new();
    for [old, new] in [
        ["NoStamp", "NoStamp"],
        ["NoStamp", "no_stamp"],
        ["NoStamp", "Größe"],
        ["NoStamp", "ALL"],
        ["NoStamp", "NotLoggedIn"],
        ["NotLoggedIn", "NoSuchParcel"],
        ["SendLetter", "ALL"],
        ["SendLetter", "Self"],
        ["SendLetter", "UnknownName"],
        ["SendLetter", "GetLetter"],
        ["SendLetter", "Letters"],
        ["Letters", "SendLetter"],
    ] {
        reasons.push_str(&reason(&folder, &[old, new]));
    }
    assert_snapshot!(reasons, @"
    error: `NoStamp` is the present name; give another one
    error: `no_stamp` cannot be the name of an error; write it like `NoStamp`: with letters from A to Z and digits, the first an upper-case letter
    error: `Größe` cannot be the name of an error; write it with letters from A to Z and digits, the first an upper-case letter
    error: `ALL` is a constant of every enum; give another name
    error: `NotLoggedIn` is the name of an error in `letters.toml` already; give another name
    error: `NoSuchParcel` is the name of an error in `parcels.toml` already; give another name
    error: `ALL` is a constant of `Endpoint`; give another name
    error: `Self` is a keyword of Rust; give another name
    error: `UnknownName` would become `UnknownNameError`, which is a type of the generated code; give another name
    error: `GetLetter` is the name of an endpoint in `letters.toml` already; give another name
    error: `Letters` is the name of a page in `letters.toml` already; give another name
    error: `SendLetter` is the name of an endpoint in `letters.toml` already; give another name
    ");
    // The name of a table is free for an error.
    rename(&folder, &["NoStamp", "SendLetter"]);
}

#[test]
fn a_name_of_two_things_is_ambiguous() {
    let folder = repository();
    folder.replace("catalog/letters.toml", "NoStamp", "GetParcel");
    assert_snapshot!(reason(&folder, &["GetParcel", "New"]), @"error: `GetParcel` is the name of an error and of an endpoint; choose a page with --page");
    rename(&folder, &["GetParcel", "New", "--page", "letters"]);
    folder.replace("catalog/letters.toml", "\"GetLetter\"", "\"New\"");
    assert_snapshot!(reason(&folder, &["New", "Newer", "--page=letters"]), @"error: `New` is the name of an error and of an endpoint; edit the page file to give one of them another name first");
}

/// What is wrong with the catalog is reported, and nothing is written.
#[test]
fn a_catalog_that_breaks_a_rule_is_not_changed() {
    let folder = repository();
    folder.replace("catalog/parcels.toml", "status = 401", "status = 200");
    let before = contents(&folder);
    let output = tool().run(&folder, ["rename", "NoStamp", "StampMissing"]);
    output.assert_status(1);
    assert!(output.stderr.starts_with("error[status-range]"), "{output:?}");
    assert_eq!(contents(&folder), before);

    // Quirks may be open.
    folder.write("catalog/parcels.toml", &PARCELS[..PARCELS.find("[[quirk]]").unwrap()]);
    tool().run(&folder, ["check"]).assert_status(1);
    rename(&folder, &["NoStamp", "StampMissing"]);
}

#[test]
fn all_files_are_written_or_none() {
    let folder = repository();
    let path = folder.path("catalog/parcels.toml");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let reason = reason(&folder, &["NotLoggedIn", "LoggedOut"]);
    assert!(reason.contains("parcels.toml") && reason.contains("nothing was changed"), "{reason}");
}

#[test]
fn a_folder_that_is_missing_is_reported() {
    let folder = Folder::new();
    let output = tool().run(&folder, ["rename", "A", "B"]);
    output.assert_status(2);
    assert!(output.stderr.contains("there is no such folder in "), "{output:?}");
    assert!(output.stderr.contains("`--catalog DIR`"), "{output:?}");
}
