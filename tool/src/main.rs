//! The binary `cargo-catalog`: see [`cargo_catalog`].

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_catalog::run()
}
