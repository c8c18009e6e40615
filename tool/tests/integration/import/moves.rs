//! Errors and tables that move to another page of the catalog keep their names.

use testing::folder::Folder;
use testing::tool::Output;

use super::empty_catalog;
use crate::tool;

const HEADER: &str = "Status Code\tError Code\tMessage\tDescription\n";

/// The rows of a table, which other tables have too.
const SHARED: &str =
    "400\tE-1\tInvalid.\tInvalid request.\n500\tE-2\tInternal.\tInternal problem.\n";

const GET: &str = "404\tE-3\tNo such parcel.\tThere is no parcel with this number.\n";
const SEND: &str = "409\tE-4\tSent already.\tThe parcel was sent already.\n";
const TRACK: &str = "404\tE-5\tNot tracked.\tThe parcel is not tracked.\n";

fn page(tables: &[(&str, &[&str])]) -> String {
    let mut page = "All about parcels.\n\n".to_owned();
    for (heading, rows) in tables {
        page.extend([*heading, "\n\n", HEADER, &rows.concat(), "\n"]);
    }
    page
}

fn import(folder: &Folder, stem: &str, page: &str, arguments: &[&str]) -> Output {
    folder.write("page", page);
    let name = format!("--page={stem}");
    let source = format!("--source=https://docs.example.com/{stem}");
    let own = ["import", "page", &name, &source, "--retrieved=2026-01-31"];
    tool().run(folder, [&own[..], arguments].concat())
}

/// A catalog with a page whose names somebody has chosen.
fn parcels() -> Folder {
    let folder = empty_catalog();
    let tables = [("Get a parcel", &[SHARED, GET][..]), ("Send a parcel", &[SHARED, SEND])];
    import(&folder, "parcels", &page(&tables), &[]).assert_status(0);
    for (old, new) in [
        ("\"InternalProblem\"", "\"ServerFailure\""),
        ("\"NoParcelWithThisNumber\"", "\"NoSuchParcel\""),
        ("\"GetAParcel\"", "\"FetchParcel\""),
        ("\"SendAParcel\"", "\"SendParcel\""),
    ] {
        folder.replace("catalog/parcels.toml", old, new);
    }
    folder
}

fn names(folder: &Folder, stem: &str) -> Vec<String> {
    let file = folder.read(format!("catalog/{stem}.toml"));
    let names = file.split("name = \"").skip(1);
    names.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn a_table_that_moves_keeps_its_names() {
    let folder = parcels();
    let kept = page(&[("Send a parcel", &[SHARED, SEND])]);
    import(&folder, "parcels", &kept, &[]).assert_status(1);
    // The page that gains is imported first.
    let gained = page(&[("Get a parcel", &[SHARED, GET, TRACK])]);
    import(&folder, "archive", &gained, &[]).assert_status(0);
    import(&folder, "parcels", &kept, &["--allow-removals"]).assert_status(0);
    assert_eq!(
        names(&folder, "archive"),
        [
            "Archive",
            "FetchParcel",
            "InvalidRequest",
            "ServerFailure",
            "NoSuchParcel",
            "ParcelIsNotTracked"
        ]
    );
    import(&folder, "archive", &gained, &["--check"]).assert_status(0);
}

/// It is recognised by its rows, unless they are rows that many tables have.
#[test]
fn a_table_that_moves_and_has_another_heading_keeps_its_name() {
    let folder = parcels();
    import(&folder, "archive", &page(&[("Get it", &[SHARED, GET])]), &[]).assert_status(0);
    import(&folder, "labels", &page(&[("Print it", &[SHARED, TRACK])]), &[]).assert_status(0);
    assert_eq!(names(&folder, "archive")[1], "FetchParcel");
    assert_eq!(names(&folder, "labels")[1], "PrintIt");
}

#[test]
fn names_of_the_page_come_before_those_of_others() {
    let folder = parcels();
    let labels = page(&[("Print a label", &["500\tE-9\tNo paper.\tPaper.\n"])]);
    import(&folder, "labels", &labels, &[]).assert_status(0);
    // Another error of the page has the name already.
    folder.replace("catalog/labels.toml", "\"Paper\"", "\"ServerFailure\"");
    let labels = page(&[("Print a label", &["500\tE-9\tNo paper.\tPaper.\n", SHARED])]);
    import(&folder, "labels", &labels, &[]).assert_status(0);
    assert_eq!(
        names(&folder, "labels"),
        ["Labels", "PrintALabel", "ServerFailure", "InvalidRequest", "InternalProblem"]
    );
}

/// Quirks without an entry are no reason to forget names; a page that cannot be read is reported at the end.
#[test]
fn other_pages_may_have_findings() {
    let folder = parcels();
    let quirk =
        "[[quirk]]\nkind = \"reused-code\"\nerrors = [\"ServerFailure\"]\nnote = \"Gone.\"\n";
    let file = folder.read("catalog/parcels.toml");
    folder.write("catalog/parcels.toml", format!("{file}\n{quirk}"));
    folder.write("catalog/broken.toml", "[page");
    let output = import(&folder, "archive", &page(&[("Get a parcel", &[SHARED, GET])]), &[]);
    output.assert_status(1);
    assert!(output.stderr.contains("error[syntax]"), "{output:?}");
    assert_eq!(names(&folder, "archive")[1], "FetchParcel");
}
