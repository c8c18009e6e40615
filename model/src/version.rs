//! The version that a change requires, by Cargo's rules.

/// How much a change requires the version to rise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    /// Nothing that code can see: the order, or the docs.
    Patch,
    /// Something is new, or has another wording.
    Minor,
    /// Code that uses it may no longer compile, or no longer matches.
    Breaking,
}

/// A version: major, minor, patch.
pub type Version = (u64, u64, u64);

/// The lowest version that may follow `old` with such a change.
///
/// Below 1.0, a breaking change raises the second number and everything else the third.
#[must_use]
pub fn minimum(old: Version, bump: Bump) -> Version {
    let (major, minor, patch) = old;
    match (bump, major, minor) {
        (Bump::Breaking, 0, 0) => (0, 0, patch.saturating_add(1)),
        (Bump::Breaking, 0, _) => (0, minor.saturating_add(1), 0),
        (Bump::Breaking, ..) => (major.saturating_add(1), 0, 0),
        (Bump::Minor, 1.., _) => (major, minor.saturating_add(1), 0),
        (Bump::Minor | Bump::Patch, ..) => (major, minor, patch.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_cargos_rules() {
        for (old, breaking, minor, patch) in [
            ((1, 2, 3), (2, 0, 0), (1, 3, 0), (1, 2, 4)),
            ((0, 2, 3), (0, 3, 0), (0, 2, 4), (0, 2, 4)),
            ((0, 0, 3), (0, 0, 4), (0, 0, 4), (0, 0, 4)),
        ] {
            assert_eq!(minimum(old, Bump::Breaking), breaking);
            assert_eq!(minimum(old, Bump::Minor), minor);
            assert_eq!(minimum(old, Bump::Patch), patch);
        }
    }

    #[test]
    fn the_highest_numbers_stay() {
        for bump in [Bump::Patch, Bump::Minor, Bump::Breaking] {
            let (major, ..) = minimum((u64::MAX, u64::MAX, u64::MAX), bump);
            assert_eq!(major, u64::MAX);
        }
    }
}
