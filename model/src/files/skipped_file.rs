//! The rule `skipped-file`.

use super::names::SETTINGS;
use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;
use crate::text::{most_similar, quoted};

/// A file or a folder looks as if it belonged to the catalog, and is not read.
pub static RULE: Rule = Rule { name: "skipped-file", docs: include_str!("skipped_file.md") };

/// Something in the catalog's folder that is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Skipped {
    /// A file, and the name that it most likely should have.
    File { name: String, meant: String },
    /// A folder with page files.
    Folder { name: String },
}

/// The name that a file should have that is not read, if it looks like the name of a page file or of the
/// settings.
pub(super) fn meant_name(name: &str) -> Option<String> {
    if name.starts_with('.') {
        return None;
    }
    if name.eq_ignore_ascii_case(SETTINGS) {
        return (name != SETTINGS).then(|| SETTINGS.to_owned());
    }
    // What an editor of plain text makes of `parcels.toml`. Other endings are those of copies.
    let (rest, ending) = name.rsplit_once('.')?;
    let (stem, ending) = match rest.rsplit_once('.') {
        Some((stem, middle)) if ending.eq_ignore_ascii_case("txt") => (stem, middle),
        _ => (rest, ending),
    };
    let is_word = ending.chars().all(|character| character.is_ascii_alphabetic());
    let is_meant = is_word && most_similar(ending, ["toml"]).is_some();
    let meant = format!("{stem}.toml");
    (is_meant && !stem.is_empty() && meant != name).then_some(meant)
}

pub(super) fn diagnostic(skipped: &Skipped) -> Diagnostic {
    let (message, help) = match skipped {
        Skipped::File { name, meant } => (
            format!("the file {} is not read, because of its name", quoted(name)),
            format!("rename it to {}, or move it out of the catalog's folder", quoted(meant)),
        ),
        Skipped::Folder { name } => (
            format!("the folder {} has page files, and they are not read", quoted(name)),
            "move its page files into the catalog's folder, or move the folder out of it"
                .to_owned(),
        ),
    };
    Diagnostic::new(&RULE, Location::Folder, message, help)
}

#[cfg(test)]
mod tests {
    use super::meant_name;

    #[test]
    fn near_misses_of_page_files_are_found() {
        for name in [
            "parcels.TOML",
            "parcels.Toml",
            "parcels.tml",
            "parcels.tolm",
            "parcels.tom",
            "parcels.tomls",
            "parcels.toml.txt",
            "parcels.toml.TXT",
            "parcels.tml.txt",
        ] {
            assert_eq!(meant_name(name).as_deref(), Some("parcels.toml"), "{name}");
        }
        for name in ["Catalog.toml", "CATALOG.TOML", "catalog.TOML"] {
            assert_eq!(meant_name(name).as_deref(), Some("catalog.toml"), "{name}");
        }
    }

    #[test]
    fn other_files_are_not() {
        for name in [
            "parcels.toml",
            "a.b.toml",
            "catalog.toml",
            "catalog.schema.json",
            "README.md",
            "toml",
            "notes.txt",
            "parcels.html",
            "parcels.htm",
            "parcels.yaml",
            "parcels.toml.bak",
            "parcels.toml.orig",
            "parcels.toml~",
            "parcels.toml.html",
            ".parcels.TOML",
            ".toml.txt",
            ".toml",
        ] {
            assert_eq!(meant_name(name), None, "{name}");
        }
    }
}
