//! What the benchmarks build with cargo: packages outside the workspace, and the release build of the tool.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

use crate::catalog::{self, Page};

/// A package in a temporary folder.
#[derive(Debug)]
pub struct Package {
    folder: TempDir,
}

impl Package {
    /// A package with this name, whose manifest has these sections after `[package]`. `{root}` in
    /// them is replaced by the path of the repository.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn new(name: &str, sections: &str) -> Self {
        let root = root().display().to_string().replace('\\', "/");
        let sections = sections.replace("{root}", &root);
        let new = Self { folder: tempfile::tempdir().expect("a folder can be created") };
        new.write(
            "Cargo.toml",
            &format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n\n{sections}"),
        );
        // With these versions nothing has to be downloaded.
        new.write("Cargo.lock", include_str!("../Cargo.lock"));
        new
    }

    /// The package's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the package.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn write(&self, path: &str, contents: &str) {
        let path = self.folder().join(path);
        let folder = path.parent().expect("the file is in the package's folder");
        fs::create_dir_all(folder).expect("the folder can be created");
        fs::write(path, contents).expect("the file can be written");
    }

    /// The target folder.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.folder().join("target")
    }

    /// A cargo command for the package, which downloads nothing.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = toolchain_command("CARGO", "cargo");
        cargo
            .args(arguments)
            .args(["--quiet", "--offline"])
            .current_dir(self.folder())
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_TERM_COLOR", "never");
        cargo
    }
}

/// The repository's folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The program that an environment variable names, or the one with this name.
#[must_use]
pub fn toolchain_command(variable: &str, name: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| OsString::from(name)))
}

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

/// Writes the pages to the folder in which the tool finds them, the settings that name the file with the code, and
/// the folder of that file.
///
/// # Panics
///
/// If that fails.
pub fn write_repository(pages: &[Page], folder: &Path) {
    catalog::write(pages, &folder.join("catalog")).expect("the catalog can be written");
    fs::write(
        folder.join("catalog/catalog.toml"),
        "[output]\ncode = '../rcs-errors/src/generated.rs'\n",
    )
    .expect("the settings can be written");
    fs::create_dir_all(folder.join("rcs-errors/src")).expect("the folder can be created");
}

/// The path of the file that `generate` writes.
#[must_use]
pub fn generated_file(folder: &Path) -> PathBuf {
    folder.join("rcs-errors/src/generated.rs")
}
