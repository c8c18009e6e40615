//! Committed files are up to date with what they are generated from, or with what they repeat.

use std::fs;
use std::path::Path;

use cargo_catalog::generated_files;
use similar::TextDiff;
use toml::Table;

/// The code, the schema and the sections of Markdown files: whatever the settings of the catalog name.
#[test]
fn everything_that_is_generated_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut differences = String::new();
    for file in generated_files(&root.join("catalog")).unwrap() {
        let committed = fs::read_to_string(&file.path).unwrap_or_default();
        // A checkout may have changed the line endings.
        let [committed, generated] = [committed, file.text].map(|text| text.replace("\r\n", "\n"));
        let path = file.path.strip_prefix(root).unwrap().display().to_string();
        let diff = TextDiff::from_lines(&committed, &generated);
        differences += &diff.unified_diff().header(&path, "what is generated").to_string();
    }
    assert!(
        differences.is_empty(),
        "to bring all that is generated up to date, run: cargo catalog generate\n\n{differences}"
    );
}

/// What the tests of this package are about is what services get.
#[test]
fn the_committed_code_is_what_the_build_script_has_just_generated() {
    let committed = include_str!("../../rcs-errors/src/generated.rs").replace("\r\n", "\n");
    let generated = include_str!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    assert!(committed == generated, "to update the committed code, run: cargo catalog generate");
}

/// The benchmarks are a separate workspace.
#[test]
fn the_benchmarks_have_the_lints_of_the_project() {
    let project: Table = include_str!("../../Cargo.toml").parse().unwrap();
    let benches: Table = include_str!("../../benches/Cargo.toml").parse().unwrap();
    assert_eq!(benches["lints"], project["workspace"]["lints"]);
}
