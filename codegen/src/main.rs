//! The `catalog` command line tool: see [`rcs_errors_codegen::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    rcs_errors_codegen::cli::run()
}
