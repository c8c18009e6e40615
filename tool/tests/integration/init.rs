//! `init`: a new catalog, and what is printed for the crate that uses it.

use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;
use testing::consumer::Consumer;
use testing::fixtures::PARCELS;
use testing::folder::Folder;

use crate::tool;

const MANIFEST: &str = "[package]\nname = \"parcels\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

/// A page as a vendor shows it, with one code for two errors.
const PAGE: &str = "\
# Parcels

## Get a parcel

| Status Code | Error Code | Message | Description |
|---|---|---|---|
| 404 | P-12 | No such parcel. | Parcel Not Found. |
| 400 | P-13 | The parcel is too large. | Parcel Too Large. |
| 410 | P-12 | The parcel is lost. | Parcel Lost. |
";

/// A crate without a catalog.
fn package() -> Folder {
    let folder = Folder::new();
    folder.write("Cargo.toml", MANIFEST);
    folder.write("src/lib.rs", "");
    folder
}

/// What is printed, without the version.
#[track_caller]
fn init(folder: impl AsRef<Path>, arguments: &[&str]) -> String {
    let version = concat!('"', env!("CARGO_PKG_VERSION"), '"');
    tool().succeed(folder, arguments).replace(version, "VERSION")
}

#[test]
fn a_catalog_for_a_build_script() {
    let folder = package();
    assert_snapshot!(init(&folder, &["init"]), @r#"
    catalog/catalog.toml was written
    catalog/catalog.schema.json was written

    add to Cargo.toml:

        [build-dependencies]
        # It is not on crates.io yet: instead of the version, give the folder `codegen` of a clone, as
        # { path = "CLONE/codegen" }
        error-catalog-codegen = VERSION

    add to build.rs:

        fn main() -> Result<(), error_catalog_codegen::Error> {
            error_catalog_codegen::Codegen::new("catalog").build()
        }

    add to src/lib.rs:

        /// The errors that the vendor documents.
        pub mod errors {
            include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
        }

    then import the first page, from a file with the vendor's page:

        cargo catalog import PAGE --page NAME --source URL
    "#);
    assert_snapshot!(folder.read("catalog/catalog.toml"), @r#"
    # The settings of this catalog. Every key is optional. Paths are relative to this folder.

    [output]

    # The file with the generated code, which `cargo catalog generate` writes. Without it, a build script
    # generates the code.
    # code = "../src/errors.rs"

    # Markdown files with sections that `cargo catalog generate` writes, each between two markers:
    # <!-- catalog: coverage --> and <!-- end of catalog: coverage -->. The other sections are `quirks` and
    # `rules`.
    # sections = ["../README.md"]

    # The folders of the packages that have one version and are released together: `cargo catalog diff` checks
    # their version.
    # packages = [".."]

    # The changelog of these packages.
    # changelog = "../CHANGELOG.md"

    # The feature of the crate with which the generated code implements the traits of serde.
    # serde-feature = "serde"

    # The feature of the crate with which the generated code reads and writes JSON bodies. The key `body` of a page
    # file has the places of code and message in a response.
    # json-feature = "json"

    [quirks]

    # The kinds of quirks that are not reported. `cargo catalog explain KIND` describes a kind.
    # ignore = ["status-in-code"]

    # Whether the entry of a quirk needs a note for those who receive the error: "required" or "optional".
    notes = "optional"
    "#);
    assert_eq!(
        folder.list(),
        ["Cargo.toml", "catalog/catalog.schema.json", "catalog/catalog.toml", "src/lib.rs"]
    );
}

#[test]
fn a_catalog_for_committed_code() {
    let folder = package();
    assert_snapshot!(init(&folder, &["init", "--output=src/errors.rs"]), @r#"
    catalog/catalog.toml was written
    catalog/catalog.schema.json was written

    add to Cargo.toml:

        [dev-dependencies]
        # It is not on crates.io yet: instead of the version, give the folder `codegen` of a clone, as
        # { path = "CLONE/codegen" }
        error-catalog-codegen = VERSION

    add to src/lib.rs:

        /// The errors that the vendor documents.
        #[rustfmt::skip]
        pub mod errors;

    add to tests/catalog.rs:

        #[test]
        fn the_generated_code_is_up_to_date() {
            let code = error_catalog_codegen::Codegen::new("catalog").generate().unwrap();
            error_catalog_codegen::check("src/errors.rs", &code).unwrap();
        }

    then import the first page, from a file with the vendor's page:

        cargo catalog import PAGE --page NAME --source URL
        cargo catalog generate
    "#);
    let settings = folder.read("catalog/catalog.toml");
    assert!(settings.contains("\ncode = \"../src/errors.rs\"\n"), "{settings}");
}

/// The paths that are printed are relative to the current folder, those to paste relative to their file or package.
#[test]
fn paths_lead_from_where_they_are_used() {
    let folder = Folder::new();
    folder.write("api/client/Cargo.toml", MANIFEST);
    folder.write("api/client/src/main.rs", "");
    let arguments =
        ["init", "--catalog=../data/vendor's errors", "--output=client/src/vendor/error-codes.rs"];
    assert_snapshot!(init(folder.path("api"), &arguments), @r#"
    ../data/vendor's errors/catalog.toml was written
    ../data/vendor's errors/catalog.schema.json was written

    add to client/Cargo.toml:

        [dev-dependencies]
        # It is not on crates.io yet: instead of the version, give the folder `codegen` of a clone, as
        # { path = "CLONE/codegen" }
        error-catalog-codegen = VERSION

    add to client/src/main.rs:

        /// The errors that the vendor documents.
        #[path = "vendor/error-codes.rs"]
        #[rustfmt::skip]
        pub mod error_codes;

    add to client/tests/catalog.rs:

        #[test]
        fn the_generated_code_is_up_to_date() {
            let code = error_catalog_codegen::Codegen::new("../../data/vendor's errors").generate().unwrap();
            error_catalog_codegen::check("src/vendor/error-codes.rs", &code).unwrap();
        }

    then import the first page, from a file with the vendor's page:

        cargo catalog import PAGE --page NAME --source URL --catalog '../data/vendor'\''s errors'
        cargo catalog generate --catalog '../data/vendor'\''s errors'
    "#);
    let settings = folder.read("data/vendor's errors/catalog.toml");
    assert!(settings.contains("code = \"../../api/client/src/vendor/error-codes.rs\"\n"));
}

#[test]
fn json_has_the_lines_to_paste() {
    let folder = package();
    let output = tool().run(&folder, ["init", "--format=json"]);
    output.assert_status(0);
    let lines = output.json_lines();
    let shown: Vec<[&str; 2]> = lines
        .iter()
        .map(|line| ["reason", "path"].map(|key| line[key].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        shown,
        [
            ["file", "catalog/catalog.toml"],
            ["file", "catalog/catalog.schema.json"],
            ["paste", "Cargo.toml"],
            ["paste", "build.rs"],
            ["paste", "src/lib.rs"],
            ["next", ""],
        ]
    );
    let next = lines[5]["command"].as_str().unwrap();
    assert_eq!(next, "cargo catalog import PAGE --page NAME --source URL");
}

/// A folder without a catalog in it can become one.
#[test]
fn other_files_of_the_folder_stay() {
    let folder = package();
    folder.write("catalog/README.md", "Errors.");
    tool().succeed(&folder, ["init"]);
    assert_eq!(folder.read("catalog/README.md"), "Errors.");
    assert!(folder.contains("catalog/catalog.toml"));
}

/// In each case, what to edit.
#[test]
fn an_existing_catalog_stays() {
    let output = "[output]\n# The code.\ncode = \"../src/old.rs\"\n";
    for (settings, arguments, expected) in [
        (
            Some(output),
            &["init", "--output=src/errors.rs"][..],
            "make line 3 of catalog/catalog.toml `code = \"../src/errors.rs\"`",
        ),
        (
            Some("[output]\n"),
            &["init", "--output=src/errors.rs"],
            "add the line `code = \"../src/errors.rs\"` under `[output]` in catalog/catalog.toml",
        ),
        (
            Some("[output"),
            &["init", "--output=src/errors.rs"],
            "add the line `code = \"../src/errors.rs\"` under `[output]` in catalog/catalog.toml",
        ),
        (
            None,
            &["init", "--output=src/errors.rs"],
            "write catalog/catalog.toml with the lines `[output]` and `code = \"../src/errors.rs\"`",
        ),
        (None, &["init"], "write catalog/catalog.toml to change what is generated from it"),
        (Some(output), &["init"], "edit catalog/catalog.toml to change what is generated from it"),
    ] {
        let folder = package();
        folder.write("catalog/parcels.toml", PARCELS);
        if let Some(settings) = settings {
            folder.write("catalog/catalog.toml", settings);
        }
        let before = folder.list();
        let output = tool().run(&folder, arguments);
        output.assert_status(2);
        let message = "error: there is a catalog in catalog already, and nothing was changed: ";
        assert_eq!(output.stderr, format!("{message}{expected}\n"));
        assert_eq!(folder.list(), before);
    }
}

/// Nothing is created, not even the folder.
#[test]
fn nothing_is_written_if_something_is_wrong() {
    for (arguments, status, expected) in [
        (&["init", "--output=src/lib.rs"][..], 2, "src/lib.rs exists already"),
        (&["init", "--output=src/errors"], 2, "src/errors does not end in `.rs`"),
        (
            &["init", "--output=src/Errors.rs"],
            2,
            "src/Errors.rs cannot be a module: `Errors` has other",
        ),
        (
            &["init", "--output=src/enum.rs"],
            2,
            "src/enum.rs cannot be a module: `enum` is a keyword",
        ),
        (&["init", "--output=a\\b/errors.rs"], 1, "invalid-setting"),
        (&["init", "--catalog=Cargo.toml"], 2, "cannot read Cargo.toml: "),
        (&["init", "--catalog=src/lib.rs/a/b"], 2, ""),
    ] {
        // There, a backslash separates folders.
        if cfg!(windows) && status == 1 {
            continue;
        }
        let folder = package();
        let before = folder.list();
        let output = tool().run(&folder, arguments);
        output.assert_status(status);
        assert!(output.stderr.contains(expected), "{expected}: {output:?}");
        assert_eq!(output.stdout, "");
        assert_eq!(folder.list(), before);
        assert!(!folder.path("catalog").exists());
    }
}

/// A folder that was created is removed if its files cannot be written.
#[cfg(unix)]
#[test]
fn a_folder_in_which_nothing_can_be_written_is_removed() {
    use std::process::Command;
    use testing::tool::Output;
    let folder = package();
    let command = tool().command(&folder, ["init", "--catalog=a/b/catalog"]);
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh"]).arg(command.get_program());
    limited.args(command.get_args()).current_dir(&folder);
    let output = Output::from_command(&mut limited);
    output.assert_status(2);
    assert!(
        output.stderr.starts_with("error: cannot write a/b/catalog/catalog.toml: "),
        "{output:?}"
    );
    assert!(!folder.path("a").exists());
}

/// From an empty crate to one that uses the enums: with nothing but what is printed.
#[test]
fn what_is_printed_compiles() {
    for (name, output, kind) in [
        ("init-build-script", None, "build-dependencies"),
        ("init-committed-code", Some("--output=src/vendor/error-codes.rs"), "dev-dependencies"),
    ] {
        let manifest = format!(
            "[{kind}]\nerror-catalog-codegen = {{ path = '{{packages}}/error-catalog-codegen' }}\n"
        );
        let consumer = Consumer::new(name, "2024", &manifest);
        let folder = &consumer.folder;
        folder.write("src/lib.rs", "#![deny(warnings, missing_docs)]\n//! Errors.\n");
        let arguments = ["init", "--format=json"].into_iter().chain(output);
        let init = tool().run(folder, arguments);
        init.assert_status(0);
        for line in init.json_lines().iter().filter(|line| line["reason"] == "paste") {
            paste(folder, line, kind);
        }
        folder.create_folder("src/vendor");

        folder.write("page.md", PAGE);
        let next = init.json_lines().into_iter().find(|line| line["reason"] == "next").unwrap();
        let import = next["command"].as_str().unwrap().strip_prefix("cargo catalog ").unwrap();
        let import = import.replace("PAGE", "page.md").replace("NAME", "parcels");
        let import = import.replace("URL", "https://docs.example.com/parcels");
        assert!(tool().run(folder, import.split(' ')).status < Some(2));
        for command in
            [&["check", "--fix"][..], &["check"], &["generate"], &["generate", "--check"]]
        {
            tool().succeed(folder, command);
        }

        let module = if output.is_some() { "error_codes" } else { "errors" };
        let test = format!(
            "use {}::{module}::parcels::ParcelsError;\n\n#[test]\nfn there_are_errors() {{\n    \
             assert_eq!(ParcelsError::ALL.len(), 3);\n}}\n",
            name.replace('-', "_")
        );
        folder.write("tests/errors.rs", test);
        consumer.succeed(&["test", "--quiet"]);
        if output.is_none() {
            continue;
        }
        // The test finds what was not generated again.
        folder.replace("catalog/parcels.toml", "is too large.", "is far too large.");
        let stale = consumer.cargo(&["test", "--quiet"]);
        assert_ne!(stale.status, Some(0));
        assert!(stale.stdout.contains("cargo catalog generate"), "{stale:?}");
        tool().succeed(folder, ["generate"]);
        consumer.succeed(&["test", "--quiet"]);
    }
}

/// Adds lines to the file that they are for. The manifest has the same dependency already, with a path.
#[track_caller]
fn paste(folder: &Folder, line: &Value, kind: &str) {
    let (path, text) = (line["path"].as_str().unwrap(), line["text"].as_str().unwrap());
    if path == "Cargo.toml" {
        let manifest: toml::Table = text.parse().unwrap();
        let version = manifest[kind]["error-catalog-codegen"].as_str().unwrap();
        assert_eq!(version, env!("CARGO_PKG_VERSION"));
        return;
    }
    let before = if folder.contains(path) { folder.read(path) } else { String::new() };
    folder.write(path, before + text);
}
