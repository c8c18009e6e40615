//! The entry of a version in the changelog.

use insta::assert_snapshot;
use testing::folder::Folder;

use super::{CHANGELOG, PAGE, bump, bump_twice, repository};

/// A later change can require a higher version, and then the entry has that one.
#[test]
fn an_entry_is_brought_up_to_date() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump(&folder, &[]).assert_status(0);
    folder.replace(CHANGELOG, "It is faster.", "It is much faster.");
    folder.replace(
        CHANGELOG,
        "## [Unreleased]\n",
        "## [Unreleased]\n\n### Fixed\n\n- Another mistake.\n",
    );
    folder.replace(PAGE, "It is too large.", "It is far too large.");
    folder.replace(PAGE, "\"ParcelLost\"", "\"Lost\"");
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
    assert_snapshot!(folder.read(CHANGELOG), @"
    # Changelog

    Intended for people.

    ## [Unreleased]

    ## [0.2.0] - 2026-12-24

    It is much faster.

    ### Added

    - A feature.

    ### Changed

    - Catalog: `ParcelsError::ParcelLost` is now `Lost` (breaking)
    - Catalog: the message of `ParcelsError::ParcelTooLarge` is now `It is far too large.`, and was `The parcel is too large.`; this can turn an exact match into a near one

    ### Fixed

    - A mistake.
    - Another mistake.

    ## [0.1.0] - 2026-01-31

    - The first version.

    [0.1.0]: https://example.com/0.1.0
    ");

    // What is not so any more is gone.
    folder.replace(PAGE, "It is far too large.", "The parcel is too large.");
    folder.replace(PAGE, "\"Lost\"", "\"ParcelLost\"");
    bump(&folder, &[]).assert_status(0);
    assert!(!folder.read(CHANGELOG).contains("Catalog: "), "{}", folder.read(CHANGELOG));
}

/// Lines about the catalog are long, and people may wrap them.
#[test]
fn a_line_that_was_wrapped_is_the_same() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump(&folder, &[]).assert_status(0);
    folder.replace(CHANGELOG, ", and was ", ",\n  and was ");
    folder.replace(CHANGELOG, "; this can ", ";\n  this can ");
    let wrapped = folder.read(CHANGELOG);
    bump_twice(&folder, &[]);
    assert_eq!(folder.read(CHANGELOG), wrapped);
    folder.replace(PAGE, "It is too large.", "It is far too large.");
    bump_twice(&folder, &[]);
    let changelog = folder.read(CHANGELOG);
    assert!(changelog.contains(
        "is now `It is far too large.`, and was `The parcel is too large.`; this can turn"
    ));
    assert!(!changelog.contains("\n  "), "{changelog}");
}

/// What looks like a heading in a block of code is none.
#[test]
fn code_in_a_changelog_stays() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    let code = "A feature:\n\n  ```text\n  a\n  ```\n\n~~~text\n## [0.1.1]\n### Changed\n~~~\n";
    folder.replace(CHANGELOG, "A feature.\n", code);
    bump_twice(&folder, &[]);
    let changelog = folder.read(CHANGELOG);
    let (_, entry) = changelog.split_once("## [0.1.1] - 2026-12-24\n").unwrap();
    assert!(
        entry.contains(&format!("### Added\n\n- {code}\n### Changed\n\n- Catalog: ")),
        "{entry}"
    );
}

/// An entry of a version that was released is not touched.
#[test]
fn the_entry_of_a_release_stays() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    bump(&folder, &[]).assert_status(0);
    folder.commit();
    folder.git(&["tag", "v0.1.1"]);
    let released = folder.read(CHANGELOG);
    let (_, entry) = released.split_once("## [0.1.1]").unwrap();
    folder.replace(PAGE, "\"ParcelLost\"", "\"Lost\"");
    // Both with the newest tag and with an older one.
    for arguments in [&[][..], &["--since=v0.1.0"]] {
        bump_twice(&folder, arguments);
        assert!(folder.read("Cargo.toml").contains("'0.2.0'"));
        let changelog = folder.read(CHANGELOG);
        assert!(changelog.contains("## [0.2.0] - 2026-12-24\n"), "{changelog}");
        assert!(changelog.ends_with(&format!("## [0.1.1]{entry}")), "{changelog}");
        folder.git(&["checkout", "--quiet", "--", "Cargo.toml", CHANGELOG]);
    }
}

/// The strings of the vendor cannot become markup.
#[test]
fn strings_of_the_vendor_are_code_in_the_changelog() {
    let folder = repository();
    let hostile = "`</code><script>` ## [9.9.9] | [link](https://example.com) ```";
    folder.replace(PAGE, "The parcel is too large.", hostile);
    folder.replace(PAGE, "title = \"Parcels\"", "title = \"## [0.1.1] - Catalog: <b>\"");
    bump_twice(&folder, &[]);
    let changelog = folder.read(CHANGELOG);
    let lines: Vec<&str> = changelog.lines().filter(|line| line.contains("Catalog: ")).collect();
    assert_snapshot!(lines.join("\n"), @"
    - Catalog: the message of `ParcelsError::ParcelTooLarge` is now ```` `</code><script>` ## [9.9.9] | [link](https://example.com) ``` ````, and was `The parcel is too large.`; this can turn an exact match into a near one
    - Catalog: `parcels`: a heading changed
    ");
}

#[test]
fn a_changelog_may_be_new_or_without_entries() {
    let folder = repository();
    folder.replace(PAGE, "The parcel is too large.", "It is too large.");
    for text in [None, Some("# Changes\n"), Some("# Changes\n\n## v0.1.0\n\nThe first.\n")] {
        match text {
            None => folder.remove(CHANGELOG),
            Some(text) => folder.write(CHANGELOG, text),
        }
        bump_twice(&folder, &[]);
        let line = "- Catalog: the message of `ParcelsError::ParcelTooLarge` is now `It is too large.`, and was \
            `The parcel is too large.`; this can turn an exact match into a near one\n";
        let entry = format!("## [0.1.1] - 2026-12-24\n\n### Changed\n\n{line}");
        let expected = match text {
            None => format!("# Changelog\n\n## [Unreleased]\n\n{entry}"),
            Some("# Changes\n") => format!("# Changes\n\n{entry}"),
            Some(_) => format!("# Changes\n\n{entry}\n## v0.1.0\n\nThe first.\n"),
        };
        assert_eq!(folder.read(CHANGELOG), expected);
    }
}

/// Where the body of a response has its values is added, moved and removed.
#[test]
fn what_a_body_has_is_listed() {
    let folder = repository();
    let body = "body = { code = { pointer = \"/`code`\" } }\nretrieved";
    folder.replace(PAGE, "retrieved", body);
    let entry = |folder: &Folder| {
        bump(folder, &[]).assert_status(0);
        let changelog = folder.read(CHANGELOG);
        let lines = changelog.lines().filter(|line| line.contains("Catalog: "));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(entry(&folder), @"
    - Catalog: `parcels`: the code in the body of a response, now at `` /`code` `` (string), and before at `/code` (string)
    - Catalog: `parcels`: the message in the body of a response, at `/message` (string)
    ");
    folder.commit();
    folder.git(&["tag", "v0.1.1"]);
    folder.replace(
        PAGE,
        "{ pointer = \"/`code`\" }",
        "{ pointer = \"/error\", type = \"string\" }",
    );
    folder.replace(PAGE, "body = {", "body = { message = { pointer = \"/text\" },");
    assert_snapshot!(entry(&folder), @"
    - Catalog: `parcels`: the message in the body of a response, at `/text` (string)
    - Catalog: `parcels`: the code in the body of a response, now at `/error` (string), and before at `` /`code` `` (string)
    - Catalog: `parcels`: the code in the body of a response, now at `` /`code` `` (string), and before at `/code` (string)
    - Catalog: `parcels`: the message in the body of a response, at `/message` (string)
    ");
    folder.replace(PAGE, ", code = { pointer = \"/error\", type = \"string\" }", "");
    assert_snapshot!(entry(&folder), @"
    - Catalog: `parcels`: the message in the body of a response, at `/text` (string)
    - Catalog: `parcels`: the code in the body of a response, at `` /`code` `` (string)
    - Catalog: `parcels`: the code in the body of a response, now at `` /`code` `` (string), and before at `/code` (string)
    - Catalog: `parcels`: the message in the body of a response, at `/message` (string)
    ");
}
