//! The committed code is what the catalog makes of itself.

use similar::TextDiff;

#[test]
fn the_committed_file_is_what_the_build_script_has_just_made() {
    let made = include_str!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    let committed = include_str!("../rcs-errors/src/generated.rs").replace("\r\n", "\n");
    let diff = TextDiff::from_lines(committed.as_str(), made);
    assert!(
        committed == made,
        "rcs-errors/src/generated.rs is not what the catalog makes of it\n\
         to mend it: cargo catalog generate\n\n{}",
        diff.unified_diff().header("rcs-errors/src/generated.rs", "what the catalog makes of it"),
    );
}
