//! `check` and `generate`: how much is in a catalog, and the file that is generated from it. What they report of a
//! bad catalog is in the cases of the model.

use std::fs;

use error_catalog_model::registry;
use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;

use crate::{GENERATED, repository, tool};

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
fn generate_writes_only_what_differs() {
    let folder = repository();
    let generate = || tool().succeed(&folder, ["generate"]);
    assert_eq!(generate(), format!("{GENERATED} was written\n"));
    let modified = || fs::metadata(folder.path(GENERATED)).unwrap().modified().unwrap();
    let written = modified();

    assert_eq!(generate(), format!("{GENERATED} is up to date\n"));
    assert_eq!(modified(), written);
}

#[test]
fn check_shows_what_was_edited_and_generate_corrects_it() {
    let folder = repository();
    tool().succeed(&folder, ["generate"]);
    tool().succeed(&folder, ["generate", "--check"]);

    folder.replace("catalog/parcels.toml", "The parcel is too large.", "Too large.");
    let before = folder.read(GENERATED);
    let stale = tool().run(&folder, ["generate", "--check"]);
    stale.assert_status(1);
    // What is around the lines that differ depends on the rest of the generated code.
    let lines =
        stale.stdout.lines().filter(|line| !line.starts_with(['@', ' ']) && !line.is_empty());
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r#"
    --- rcs-errors/src/generated.rs
    +++ up to date
    -        /// Message: The parcel is too large.
    +        /// Message: Too large.
    -        /// Message: The parcel is too large.
    +        /// Message: Too large.
    -        /// Message: The parcel is too large.
    +        /// Message: Too large.
    -            message: "The parcel is too large.",
    +            message: "Too large.",
    rcs-errors/src/generated.rs is not up to date
    to update it, run: cargo catalog generate
    "#);
    assert_eq!(folder.read(GENERATED), before);

    tool().succeed(&folder, ["generate"]);
    tool().succeed(&folder, ["generate", "--check"]);
}

#[test]
fn a_missing_file_is_stale() {
    let folder = repository();
    let output = tool().run(&folder, ["generate", "--check", "--format", "json"]);
    output.assert_status(1);
    let [file] = &*output.json_lines() else { panic!("{}", output.stdout) };
    assert_eq!((&file["reason"], &file["state"]), (&"file".into(), &"stale".into()));
    assert!(file["diff"].as_str().unwrap().contains("+pub struct Entry {"));
    assert!(!folder.contains(GENERATED));
}

#[test]
fn line_endings_of_a_checkout_are_no_difference() {
    let folder = repository();
    tool().succeed(&folder, ["generate"]);
    for path in [GENERATED, "catalog/parcels.toml"] {
        folder.replace(path, "\n", "\r\n");
    }
    tool().succeed(&folder, ["generate", "--check"]);
}

/// A diff has the colors that git gives it.
#[test]
fn a_diff_is_colored() {
    let folder = repository();
    folder.write(GENERATED, "// as it was\n");
    let output = tool().run(&folder, ["generate", "--check", "--color=always"]);
    output.assert_status(1);
    for (start, color) in [("@@", "36"), ("-// as it was", "31"), ("+pub struct Entry {", "32")] {
        let start = format!("\u{1b}[{color}m{start}");
        assert!(output.stdout.lines().any(|line| line.contains(&start)), "{start:?}: {output:#?}");
    }
}

/// A new file is as readable for others as one of any other program.
#[cfg(unix)]
#[test]
fn a_generated_file_has_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = repository();
    tool().succeed(&folder, ["generate"]);
    folder.write("other", "");
    let mode = |path: &str| fs::metadata(folder.path(path)).unwrap().permissions().mode();
    assert_eq!(mode(GENERATED), mode("other"));
}

/// One catalog for each stage that can find something.
#[test]
fn nothing_is_written_from_a_bad_catalog() {
    let missing_key = PARCELS.replace("title = \"Parcels\"\n", "");
    let invalid = PARCELS.replace("status = 404", "status = 200");
    let (tables, _) = PARCELS.split_once("[[quirk]]\nkind = \"not-common\"").unwrap();
    let not_utf8 = [PARCELS.as_bytes(), b"# \xE4\n"].concat();
    for (rule, content) in [
        ("not-utf8", &*not_utf8),
        ("syntax", b"[page"),
        ("missing-key", missing_key.as_bytes()),
        ("status-range", invalid.as_bytes()),
        ("not-common", tables.as_bytes()),
    ] {
        assert!(registry::rules().iter().any(|known| known.name == rule), "{rule}");
        let folder = repository();
        folder.write("catalog/parcels.toml", content);
        folder.write(GENERATED, "as it was");
        let before = folder.list();

        let output = tool().run(&folder, ["generate", "--format=json"]);
        output.assert_status(1);
        let findings = output.json_lines();
        assert!(!findings.is_empty(), "{rule}");
        for finding in findings {
            assert_eq!(finding["rule"], rule);
        }
        let human = tool().run(&folder, ["generate"]);
        human.assert_status(1);
        assert_eq!(human.stdout, "");
        assert_eq!(folder.read(GENERATED), "as it was", "{rule}");
        assert_eq!(folder.list(), before, "{rule}");
    }
}

#[test]
fn generate_needs_the_folder_of_the_generated_file() {
    let folder = Folder::new();
    folder.write("catalog/parcels.toml", PARCELS);
    let output = tool().run(&folder, ["generate"]);
    output.assert_status(2);
    assert!(output.stderr.contains("generate the code in a build script"), "{output:?}");
    assert!(!folder.contains("rcs-errors"));
}

#[test]
fn a_folder_without_a_catalog_is_reported() {
    let folder = Folder::new();
    let output = tool().run(&folder, ["check"]);
    output.assert_status(2);
    let help = "; name the catalog's folder with --catalog\n";
    assert!(output.stderr.starts_with("error: cannot read catalog: "), "{output:?}");
    assert!(output.stderr.ends_with(help), "{output:?}");

    // Another file that is missing has nothing to do with it.
    let output = tool().run(&folder, ["import", "page.txt", "--page=parcels"]);
    output.assert_status(2);
    assert!(!output.stderr.contains("--catalog"), "{output:?}");
}
