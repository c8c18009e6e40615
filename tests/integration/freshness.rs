//! Committed files are up to date with what they are generated from, or with what they repeat.

use similar::TextDiff;
use toml::Table;

#[track_caller]
fn assert_fresh(path: &str, committed: &str, generated: &str, command: &str) {
    // A checkout may have changed the line endings.
    let committed = committed.replace("\r\n", "\n");
    let diff = TextDiff::from_lines(committed.as_str(), generated);
    assert!(
        committed == generated,
        "{path} is out of date\nto bring it up to date: {command}\n\n{}",
        diff.unified_diff().header(path, "what is generated"),
    );
}

#[test]
fn the_committed_code_is_what_the_build_script_has_just_generated() {
    assert_fresh(
        "rcs-errors/src/generated.rs",
        include_str!("../../rcs-errors/src/generated.rs"),
        include_str!(concat!(env!("OUT_DIR"), "/error_catalog.rs")),
        "cargo catalog generate",
    );
}

#[test]
fn the_committed_schema_is_what_the_tool_writes() {
    assert_fresh(
        "catalog/catalog.schema.json",
        include_str!("../../catalog/catalog.schema.json"),
        &cargo_catalog::json_schema(),
        "cargo catalog schema",
    );
}

/// The benchmarks are a separate workspace.
#[test]
fn the_benchmarks_have_the_lints_of_the_project() {
    let project: Table = include_str!("../../Cargo.toml").parse().unwrap();
    let benches: Table = include_str!("../../benches/Cargo.toml").parse().unwrap();
    assert_eq!(benches["lints"], project["workspace"]["lints"]);
}
