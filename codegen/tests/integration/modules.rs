//! The order of the modules: see docs/ARCHITECTURE.md.

use std::path::Path;

use testing::modules;

/// From left to right. A module may use those to its left; those in braces do not use each other.
const ORDER: &str = "
    runtime/bucket, runtime/entry, runtime/lookup, runtime/set, runtime/implement,
    lookup,
    {emit/condition, emit/extent, emit/excerpt}, emit/fit, emit/shared,
    {emit/markdown, emit/error_enum}, emit/docs, {emit/syntax, emit/print}, {emit/enums, emit/rows}, emit/page
";

#[test]
fn every_arrow_points_to_the_left() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let violations = modules::check(&source, ORDER);
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}
