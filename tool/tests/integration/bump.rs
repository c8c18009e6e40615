//! `bump`: the version that is owed, wherever a repository names it.

mod changelog;

use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

const PAGE: &str = "catalog/parcels.toml";
const SETTINGS: &str = "catalog/catalog.toml";
const CHANGELOG: &str = "CHANGELOG.md";

const CHANGELOG_TEXT: &str = "\
# Changelog

Intended for people.

## [Unreleased]

It is faster.

### Added

- A feature.

### Fixed

- A mistake.

## [0.1.0] - 2026-01-31

- The first version.

[0.1.0]: https://example.com/0.1.0
";

const LOCK: &str = "\
# Made by cargo.
version = 4

[[package]]
name = \"another\"
version = \"0.1.0\"
source = \"registry+https://example.com/index\"
dependencies = [
 \"parcels 0.0.1\",
]

[[package]]
name = \"parcels\"
version = \"0.0.1\"
source = \"registry+https://example.com/index\"

[[package]]
name = \"parcels\"
version = \"0.1.0\"

[[package]]
name = \"parcels-tool\"
version = \"0.1.0\"
dependencies = [
 \"parcels 0.1.0\",
 \"shared\",
]

[[package]]
name = \"shared\"
version = \"0.1.0\"
";

/// A repository that was released as 0.1.0: two packages that inherit the version, another one that does,
/// and a separate workspace.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.write(PAGE, PARCELS);
    let settings =
        "[output]\npackages = [\"../parcels\", \"../tool\"]\nchangelog = \"../CHANGELOG.md\"\n";
    folder.write(SETTINGS, settings);
    folder.write(CHANGELOG, CHANGELOG_TEXT);
    folder.write(
        "Cargo.toml",
        "\
[workspace]
members = [\"parcels\", \"shared\", \"tool\"] # All of them.

[workspace.package]
version     = '0.1.0' # Released together.

[workspace.dependencies]
another = \"0.1.0\"
parcels = { path = \"parcels\", version = \"0.1.0\" } # Ours.
shared.path = \"shared\"
shared.version = \"0.1.0\"

[package]
name = \"root\"
version = \"0.1.0\"
",
    );
    let package = |name: &str, rest: &str| {
        format!("[package]\nname = \"{name}\"\nversion.workspace = true\n{rest}")
    };
    folder.write("parcels/Cargo.toml", package("parcels", ""));
    folder.write("shared/Cargo.toml", package("shared", ""));
    folder.write(
        "tool/Cargo.toml",
        package(
            "parcels-tool",
            "
[dependencies.parcels]
version = \"=0.1.0\"
path = \"../parcels\"

[target.'cfg(unix)'.build-dependencies]
renamed = { package = \"parcels\", path = '../parcels', version = '0.1' }

[dev-dependencies]
shared = { workspace = true }
parcels = { path = \"../parcels\" }
another = { path = \"../elsewhere/parcels\", version = \"0.1.0\" }
",
        ),
    );
    folder.write("Cargo.lock", LOCK);
    folder.write("benches/Cargo.lock", LOCK.replace("version = 4", "version = 3"));
    folder.write(
        "benches/Cargo.toml",
        "[package]\nname = \"benches\"\nversion = \"0.1.0\"\n\n[dependencies]\n\
         parcels = { path = \"../parcels\", version = \"0.1.0\" }\n\n[workspace]\n",
    );
    folder.write(
        "README.md",
        "# Parcels 0.1.0\n\n```toml\nparcels = \"0.1.0\"\nother = \"0.1.0\"\n```\n",
    );
    folder.write("tool/README.md", "`parcels-tool = { version = \"0.1\", optional = true }`\n");
    folder.write(
        "template/Cargo.toml",
        "[package]\nname = {{name}}\n[dependencies]\nparcels = \"0.1.0\"\n",
    );
    folder.commit();
    folder.git(&["tag", "v0.1.0"]);
    folder
}

fn bump(folder: &Folder, arguments: &[&str]) -> Output {
    tool().run(folder, [&["bump", "--date=2026-12-24"], arguments].concat())
}

/// The changes of the working tree.
fn changes(folder: &Folder) -> String {
    let diff = folder.git(&["diff", "--unified=0", "--", ".", ":!catalog"]);
    let lines = diff.lines().filter(|line| {
        !["diff ", "index ", "--- ", "@@ "].iter().any(|start| line.starts_with(start))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Runs it twice. The second run changes nothing.
fn bump_twice(folder: &Folder, arguments: &[&str]) -> String {
    let output = bump(folder, arguments);
    output.assert_status(0);
    let diff = folder.git(&["diff", "--binary"]);
    // On another day.
    let again = tool().run(folder, [&["bump", "--date=2027-01-31"], arguments].concat());
    again.assert_status(0);
    assert!(again.stdout.ends_with("all files are up to date\n"), "{again:?}");
    assert_eq!(folder.git(&["diff", "--binary"]), diff);
    output.stdout
}

#[test]
fn the_version_is_written_wherever_it_is_named() {
    let folder = repository();
    folder.replace(PAGE, "code = \"P-13\"", "code = \"P-31\"");
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    assert_snapshot!(bump_twice(&folder, &[]), @"
    after 0.1.0, at least 0.2.0: the version is 0.2.0
    Cargo.lock was written
    benches/Cargo.lock was written
    README.md was written
    template/Cargo.toml was written
    tool/README.md was written
    CHANGELOG.md was written
    benches/Cargo.toml was written
    tool/Cargo.toml was written
    Cargo.toml was written
    ");
    assert_snapshot!(changes(&folder), @r#"
    +++ b/CHANGELOG.md
    +## [0.2.0] - 2026-12-24
    +
    +### Changed
    +
    +- Catalog: the code of `ParcelsError::ParcelTooLarge` is now `P-31`, and was `P-13` (breaking)
    +- Catalog: the message of `ParcelsError::ParcelTooLarge` is now `It is too large.`, and was `The parcel is too large.`; this can turn an exact match into a near one
    +
    +++ b/Cargo.lock
    -version = "0.1.0"
    +version = "0.2.0"
    -version = "0.1.0"
    +version = "0.2.0"
    - "parcels 0.1.0",
    + "parcels 0.2.0",
    -version = "0.1.0"
    +version = "0.2.0"
    +++ b/Cargo.toml
    -version     = '0.1.0' # Released together.
    +version     = '0.2.0' # Released together.
    -parcels = { path = "parcels", version = "0.1.0" } # Ours.
    +parcels = { path = "parcels", version = "0.2.0" } # Ours.
    -shared.version = "0.1.0"
    +shared.version = "0.2.0"
    +++ b/README.md
    -parcels = "0.1.0"
    +parcels = "0.2.0"
    +++ b/benches/Cargo.lock
    -version = "0.1.0"
    +version = "0.2.0"
    -version = "0.1.0"
    +version = "0.2.0"
    - "parcels 0.1.0",
    + "parcels 0.2.0",
    -version = "0.1.0"
    +version = "0.2.0"
    +++ b/benches/Cargo.toml
    -parcels = { path = "../parcels", version = "0.1.0" }
    +parcels = { path = "../parcels", version = "0.2.0" }
    +++ b/template/Cargo.toml
    -parcels = "0.1.0"
    +parcels = "0.2.0"
    +++ b/tool/Cargo.toml
    -version = "=0.1.0"
    +version = "=0.2.0"
    -renamed = { package = "parcels", path = '../parcels', version = '0.1' }
    +renamed = { package = "parcels", path = '../parcels', version = '0.2' }
    +++ b/tool/README.md
    -`parcels-tool = { version = "0.1", optional = true }`
    +`parcels-tool = { version = "0.2", optional = true }`
    "#);
}

#[test]
fn a_version_that_is_high_enough_stays() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    for path in ["Cargo.toml", "Cargo.lock", "benches/Cargo.lock", "README.md"] {
        folder.replace(path, "0.1.0", "0.5.0");
    }
    // A lock file and a README that somebody forgot have the version of the last release.
    folder.git(&["checkout", "--quiet", "--", "benches/Cargo.lock", "README.md"]);
    assert_snapshot!(bump_twice(&folder, &[]), @"
    after 0.1.0, at least 0.1.1: the version is 0.5.0
    benches/Cargo.lock was written
    README.md was written
    template/Cargo.toml was written
    tool/README.md was written
    CHANGELOG.md was written
    benches/Cargo.toml was written
    tool/Cargo.toml was written
    ");
    assert!(folder.read("README.md").contains("parcels = \"0.5.0\""));
    assert!(folder.read(CHANGELOG).contains("## [0.5.0] - 2026-12-24\n"));
}

#[test]
fn without_a_change_nothing_is_written() {
    let folder = repository();
    let output = bump(&folder, &[]);
    output.assert_status(0);
    assert_snapshot!(output.stdout, @"
    after 0.1.0, at least 0.1.0: the version is 0.1.0
    all files are up to date
    ");
    assert_eq!(folder.git(&["status", "--porcelain"]), "");
}

#[test]
fn the_newest_tag_is_that_of_the_highest_version() {
    let folder = repository();
    for tag in ["v0.0.9", "v0.0.10", "vacation", "0.3.0", "v0.1"] {
        folder.git(&["tag", tag]);
    }
    // A release of another branch.
    folder.git(&["checkout", "--quiet", "-b", "other"]);
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    folder.commit();
    folder.git(&["tag", "v0.4.0"]);
    folder.git(&["checkout", "--quiet", "-"]);
    let output = bump(&folder, &["--format=json"]);
    output.assert_status(0);
    assert_snapshot!(output.stdout, @r#"{"reason":"bump","since":"v0.1.0","old":"0.1.0","minimum":"0.1.0","version":"0.1.0","changed":0}"#);
}

#[test]
fn what_is_missing_is_reported_with_what_to_do() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    let report = |arguments: &[&str]| {
        let output = bump(&folder, arguments);
        output.assert_status(2);
        assert_eq!(output.stdout, "");
        format!("{}\n", output.stderr)
    };
    folder.git(&["tag", "--delete", "v0.1.0"]);
    let mut reports = report(&[]);
    reports += &report(&["--since=no-such-revision"]);
    let output = tool().run(&folder, ["bump", "--date=2026-02-30"]);
    output.assert_status(2);
    reports.extend([output.stderr.as_str(), "\n"]);
    folder.replace("tool/Cargo.toml", "\"=0.1.0\"", "\">=0.1.0, <0.1.1\"");
    reports += &report(&["--since=HEAD"]);
    folder.git(&["checkout", "--quiet", "--", "tool/Cargo.toml"]);
    folder.replace("tool/Cargo.toml", "version.workspace = true", "version = \"0.3.0\"");
    reports += &report(&["--since=HEAD"]);
    folder.git(&["checkout", "--quiet", "--", "tool/Cargo.toml"]);
    folder.write("Cargo.lock", "[[package]\nname = \"parcels\"\n");
    reports += &report(&["--since=HEAD"]);
    folder.git(&["checkout", "--quiet", "--", "Cargo.lock"]);
    let outside = Folder::new();
    outside.write("Cargo.toml", "[package]\nname = \"outside\"\nversion = \"0.1.0\"\n");
    let path = outside.path("").canonicalize().unwrap();
    let (path, name) = (path.display().to_string(), path.file_name().unwrap().display());
    folder.write(SETTINGS, format!("[output]\npackages = [\"../parcels\", \"../../{name}\"]\n"));
    reports += &report(&["--since=HEAD"]).replace(&path, "outside");
    folder.write(SETTINGS, "");
    reports += &report(&["--since=HEAD"]);
    assert_snapshot!(reports, @r#"
    error: there is no tag `v*` of a release before the current commit; name the revision to compare with: cargo catalog bump --since REV, or tag the commit of the last release: git tag v0.1.0 REV

    error: the git repository has no revision `no-such-revision`; list its tags with `git tag`, get those of others with `git fetch --tags`, or name a commit

    error: invalid value '2026-02-30' for '--date <DATE>': not a day like 2026-01-31

    For more information, try '--help'.

    error: the dependency `parcels` in tool/Cargo.toml requires `>=0.1.0, <0.1.1`, which excludes the version 0.1.1; write `version = "0.1.1"` there

    error: the packages of a catalog have one version, but `parcels` has the version 0.1.0 in Cargo.toml, and `parcels-tool` has the version 0.3.0 in tool/Cargo.toml; write the same version in both

    error: Cargo.lock is not TOML: unclosed array table, expected `]`; correct it

    error: outside/Cargo.toml is not in the git repository of the catalog; remove its package from `packages`

    error: the catalog names no packages, so there is no version to write; under `[output]` in catalog/catalog.toml, write the paths of their folders relative to that file: packages = ["../NAME"]
    "#);
    assert_eq!(
        folder.git(&["status", "--porcelain"]),
        " M catalog/catalog.toml\n M catalog/parcels.toml\n"
    );
}

/// A release is for people: what is odd is acknowledged before it.
#[test]
fn nothing_is_written_while_the_catalog_breaks_a_rule() {
    let folder = repository();
    folder.write(PAGE, PARCELS.split("[[quirk]]").next().unwrap());
    let output = bump(&folder, &[]);
    output.assert_status(1);
    assert!(output.stderr.starts_with("error[indistinguishable]"), "{output:?}");
    assert_eq!(changes(&folder), "");
}

/// Neither package inherits its version; one of them is not tracked yet, and there is no changelog.
#[test]
fn packages_need_not_inherit_the_version() {
    let folder = Folder::new();
    folder.write("repo/errors/parcels.toml", PARCELS);
    folder.write("repo/errors/catalog.toml", "[output]\npackages = [\"../one\", \"../two\"]\n");
    folder.write("repo/one/Cargo.toml", "package = { name = \"one\", version = \"1.2.3\" }\n");
    folder.write("repo/CHANGELOG.md", CHANGELOG_TEXT);
    folder.commit();
    folder.write("repo/two/Cargo.toml", "[package]\nname = \"two\"\nversion = \"1.2.3\"");
    folder.replace("repo/errors/parcels.toml", "The parcel is too large.", "It is too large.");
    let arguments = ["--since=HEAD", "--catalog=repo/errors"];
    bump_twice(&folder, &arguments);
    let one = "package = { name = \"one\", version = \"1.3.0\" }\n";
    let two = "[package]\nname = \"two\"\nversion = \"1.3.0\"";
    assert_eq!(folder.read("repo/one/Cargo.toml"), one);
    assert_eq!(folder.read("repo/two/Cargo.toml"), two);
    assert_eq!(folder.read("repo/CHANGELOG.md"), CHANGELOG_TEXT);

    // A run that was interrupted before the last file.
    folder.write("repo/two/Cargo.toml", two.replace("1.3.0", "1.2.3"));
    bump_twice(&folder, &arguments);
    assert_eq!(folder.read("repo/two/Cargo.toml"), two);
}

/// An interrupted run has written some of the files, in any order.
#[test]
fn a_second_run_writes_the_rest() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump(&folder, &[]).assert_status(0);
    let all = folder.git(&["diff"]);
    for path in
        ["Cargo.lock", "README.md", "tool/README.md", CHANGELOG, "tool/Cargo.toml", "Cargo.toml"]
    {
        folder.git(&["checkout", "--quiet", "--", path]);
        bump(&folder, &[]).assert_status(0);
        assert_eq!(folder.git(&["diff"]), all, "{path}");
    }
}

/// If one file cannot be written, none is.
#[test]
#[cfg(unix)]
fn all_files_are_written_or_none() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    let path = folder.path("Cargo.toml");
    set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    let output = bump(&folder, &[]);
    output.assert_status(2);
    let start = "error: cannot write ";
    assert!(output.stderr.starts_with(start) && output.stdout.is_empty(), "{output:?}");
    assert_eq!(changes(&folder), "");
}

/// A link is edited where it leads to, unless that is out of the repository.
#[test]
#[cfg(unix)]
fn links_stay() {
    use std::os::unix::fs::symlink;
    let (folder, other) = (repository(), Folder::new());
    other.write("README.md", "parcels = \"0.1.0\"\n");
    folder.write("docs/introduction.md", "parcels = \"0.1.0\"\n");
    symlink("introduction.md", folder.path("docs/README.md")).unwrap();
    symlink("../README.md", folder.path("shared/README.md")).unwrap();
    symlink(other.path("README.md"), folder.path("parcels/README.md")).unwrap();
    folder.commit();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump_twice(&folder, &[]);
    for path in ["docs/README.md", "shared/README.md"] {
        assert!(folder.read(path).contains("parcels = \"0.1.1\""), "{path}");
        assert!(folder.path(path).is_symlink(), "{path}");
    }
    assert_eq!(other.read("README.md"), "parcels = \"0.1.0\"\n");
}

#[test]
fn line_endings_stay() {
    let folder = repository();
    let files = ["Cargo.toml", "Cargo.lock", "README.md", "tool/Cargo.toml", CHANGELOG];
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump(&folder, &[]).assert_status(0);
    let unix: Vec<String> = files.iter().map(|path| folder.read(path)).collect();
    folder.git(&["checkout", "--quiet", "--", "."]);
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    for path in files {
        folder.replace(path, "\n", "\r\n");
    }
    bump_twice(&folder, &[]);
    for (path, unix) in files.iter().zip(unix) {
        assert_eq!(folder.read(path), unix.replace('\n', "\r\n"), "{path}");
    }
}
