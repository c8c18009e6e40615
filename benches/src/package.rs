//! Packages outside the workspace, built by cargo for real.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

/// A package in a folder of its own.
#[derive(Debug)]
pub struct Package {
    folder: TempDir,
}

impl Package {
    /// A package of this name, with this manifest after its `[package]`. `{root}` stands for the
    /// repository.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[must_use]
    pub fn new(name: &str, manifest: &str) -> Self {
        let root = root().display().to_string().replace('\\', "/");
        let manifest = manifest.replace("{root}", &root);
        let package = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
        let new = Self { folder: tempfile::tempdir().expect("there is a folder for it") };
        new.write("Cargo.toml", &format!("{package}\n{manifest}"));
        // With these versions nothing has to be downloaded.
        new.write("Cargo.lock", include_str!("../Cargo.lock"));
        new
    }

    /// Its folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of it.
    ///
    /// # Panics
    ///
    /// If that fails.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        let folder = path.parent().expect("it is in the package's folder");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Where cargo puts what it builds.
    #[must_use]
    pub fn target(&self) -> PathBuf {
        self.folder().join("target")
    }

    /// A cargo that is to be run in it.
    #[must_use]
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = tool("CARGO", "cargo");
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

/// A tool that a variable of the environment names, or the one of this name.
#[must_use]
pub fn tool(variable: &str, name: &str) -> Command {
    Command::new(env::var_os(variable).unwrap_or_else(|| OsString::from(name)))
}
