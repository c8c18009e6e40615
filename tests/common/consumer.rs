//! A crate outside the workspace that uses the published ones.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

/// A crate of its own in a folder of its own.
pub(crate) struct Consumer {
    pub(crate) folder: TempDir,
}

impl Consumer {
    /// A crate with this manifest after its `[package]`. `{packages}` stands for the folder of the
    /// published ones. The name is its own, since cargo tells crates in the same target folder apart
    /// by their names.
    pub(crate) fn new(name: &str, edition: &str, manifest: &str) -> Self {
        let packages = packages().display().to_string().replace('\\', "/");
        let manifest = manifest.replace("{packages}", &packages);
        let package = format!("[package]\nname = \"{name}\"\nedition = \"{edition}\"\n");
        let consumer = Self { folder: tempfile::tempdir().unwrap() };
        consumer.write("Cargo.toml", &format!("{package}\n{manifest}"));
        // With the versions of the repository nothing has to be downloaded.
        consumer.write("Cargo.lock", include_str!("../../Cargo.lock"));
        consumer
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs cargo in the crate. All consumers share a target folder, and so their dependencies.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Output {
        cargo()
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TARGET_DIR", target())
            .env("RUSTDOCFLAGS", "-D warnings")
            .output()
            .unwrap()
    }

    /// What cargo prints on standard output, when all goes well.
    #[track_caller]
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The cargo that runs the test.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumers")
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

pub(crate) const PACKAGES: [&str; 2] = ["rcs-errors", "rcs-errors-codegen"];

/// The folder with what would be published, unpacked as cargo unpacks it for a service.
fn packages() -> &'static Path {
    static UNPACKED: OnceLock<PathBuf> = OnceLock::new();
    UNPACKED.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
        // What is not there needs no removal.
        _ = fs::remove_dir_all(&folder);
        for package in PACKAGES {
            let target = folder.join("packed");
            let mut command = cargo();
            command.args(["package", "--no-verify", "--allow-dirty", "--offline"]);
            command.args(["--package", package]).arg("--target-dir").arg(&target);
            done(command.current_dir(root()));

            let id = done(cargo().args(["pkgid", "--package", package]).current_dir(root()));
            let (_, version) = id.trim_end().rsplit_once(['#', '@']).unwrap();
            let unpacked = folder.join(package);
            fs::create_dir(&unpacked).unwrap();
            // Files that are new to cargo: those in a package are all of one day, long ago.
            let mut command = Command::new("tar");
            command.args(["-xzmf", &format!("packed/package/{package}-{version}.crate")]);
            command.args(["--strip-components", "1", "-C", package]);
            done(command.current_dir(&folder));
        }
        folder
    })
}

/// What a command prints on standard output, when all goes well.
#[track_caller]
pub(crate) fn done(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Clippy where it is installed, as it is by default; the compiler's own lints elsewhere.
pub(crate) fn lint(consumer: &Consumer) -> &'static str {
    if consumer.cargo(&["clippy", "--version"]).status.success() { "clippy" } else { "check" }
}
