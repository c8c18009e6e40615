//! The release build of `cargo-catalog`, and folders with the layout of this repository to run it in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::catalog::{self, Page};
use crate::package::{root, toolchain_command};

/// The binary of the tool.
#[derive(Debug)]
pub struct Tool {
    binary: PathBuf,
}

impl Tool {
    /// Builds the tool.
    ///
    /// # Panics
    ///
    /// If it does not build.
    #[must_use]
    pub fn build() -> Self {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tool");
        let status = toolchain_command("CARGO", "cargo")
            .args(["build", "--quiet", "--release", "--locked"])
            .args(["--package", "cargo-catalog", "--target-dir"])
            .arg(&target)
            .current_dir(root())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the tool does not build");
        Self { binary: target.join("release/cargo-catalog") }
    }

    /// The tool with this command, in a folder that [`write_repository`] has written.
    #[must_use]
    pub fn command(&self, command: &str, folder: &Path) -> Command {
        let mut tool = Command::new(&self.binary);
        tool.arg(command).current_dir(folder);
        tool
    }
}

/// Writes the pages to the folder in which the tool finds them, and creates the folder into which it
/// generates.
///
/// # Panics
///
/// If that fails.
pub fn write_repository(pages: &[Page], folder: &Path) {
    catalog::write(pages, &folder.join("catalog")).expect("the catalog can be written");
    fs::create_dir_all(folder.join("rcs-errors/src")).expect("the folder can be created");
}

/// The path of the file that `generate` writes.
#[must_use]
pub fn generated_file(folder: &Path) -> PathBuf {
    folder.join("rcs-errors/src/generated.rs")
}
