//! Turns `catalog/` into Rust at every build of this repository, as another crate's build script would.

use rcs_errors_codegen::{Codegen, Error};

fn main() -> Result<(), Error> {
    Codegen::new("catalog").serde_feature("serde").build()
}
