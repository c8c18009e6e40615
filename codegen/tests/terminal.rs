//! Whatever a catalog, a page, a path or an argument contains: on a terminal it is shown and does
//! nothing, and for machines it is what it is.

#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use rcs_errors_codegen::Codegen;
use serde_json::Value;
use tempfile::TempDir;

/// Clears the screen in two ways, names the window, turns the direction of writing, and breaks lines in
/// three ways.
const HOSTILE: &str =
    "a\u{1b}[2Jb\u{9b}2Jc\u{1b}]0;d\u{7}e\u{202e}f\u{2066}g\u{200b}h\r\u{2028}i\n\u{7f}j";

/// The same as a file can be called, without the slash of a path.
fn hostile_folder() -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let hostile = folder.path().join(HOSTILE);
    fs::create_dir_all(&hostile).unwrap();
    (folder, hostile)
}

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

fn run(folder: &Path, arguments: &[&OsStr]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Whether a terminal acts on a character, or does not show it.
fn is_hostile(character: char) -> bool {
    character.is_control() || HOSTILE.contains(character) && !character.is_ascii()
}

/// Runs the tool for people and for machines; the output is clean. Returns the objects.
#[track_caller]
fn assert_clean(folder: &Path, arguments: &[&OsStr]) -> Vec<Value> {
    let human = run(folder, &[arguments, &["--color=always".as_ref()]].concat());
    let machine = run(folder, &[arguments, &["--format=json".as_ref()]].concat());
    assert_ne!(human.status.code(), None, "{arguments:?}");
    assert_eq!(human.status.code(), machine.status.code(), "{arguments:?}");
    let [human, errors] = [human.stdout, human.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(!human.is_empty() || !errors.is_empty(), "{arguments:?}");
    for line in without_colours(&human).lines().chain(without_colours(&errors).lines()) {
        assert!(!line.contains(is_hostile), "{arguments:?}: {line:?}");
        // Nothing of the text stands at the beginning of a line: the line break is shown.
        assert!(!line.trim_start().starts_with('j'), "{arguments:?}: {line:?}");
    }
    let lines = String::from_utf8(machine.stdout).unwrap();
    let errors = String::from_utf8(machine.stderr).unwrap();
    for line in lines.lines().chain(errors.lines()) {
        assert!(!line.contains(is_hostile), "{arguments:?}: {line:?}");
    }
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The text without the colours that the tool itself gives it: those of the hostile text are others.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let is_of_colour = |c: char| c.is_ascii_digit() || c == ';';
        let rest = part.trim_start_matches(is_of_colour);
        match rest.strip_prefix('m') {
            Some(rest) => text + rest,
            None => text + "\u{1b}[" + part,
        }
    })
}

fn strs<'a>(arguments: &'a [&'a str]) -> Vec<&'a OsStr> {
    arguments.iter().map(OsStr::new).collect()
}

/// Every text of a page, one after the other: what the rules say of it, and what an import over it does.
#[test]
fn a_catalog() {
    let page = format!(
        "{PAGE}[[quirk]]\nkind = \"k\"\nendpoint = \"e\"\nerrors = [\"x\"]\nnote = \"n\"\n\"key\" = 1\n"
    );
    let texts = [
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
        "\"x\"",
        "\"n\"",
        "\"key\"",
    ];
    for text in texts {
        let folder = tempfile::tempdir().unwrap();
        let quoted = |text: &str| text.split('"').nth(1).unwrap_or(text).to_owned();
        let hostile = page.replace(text, &text.replace(&quoted(text), &toml()));
        assert_ne!(hostile, page);
        fs::write(folder.path().join("parcels.toml"), &hostile).unwrap();
        let findings = assert_clean(folder.path(), &strs(&["check", "--catalog=."]));
        assert!(!findings.is_empty(), "{text}");

        fs::write(folder.path().join("page.html"), HTML).unwrap();
        let import = ["import", "page.html", "--page=parcels", "--catalog=.", "--check"];
        assert_clean(folder.path(), &strs(&import));
        assert_clean(folder.path(), &strs(&import[..4]));
        assert_clean(folder.path(), &strs(&["explain", "P-12", "--catalog=."]));
        assert_clean(folder.path(), &strs(&["diff", ".", "."]));
    }
}

/// Characters that TOML takes as they are, where a report shows the line.
#[test]
fn lines_of_a_catalog() {
    let raw = "a\u{9b}2Jb\u{202e}c\u{2066}d\u{200b}e\u{2028}f\u{85}g";
    let folder = tempfile::tempdir().unwrap();
    let page = PAGE.replace("404, code", "200, code").replace(" },", &format!(" }}, # {raw}"));
    fs::write(folder.path().join("parcels.toml"), page).unwrap();
    let findings = assert_clean(folder.path(), &strs(&["check", "--catalog=."]));
    assert_eq!(findings.len(), 2);
    // No TOML at all.
    fs::write(folder.path().join("parcels.toml"), format!("{HOSTILE}\n{PAGE}{HOSTILE}")).unwrap();
    let findings = assert_clean(folder.path(), &strs(&["check", "--catalog=."]));
    assert!(findings.len() > 1);
    fs::write(folder.path().join("parcels.toml"), [HOSTILE.as_bytes(), &[0xff]].concat()).unwrap();
    assert_clean(folder.path(), &strs(&["check", "--catalog=."]));
}

#[test]
fn a_page_to_import() {
    let hostile = html();
    for text in [
        "<h1>Parcels",
        "Get a parcel",
        "404",
        "P-12",
        "No such",
        "Parcel Not",
        "Other</h2>",
        "Status C",
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("parcels.toml"), PAGE).unwrap();
        let words: &str = text.trim_start_matches("<h1>").trim_end_matches("</h2>");
        let page = HTML.replace(text, &text.replace(words, &format!("{words} {hostile}")));
        for (name, page) in [
            ("page.html", page),
            ("page.txt", format!("{HOSTILE}\nError Code\tStatus Code\n404\t{HOSTILE}\n")),
        ] {
            fs::write(folder.path().join(name), page).unwrap();
            let import = ["import", name, "--page=parcels", "--catalog=.", "--check"];
            let lines = assert_clean(folder.path(), &strs(&import));
            assert!(!lines.is_empty(), "{text} {name}");
            assert_clean(folder.path(), &strs(&import[..4]));
        }
        let hostile_page = ["import", "page.html", "--page=parcels", "--catalog=.", "--check"];
        let lines = assert_clean(folder.path(), &strs(&hostile_page));
        if text == "No such" {
            let rules: Vec<_> = lines.iter().map(|line| &line["rule"]).collect();
            assert_eq!(rules, ["control-character"]);
        }
    }
}

#[test]
fn the_name_of_a_file_or_a_folder() {
    let (_folder, hostile) = hostile_folder();
    fs::write(hostile.join(format!("{HOSTILE}.toml")), PAGE).unwrap();
    let findings = assert_clean(&hostile, &strs(&["check", "--catalog=."]));
    // As it is, for machines.
    let path = findings[0]["path"].as_str().unwrap();
    assert!(path.ends_with(&format!("{HOSTILE}.toml")), "{path:?}");
    let error = Codegen::new(&hostile).generate().unwrap_err().to_string();
    assert!(!error.lines().any(|line| line.contains(is_hostile)), "{error:?}");

    // Folders that are not there, and a file that cannot be read.
    let parent = hostile.parent().unwrap();
    let missing = format!("{HOSTILE}x");
    for arguments in [
        ["check", "--catalog", &missing],
        ["diff", &missing, "."],
        ["import", &missing, "--page=x"],
    ] {
        assert_clean(parent, &strs(&arguments));
    }
    let error = Codegen::new(parent.join(&missing)).generate().unwrap_err().to_string();
    assert!(!error.contains(is_hostile), "{error:?}");
    fs::remove_file(hostile.join(format!("{HOSTILE}.toml"))).unwrap();
    assert_clean(parent, &[OsStr::new("check"), "--catalog".as_ref(), hostile.as_ref()]);
    fs::write(hostile.join("parcels.toml"), "").unwrap();
    assert_clean(parent, &[OsStr::new("check"), "--catalog".as_ref(), hostile.as_ref()]);

    // Of pages, and of what they are to become.
    fs::write(hostile.join("parcels.toml"), PAGE).unwrap();
    let page = hostile.join(format!("{HOSTILE}.html"));
    fs::write(&page, HTML).unwrap();
    let import = |more: &[&str]| {
        let mut arguments =
            vec![OsStr::new("import"), page.as_ref(), "--catalog".as_ref(), hostile.as_ref()];
        arguments.extend(more.iter().map(OsStr::new));
        assert_clean(parent, &arguments)
    };
    import(&[]);
    assert!(!import(&["--page=parcels", "--check"]).is_empty());
    let lines = import(&["--page=parcels"]);
    let written = lines.iter().find(|line| line["reason"] == "file");
    assert!(written.is_none_or(|file| file["path"].as_str().unwrap().contains(HOSTILE)));
    fs::write(&page, "no table").unwrap();
    import(&["--page=parcels"]);
}

/// The committed file is shown where it is not up to date.
#[test]
fn a_generated_file() {
    let (_folder, hostile) = hostile_folder();
    fs::create_dir_all(hostile.join("rcs-errors/src")).unwrap();
    fs::create_dir_all(hostile.join("catalog")).unwrap();
    fs::write(hostile.join("catalog/parcels.toml"), PAGE).unwrap();
    fs::write(hostile.join("rcs-errors/src/generated.rs"), format!("// {HOSTILE}\n")).unwrap();
    let below = hostile.join("rcs-errors");
    let lines = assert_clean(&below, &strs(&["generate", "--check"]));
    assert!(lines[0]["diff"].as_str().unwrap().contains("a\u{1b}[2Jb"));
    assert_clean(&below, &strs(&["generate"]));
    assert_clean(&below, &strs(&["schema", "--check"]));
    fs::write(hostile.join("rcs-errors/Cargo.toml"), HOSTILE).unwrap();
    assert_clean(&below, &strs(&["diff", "../catalog"]));
}

#[test]
fn an_argument() {
    let (_folder, hostile) = hostile_folder();
    fs::write(hostile.join("parcels.toml"), PAGE).unwrap();
    let retrieved = format!("--retrieved={HOSTILE}");
    for arguments in [
        &["explain", HOSTILE, "--catalog=."][..],
        &["diff", "--since", HOSTILE],
        &["import", "parcels.toml", "--page", HOSTILE],
        &["import", "parcels.toml", &retrieved],
        &["check", HOSTILE],
        &[HOSTILE],
    ] {
        assert_clean(&hostile, &strs(arguments));
    }
}
