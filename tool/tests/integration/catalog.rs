//! `check`: how much is in a catalog. What it reports of a bad one is in the cases of the model.

use insta::assert_snapshot;
use testing::folder::Folder;

use crate::{repository, tool};

#[test]
fn check_counts_pages_rows_and_quirks() {
    assert_snapshot!(tool().succeed(repository(), ["check"]), @r"
    page      endpoints  rows  distinct errors  quirks
    parcels  2 + common     6                4       3

    quirk              count
    indistinguishable      1
    not-common             1
    reused-code            1
    ");
}

#[test]
fn check_counts_in_json() {
    let output = tool().run(repository(), ["check", "--format", "json"]);
    output.assert_status(0);
    assert_eq!(output.json_lines().len(), 1);
    assert_snapshot!(
        output.json_lines()[0],
        @r#"{"reason":"page","module":"parcels","endpoints":2,"common":true,"rows":6,"errors":4,"quirks":{"indistinguishable":1,"not-common":1,"reused-code":1}}"#
    );
}

#[test]
fn a_page_without_a_common_table_is_counted_without() {
    let folder = repository();
    let page = folder.read("catalog/parcels.toml");
    let (endpoints, common) = page.split_once("[common]").unwrap();
    let (_, quirks) = common.split_once("[[quirk]]").unwrap();
    let (quirks, _) = quirks.split_once("[[quirk]]\nkind = \"not-common\"").unwrap();
    folder.write("catalog/parcels.toml", format!("{endpoints}[[quirk]]{quirks}"));

    let output = tool().run(&folder, ["check", "--format=json"]);
    output.assert_status(0);
    let page = &output.json_lines()[0];
    assert_eq!((&page["common"], &page["endpoints"]), (&false.into(), &2.into()));
    assert!(!tool().succeed(&folder, ["check"]).contains("common"));
}

#[test]
fn a_folder_without_a_catalog_is_reported() {
    let folder = Folder::new();
    let output = tool().run(&folder, ["check"]);
    output.assert_status(2);
    let help = "; run this in the folder that the catalog is in, or in a folder below it; name the catalog's \
                folder with `--catalog DIR`; or make a new one with `cargo catalog init`\n";
    let message = "error: cannot read catalog: there is no such folder in ";
    assert!(output.stderr.starts_with(message), "{output:?}");
    assert!(output.stderr.ends_with(help), "{output:?}");

    folder.write("page.txt", "a page");
    let import = ["import", "page.txt", "--page=parcels"];
    assert_eq!(tool().run(&folder, import).stderr, output.stderr);

    // Another file that is missing has nothing to do with it.
    folder.create_folder("catalog");
    let output = tool().run(&folder, ["import", "other.txt", "--page=parcels"]);
    output.assert_status(2);
    assert!(!output.stderr.contains("--catalog"), "{output:?}");
}
