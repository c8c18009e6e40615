//! The version in a lock file of cargo.

use std::collections::BTreeSet;

use semver::Version;
use toml_edit::{Document, Item, Table};

use super::replace::Replacements;

/// The lock file with the version for the packages of these names, unless they come from elsewhere.
pub(super) fn edit(
    document: &Document<String>,
    names: &BTreeSet<String>,
    version: &Version,
) -> String {
    let mut replacements = Replacements::default();
    let version = version.to_string();
    // A patch that is not used has a version as well.
    let unused = document.get("patch").and_then(|patch| patch.get("unused"));
    let lists = [document.get("package"), unused].into_iter().flatten();
    let packages: Vec<&Table> =
        lists.filter_map(Item::as_array_of_tables).flat_map(|list| list.iter()).collect();
    // If there are several packages of a name, dependencies are like `name 0.1.0`.
    let mut old = BTreeSet::new();
    for package in packages.iter().filter(|package| !package.contains_key("source")) {
        let (Some(name), Some(value)) = (string(package, "name"), package.get("version")) else {
            continue;
        };
        if names.contains(name)
            && let Some(value) = value.as_value()
        {
            replacements.push(value, &version);
            old.insert(format!("{name} {}", value.as_str().unwrap_or_default()));
        }
    }
    for package in packages {
        let dependencies = package.get("dependencies").and_then(Item::as_array);
        for value in dependencies.into_iter().flatten() {
            let Some(dependency) = value.as_str().filter(|text| old.contains(*text)) else {
                continue;
            };
            let name = dependency.split(' ').next().unwrap_or_default();
            replacements.push(value, &format!("{name} {version}"));
        }
    }
    replacements.apply(document)
}

fn string<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key)?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_from_elsewhere_and_others_stay() {
        let old = "# Made by cargo.\nversion = 4\n\n[[package]]\nname = \"a\"\nversion = \"0.1.0\"\n\n\
            [[package]]\nname = \"a\"\nversion = \"0.0.9\"\nsource = \"registry+https://example.com\"\n\n\
            [[package]]\nname = \"b\"\nversion = \"0.1.0\"\ndependencies = [\n \"a 0.0.9\",\n \"a 0.1.0\",\n]\n\n\
            [[patch.unused]]\nname = \"c\"\nversion = \"0.3.0\"\n";
        let new = old
            .replacen("version = \"0.1.0\"", "version = \"0.2.0\"", 1)
            .replace("\"a 0.1.0\"", "\"a 0.2.0\"")
            .replace("0.3.0", "0.2.0");
        for text in [old, &old.replace('\n', "\r\n")] {
            let document = Document::parse(text.to_owned()).unwrap();
            let names = BTreeSet::from(["a", "c"].map(str::to_owned));
            let edited = edit(&document, &names, &Version::new(0, 2, 0));
            assert_eq!(edited.replace("\r\n", "\n"), new);
            assert_eq!(edited.contains('\r'), text.contains('\r'));
        }
    }
}
