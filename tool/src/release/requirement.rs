//! What a manifest or a README requires of a package's version.

use semver::{Version, VersionReq};

/// An operator and the numbers of a version, or some of them, like `=0.1.0` or `0.1`.
struct Requirement<'t> {
    operator: &'t str,
    version: &'t str,
}

impl<'t> Requirement<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let start = text.find(|character: char| !"^=~ ".contains(character))?;
        let (operator, version) = text.split_at(start);
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let is_partial = version.split('.').count() < 3 && version.split('.').all(is_number);
        (is_partial || Version::parse(version).is_ok()).then_some(Self { operator, version })
    }

    /// The same with as many numbers of another version.
    fn with(&self, version: &Version) -> String {
        format!("{}{}", self.operator, numbers(version, self.version))
    }
}

/// As many numbers of a version as an old one has; all of a pre-release, which has to be named.
fn numbers(version: &Version, old: &str) -> String {
    match old.split('.').count() {
        1 if version.pre.is_empty() => version.major.to_string(),
        2 if version.pre.is_empty() => format!("{}.{}", version.major, version.minor),
        _ => version.to_string(),
    }
}

/// The requirement with a new version in it; `None` if it is too complicated, and excludes that version.
pub(super) fn updated(requirement: &str, new: &Version) -> Option<String> {
    if let Some(parsed) = Requirement::parse(requirement) {
        return Some(parsed.with(new));
    }
    let allows = VersionReq::parse(requirement).is_ok_and(|parsed| parsed.matches(new));
    allows.then(|| requirement.to_owned())
}

/// The requirement with a new version in it; `None` if it does not name one of the old ones.
pub(super) fn replaced(requirement: &str, old: &[Version], new: &Version) -> Option<String> {
    let parsed = Requirement::parse(requirement)?;
    let names = |version: &Version| numbers(version, parsed.version) == parsed.version;
    old.iter().any(names).then(|| parsed.with(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn operators_and_the_number_of_numbers_stay() {
        for (old, new, expected) in [
            ("0.1.0", "0.2.0", Some("0.2.0")),
            ("=0.1.0", "0.2.0", Some("=0.2.0")),
            ("~ 0.1", "0.2.0", Some("~ 0.2")),
            ("^1", "2.0.0", Some("^2")),
            ("0.1", "0.2.0-rc.1", Some("0.2.0-rc.1")),
            ("0.1.0-rc.1", "0.1.0", Some("0.1.0")),
            ("*", "0.2.0", Some("*")),
            (">=0.1, <0.3", "0.2.0", Some(">=0.1, <0.3")),
            (">=0.1, <0.2", "0.2.0", None),
            ("", "0.2.0", None),
            ("a.b", "0.2.0", None),
        ] {
            assert_eq!(updated(old, &version(new)).as_deref(), expected, "{old}");
        }
    }

    #[test]
    fn only_the_old_version_is_replaced() {
        let old = [version("0.1.0"), version("0.1.4")];
        for (requirement, expected) in [
            ("0.1.0", Some("0.2.0")),
            ("=0.1.4", Some("=0.2.0")),
            ("0.1", Some("0.2")),
            ("0.1.3", None),
            ("0.3", None),
            (">=0.1.0", None),
        ] {
            let new = replaced(requirement, &old, &version("0.2.0"));
            assert_eq!(new.as_deref(), expected, "{requirement}");
        }
    }
}
