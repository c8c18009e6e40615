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
    let mut command = Command::new(env::current_exe().unwrap());
    command
        .args(["--ignored", "--exact", "build::a_build_script", "--nocapture"])
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
    package.write("out/error_catalog.tmp", "what a killed run wrote");
    package.replace("errors/parcels.toml", "Who are", "Who in the world are");
    build(&package).assert_status(0);
    assert_ne!(package.read(GENERATED), code);
    assert_eq!(package.list(), ["errors/parcels.toml", GENERATED]);
}

/// A line for cargo for each finding, and the report after them. The file of the last build stays.
#[test]
fn a_build_script_that_fails_reports_why() {
    let package = package();
    build(&package).assert_status(0);
    let code = package.read(GENERATED);
    package.replace("errors/parcels.toml", "404", "200");
    package.replace("errors/parcels.toml", "\"P-1\"", "1");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    let mut lines = instructions(&output);
    assert_eq!(lines.remove(0), "cargo::rerun-if-changed=errors");
    assert_snapshot!(lines.join("\n").replace('\\', "/"), @r#"
    cargo::error=errors/parcels.toml:12:37: 200 is not the status of an HTTP error; write the documented status, 400 to 599, or remove the row if it is not an error [status-range]
    cargo::error=errors/parcels.toml:14:35: 200 is not the status of an HTTP error; write the documented status, 400 to 599, or remove the row if it is not an error [status-range]
    cargo::error=errors/parcels.toml:22:37: 200 is not the status of an HTTP error; write the documented status, 400 to 599, or remove the row if it is not an error [status-range]
    cargo::error=errors/parcels.toml:29:48: `code` must be a string, and this is an integer; write one string in quotation marks, like "P-12" [wrong-type]
    "#);
    assert_eq!(output.all().matches("\nerror[").count(), lines.len());
    assert_eq!(package.read(GENERATED), code);

    package.remove("errors");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    assert_eq!(output.all().matches("cargo::error=cannot read errors: ").count(), 1);
    assert_eq!(package.read(GENERATED), code);
    assert_eq!(package.list(), [GENERATED]);
}

#[test]
fn a_file_that_cannot_be_written_is_reported() {
    let package = package();
    package.remove("out");
    package.write("out", "a file where the folder should be");
    let output = build(&package);
    assert_ne!(output.status, Some(0));
    let message = format!("cargo::error=cannot write {GENERATED}: ");
    assert_eq!(output.all().replace('\\', "/").matches(&message).count(), 1, "{}", output.all());
    assert_eq!(package.list(), ["errors/parcels.toml", "out"]);
}
