//! The git repository that a catalog is in: its revisions, its tags, and the files that it tracks.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use error_catalog_model::files::{Contents, describe_error, is_catalog_name, read_error};
use error_catalog_model::text::{printable, printable_path, quoted};
use semver::Version;

/// A git repository with a working tree.
pub(crate) struct Repository {
    /// The top of the working tree, without symbolic links.
    pub(crate) root: PathBuf,
}

/// The name of a release and of its tag.
pub(crate) struct Tag {
    pub(crate) name: String,
    version: Version,
}

/// A commit of a repository.
pub(crate) struct Revision<'r> {
    repository: &'r Repository,
    /// What the user calls it.
    name: String,
    /// Its hash.
    commit: String,
}

/// An entry of a folder of a revision.
struct Entry {
    mode: String,
    object: String,
    name: String,
}

impl Repository {
    /// The repository that a folder is in.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let output = git(folder, ["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let message = format!(
                "cannot read revisions: git finds no repository at {}: {}; commit the catalog to one, or \
                 compare two folders: cargo catalog diff OLD",
                printable_path(folder),
                complaint(&output)
            );
            return Err(io::Error::other(message));
        }
        let root = path(output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout));
        let root = fs::canonicalize(&root).map_err(|error| read_error(&root, &error))?;
        Ok(Self { root })
    }

    /// The commit that a revision names.
    pub(crate) fn revision(&self, name: &str) -> io::Result<Revision<'_>> {
        let commit = format!("{name}^{{commit}}");
        match self.object(&commit)? {
            Some(commit) => Ok(Revision { repository: self, name: name.to_owned(), commit }),
            None => Err(io::Error::other(format!(
                "the git repository has no revision {}; list its tags with `git tag`, get those of \
                 others with `git fetch --tags`, or name a commit",
                quoted(name)
            ))),
        }
    }

    /// The tag of the newest release, like `v0.1.0`, that the current commit contains.
    pub(crate) fn newest_release(&self) -> io::Result<Option<Tag>> {
        if self.object("HEAD")?.is_none() {
            return Ok(None);
        }
        let list = self.run(["tag", "--list", "--merged", "HEAD", "v*"])?;
        let list = String::from_utf8_lossy(&list);
        let tags = list.lines().filter_map(Tag::parse);
        Ok(tags.max_by(|one, other| one.version.cmp(&other.version)))
    }

    /// Whether a version has been released.
    pub(crate) fn has_release(&self, version: &Version) -> io::Result<bool> {
        Ok(self.object(format!("refs/tags/v{version}"))?.is_some())
    }

    /// The files that git tracks: their paths, from the top of the working tree.
    pub(crate) fn tracked_files(&self) -> io::Result<Vec<PathBuf>> {
        let list = self.run(["ls-files", "-z"])?;
        let mut files: Vec<PathBuf> = split(&list).map(path).collect();
        // A file that is being merged is listed several times.
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// The hash of the object that an expression names, if there is one.
    fn object(&self, expression: impl AsRef<OsStr>) -> io::Result<Option<String>> {
        let options = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        let arguments = options.iter().map(OsStr::new).chain([expression.as_ref()]);
        let output = git(&self.root, arguments)?;
        let hash = String::from_utf8_lossy(&output.stdout);
        Ok(output.status.success().then(|| hash.trim().to_owned()))
    }

    fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> io::Result<Vec<u8>> {
        let output = git(&self.root, arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(io::Error::other(format!("git failed: {}", complaint(&output))))
    }
}

impl Tag {
    fn parse(name: &str) -> Option<Self> {
        let version = Version::parse(name.strip_prefix('v')?).ok()?;
        Some(Self { name: name.to_owned(), version })
    }
}

impl Revision<'_> {
    /// What messages call a path of the repository at this revision.
    pub(crate) fn label(&self, path: &Path) -> PathBuf {
        let path = path.strip_prefix(&self.repository.root).unwrap_or(path);
        let mut label = OsString::from(format!("{}:", self.name));
        label.push(slashed(path));
        label.into()
    }

    /// The file with this path; `None` if the revision does not have it.
    pub(crate) fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        let Some(object) = self.object(path)? else { return Ok(None) };
        self.repository.run(["cat-file", "blob", &object]).map(Some)
    }

    /// The files of the catalog whose folder has this path.
    pub(crate) fn catalog_files(&self, folder: &Path) -> io::Result<Vec<Contents>> {
        let Some(object) = self.object(folder)? else {
            let folder = printable_path(&self.label(folder));
            let message =
                format!("there is no folder {folder}; name a revision that has the catalog");
            return Err(io::Error::other(message));
        };
        let list = self.repository.run(["ls-tree", "-z", &object])?;
        let mut files = Vec::new();
        for entry in split(&list).filter_map(Entry::parse) {
            let path = self.label(&folder.join(&entry.name));
            if !is_catalog_name(&path) || !entry.is_file() {
                continue;
            }
            if entry.is_link() {
                let message = format!(
                    "{} is a symbolic link, which is not followed in git; compare with a folder \
                     instead: cargo catalog diff OLD",
                    printable_path(&path)
                );
                return Err(io::Error::other(message));
            }
            files.push((path, self.repository.run(["cat-file", "blob", &entry.object])?));
        }
        files.sort();
        Ok(files)
    }

    /// The hash of a file or a folder, if the revision has it.
    fn object(&self, path: &Path) -> io::Result<Option<String>> {
        let Ok(path) = path.strip_prefix(&self.repository.root) else { return Ok(None) };
        let mut expression = OsString::from(format!("{}:", self.commit));
        expression.push(slashed(path));
        self.repository.object(expression)
    }
}

impl Entry {
    /// `100644 blob 1f2e…<tab>name`
    fn parse(entry: &[u8]) -> Option<Self> {
        let entry = String::from_utf8_lossy(entry);
        let (attributes, name) = entry.split_once('\t')?;
        let mut attributes = attributes.split(' ');
        let (mode, _, object) = (attributes.next()?, attributes.next()?, attributes.next()?);
        Some(Self { mode: mode.to_owned(), object: object.to_owned(), name: name.to_owned() })
    }

    fn is_link(&self) -> bool {
        self.mode == "120000"
    }

    fn is_file(&self) -> bool {
        self.mode.starts_with("100") || self.is_link()
    }
}

/// Runs git in a folder, and returns what it printed.
fn git<A: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = A>,
) -> io::Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments);
    // If a hook of git runs the tool, these name the repository of the hook.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let output = command.env("LC_ALL", "C").output();
    output.map_err(|error| describe_error(&error, "cannot run git, which has to be installed"))
}

/// The first line of what git printed about a failure.
fn complaint(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let line = error.lines().next().unwrap_or("it does not say why");
    printable(line.strip_prefix("fatal: ").unwrap_or(line))
}

fn split(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == 0).filter(|item| !item.is_empty())
}

/// A path as git prints it.
#[cfg(unix)]
fn path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// A path as git expects it in an expression.
#[cfg(unix)]
fn slashed(path: &Path) -> Cow<'_, OsStr> {
    path.as_os_str().into()
}

#[cfg(not(unix))]
fn slashed(path: &Path) -> Cow<'_, OsStr> {
    OsString::from(path.to_string_lossy().replace('\\', "/")).into()
}
