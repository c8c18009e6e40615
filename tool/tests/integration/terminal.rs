//! Whatever a catalog, a page, a path or an argument contains, a terminal shows it and does not act on it,
//! and programs receive it as it is.

use std::ffi::OsStr;
use std::path::Path;

use error_catalog_codegen::Codegen;
use serde_json::Value;
use testing::folder::Folder;

use crate::{GENERATED, SETTINGS, tool};

/// Clears the screen in two ways, names the window, turns the direction of writing, and breaks lines in
/// three ways.
const HOSTILE: &str =
    "a\u{1b}[2Jb\u{9b}2Jc\u{1b}]0;d\u{7}e\u{202e}f\u{2066}g\u{200b}h\r\u{2028}i\n\u{7f}j";

/// The same as TOML writes it.
fn toml() -> String {
    let escaped = HOSTILE.chars().map(|character| format!("\\U{:08X}", u32::from(character)));
    escaped.collect::<Vec<_>>().concat()
}

/// The same as HTML writes it. It has no reference to U+009B.
fn html() -> String {
    let reference = |character: char| match character {
        '\u{9b}' => "\u{9b}".to_owned(),
        _ => format!("&#{};", u32::from(character)),
    };
    HOSTILE.chars().map(reference).collect()
}

const PAGE: &str = "\
[page]
name = \"Parcels\"
title = \"Parcels\"
source = \"https://docs.example.com/parcels\"
retrieved = 2026-01-31

[[endpoint]]
name = \"GetParcel\"
title = \"Get a parcel\"
errors = [
  { name = \"NoSuchParcel\", status = 404, code = \"P-12\", message = \"No such parcel.\", description = \"Parcel Not Found.\" },
  { name = \"NoSuchSender\", status = 404, code = \"P-13\", message = \"No such sender.\", description = \"Sender Not Found.\" },
]
";

const HTML: &str = "\
<html><head><link rel=canonical href='https://docs.example.com/parcels'></head><body>
<h1>Parcels</h1><h2>Get a parcel</h2>
<table><tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>
<tr><td>404</td><td>P-12</td><td>No such parcel.</td><td>Parcel Not Found.</td></tr></table>
<h2>Other</h2><table><tr><th>Other</th></tr><tr><td>x</td></tr></table></body></html>";

/// Whether a terminal acts on a character, or does not show it.
fn is_hostile(character: char) -> bool {
    character.is_control() || HOSTILE.contains(character) && !character.is_ascii()
}

/// Runs the tool for people and for programs: neither output has a character that a terminal acts on.
/// Returns the objects.
#[track_caller]
fn assert_harmless<A: AsRef<OsStr>>(folder: impl AsRef<Path>, arguments: &[A]) -> Vec<Value> {
    let run = |more| {
        let arguments = arguments.iter().map(OsStr::new).chain([OsStr::new(more)]);
        tool().run(&folder, arguments)
    };
    let (human, json) = (run("--color=always"), run("--format=json"));
    assert_ne!(human.status, None, "{human:?}");
    assert_eq!(human.status, json.status, "{human:?}");
    assert!(!human.all().is_empty(), "{human:?}");
    for line in without_colors(&human.all()).lines() {
        assert!(!line.contains(is_hostile), "{human:?}: {line:?}");
        // No part of a string is at the beginning of a line: its line break is escaped.
        assert!(!line.trim_start().starts_with('j'), "{human:?}: {line:?}");
    }
    for line in json.all().lines() {
        assert!(!line.contains(is_hostile), "{json:?}: {line:?}");
    }
    json.json_lines()
}

/// The output without the colors that the tool gives it. A hostile string has other escape sequences.
fn without_colors(output: &str) -> String {
    let mut parts = output.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match rest.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

/// Every string of a page, one after the other: what the rules report, and what an import does with it.
#[test]
fn strings_of_a_catalog_are_escaped() {
    let page = format!(
        "{PAGE}[[quirk]]\nkind = \"k\"\nerrors = [\"x\"]\ntables = [\"e\"]\nreviewed = \"r\"\nnote = \"n\"\n\"key\" = 1\n"
    );
    let strings = [
        "\"Parcels\"\ntitle",
        "title = \"Parcels\"",
        "https://docs.example.com/parcels",
        "\"GetParcel\"",
        "Get a parcel",
        "NoSuchParcel",
        "P-12",
        "No such parcel.",
        "Parcel Not Found.",
        "\"k\"",
        "\"e\"",
        "\"r\"",
        "\"x\"",
        "\"n\"",
        "\"key\"",
    ];
    for string in strings {
        let folder = Folder::new();
        let value = string.split('"').nth(1).unwrap_or(string);
        let hostile = page.replace(string, &string.replace(value, &toml()));
        assert_ne!(hostile, page);
        folder.write("parcels.toml", hostile);
        let findings = assert_harmless(&folder, &["check", "--catalog=."]);
        assert!(!findings.is_empty(), "{string}");

        folder.write("page.html", HTML);
        let import = ["import", "page.html", "--page=parcels", "--catalog=.", "--check"];
        assert_harmless(&folder, &import);
        assert_harmless(&folder, &import[..4]);
        assert_harmless(&folder, &["explain", "P-12", "--catalog=."]);
        assert_harmless(&folder, &["diff", ".", "."]);
    }
}

/// Characters that TOML accepts as they are, where a report shows the line.
#[test]
fn lines_of_a_catalog_are_escaped() {
    let comment = "a\u{9b}2Jb\u{202e}c\u{2066}d\u{200b}e\u{2028}f\u{85}g";
    let folder = Folder::new();
    let page = PAGE.replace("404, code", "200, code").replace(" },", &format!(" }}, # {comment}"));
    folder.write("parcels.toml", page);
    let check = ["check", "--catalog=."];
    assert_eq!(assert_harmless(&folder, &check).len(), 2);
    // Not TOML at all.
    folder.write("parcels.toml", format!("{HOSTILE}\n{PAGE}{HOSTILE}"));
    assert!(assert_harmless(&folder, &check).len() > 1);
    folder.write("parcels.toml", [HOSTILE.as_bytes(), &[0xff]].concat());
    assert_harmless(&folder, &check);
}

#[test]
fn strings_of_a_page_to_import_are_escaped() {
    for string in [
        "<h1>Parcels",
        "Get a parcel",
        "404",
        "P-12",
        "No such",
        "Parcel Not",
        "Other</h2>",
        "Status C",
    ] {
        let folder = Folder::new();
        folder.write("parcels.toml", PAGE);
        let words = string.trim_start_matches("<h1>").trim_end_matches("</h2>");
        let page = HTML.replace(string, &string.replace(words, &format!("{words} {}", html())));
        for (name, page) in [
            ("page.txt", format!("{HOSTILE}\nError Code\tStatus Code\n404\t{HOSTILE}\n")),
            ("page.html", page),
        ] {
            folder.write(name, page);
            let import = ["import", name, "--page=parcels", "--catalog=.", "--check"];
            let lines = assert_harmless(&folder, &import);
            assert!(!lines.is_empty(), "{string} {name}");
            if string == "No such" && name == "page.html" {
                let rules: Vec<_> = lines.iter().map(|line| &line["rule"]).collect();
                assert_eq!(rules, ["invisible-character"]);
            }
            assert_harmless(&folder, &import[..4]);
        }
    }
}

#[test]
fn names_of_files_and_folders_are_escaped() {
    let folder = Folder::named(HOSTILE);
    let hostile: &Path = folder.as_ref();
    let parent = hostile.parent().unwrap();
    let page = format!("{HOSTILE}.toml");
    folder.write(&page, PAGE);
    let findings = assert_harmless(&folder, &["check", "--catalog=."]);
    // Programs receive it as it is.
    let path = findings[0]["path"].as_str().unwrap();
    assert!(path.ends_with(&page), "{path:?}");
    let error = Codegen::new(hostile).generate().unwrap_err().to_string();
    assert!(!error.lines().any(|line| line.contains(is_hostile)), "{error:?}");

    // Folders that do not exist, and a file that cannot be read.
    let missing = format!("{HOSTILE}x");
    for arguments in [
        ["check", "--catalog", &missing],
        ["diff", &missing, "."],
        ["import", &missing, "--page=x"],
    ] {
        assert_harmless(parent, &arguments);
    }
    let error = Codegen::new(parent.join(&missing)).generate().unwrap_err().to_string();
    assert!(!error.contains(is_hostile), "{error:?}");
    folder.remove(&page);
    let check = [OsStr::new("check"), "--catalog".as_ref(), hostile.as_ref()];
    assert_harmless(parent, &check);
    folder.write("parcels.toml", "");
    assert_harmless(parent, &check);

    // Of pages, and of the page files that they become.
    folder.write("parcels.toml", PAGE);
    let page = format!("{HOSTILE}.html");
    folder.write(&page, HTML);
    let path = folder.path(&page);
    let import = |more: &[&str]| {
        let arguments =
            [OsStr::new("import"), path.as_ref(), "--catalog".as_ref(), hostile.as_ref()];
        let more = more.iter().map(OsStr::new);
        assert_harmless(parent, &arguments.into_iter().chain(more).collect::<Vec<_>>())
    };
    import(&[]);
    assert!(!import(&["--page=parcels", "--check"]).is_empty());
    let lines = import(&["--page=parcels"]);
    let file = lines.iter().find(|line| line["reason"] == "file");
    assert!(file.is_none_or(|file| file["path"].as_str().unwrap().contains(HOSTILE)));
    folder.write(&page, "no table");
    import(&["--page=parcels"]);
}

/// A file that is not up to date is shown.
#[test]
fn a_generated_file_is_escaped() {
    let folder = Folder::named(HOSTILE);
    folder.write("catalog/catalog.toml", SETTINGS);
    folder.write("catalog/parcels.toml", PAGE);
    folder.write(GENERATED, format!("// {HOSTILE}\n"));
    let subfolder = folder.path("rcs-errors");
    let catalog = folder.path("catalog");
    let catalog = format!("--catalog={}", catalog.display());
    let lines = assert_harmless(&subfolder, &["generate", "--check", &catalog]);
    assert!(lines[0]["diff"].as_str().unwrap().contains("a\u{1b}[2Jb"));
    assert_harmless(&subfolder, &["generate", &catalog]);
    folder.replace("catalog/catalog.toml", "[output]", "[output]\nsections = [\"../README.md\"]");
    folder.write("README.md", format!("<!-- catalog: {HOSTILE} -->"));
    assert_harmless(&subfolder, &["generate", &catalog]);
    folder.replace("catalog/catalog.toml", "../README.md", "../no.md");
    assert_harmless(&subfolder, &["generate", &catalog]);
    folder.write("rcs-errors/Cargo.toml", HOSTILE);
    assert_harmless(&subfolder, &["diff", "../catalog"]);
}

#[test]
fn arguments_are_escaped() {
    let folder = Folder::named(HOSTILE);
    folder.write("parcels.toml", PAGE);
    let retrieved = format!("--retrieved={HOSTILE}");
    for arguments in [
        &["explain", HOSTILE, "--catalog=."][..],
        &["diff", "--since", HOSTILE],
        &["import", "parcels.toml", "--page", HOSTILE],
        &["import", "parcels.toml", &retrieved],
        &["check", HOSTILE],
        &["init", "--output", HOSTILE],
        &[HOSTILE],
    ] {
        assert_harmless(&folder, arguments);
    }
}
