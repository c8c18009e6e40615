//! The order of the modules: see docs/ARCHITECTURE.md.

use std::path::Path;

use testing::modules;

/// From left to right. A module may use those to its left.
const ORDER: &str = "
    files, output/*,
    import/line, import/rule/*, import/columns, import/read/*,
    import/page, import/rows, import/tables,
    import/file, import/matching, import/naming, import/changes, import/plan, import/edit,
    commands/generate, commands/*
";

#[test]
fn every_path_points_to_the_left() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let violations = modules::check(&source, ORDER);
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}
