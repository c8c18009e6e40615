//! A clone of the repository, with a target folder that stays: what has not changed need not be built again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use testing::consumer::{cargo, target, workspace};
use testing::tool::{Output, Tool};

/// A clone, and the tool as it is built there.
pub(super) struct Clone {
    root: PathBuf,
    target: PathBuf,
}

impl Clone {
    /// The repository as it is, with what is not committed, as the first commit of another one.
    pub(super) fn new() -> Self {
        let folder = target().with_file_name("maintainer");
        let clone = Self { root: folder.join("repository"), target: folder.join("target") };
        fs::create_dir_all(&clone.root).unwrap();
        let list = |folder: &Path| {
            let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
            let files = Tool::new("git").succeed(folder, arguments);
            let files: Vec<String> = files.split_terminator('\0').map(str::to_owned).collect();
            files
        };
        let files = list(workspace());
        if clone.root.join(".git").exists() {
            for file in list(&clone.root).iter().filter(|file| !files.contains(file)) {
                // It may be gone already.
                _ = fs::remove_file(clone.root.join(file));
            }
        } else {
            clone.git(&["init", "--quiet"]);
        }
        for file in &files {
            // One that was deleted is still listed.
            if let Ok(content) = fs::read(workspace().join(file)) {
                clone.write(file, &content);
            }
        }
        clone.git(&["add", "--all"]);
        clone.git(&["commit", "--quiet", "--allow-empty", "--message", "The repository"]);
        clone.cargo(&["build", "--package", "cargo-catalog"]).assert_status(0);
        clone
    }

    /// Brings all files back to what they were.
    pub(super) fn reset(&self) {
        self.git(&["reset", "--quiet", "--hard"]);
        self.git(&["clean", "--quiet", "--force", "-d"]);
    }

    /// Writes a file, unless it has this content.
    pub(super) fn write(&self, file: &str, content: &[u8]) {
        let path = self.root.join(file);
        if fs::read(&path).is_ok_and(|current| current == content) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(super) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.root.join(file)).unwrap()
    }

    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// A folder outside of the clone.
    pub(super) fn outside(&self) -> &Path {
        self.root.parent().unwrap()
    }

    pub(super) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=nobody", "-c", "user.email=nobody@example.com"])
            .args(["-c", "core.quotePath=false", "-c", "core.autocrlf=false"])
            .args(arguments)
            .current_dir(&self.root);
        let output = Output::from_command(&mut command);
        output.assert_status(0);
        output.stdout
    }

    /// The files that differ from the commit.
    pub(super) fn changed(&self) -> Vec<String> {
        self.git(&["add", "--all"]);
        let files = self.git(&["diff", "--cached", "--name-only"]);
        files.lines().map(str::to_owned).collect()
    }

    /// Everything that differs from the commit.
    pub(super) fn difference(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["diff", "--cached"])
    }

    /// Runs the tool: the program that `cargo catalog` builds and runs.
    pub(super) fn catalog(&self, arguments: &[&str]) -> Output {
        let tool = Tool::new(self.target.join("debug").join("cargo-catalog"));
        Output::from_command(
            tool.command(&self.root, arguments).env("CARGO", cargo().get_program()),
        )
    }

    pub(super) fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = cargo();
        command
            .args(arguments)
            .current_dir(&self.root)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env("CARGO_TARGET_DIR", &self.target)
            // Nobody debugs it: so it takes a fraction of the time and the space.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("INSTA_UPDATE", "always");
        Output::from_command(&mut command)
    }
}
