//! The version in lines that name a package with it: those of a README, and of templates of manifests.

use std::collections::BTreeSet;

use semver::Version;

use super::requirement::replaced;

/// The text with a new version where a line names one of the packages with an old one: as a dependency,
/// like `name = "0.1.0"` and `name = { version = "0.1.0" }`, or for cargo, like `name@0.1.0`.
pub(super) fn edit(text: &str, names: &BTreeSet<String>, old: &[Version], new: &Version) -> String {
    let mut edited = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut line = line.to_owned();
        for name in names {
            line = edit_line(&line, name, old, new);
        }
        edited.push_str(&line);
    }
    edited
}

fn edit_line(line: &str, name: &str, old: &[Version], new: &Version) -> String {
    let mut edited = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(index) = rest.find(name) {
        let end = index + name.len();
        let is_inside = edited.ends_with(is_part_of_name) && index == 0
            || rest[..index].ends_with(is_part_of_name);
        edited.push_str(&rest[..end]);
        rest = &rest[end..];
        if is_inside {
            continue;
        }
        let Some((start, version)) = version(rest) else { continue };
        if let Some(replaced) = replaced(version, old, new) {
            edited.push_str(&rest[..start]);
            edited.push_str(&replaced);
            rest = &rest[start + version.len()..];
        }
    }
    edited + rest
}

fn is_part_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '-' || character == '_'
}

/// The version that follows a name, and where it is.
fn version(after: &str) -> Option<(usize, &str)> {
    if let Some(version) = after.strip_prefix('@') {
        let end = version.find(|character: char| !is_part_of_version(character));
        return Some((1, version[..end.unwrap_or(version.len())].trim_end_matches('.')));
    }
    let mut value = after.trim_start().strip_prefix('=')?.trim_start();
    if let Some(table) = value.strip_prefix('{') {
        value = value_of_version(table)?;
    }
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let version = value[1..].split(quote).next()?;
    Some((after.len() - value.len() + 1, version))
}

/// What follows `version =` in an inline table.
fn value_of_version(table: &str) -> Option<&str> {
    let end = table.find('}').unwrap_or(table.len());
    for (index, key) in table[..end].match_indices("version") {
        let value = table[index + key.len()..].trim_start().strip_prefix('=');
        if let Some(value) = value
            && !table[..index].ends_with(|c| is_part_of_name(c) || c == '"')
        {
            return Some(value.trim_start());
        }
    }
    None
}

fn is_part_of_version(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_name_a_package_with_the_version_are_edited() {
        let old = [Version::new(0, 1, 0)];
        for (line, expected) in [
            ("rcs = \"0.1.0\"\r\n", "rcs = \"0.2.0\"\r\n"),
            ("rcs='=0.1.0'", "rcs='=0.2.0'"),
            ("rcs = \"0.1\" # rcs 0.1.0", "rcs = \"0.2\" # rcs 0.1.0"),
            (
                "rcs = { version = \"0.1.0\", features = [\"serde\"] }",
                "rcs = { version = \"0.2.0\", features = [\"serde\"] }",
            ),
            (
                "rcs = { path = \"version\", version=\"0.1.0\" }",
                "rcs = { path = \"version\", version=\"0.2.0\" }",
            ),
            (
                "`rcs = \"0.1.0\"` and `rcs-tool = \"0.1.0\"`",
                "`rcs = \"0.2.0\"` and `rcs-tool = \"0.2.0\"`",
            ),
            ("cargo add rcs@0.1.0.", "cargo add rcs@0.2.0."),
            // Other versions, other packages, and prose.
            ("rcs = \"0.3.0\"", "rcs = \"0.3.0\""),
            ("my-rcs = \"0.1.0\"", "my-rcs = \"0.1.0\""),
            ("rcsx = \"0.1.0\"", "rcsx = \"0.1.0\""),
            ("rcs was 0.1.0 = \"0.1.0\"", "rcs was 0.1.0 = \"0.1.0\""),
            ("rcs = { path = \"0.1.0\" } # \"0.1.0\"", "rcs = { path = \"0.1.0\" } # \"0.1.0\""),
            ("rcs = \"", "rcs = \""),
            ("rcs@", "rcs@"),
        ] {
            let names = BTreeSet::from(["rcs", "rcs-tool"].map(str::to_owned));
            assert_eq!(edit(line, &names, &old, &Version::new(0, 2, 0)), expected);
        }
    }
}
