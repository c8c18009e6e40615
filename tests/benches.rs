//! The benchmarks are a workspace of their own, and held to what the project is held to.

use toml::Table;

#[test]
fn the_lints_of_the_benchmarks_are_those_of_the_project() {
    let project: Table = include_str!("../Cargo.toml").parse().unwrap();
    let benches: Table = include_str!("../benches/Cargo.toml").parse().unwrap();
    assert_eq!(benches["lints"], project["workspace"]["lints"]);
}
