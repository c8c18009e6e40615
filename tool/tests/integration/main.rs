//! The tool as people and programs run it.

mod bump;
mod cases;
mod catalog;
mod cli;
mod diff;
mod explain;
mod generate;
mod import;
mod init;
mod quirks;
mod rename;
mod schema;
mod sections;
#[cfg(unix)]
mod terminal;
mod writes;

use testing::fixtures::PARCELS;
use testing::folder::Folder;
use testing::tool::Tool;

/// The code that `generate` writes with these settings, and the schema.
const GENERATED: &str = "rcs-errors/src/generated.rs";
const SETTINGS: &str = "[output]\ncode = \"../rcs-errors/src/generated.rs\"\n";
const SCHEMA: &str = "catalog/catalog.schema.json";

/// The binary that is tested.
fn tool() -> Tool {
    Tool::new(env!("CARGO_BIN_EXE_cargo-catalog"))
}

/// A repository with a small catalog. Nothing has been generated.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.create_folder("rcs-errors/src");
    folder.write("catalog/catalog.toml", SETTINGS);
    folder.write("catalog/parcels.toml", PARCELS);
    folder
}
