//! How the tool is called, what it prints for whom, and its exit status.

use std::fs;
use std::process::Stdio;

use testing::tool::Output;

use crate::{GENERATED, repository, tool};

/// Cargo runs `cargo catalog check` as `cargo-catalog catalog check`.
#[test]
fn the_tool_can_be_called_by_cargo_or_directly() {
    let folder = repository();
    let directly = tool().succeed(&folder, ["check"]);
    assert_eq!(tool().succeed(&folder, ["catalog", "check"]), directly);
    assert_eq!(tool().succeed(&folder, ["catalog", "--help"]), tool().succeed(&folder, ["--help"]));
    // Once is enough.
    tool().run(&folder, ["catalog", "catalog", "check"]).assert_status(2);
}

#[test]
fn the_catalog_is_found_from_a_subfolder() {
    let folder = repository();
    let subfolder = folder.path("rcs-errors/src");
    assert_eq!(tool().succeed(&subfolder, ["check"]), tool().succeed(&folder, ["check"]));
    tool().succeed(&subfolder, ["generate"]);
    assert!(folder.contains(GENERATED));
    tool().succeed(folder.path("catalog"), ["generate", "--check"]);
}

/// A folder has the nearest catalog, and not one further up.
#[test]
fn the_nearest_catalog_is_used() {
    let folder = repository();
    folder.write("inner/catalog/letters.toml", "[page");
    folder.create_folder("inner/src");
    let output = tool().run(folder.path("inner/src"), ["check", "--format=json"]);
    output.assert_status(1);
    assert!(output.json_lines()[0]["path"].as_str().unwrap().ends_with("letters.toml"));
    tool().succeed(folder.path("inner/src"), ["check", "--catalog", "../../catalog"]);
}

#[test]
fn colors_are_printed_only_if_asked_for() {
    let folder = repository();
    folder.write("catalog/parcels.toml", "[page");
    let plain = tool().run(&folder, ["check"]);
    let colored = tool().run(&folder, ["check", "--color", "always"]);
    colored.assert_status(1);
    assert!(colored.stderr.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&colored.stderr).to_string(), plain.stderr);
}

#[test]
fn usage_and_file_errors_have_exit_status_2() {
    let folder = repository();
    tool().run(&folder, ["chekc"]).assert_status(2);
    tool().run(&folder, [] as [&str; 0]).assert_status(2);

    let missing = tool().run(&folder, ["check", "--catalog", "nowhere"]);
    missing.assert_status(2);
    let message = "error: cannot read nowhere: there is no such folder in ";
    assert!(missing.stderr.starts_with(message), "{missing:?}");
    let file = tool().run(&folder, ["check", "--catalog", "catalog/parcels.toml"]);
    file.assert_status(2);
    let message = "error: cannot read catalog/parcels.toml: this is not a folder";
    assert!(file.stderr.starts_with(message), "{file:?}");

    folder.remove("rcs-errors/src");
    let unwritable = tool().run(&folder, ["generate"]);
    unwritable.assert_status(2);
    let message = format!("error: cannot write {GENERATED}: ");
    assert!(unwritable.stderr.starts_with(&message), "{unwritable:?}");
}

/// `head` closes the pipe once it has seen enough.
#[test]
fn closed_stdout_is_silent() {
    let folder = repository();
    let title = format!("title = \"{}", "a".repeat(1 << 18));
    let page = folder.read("catalog/parcels.toml").replacen("title = \"", &title, 1);
    folder.write("catalog/parcels.toml", page);
    // It prints more than a pipe holds, so it has not finished when the pipe is closed.
    let mut command = tool().command(&folder, ["generate", "--check"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = Output::new(&command, child.wait_with_output().unwrap());
    assert_eq!((&*output.stderr, output.status), ("", Some(2)));
}

/// Nobody writes such a page.
#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = repository();
    for name in ["catalog/large.toml", "large.html"] {
        let file = fs::File::create(folder.path(name)).unwrap();
        file.set_len((16 << 20) + 1).unwrap();
    }
    for arguments in [
        &["check"][..],
        &["import", "large.html", "--page=parcels"],
        &["import", "catalog/parcels.toml", "--page=large"],
    ] {
        let output = tool().run(&folder, arguments);
        output.assert_status(2);
        assert!(
            output.stderr.ends_with("it has more than 16 MiB, too much for a page\n"),
            "{output:?}"
        );
    }
}
