//! The `catalog` tool's release build, in folders laid out as this repository is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::catalog::{self, Page};
use crate::package::{root, tool};

/// The tool's binary.
#[derive(Debug)]
pub struct Catalog {
    binary: PathBuf,
}

impl Catalog {
    /// Builds the tool.
    ///
    /// # Panics
    ///
    /// If it does not build.
    #[must_use]
    pub fn build() -> Self {
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tool");
        let status = tool("CARGO", "cargo")
            .args(["build", "--quiet", "--release", "--locked", "--features", "cli"])
            .args(["--package", "rcs-errors-codegen", "--bin", "catalog", "--target-dir"])
            .arg(&target)
            .current_dir(root())
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the tool does not build");
        Self { binary: target.join("release/catalog") }
    }

    /// The tool with a command, to be run in a folder that [`lay_out`] has made.
    #[must_use]
    pub fn command(&self, command: &str, folder: &Path) -> Command {
        let mut tool = Command::new(&self.binary);
        tool.arg(command).current_dir(folder);
        tool
    }
}

/// Writes pages to where the tool expects them.
///
/// # Panics
///
/// If that fails.
pub fn lay_out(pages: &[Page], folder: &Path) {
    catalog::write(pages, &folder.join("catalog")).expect("the catalog can be written");
    let generated = generated(folder);
    let source = generated.parent().expect("it is in a folder");
    fs::create_dir_all(source).expect("the folder can be made");
}

/// What `generate` writes.
#[must_use]
pub fn generated(folder: &Path) -> PathBuf {
    folder.join("rcs-errors/src/generated.rs")
}
