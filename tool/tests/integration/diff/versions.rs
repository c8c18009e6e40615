//! Where the sides of a comparison and their versions are read.

use std::fs;

use insta::assert_snapshot;
use testing::fixtures::{AGENT_LAUNCH, PARCELS};
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

use super::{MANIFEST, PAGE, SETTINGS, compare, diff, repository, set_version};

/// How the output ends if a side has no version.
const NO_PACKAGES: &str = "the versions were not compared: write the folders of the packages under `[output]` in \
    catalog.toml, like packages = [\"..\"]\n";
const NO_OLD_VERSION: &str =
    "the versions were not compared: there is no manifest of a package for the old catalog\n";

/// Gives the repository a version that the package inherits.
fn inherit_version(folder: &Folder, version: &str) {
    folder.write(MANIFEST, "[package]\nname = \"rcs-errors\"\nversion.workspace = true\n");
    folder.write(
        "Cargo.toml",
        format!("[workspace]\n[workspace.package]\nversion = \"{version}\"\n"),
    );
}

#[test]
fn the_version_is_compared_with_the_old_one() {
    let (old, new) = (repository("0.3.1"), repository("0.3.1"));
    new.replace(PAGE, "code = \"RCS701\"", "code = \"RCS702\"");
    for (version, status) in [("0.3.1", 1), ("0.3.2", 1), ("0.4.0", 0), ("1.0.0", 0)] {
        set_version(&new, version);
        let output = compare(&old, &new, &["--format=json"]);
        output.assert_status(status);
        let check = output.json_lines().pop().unwrap();
        assert_eq!(check["bump"], "breaking");
        assert_eq!(check["sufficient"], status == 0);
        assert_eq!((&check["minimum"], &check["new"]), (&"0.4.0".into(), &version.into()));
    }
}

#[test]
fn the_required_version_depends_on_the_old_one() {
    let breaking = ("code = \"RCS701\"", "code = \"RCS702\"");
    let minor = ("Internal server error.", "Something went wrong.");
    let patch = ("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    for (version, (before, after), minimum) in [
        ("0.0.3", breaking, "0.0.4"),
        ("0.3.1", breaking, "0.4.0"),
        ("1.2.3", breaking, "2.0.0"),
        ("0.0.3", minor, "0.0.4"),
        ("0.3.1", minor, "0.3.2"),
        ("1.2.3", minor, "1.3.0"),
        ("0.3.1", patch, "0.3.2"),
        ("1.2.3", patch, "1.2.4"),
    ] {
        let (old, new) = (repository(version), repository(version));
        new.replace(PAGE, before, after);
        let check = compare(&old, &new, &["--format=json"]).json_lines().pop().unwrap();
        assert_eq!(check["minimum"], minimum, "{version}: {after}");
    }
}

#[test]
fn a_revision_is_compared_with_the_folder() {
    let folder = repository("0.1.0");
    folder.commit();
    let same = diff(&folder, &["--since", "HEAD"]);
    same.assert_status(0);
    assert_eq!(same.stdout, "services see no difference\n");

    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    diff(&folder, &["--since", "HEAD"]).assert_status(1);
    set_version(&folder, "0.1.1");
    let sufficient = diff(folder.path("catalog"), &["--since", "HEAD"]);
    sufficient.assert_status(0);
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.1 is high enough\n";
    assert!(sufficient.stdout.ends_with(line), "{sufficient:?}");
}

#[test]
fn a_version_may_be_inherited_from_the_workspace() {
    let folder = repository("0.1.0");
    inherit_version(&folder, "0.1.0");
    folder.commit();
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    let low = diff(&folder, &["--since", "HEAD"]);
    low.assert_status(1);
    inherit_version(&folder, "0.1.1");
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.1 is high enough\n";
    for old in [&["--since", "HEAD"], ["catalog", "catalog"].as_slice()] {
        diff(&folder, old).assert_status(0);
    }
    assert!(diff(&folder, &["--since", "HEAD"]).stdout.ends_with(line));

    folder.remove("Cargo.toml");
    let output = diff(&folder, &["--since", "HEAD"]);
    output.assert_status(2);
    let message = "error: rcs-errors/Cargo.toml inherits its version, but no Cargo.toml in a folder above it \
        has `[workspace]`\n";
    assert_eq!(output.stderr, message);
}

/// Files that are no pages do not matter, and neither do quirks that the rules of its time did not find.
#[test]
fn a_revision_is_read_like_a_folder() {
    let folder = repository("0.1.0");
    for name in ["catalog/.agent-launch.toml", "catalog/notes.txt"] {
        folder.write(name, "[page");
    }
    folder.write(PAGE, AGENT_LAUNCH.split("[[quirk]]").next().unwrap());
    folder.commit();
    folder.write(PAGE, AGENT_LAUNCH);
    let since = diff(&folder, &["--since", "HEAD"]);
    assert_snapshot!(since.stdout, @r"
    docs and order only:
      agent_launch: the quirks changed

    after 0.1.0, at least 0.1.1: the version 0.1.0 is too low
    ");

    fs::rename(folder.path("catalog"), folder.path("new")).unwrap();
    folder.git(&["checkout", "--quiet", "--", "catalog"]);
    let between = diff(&folder, &["catalog", "new"]);
    assert_eq!(between.stdout, since.stdout);
}

#[test]
fn without_packages_a_breaking_change_fails() {
    let (old, new) = (repository("0.1.0"), repository("0.1.0"));
    for folder in [&old, &new] {
        folder.remove(SETTINGS);
    }
    new.replace(PAGE, "Internal server error.", "Something went wrong.");
    let minor = compare(&old, &new, &[]);
    minor.assert_status(0);
    assert!(minor.stdout.ends_with(NO_PACKAGES), "{minor:?}");
    new.replace(PAGE, "code = \"RCS701\"", "code = \"RCS702\"");
    let breaking = compare(&old, &new, &[]);
    breaking.assert_status(1);
    assert!(breaking.stdout.ends_with(NO_PACKAGES), "{breaking:?}");
}

/// Each side is read with its own settings. An old one that names no packages has the version that the
/// present ones had.
#[test]
fn the_packages_are_those_of_each_side() {
    let folder = repository("0.1.0");
    folder.remove(SETTINGS);
    folder.commit();
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    folder.write(SETTINGS, "[output]\npackages = [\"../rcs-errors\"]\n");
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.0 is too low\n";
    let output = diff(&folder, &["--since", "HEAD"]);
    output.assert_status(1);
    assert!(output.stdout.ends_with(line), "{output:?}");

    folder.commit();
    // The package moves, and the catalog does not change any more.
    folder.write("errors/Cargo.toml", folder.read(MANIFEST));
    folder.remove(MANIFEST);
    folder.write(SETTINGS, "[output]\npackages = [\"../errors\"]\n");
    let moved = diff(&folder, &["--since", "HEAD"]);
    moved.assert_status(0);
    assert_eq!(moved.stdout, "services see no difference\n");
}

#[test]
fn a_package_may_be_newer_than_the_revision() {
    let folder = repository("0.1.0");
    folder.remove(MANIFEST);
    folder.commit();
    set_version(&folder, "0.1.0");
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    let output = diff(&folder, &["--since=HEAD"]);
    output.assert_status(0);
    assert!(output.stdout.ends_with(NO_OLD_VERSION), "{output:?}");
}

/// Somebody kept a copy of the old catalog.
#[test]
fn a_copy_has_no_packages() {
    let folder = repository("0.1.0");
    folder.write("old/agent-launch.toml", AGENT_LAUNCH);
    folder.write("old/catalog.toml", "[output]\npackages = [\"../no/such/package\"]\n");
    folder.replace(PAGE, "Internal server error.", "Something went wrong.");
    let no_new_version = NO_OLD_VERSION.replace("the old", "the new");
    for (arguments, expected) in
        [(&["old"][..], NO_OLD_VERSION), (&["catalog", "old"], &no_new_version)]
    {
        let output = diff(&folder, arguments);
        output.assert_status(0);
        assert!(output.stdout.ends_with(expected), "{output:?}");
    }
    folder.replace(PAGE, "code = \"RCS701\"", "code = \"RCS702\"");
    diff(&folder, &["old"]).assert_status(1);
}

#[test]
fn packages_that_cannot_be_read_are_reported() {
    let folder = repository("0.1.0");
    let report = || {
        let output = diff(&folder, &["catalog"]);
        output.assert_status(2);
        assert_eq!(output.stdout, "");
        format!("{}\n", output.stderr)
    };
    folder.write(SETTINGS, "[output]\npackages = [\"../rcs-errors\", \"../model\"]\n");
    let mut reports = report();
    folder.write("model/Cargo.toml", "[package]\nname = \"model\"\nversion = \"0.2.0\"\n");
    reports += &report();
    folder.write("model/Cargo.toml", "[package]\nname = \"model\"\nversion = \"0.2\"\n");
    reports += &report();
    folder.write("model/Cargo.toml", "[package]\nname = \"model\"\n");
    reports += &report();
    folder.write("model/Cargo.toml", "[package]\n");
    reports += &report();
    folder.write("model/Cargo.toml", "[package");
    reports += &report();
    assert_snapshot!(reports, @r#"
    error: there is no model/Cargo.toml; correct `packages` in catalog/catalog.toml, where `../model` is a path relative to that file

    error: the packages of a catalog have one version, but `rcs-errors` has the version 0.1.0 in rcs-errors/Cargo.toml, and `model` has the version 0.2.0 in model/Cargo.toml; write the same version in both

    error: `0.2` in model/Cargo.toml is not a version; write three numbers, like `0.1.0`

    error: model/Cargo.toml has no version; write one, like `version = "0.1.0"`, under `[package]`

    error: model/Cargo.toml has no `name` under `[package]`

    error: model/Cargo.toml is not TOML: unclosed table, expected `]`; correct it
    "#);
}

/// The catalog is not at the top of the repository, and the paths are not simple.
#[test]
fn a_revision_is_found_from_any_folder() {
    let folder = repository("0.1.0");
    for path in ["catalog", "rcs-errors"] {
        folder.create_folder("für 目录/a b");
        fs::rename(folder.path(path), folder.path("für 目录/a b").join(path)).unwrap();
    }
    folder.commit();
    let page = "für 目录/a b/catalog/agent-launch.toml";
    folder.replace(page, "Internal server error.", "Something went wrong.");
    let place = folder.path("für 目录/a b");
    let output = diff(&place, &["--since", "HEAD"]);
    output.assert_status(1);
    let line = "after 0.1.0, at least 0.1.1: the version 0.1.0 is too low\n";
    assert!(output.stdout.ends_with(line), "{output:?}");
    for (from, catalog) in [
        (place.join("catalog"), "."),
        (folder.path("für 目录"), "a b/catalog"),
        (std::env::temp_dir(), place.join("catalog").to_str().unwrap()),
    ] {
        assert_eq!(diff(from, &["--since=HEAD", "--catalog", catalog]).stdout, output.stdout);
    }
    // A catalog can be the whole repository.
    let whole = Folder::new();
    whole.write("agent-launch.toml", AGENT_LAUNCH);
    whole.commit();
    whole.replace("agent-launch.toml", "code = \"RCS701\"", "code = \"RCS702\"");
    diff(&whole, &["--since=HEAD", "--catalog=."]).assert_status(1);
}

/// A hook of git runs the tool with the environment of another repository.
#[test]
fn the_repository_is_that_of_the_catalog() {
    let (folder, other) = (repository("0.1.0"), repository("0.1.0"));
    folder.commit();
    other.replace(PAGE, "Internal server error.", "Something went wrong.");
    other.commit();
    let mut command = tool().command(&folder, ["diff", "--since=HEAD"]);
    command.env("GIT_DIR", other.path(".git")).env("GIT_WORK_TREE", other.path(""));
    let output = Output::from_command(&mut command);
    assert_eq!(output.stdout, "services see no difference\n");
}

#[test]
#[cfg(unix)]
fn a_link_in_a_revision_is_not_followed() {
    let folder = repository("0.1.0");
    folder.write("pages/parcels.toml", PARCELS);
    std::os::unix::fs::symlink("../pages/parcels.toml", folder.path("catalog/parcels.toml"))
        .unwrap();
    folder.commit();
    let output = diff(&folder, &["--since=HEAD"]);
    output.assert_status(2);
    let start = "error: HEAD:catalog/parcels.toml is a symbolic link";
    assert!(output.stderr.starts_with(start), "{output:?}");
}

/// The report names the revision, and the place in it.
#[test]
fn unreadable_revisions_and_versions_are_reported() {
    let folder = repository("0.1.0");
    let good = "name = \"MethodNotAllowed\", status = 405, code";
    let bad = good.replace("405", "200");
    folder.replace(PAGE, good, &bad);
    folder.commit();
    folder.replace(PAGE, &bad, good);
    let report = |arguments: &[&str], status: i32| {
        let output = diff(&folder, arguments);
        output.assert_status(status);
        assert_eq!(output.stdout, "");
        // The last words are git's.
        format!("{}\n", output.stderr.split(" ambiguous").next().unwrap())
    };
    let mut reports = report(&["--since=HEAD"], 1);
    reports += &report(&["--since=no-such-revision"], 2);
    reports += &report(&["--since=--output=x"], 2);
    reports += &report(&["--since=HEAD", "--catalog=no-such-folder"], 2);
    folder.write("new/parcels.toml", PARCELS);
    reports += &report(&["--since=HEAD", "--catalog=new"], 2);
    fs::rename(folder.path(".git"), folder.path("git")).unwrap();
    reports += &report(&["--since=HEAD"], 2);
    folder.write(MANIFEST, "[package]\n");
    let here = folder.path("").display().to_string();
    reports += &report(&[&format!("{here}catalog")], 2).replace(&here, "old/");
    let reports = reports.replace(here.trim_end_matches('/'), "FOLDER");
    assert_snapshot!(reports, @r#"
    error[status-range]: 200 is not the status of an HTTP error
      --> HEAD:catalog/agent-launch.toml:15:41
       |
    15 |   { name = "MethodNotAllowed", status = 200, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
       |                                         ^^^
       |
       = help: write the documented status, 400 to 599, or remove the row if it is not an error

    error[status-range]: 200 is not the status of an HTTP error
      --> HEAD:catalog/agent-launch.toml:27:41
       |
    27 |   { name = "MethodNotAllowed", status = 200, code = "RCS405", message = "Method not allowed.", description = "Method Not Allowed." },
       |                                         ^^^
       |
       = help: write the documented status, 400 to 599, or remove the row if it is not an error

    2 findings in HEAD:catalog

    error: the git repository has no revision `no-such-revision`; list its tags with `git tag`, get those of others with `git fetch --tags`, or name a commit

    error: the git repository has no revision `--output=x`; list its tags with `git tag`, get those of others with `git fetch --tags`, or name a commit

    error: cannot read no-such-folder: there is no such folder in FOLDER

    error: there is no folder HEAD:new; name a revision that has the catalog

    error: cannot read revisions: git finds no repository at catalog: not a git repository (or any of the parent directories): .git; commit the catalog to one, or compare two folders: cargo catalog diff OLD

    error: rcs-errors/Cargo.toml has no `name` under `[package]`
    "#);
}
