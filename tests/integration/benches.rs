//! The benchmarks are a separate workspace, with the same lints as the project.

use toml::Table;

#[test]
fn the_benchmarks_have_the_lints_of_the_project() {
    let project: Table = include_str!("../../Cargo.toml").parse().unwrap();
    let benches: Table = include_str!("../../benches/Cargo.toml").parse().unwrap();
    assert_eq!(benches["lints"], project["workspace"]["lints"]);
}
