//! Temporary folders with files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::tool::Output;

/// A temporary folder, removed at the end. All paths are relative to it, and all methods panic if the file
/// system refuses.
#[derive(Debug)]
pub struct Folder {
    temporary: TempDir,
    path: PathBuf,
}

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

impl Folder {
    /// An empty folder.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    #[must_use]
    pub fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder can be made");
        let path = temporary.path().to_owned();
        Self { temporary, path }
    }

    /// An empty folder of this name, in another one: for names that may break something.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut folder = Self::new();
        folder.path = folder.temporary.path().join(name);
        folder.create_folder("");
        folder
    }

    /// Where a file of the folder is.
    #[must_use]
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path.join(path)
    }

    /// Makes a folder, and those that it is in.
    ///
    /// # Panics
    ///
    /// If it cannot be made.
    #[track_caller]
    pub fn create_folder(&self, path: impl AsRef<Path>) {
        let path = self.path(path);
        fs::create_dir_all(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Writes a file, and makes the folders that it is in.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    #[track_caller]
    pub fn write(&self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        if let Some(folder) = path.parent() {
            self.create_folder(folder);
        }
        fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// What is in a file, as it is.
    ///
    /// # Panics
    ///
    /// If it cannot be read, or is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn read(&self, path: impl AsRef<Path>) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Replaces a string in a file, wherever it is.
    ///
    /// # Panics
    ///
    /// If the file does not contain it.
    #[track_caller]
    pub fn replace(&self, path: impl AsRef<Path>, old: &str, new: &str) {
        let content = self.read(&path);
        assert!(content.contains(old), "{} has no {old:?}", path.as_ref().display());
        self.write(path, content.replace(old, new));
    }

    /// Removes a file, or a folder with all that is in it.
    ///
    /// # Panics
    ///
    /// If it cannot be removed.
    #[track_caller]
    pub fn remove(&self, path: impl AsRef<Path>) {
        let path = self.path(path);
        let is_folder = path.is_dir() && !path.is_symlink();
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Whether there is a file or a folder.
    #[must_use]
    pub fn contains(&self, path: impl AsRef<Path>) -> bool {
        self.path(path).exists()
    }

    /// All files, and links, in the folder and the folders in it: their paths with slashes, sorted.
    ///
    /// # Panics
    ///
    /// If a folder cannot be read.
    #[must_use]
    #[track_caller]
    pub fn list(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            #[expect(clippy::disallowed_methods, reason = "the files are sorted below")]
            let entries = fs::read_dir(folder).expect("a folder can be read");
            for entry in entries {
                let entry = entry.expect("a folder can be read");
                let path = entry.path();
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&self.path).unwrap_or(&path);
                    files.push(path.display().to_string().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }

    /// Commits all that is in the folder to a git repository there, which is made if there is none.
    ///
    /// # Panics
    ///
    /// If git refuses.
    #[track_caller]
    pub fn commit(&self) {
        let commands: [&[&str]; 3] =
            [&["init", "--quiet"], &["add", "."], &["commit", "--quiet", "--message", "all"]];
        for arguments in commands {
            self.git(arguments);
        }
    }

    /// Runs git in the folder, without the settings of the machine. Returns what it prints.
    ///
    /// # Panics
    ///
    /// If git refuses.
    #[expect(clippy::must_use_candidate, reason = "the output is not always of interest")]
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=nobody", "-c", "user.email=nobody@example.com"])
            .args(arguments)
            .current_dir(&self.path)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        let output = Output::from_command(&mut command);
        output.assert_status(0);
        output.stdout
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_written_read_listed_and_removed() {
        let folder = Folder::named("a name with 'quotes' and spaces für 目录");
        assert_eq!(folder.list(), [] as [&str; 0]);
        folder.write("catalog/parcels.toml", "one two one");
        folder.write("b/c.txt", [0xFF, 0]);
        folder.create_folder("empty/folder");
        assert_eq!(folder.list(), ["b/c.txt", "catalog/parcels.toml"]);
        folder.replace("catalog/parcels.toml", "one", "three");
        assert_eq!(folder.read("catalog/parcels.toml"), "three two three");
        folder.remove("catalog/parcels.toml");
        folder.remove("b");
        assert!(folder.contains("catalog") && folder.contains("empty/folder"));
        assert_eq!(folder.list(), [] as [&str; 0]);
    }

    #[test]
    #[should_panic(expected = "a.txt has no \"three\"")]
    fn an_edit_of_nothing_fails() {
        let folder = Folder::new();
        folder.write("a.txt", "one");
        folder.replace("a.txt", "three", "four");
    }

    #[test]
    fn a_second_commit_follows_the_first() {
        let folder = Folder::new();
        folder.write("a.txt", "one");
        folder.commit();
        folder.write("a.txt", "two");
        folder.commit();
        assert_eq!(folder.git(&["rev-list", "--count", "HEAD"]), "2\n");
        assert_eq!(folder.git(&["show", "HEAD~1:a.txt"]), "one");
    }
}
