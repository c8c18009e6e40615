//! The code that is made of small catalogs, and what another crate's build script needs of it.

use std::process::Command;

use error_catalog_codegen::Codegen;
use insta::assert_snapshot;
use testing::fixtures::PARCELS;
use testing::folder::Folder;

/// A page whose strings and names try to break the code or the docs.
const HOSTILE: &str = include_str!("../fixtures/hostile/core.toml");

/// What the module of the first page begins with.
const FIRST_PAGE: &str = "\n#[allow(dead_code, unreachable_pub, reason = \"a crate may use or publish only some of it\")]\n#[allow(\n";

/// The code for a catalog of one page file.
fn generate(name: &str, page: &str, serde_feature: Option<&str>) -> String {
    let catalog = Folder::new();
    catalog.write(name, page);
    let mut codegen = Codegen::new(catalog.as_ref());
    if let Some(feature) = serde_feature {
        codegen = codegen.serde_feature(feature);
    }
    codegen.generate().unwrap()
}

/// The code without the shared part.
fn page_module(code: &str) -> &str {
    &code[code.find(FIRST_PAGE).unwrap() + 1..]
}

#[test]
fn a_page_with_endpoints_and_common_errors() {
    assert_snapshot!(page_module(&generate("parcels.toml", PARCELS, None)));
}

#[test]
fn strings_and_names_that_try_to_break_something() {
    assert_snapshot!(page_module(&generate("core.toml", HOSTILE, None)));
}

#[test]
fn serde_is_emitted_when_asked_for_only() {
    assert!(!generate("parcels.toml", PARCELS, None).contains("serde"));

    let code = generate("parcels.toml", PARCELS, Some("wire-format"));
    let condition = r#"#[cfg(feature = "wire-format")]"#;
    let (_, serde) = code.split_once(condition).unwrap();
    let (serde, _) = serde.split_once("\n/// What an enum of errors can do").unwrap();
    assert_snapshot!(format!("{condition}{serde}"));
    let (_, implementations) = code.rsplit_once("Err = super::UnknownNameError;").unwrap();
    let (implementations, _) = implementations.split_once(FIRST_PAGE).unwrap();
    for implementation in ["Serialize for $name", "Deserialize<'de> for $name"] {
        assert!(implementations.contains(implementation), "{implementation}");
    }
    let features = code.matches("#[cfg(feature").count();
    assert_eq!(features, code.matches(r#"#[cfg(feature = "wire-format")]"#).count());
}

/// The order in which the folder lists its files has no effect.
#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let (first, second) = (Folder::new(), Folder::new());
    for name in ["a.toml", "b.toml", "c.toml"] {
        first.write(name, PARCELS);
    }
    for name in ["c.toml", "a.toml", "b.toml"] {
        second.write(name, PARCELS);
    }
    // Other files have no effect.
    second.write("README.md", "not a page");
    second.write(".a.toml", "what an editor left behind");
    let generate = |folder: &Folder| Codegen::new(folder.as_ref()).generate().unwrap();
    assert_eq!(generate(&first), generate(&second));
}

#[test]
fn an_error_shows_the_whole_report() {
    let catalog = Folder::new();
    catalog.write("letters.toml", "[page]\nname = \"letters\"\ntitel = \"Letters\"\n");
    catalog.write("parcels.toml", PARCELS.replace("404", "200").replace("\"P-1\"", "1"));
    let error = Codegen::new(catalog.as_ref()).generate().unwrap_err();
    let text = error.to_string();
    assert_eq!(text, format!("{error:?}"));
    let count = text.matches("error[").count();
    assert!(text.starts_with(&format!("{count} findings in ")), "{text}");
    for name in ["letters.toml", "parcels.toml"] {
        assert!(text.contains(name), "{name}: {text}");
    }
}

/// Rust that `rustfmt` leaves as it is, whatever the lengths of names and strings.
#[test]
fn rustfmt_has_nothing_to_change() {
    let rustfmt = |arguments: &[&str]| Command::new("rustfmt").args(arguments).output();
    if !rustfmt(&["--version"]).is_ok_and(|output| output.status.success()) {
        return;
    }
    let folder = Folder::new();
    let config = folder.path("rustfmt.toml");
    folder.write(&config, "use_small_heuristics = \"Max\"\n");
    let mut codes = vec![generate("parcels.toml", PARCELS, Some("serde"))];
    for errors in [1, 2, 16, 17, 60] {
        codes.push(generate("lengths.toml", &lengths(errors), Some("serde")));
    }
    for (code, number) in codes.iter().zip(0..) {
        let file = folder.path(format!("code{number}.rs"));
        folder.write(&file, code);
        for edition in ["2021", "2024"] {
            let arguments = ["--check", "--edition", edition, "--config-path"];
            let output = Command::new("rustfmt").args(arguments).arg(&config).arg(&file).output();
            let output = output.unwrap();
            let difference = String::from_utf8_lossy(&output.stdout);
            assert!(output.status.success(), "{edition}: {difference}");
        }
    }
}

/// A page whose names, codes, messages and headings have any length up to the width of a line.
fn lengths(errors: usize) -> String {
    let mut rows = [String::new(), String::new()];
    for number in 0..errors {
        let fill = |seed: usize| "x ".repeat(1 + (number * seed) % 60);
        let (name, code) = (format!("E{number}{}", "x".repeat(number)), fill(7).replace(' ', ""));
        let row = format!(
            "{{ name = '{name}', status = {}, code = '{number}-{code}', message = '{}.', description = '{}{number}.' }},\n",
            400 + number,
            fill(11).trim_end(),
            fill(13)
        );
        // The second table has them in the other order.
        rows[0].push_str(&row);
        rows[1].insert_str(0, &row);
    }
    let tables = rows.iter().zip(["GetParcel", "SendParcelToSomebody"]);
    let tables = tables.map(|(rows, name)| {
        format!(
            "[[endpoint]]\nname = '{name}'\ntitle = '{}'\nerrors = [\n{rows}]\n",
            "T".repeat(errors)
        )
    });
    let tables: String = tables.collect();
    format!(
        "[page]\nname = 'P'\ntitle = 'Parcels'\nsource = 'https://docs.example.com'\nretrieved = 2026-01-31\n{tables}"
    )
}

/// The longest lines are literals and tables.
#[test]
fn docs_are_wrapped() {
    for (name, page) in [("parcels.toml", PARCELS), ("core.toml", HOSTILE)] {
        for line in page_module(&generate(name, page, None)).lines() {
            let is_table = line.trim_start().starts_with("//! |");
            let is_one_word = !line.trim_start_matches([' ', '/', '!']).contains(' ');
            let length = line.chars().count();
            assert!(length <= 100 || is_table || is_one_word || line.contains('"'), "{line}");
        }
    }
}
