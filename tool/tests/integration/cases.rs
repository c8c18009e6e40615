//! The cases in `tests/cases`, written as [`testing::cases`] describes: pages, which the binary imports, and files
//! with sections, which it generates.

use std::collections::BTreeSet;
use std::path::Path;

use error_catalog_model::registry;
use serde_json::Value;
use testing::cases::{self, File, Outcome};
use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

/// Rules of the model that a page can break before it is in the catalog.
const RULES_OF_THE_MODEL: [&str; 4] =
    ["invisible-character", "empty-string", "not-utf8", "status-range"];

/// What a file with sections is called. All other files are pages.
const README: &str = "README.md";

/// Cases of no single rule: what a cell says, which table is one of errors and which column is which, what is
/// the heading of a table, and where rows and their cells begin and end.
const TOPICS: [&str; 4] = ["cells", "columns", "headings", "rows"];

#[test]
fn every_rule_reports_its_cases() {
    let model: BTreeSet<&str> = registry::rules().into_iter().map(|rule| rule.name).collect();
    let tool = cargo_catalog::rules()
        .into_iter()
        .map(|rule| rule.name)
        .filter(|name| !model.contains(name));
    let rules: Vec<&str> = tool.chain(RULES_OF_THE_MODEL).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    cases::run(&folder, &rules, &TOPICS, |files| match files {
        [file] if file.name == README => generate_sections(file),
        [page] => import_page(page),
        _ => panic!("a case has one page, or one file with sections: {files:?}"),
    });
}

/// Generates the sections of a file, for people and for programs.
fn generate_sections(file: &File) -> Outcome {
    let folder = Folder::new();
    folder.write("catalog/catalog.toml", "[output]\nsections = [\"../README.md\"]\n");
    folder.write("catalog/parcels.toml", PARCELS);
    folder.write(README, &file.content);
    let before = folder.list();
    let human = tool().run(&folder, ["generate"]);
    if human.status == Some(0) {
        return Outcome::Accepted { result: String::new() };
    }
    assert_eq!(folder.list(), before);
    assert_eq!(folder.read(README).as_bytes(), file.content);
    rejected(1, human, &tool().run(&folder, ["generate", "--format=json"]))
}

/// Imports a page into an empty catalog, for people and for programs.
fn import_page(page: &File) -> Outcome {
    let folder = Folder::new();
    folder.create_folder("catalog");
    folder.write(&page.name, &page.content);
    let arguments = [
        "import",
        &*page.name,
        "--catalog=catalog",
        "--page=parcels",
        "--retrieved=2026-01-31",
        "--source=https://docs.example.com",
    ];
    let human = tool().run(&folder, arguments);
    if human.status == Some(0) {
        return Outcome::Accepted { result: titles_and_rows(&folder.read("catalog/parcels.toml")) };
    }
    let json = tool().run(&folder, [&arguments[..], &["--format=json"]].concat());
    assert_eq!(folder.list(), [page.name.as_str()]);
    rejected(3, human, &json)
}

/// What is printed of findings, which is the same for people and for programs.
fn rejected(status: i32, human: Output, json: &Output) -> Outcome {
    human.assert_status(status);
    assert_eq!(human.stdout, "");
    json.assert_status(status);
    assert_eq!(json.stderr, "");
    let findings = json.json_lines();
    let places: Vec<String> = findings.iter().map(place).collect();
    assert_eq!(places_in_report(&human.stderr), places, "{}", human.stderr);
    let rules = findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned());
    Outcome::Rejected { report: human.stderr, rules: rules.collect() }
}

/// What was read of a page: of the file, what is left out, the tables, their titles and their rows.
fn titles_and_rows(file: &str) -> String {
    let is_shown = |line: &&str| {
        line.starts_with(['[', ' ']) || line.starts_with("title") || line.starts_with("left-out")
    };
    file.lines().filter(is_shown).flat_map(|line| [line, "\n"]).collect()
}

/// Where people look for each finding.
fn places_in_report(report: &str) -> Vec<&str> {
    report.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect()
}

/// Where programs look for a finding.
fn place(finding: &Value) -> String {
    let path = finding["path"].as_str().unwrap();
    match (&finding["line"], &finding["column"]) {
        (Value::Number(line), Value::Number(column)) => format!("{path}:{line}:{column}"),
        _ => path.to_owned(),
    }
}
