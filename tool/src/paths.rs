//! Paths of a catalog's settings: relative to its folder, and worked out from their names alone.

use std::io;
use std::path::{self, Component, Path, PathBuf};

use error_catalog_model::text::{printable, printable_path};

/// The path that a setting means, which is relative to the catalog's folder: without the folders that it
/// goes into and out of again, like `catalog/../`.
pub(crate) fn resolve(catalog: &Path, setting: &Path) -> PathBuf {
    normalize(&catalog.join(setting))
}

/// The path from a folder to a file or another folder, with slashes, as settings and code contain it. Both are
/// relative to the current folder.
///
/// # Errors
///
/// If there is no such path: on another drive, or if a name is not UTF-8.
pub(crate) fn relative(folder: &Path, path: &Path) -> io::Result<String> {
    let [from, to] = [folder, path].map(|path| path::absolute(path).map(|path| normalize(&path)));
    let (from, to) = (from?, to?);
    let (mut from, mut to) = (from.components().peekable(), to.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        _ = (from.next(), to.next());
    }
    let up = from.map(|_| Some(".."));
    let down = to.map(|component| match component {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let names: Option<Vec<&str>> = up.chain(down).collect();
    let names = names.ok_or_else(|| {
        let (path, folder) = (printable_path(path), printable_path(folder));
        io::Error::other(format!(
            "there is no path from {folder} to {path} that can be written down"
        ))
    })?;
    Ok(if names.is_empty() { ".".to_owned() } else { names.join("/") })
}

/// The option that names the catalog's folder in a command, with a space before it; empty if the command finds
/// the folder by itself.
///
/// # Errors
///
/// Those of [`relative`].
pub(crate) fn catalog_option(catalog: &Path) -> io::Result<String> {
    let folder = relative(Path::new("."), catalog)?;
    let is_found = folder == "catalog";
    let option = || printable(&format!(" --catalog {}", shell_word(&folder)));
    Ok(if is_found { String::new() } else { option() })
}

/// A word of a command, as a shell reads it.
pub(crate) fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The shortest form of the path. Nothing is read: a symbolic link counts as the folder that has its name.
fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::CurDir, _)
            | (Component::ParentDir, Some(Component::RootDir | Component::Prefix(_))) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            _ => normal.push(component),
        }
    }
    if normal.as_os_str().is_empty() { PathBuf::from(".") } else { normal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_relative_to_the_folder_of_the_catalog() {
        for (catalog, setting, expected) in [
            ("catalog", "../src/errors.rs", "src/errors.rs"),
            ("catalog", "README.md", "catalog/README.md"),
            ("./a/./catalog", "./../b//c", "a/b/c"),
            (".", "../README.md", "../README.md"),
            ("..", "../README.md", "../../README.md"),
            ("../../catalog", "../README.md", "../../README.md"),
            ("a/b", "../..", "."),
            ("catalog", "..", "."),
            ("catalog", "../../..", "../.."),
            ("/a/catalog", "../b", "/a/b"),
            ("/a", "../../../b", "/b"),
            ("", "a/../b", "b"),
        ] {
            let resolved = resolve(Path::new(catalog), Path::new(setting));
            assert_eq!(resolved, Path::new(expected), "{catalog} {setting}");
        }
    }

    #[test]
    fn a_relative_path_leads_back() {
        for (folder, path, expected) in [
            ("catalog", "src/errors.rs", "../src/errors.rs"),
            ("a/catalog", "a/src/errors.rs", "../src/errors.rs"),
            ("./catalog/", "./catalog/../x", "../x"),
            ("catalog", "catalog/README.md", "README.md"),
            (".", "catalog", "catalog"),
            ("a/b", "a/b", "."),
            ("a/b/c", "a", "../.."),
            ("/a/b", "/c", "../../c"),
        ] {
            let relative = relative(Path::new(folder), Path::new(path)).unwrap();
            assert_eq!(relative, expected, "{folder} {path}");
            let resolved = resolve(Path::new(folder), Path::new(&relative));
            assert_eq!(resolved, normalize(Path::new(path)));
        }
        let outside = relative(Path::new("a"), Path::new("../b")).unwrap();
        assert!(outside.starts_with("../../") && outside.ends_with("/b"), "{outside}");
    }
}
