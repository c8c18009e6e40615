//! Page files without an address and a day, and what an import makes of them.

use insta::assert_snapshot;
use testing::folder::Folder;

use super::{FILE, catalog, page};
use crate::tool;

const ADDRESS: &str = "--source=https://docs.example.com/launch";

/// A folder with the frozen page as its catalog, without its address and its day, and with the vendor's page.
fn without_origin() -> Folder {
    let folder = catalog();
    let file = folder.read(FILE);
    let is_origin = |line: &&str| line.starts_with("source = ") || line.starts_with("retrieved = ");
    let lines = file.lines().filter(|line| !is_origin(line));
    folder.write(FILE, lines.flat_map(|line| [line, "\n"]).collect::<String>());
    folder.write("page.txt", page("run.txt"));
    folder
}

#[test]
fn every_command_works_without_an_address() {
    let folder = without_origin();
    for arguments in [&["check"][..], &["generate"], &["explain", "RCS904"], &["diff", "catalog"]] {
        tool().succeed(&folder, arguments);
    }
    tool().succeed(&folder, ["rename", "GatewayError", "BadGateway"]);
    tool().succeed(&folder, ["check", "--fix"]);
}

/// The title is enough to know the file, and the address is a difference like others.
#[test]
fn an_import_adds_the_address_and_the_day() {
    let folder = without_origin();
    let file = folder.read(FILE);
    let output = tool().run(&folder, ["import", "page.txt", "--check", ADDRESS]);
    output.assert_status(1);
    assert_snapshot!(output.stdout, @"
    the page differs from catalog/agent-launch.toml in one place:
      address of the page
        + https://docs.example.com/launch

    to write this into the catalog, run the same command without --check
    ");
    let output = tool().run(&folder, ["import", "page.txt", "--check", ADDRESS, "--format=json"]);
    assert_eq!(output.json_lines()[0]["change"], "source-added");
    assert_eq!(folder.read(FILE), file);
    tool().succeed(&folder, ["import", "page.txt", ADDRESS, "--retrieved=2026-11-23"]);
    let origin = "source = \"https://docs.example.com/launch\"\nretrieved = 2026-11-23\n";
    let file = folder.read(FILE);
    assert!(file.contains(origin), "{file}");
    tool().succeed(&folder, ["import", "page.txt", "--check", ADDRESS]);
    assert_eq!(folder.read(FILE), file);
}

/// Without an address, nothing is written. A page without a difference needs none.
#[test]
fn an_import_needs_the_address() {
    let folder = without_origin();
    let file = folder.read(FILE);
    tool().succeed(&folder, ["import", "page.txt", "--check"]);
    tool().succeed(&folder, ["import", "page.txt"]);
    let output = tool().run(&folder, ["import", "page.txt", "--retrieved=2026-11-23"]);
    output.assert_status(2);
    assert_snapshot!(output.stderr, @"error: cannot edit catalog/agent-launch.toml: neither the page nor its page file contains the address: give it with --source");
    folder.replace("page.txt", "Internal Gateway Error.", "Internal gateway failure.");
    tool().run(&folder, ["import", "page.txt", "--check"]).assert_status(1);
    let output = tool().run(&folder, ["import", "page.txt"]);
    output.assert_status(2);
    assert_snapshot!(output.stderr, @"error: cannot edit catalog/agent-launch.toml: neither the page nor its page file contains the address: give it with --source");
    assert_eq!(folder.read(FILE), file);
}

/// A file with the address of the page is the page, and one without an address may be. Two of them are unclear.
#[test]
fn a_file_with_the_address_comes_first() {
    let folder = without_origin();
    let file = folder.read(FILE);
    folder.write(
        "catalog/launches.toml",
        file.replace("name = \"AgentLaunch\"", "name = \"Launches\""),
    );
    let check = |arguments: &[&str]| {
        tool().run(&folder, [&["import", "page.txt", "--check"], arguments].concat())
    };
    check(&[ADDRESS]).assert_status(2);
    check(&[ADDRESS, "--page=launches"]).assert_status(1);
    let origin = "source = \"https://docs.example.com/launch\"\nretrieved = 2026-11-23\n";
    let name = "name = \"Launches\"\n";
    folder.replace("catalog/launches.toml", name, &format!("{name}{origin}"));
    check(&[ADDRESS]).assert_status(0);
    // Another address is that of the file without one.
    check(&["--source=https://docs.example.com/other"]).assert_status(1);
    check(&[]).assert_status(2);
}
