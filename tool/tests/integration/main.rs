//! The tool as people and programs run it.

mod cases;
mod catalog;
mod cli;
mod diff;
mod explain;
mod import;
mod quirks;
mod schema;
#[cfg(unix)]
mod terminal;
mod writes;

use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Tool;

/// What `generate` writes.
const GENERATED: &str = "rcs-errors/src/generated.rs";

/// The binary that is tested.
fn tool() -> Tool {
    Tool::new(env!("CARGO_BIN_EXE_cargo-catalog"))
}

/// A repository with a small catalog. Nothing has been generated.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.create_folder("rcs-errors/src");
    folder.write("catalog/parcels.toml", PARCELS);
    folder
}
