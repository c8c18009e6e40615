//! Crates outside of the workspace that use the published packages.
//!
//! They see what a service or a build script would see: the packages are packed and unpacked as for
//! crates.io, and built offline with the versions of the repository's lock file. The packages may depend on
//! each other: a consumer finds those too.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

use crate::folder::Folder;
use crate::tool::Output;

/// A crate in a temporary folder.
#[derive(Debug)]
pub struct Consumer {
    /// The crate's files.
    pub folder: Folder,
    target: PathBuf,
    /// The name of another toolchain than the one of the test.
    toolchain: Option<String>,
}

impl Consumer {
    /// A crate with this manifest after its `[package]`. `{packages}` is replaced with the folder of the
    /// unpacked packages: `rcs-errors = { path = '{packages}/rcs-errors' }`.
    ///
    /// No other test uses the same name: consumers share a target folder, in which cargo tells crates apart
    /// by their names.
    ///
    /// # Panics
    ///
    /// If the packages cannot be packed and unpacked, or a file cannot be written.
    #[must_use]
    pub fn new(name: &str, edition: &str, manifest: &str) -> Self {
        Self::of_workspace(Workspace::here(), name, edition, manifest)
    }

    fn of_workspace(workspace: &Workspace, name: &str, edition: &str, manifest: &str) -> Self {
        let package = format!("[package]\nname = \"{name}\"\nedition = \"{edition}\"\n");
        let patch = workspace.patch(manifest);
        let manifest = format!("{package}\n{manifest}\n{patch}")
            .replace("{packages}", &workspace.unpacked().display().to_string().replace('\\', "/"));
        let folder = Folder::new();
        folder.write("Cargo.toml", manifest);
        // With the versions of the repository nothing has to be downloaded.
        if let Ok(versions) = fs::read(workspace.root.join("Cargo.lock")) {
            folder.write("Cargo.lock", versions);
        }
        Self { folder, target: workspace.consumers(), toolchain: None }
    }

    /// The same crate, built with another version of Rust; `None` if rustup has not installed it. Not offline: an
    /// older cargo may have a separate copy of the registry.
    #[must_use]
    pub fn with_rust(self, version: &str) -> Option<Self> {
        let consumer = Self { toolchain: Some(version.to_owned()), ..self };
        let mut command = consumer.command();
        let is_installed =
            command.arg("--version").output().is_ok_and(|output| output.status.success());
        is_installed.then_some(consumer)
    }

    fn command(&self) -> Command {
        let Some(toolchain) = &self.toolchain else { return cargo() };
        let mut command = Command::new("rustup");
        command.args(["run", toolchain, "cargo"]).stdin(Stdio::null());
        // Those of the test's toolchain.
        command.env_remove("CARGO").env_remove("RUSTC");
        command
    }

    /// Runs cargo in the crate.
    ///
    /// # Panics
    ///
    /// If cargo cannot be started.
    #[must_use]
    #[track_caller]
    pub fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = self.command();
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_NET_OFFLINE", self.toolchain.is_none().to_string())
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTDOCFLAGS", "-D warnings");
        Output::from_command(&mut command)
    }

    /// Runs cargo in the crate, with exit status 0. Returns standard output.
    ///
    /// # Panics
    ///
    /// If the exit status is another one; and as [`Consumer::cargo`].
    #[expect(clippy::must_use_candidate, reason = "the output is not always of interest")]
    #[track_caller]
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.cargo(arguments);
        output.assert_status(0);
        output.stdout
    }

    /// Runs Clippy if it is installed, as it is by default; the compiler's lints if not.
    ///
    /// # Panics
    ///
    /// If a lint fails; and as [`Consumer::cargo`].
    #[track_caller]
    pub fn lint(&self, arguments: &[&str]) {
        let has_clippy = self.cargo(&["clippy", "--version"]).status == Some(0);
        let lint = if has_clippy { "clippy" } else { "check" };
        self.succeed(&[&[lint, "--quiet"], arguments].concat());
    }
}

/// The cargo that runs the test.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.stdin(Stdio::null());
    command
}

/// Runs cargo in the workspace, offline and with exit status 0. Returns standard output.
///
/// # Panics
///
/// If the exit status is another one, or cargo cannot be started.
#[expect(clippy::must_use_candidate, reason = "the output is not always of interest")]
#[track_caller]
pub fn cargo_in_workspace(arguments: &[&str]) -> String {
    run_cargo(workspace(), arguments)
}

/// The folder of the workspace.
#[must_use]
pub fn workspace() -> &'static Path {
    &Workspace::here().root
}

/// The target folder of all consumers.
#[must_use]
pub fn target() -> PathBuf {
    Workspace::here().consumers()
}

/// The packages of the workspace that are published, in the order of their names.
#[must_use]
pub fn packages() -> Vec<&'static str> {
    Workspace::here().packages.iter().map(|package| &*package.name).collect()
}

/// The files of a published package, unpacked.
///
/// # Panics
///
/// If the packages cannot be packed and unpacked, or there is no such package.
#[must_use]
#[track_caller]
pub fn unpacked(package: &str) -> PathBuf {
    assert!(packages().contains(&package), "{package} is not published");
    Workspace::here().unpacked().join(package)
}

/// A workspace, and where its packages are unpacked.
struct Workspace {
    root: PathBuf,
    target: PathBuf,
    packages: Vec<Package>,
    unpacked: OnceLock<PathBuf>,
}

/// A package that is published.
struct Package {
    name: String,
    version: String,
    /// Other packages of the workspace.
    dependencies: BTreeSet<String>,
}

impl Workspace {
    /// The one that this package is in.
    fn here() -> &'static Self {
        static HERE: OnceLock<Workspace> = OnceLock::new();
        HERE.get_or_init(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
            Self::read(root.expect("the package is in a workspace"))
        })
    }

    fn read(root: &Path) -> Self {
        let metadata = run_cargo(root, &["metadata", "--no-deps", "--format-version=1"]);
        let metadata: Value = serde_json::from_str(&metadata).expect("cargo prints JSON");
        let mut packages: Vec<Package> = list(&metadata["packages"])
            .filter(|package| package["publish"].is_null())
            .map(|package| Package {
                name: string(&package["name"]),
                version: string(&package["version"]),
                dependencies: list(&package["dependencies"])
                    // A package is published without the dependencies of its tests.
                    .filter(|dependency| {
                        dependency["path"].is_string() && dependency["kind"] != "dev"
                    })
                    .map(|dependency| string(&dependency["name"]))
                    .collect(),
            })
            .collect();
        packages.sort_by(|one, other| one.name.cmp(&other.name));
        let target = string(&metadata["target_directory"]).into();
        Self { root: root.to_owned(), target, packages, unpacked: OnceLock::new() }
    }

    fn consumers(&self) -> PathBuf {
        self.target.join("consumers")
    }

    /// The folder with the packages, each in a folder of its name.
    fn unpacked(&self) -> &Path {
        self.unpacked.get_or_init(|| {
            let folder = self.target.join("packages");
            let packed = folder.join("packed");
            let packed_argument = packed.display().to_string();
            // All at once: cargo finds those that depend on each other.
            let mut arguments =
                vec!["package", "--no-verify", "--allow-dirty", "--target-dir", &packed_argument];
            for package in &self.packages {
                arguments.extend(["--package", &package.name]);
            }
            run_cargo(&self.root, &arguments);
            for package in &self.packages {
                unpack(package, &packed.join("package"), &folder);
            }
            folder
        })
    }

    /// The part of a manifest that finds the packages which those that it names depend on.
    fn patch(&self, manifest: &str) -> String {
        let is_of_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let mut named: Vec<&str> = manifest
            .split("{packages}/")
            .skip(1)
            .map(|rest| rest.split(|c| !is_of_name(c)).next().unwrap_or(rest))
            .collect();
        let mut needed = BTreeSet::new();
        while let Some(name) = named.pop() {
            let package = self.packages.iter().find(|package| package.name == name);
            let package = package.unwrap_or_else(|| panic!("`{name}` is not published"));
            for dependency in &package.dependencies {
                if needed.insert(dependency) {
                    named.push(dependency);
                }
            }
        }
        let patch = |name| format!("{name} = {{ path = '{{packages}}/{name}' }}\n");
        let patches: String = needed.into_iter().map(patch).collect();
        if patches.is_empty() { patches } else { format!("[patch.crates-io]\n{patches}") }
    }
}

/// Unpacks a package as cargo unpacks it for a service, unless it is there: what has not changed need not
/// be built again.
fn unpack(package: &Package, packed: &Path, folder: &Path) {
    let Package { name, version, .. } = package;
    let archive = packed.join(format!("{name}-{version}.crate"));
    let content =
        fs::read(&archive).unwrap_or_else(|error| panic!("{}: {error}", archive.display()));
    let last = folder.join(format!("{name}.crate"));
    let unpacked = folder.join(name);
    if unpacked.is_dir() && fs::read(&last).is_ok_and(|last| last == content) {
        return;
    }
    // What is not there needs no removal.
    _ = fs::remove_file(&last);
    _ = fs::remove_dir_all(&unpacked);
    fs::create_dir_all(&unpacked).expect("a folder can be made in the target folder");
    // The files are new to cargo: in a package they are all of one day, long ago.
    let mut command = Command::new("tar");
    command.arg("-xzmf").arg(&archive).args(["--strip-components", "1"]).current_dir(&unpacked);
    Output::from_command(&mut command).assert_status(0);
    fs::write(last, content).expect("a file can be written in the target folder");
}

#[track_caller]
fn run_cargo(root: &Path, arguments: &[&str]) -> String {
    let mut command = cargo();
    command.args(arguments).current_dir(root).env("CARGO_NET_OFFLINE", "true");
    let output = Output::from_command(&mut command);
    output.assert_status(0);
    output.stdout
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("cargo prints a list").iter()
}

fn string(value: &Value) -> String {
    value.as_str().expect("cargo prints a string").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A workspace with two packages that are published, one of which needs the other, and one that is not.
    fn workspace() -> (Folder, Workspace) {
        let folder = Folder::new();
        folder.write(
            "Cargo.toml",
            "[workspace]\nmembers = ['model', 'codegen', 'tests']\nresolver = '2'\n",
        );
        for (name, publish, dependencies) in [
            ("model", true, ""),
            (
                "codegen",
                true,
                "[dependencies]\nconsumed-model = { path = '../model', version = '0.1.0' }\n",
            ),
            ("tests", false, "[dependencies]\nconsumed-codegen = { path = '../codegen' }\n"),
        ] {
            let package = format!(
                "[package]\nname = 'consumed-{name}'\nversion = '0.1.0'\nedition = '2021'\n\
                 license = 'MIT'\ndescription = 'x'\n{}\n",
                if publish { "" } else { "publish = false" }
            );
            folder.write(format!("{name}/Cargo.toml"), package + dependencies);
        }
        folder.write("model/src/lib.rs", "pub const MODEL: &str = \"the model\";\n");
        folder.write("codegen/src/lib.rs", "pub use consumed_model::MODEL;\n");
        folder.write("tests/src/lib.rs", "");
        // Elsewhere if the environment says so, for all workspaces.
        let mut workspace = Workspace::read(folder.as_ref());
        workspace.target = folder.path("target");
        (folder, workspace)
    }

    #[test]
    fn a_consumer_of_a_package_finds_those_that_it_depends_on() {
        let (folder, workspace) = workspace();
        let names = ["consumed-codegen", "consumed-model"];
        let published: Vec<&str> =
            workspace.packages.iter().map(|package| &*package.name).collect();
        assert_eq!(published, names);

        let manifest =
            "[dependencies]\nconsumed-codegen = { path = '{packages}/consumed-codegen' }\n";
        let consumer = Consumer::of_workspace(&workspace, "user", "2024", manifest);
        consumer
            .folder
            .write("src/main.rs", "fn main() { println!(\"{}\", consumed_codegen::MODEL) }");
        assert_eq!(consumer.succeed(&["run", "--quiet"]), "the model\n");

        // What is the same is not unpacked again, and what has changed is.
        let unpack_again = || {
            let mut workspace = Workspace::read(folder.as_ref());
            workspace.target = folder.path("target");
            let files = names.map(|name| workspace.unpacked().join(name).join("src/lib.rs"));
            files.map(|file| fs::metadata(file).unwrap().modified().unwrap())
        };
        let before = unpack_again();
        assert_eq!(unpack_again(), before);
        folder.replace("model/src/lib.rs", "the model", "the new model");
        let [_, model] = unpack_again();
        assert!(before[1] < model);
        assert_eq!(consumer.succeed(&["run", "--quiet"]), "the new model\n");
    }

    #[test]
    fn a_patch_has_what_the_named_packages_need() {
        let (_folder, workspace) = workspace();
        assert_eq!(workspace.patch("[dependencies]\n"), "");
        assert_eq!(workspace.patch("x = { path = '{packages}/consumed-model' }"), "");
        assert_eq!(
            workspace.patch("x = { path = \"{packages}/consumed-codegen\" }"),
            "[patch.crates-io]\nconsumed-model = { path = '{packages}/consumed-model' }\n"
        );
    }

    #[test]
    #[should_panic(expected = "`consumed-tests` is not published")]
    fn a_package_that_is_not_published_cannot_be_consumed() {
        let (_folder, workspace) = workspace();
        _ = workspace.patch("x = { path = '{packages}/consumed-tests' }");
    }
}
