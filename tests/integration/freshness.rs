//! The committed files that are generated are up to date.

use similar::TextDiff;

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
