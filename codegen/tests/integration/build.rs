//! What a build script writes and prints.

use std::env;
use std::process::Command;

use error_catalog_codegen::{Codegen, Error};
use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Output;

const GENERATED: &str = "out/error_catalog.rs";

/// A folder with a name that tries to break something, and with a catalog.
fn package() -> Folder {
    let folder = Folder::named("a package's folder für 目录");
    folder.create_folder("out");
    folder.write("errors/parcels.toml", PARCELS);
    folder
}

/// Runs [`a_build_script`] as a separate process, as cargo would.
fn build(package: &Folder) -> Output {
    run(package, "build::a_build_script")
}

fn run(package: &Folder, test: &str) -> Output {
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--ignored", "--exact", test, "--nocapture"])
        .current_dir(package)
        .env("OUT_DIR", "out");
    Output::from_command(&mut command)
}

#[test]
#[ignore = "the other tests run it, in the folder of a package"]
fn a_build_script() -> Result<(), Error> {
    Codegen::new("errors").build()
}

/// The lines that are for cargo.
fn instructions(output: &Output) -> Vec<&str> {
    output.stdout.lines().filter(|line| line.starts_with("cargo::")).collect()
}

#[test]
fn a_build_script_writes_one_file_and_watches_the_catalog() {
    let package = package();
    let output = build(&package);
    output.assert_status(0);
    assert_eq!(instructions(&output), ["cargo::rerun-if-changed=errors"]);
    let code = Codegen::new(package.path("errors")).generate().unwrap();
    assert_eq!(package.read(GENERATED), code);
    assert_eq!(package.list(), ["errors/parcels.toml", GENERATED]);

    // What a killed run has left behind is overwritten.
    package.write("out/.error_catalog.rs.tmp", "what a killed run wrote");
    package.replace("errors/parcels.toml", "is too large", "is much too large");
    build(&package).assert_status(0);
    assert_ne!(package.read(GENERATED), code);
    assert_eq!(package.list(), ["errors/parcels.toml", GENERATED]);
}

/// Each finding is shown once, with a path that does not depend on where the reader is. The file of the last
/// build stays.
#[test]
fn a_build_script_that_fails_reports_why() {
    let package = package();
    build(&package).assert_status(0);
    let code = package.read(GENERATED);
    package.replace("errors/parcels.toml", "404", "200");
    package.replace("errors/parcels.toml", "\"P-1\"", "1");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    assert_eq!(instructions(&output), ["cargo::rerun-if-changed=errors"]);
    let path = package.path("errors/parcels.toml");
    for place in [":12:37\n", ":14:35\n", ":22:37\n", ":29:48\n"] {
        let place = format!(" --> {}{place}", path.display());
        assert_eq!(output.all().matches(&place).count(), 1, "{place}{}", output.all());
    }
    assert_eq!(output.all().matches("error[").count(), 4);
    assert_eq!(package.read(GENERATED), code);

    package.remove("errors");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    let message = format!(
        "cannot read {}: there is no such folder; give `Codegen::new` the path of the catalog's folder, \
         relative to the folder of the package, {}\n",
        package.path("errors").display(),
        package.path("").display().to_string().trim_end_matches(std::path::MAIN_SEPARATOR)
    );
    assert_eq!(output.all().matches(&message).count(), 1, "{}", output.all());
    assert_eq!(package.read(GENERATED), code);
    assert_eq!(package.list(), [GENERATED]);
}

#[test]
#[ignore = "the next test runs it, in the folder of a package"]
fn a_build_script_with_two_catalogs() -> Result<(), Error> {
    Codegen::new("errors").build()?;
    let error = Codegen::new("internal").build().unwrap_err();
    assert_snapshot!(error.to_string().replace('\\', "/"), @r#"out/error_catalog.rs was written by an earlier call of `build`: choose another name with `Codegen::output`, like `.output("other_error_catalog.rs")`"#);
    Codegen::new("internal").output("internal_errors.rs").build()
}

#[test]
fn two_catalogs_are_two_files() {
    let package = package();
    package.write("internal/letters.toml", PARCELS);
    run(&package, "build::a_build_script_with_two_catalogs").assert_status(0);
    let code = Codegen::new(package.path("internal")).generate().unwrap();
    assert_eq!(package.read("out/internal_errors.rs"), code);
    assert!(code.contains("pub mod letters"));
    assert!(package.read(GENERATED).contains("pub mod parcels"));
}

#[test]
fn a_file_is_written_only_if_it_changes() {
    let package = Folder::new();
    let path = package.path("src/errors.rs");
    let reason = error_catalog_codegen::check(&path, "a\nb\n").unwrap_err();
    assert!(reason.to_string().starts_with(&format!("{} is not up to date", path.display())));

    let error = error_catalog_codegen::write_if_changed(&path, "a\nb\n").unwrap_err();
    assert!(error.to_string().contains("create its folder"), "{error}");
    package.create_folder("src");
    assert!(error_catalog_codegen::write_if_changed(&path, "a\nb\n").unwrap());
    error_catalog_codegen::check(&path, "a\nb\n").unwrap();
    assert!(error_catalog_codegen::check(&path, "a\n").is_err());

    // A checkout may have changed the line endings.
    package.write("src/errors.rs", "a\r\nb\r\n");
    assert!(!error_catalog_codegen::write_if_changed(&path, "a\nb\n").unwrap());
    error_catalog_codegen::check(&path, "a\nb\n").unwrap();
    assert_eq!(package.list(), ["src/errors.rs"]);

    // A folder is neither.
    package.create_folder("src/other.rs");
    let reason = error_catalog_codegen::check(package.path("src/other.rs"), "").unwrap_err();
    assert!(reason.to_string().starts_with("cannot read "), "{reason}");
}

#[test]
fn a_file_that_cannot_be_written_is_reported() {
    let package = package();
    package.remove("out");
    package.write("out", "a file where the folder should be");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    let message = format!("cannot write {GENERATED}: ");
    assert_eq!(output.all().replace('\\', "/").matches(&message).count(), 1, "{}", output.all());
    assert_eq!(package.list(), ["errors/parcels.toml", "out"]);
}
