//! `generate`: the files that are generated from a catalog. What is in sections of Markdown files is in `sections`.

use std::fs;

use error_catalog_model::registry;
use insta::assert_snapshot;
use testing::fixtures::PARCELS;

use crate::sections::{README, with_sections};
use crate::{GENERATED, SCHEMA, repository, tool};

#[test]
fn generate_writes_only_what_differs() {
    let folder = repository();
    let generate = || tool().succeed(&folder, ["generate"]);
    assert_eq!(generate(), format!("{GENERATED} was written\n{SCHEMA} was written\n"));
    let modified = || {
        [GENERATED, SCHEMA].map(|path| fs::metadata(folder.path(path)).unwrap().modified().unwrap())
    };
    let written = modified();

    assert_eq!(generate(), format!("{GENERATED} is up to date\n{SCHEMA} is up to date\n"));
    assert_eq!(modified(), written);
}

/// The settings may name another file by mistake.
#[test]
fn only_generated_code_is_replaced() {
    let folder = repository();
    folder.write(GENERATED, "fn main() {}\n");
    let output = tool().run(&folder, ["generate"]);
    output.assert_status(2);
    assert_snapshot!(output.stderr, @"error: rcs-errors/src/generated.rs is not generated code, and would be replaced by it: name another file as `code` in catalog/catalog.toml, or remove this one");
    assert_eq!(folder.read(GENERATED), "fn main() {}\n");
    assert!(!folder.contains(SCHEMA));

    // A file without content is nothing to lose.
    folder.write(GENERATED, "\n");
    tool().succeed(&folder, ["generate"]);
    folder.replace(GENERATED, "pub struct Entry", "pub struct Other");
    tool().succeed(&folder, ["generate"]);
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
    catalog/catalog.schema.json is up to date
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
    let [file, schema] = &*output.json_lines() else { panic!("{}", output.stdout) };
    assert_eq!((&file["reason"], &file["state"]), (&"file".into(), &"stale".into()));
    assert!(file["diff"].as_str().unwrap().contains("+pub struct Entry {"));
    assert_eq!((&schema["path"], &schema["state"]), (&SCHEMA.into(), &"stale".into()));
    assert!(!folder.contains(GENERATED) && !folder.contains(SCHEMA));
}

#[test]
fn line_endings_of_a_checkout_are_no_difference() {
    let folder = repository();
    tool().succeed(&folder, ["generate"]);
    for path in [GENERATED, SCHEMA, "catalog/parcels.toml"] {
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

/// Whatever is wrong, and in whichever file, no file is written.
#[test]
fn nothing_is_written_unless_everything_can_be() {
    let wrong_marker = "<!-- catalog: coverages -->\n";
    let (sections, code) =
        ("sections = [\"../README.md\"]", "code = \"../rcs-errors/src/generated.rs\"");
    for (old, new, readme, status, expected) in [
        (
            sections,
            "sections = [\"../READ.md\"]",
            README,
            2,
            "cannot read READ.md: there is no such file; create it, or correct `sections` in catalog/catalog.toml",
        ),
        (code, "code = \"../src/a/errors.rs\"", README, 2, "cannot write src/a/errors.rs: "),
        (
            code,
            "code = \"../README.md\"",
            README,
            2,
            "cannot generate README.md: it would be written twice; correct `[output]` in catalog/catalog.toml",
        ),
        (
            code,
            "code = \"catalog.schema.json\"",
            README,
            2,
            "cannot generate catalog/catalog.schema.json: it would be written twice",
        ),
        (
            code,
            "code = \"./x/../parcels.toml\"",
            README,
            2,
            "cannot generate catalog/parcels.toml: it is a file of the catalog, and cannot be generated",
        ),
        (
            sections,
            "sections = [\"../catalog\"]",
            README,
            2,
            "cannot read catalog: it is not a file",
        ),
        ("", "", wrong_marker, 1, "README.md:1:1"),
        ("", "", "# No section", 1, "the file has no generated section"),
    ] {
        let folder = with_sections(readme);
        if !old.is_empty() {
            folder.replace("catalog/catalog.toml", old, new);
        }
        let before: Vec<_> =
            folder.list().into_iter().map(|path| (folder.read(&path), path)).collect();
        let output = tool().run(&folder, ["generate"]);
        output.assert_status(status);
        assert!(output.stderr.contains(expected), "{expected}: {output:?}");
        assert_eq!(output.stdout, "");
        let after: Vec<_> =
            folder.list().into_iter().map(|path| (folder.read(&path), path)).collect();
        assert_eq!(after, before);
    }
}

/// Without settings there is the schema, and a sentence about what there could be.
#[test]
fn a_catalog_without_settings_has_a_schema() {
    let folder = repository();
    folder.remove("catalog/catalog.toml");
    assert_snapshot!(tool().succeed(&folder, ["generate"]), @r#"
    catalog/catalog.schema.json was written
    note: nothing else is generated: under `[output]` in catalog/catalog.toml, `code` can name a file for the code, like "../src/errors.rs", and `sections` Markdown files with generated sections, like ["../README.md"]
    "#);
    assert!(!folder.contains(GENERATED));
    let output = tool().run(&folder, ["generate", "--check", "--format=json"]);
    output.assert_status(0);
    let lines = output.json_lines();
    let reasons: Vec<_> = lines.iter().map(|line| line["reason"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["file", "note"]);
}

/// They are relative to the folder in which the tool is run, wherever that is.
#[test]
fn paths_are_printed_in_their_shortest_form() {
    let folder = with_sections(README);
    let subfolder = folder.path("rcs-errors/src");
    assert_eq!(
        tool().succeed(&subfolder, ["generate"]),
        "../../rcs-errors/src/generated.rs was written\n\
         ../../catalog/catalog.schema.json was written\n\
         ../../README.md was written\n"
    );
    let state = "is up to date\n";
    assert_eq!(
        tool().succeed(folder.path("catalog"), ["generate", "--catalog=."]),
        format!("../{GENERATED} {state}catalog.schema.json {state}../README.md {state}")
    );
}
