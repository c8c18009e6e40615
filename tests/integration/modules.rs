//! The order of the modules of each package: see docs/ARCHITECTURE.md.

use std::path::Path;

use testing::modules;

/// The modules from left to right. A module may use those to its left. Modules in braces do not use each
/// other. A folder may use its own modules, but they may not use it.
const ORDERS: [(&str, &str); 3] = [
    (
        "model",
        "text/invisible, text/address, text/markdown, text/name, text/pointer, text/quote, text/similar,
         rule, source, fact, diagnostic, files, raw, settings, parse, page, finding, {validate/*, quirk/*},
         acknowledge, registry, report, version, change, diff",
    ),
    (
        "codegen",
        "runtime/bucket, runtime/entry, runtime/body, runtime/quirk, runtime/error, runtime/lookup, runtime/set,
         runtime/index, runtime/response, runtime/implement_documented, runtime/implement_endpoints,
         lookup,
         {emit/condition, emit/extent, emit/excerpt}, emit/fit, emit/shared,
         emit/error_enum, emit/docs, {emit/syntax, emit/print}, emit/enums, emit/endpoints,
         emit/page,
         write",
    ),
    (
        "tool",
        "day, body, paths, files, output/*,
         git, packages, comparison,
         {release/replace, release/requirement, release/notes},
         {release/manifest, release/lock, release/lines, release/changelog}, release/plan,
         quirks/*,
         import/line, import/rule/*, import/columns, import/read/*,
         import/left_out, import/page, import/rows, import/tables,
         import/file, import/matching, import/words, import/proposal, import/naming,
         {import/changes, import/swaps, import/removal}, import/plan, import/array, import/edit,
         rename, schema, init/*,
         sections/kind, sections/section_marker, {sections/marker, sections/content},
         commands/check, commands/explain, commands/generate, commands/*",
    ),
];

#[test]
fn every_path_points_to_the_left() {
    for (package, order) in ORDERS {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src");
        let violations = modules::check(&source, order);
        assert!(violations.is_empty(), "{}", violations.join("\n"));
    }
}
