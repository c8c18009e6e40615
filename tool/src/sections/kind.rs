//! Which sections there are, and how they are marked.

/// A section that is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What the catalog covers.
    Coverage,
    /// What the documentation gets wrong.
    Quirks,
    /// What a catalog is checked for.
    Rules,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Coverage, Self::Quirks, Self::Rules];

    /// The name in its markers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Quirks => "quirks",
            Self::Rules => "rules",
        }
    }

    /// The marker in the line above it.
    pub(super) fn begin(self) -> String {
        format!("<!-- catalog: {} -->", self.name())
    }

    /// The marker in the line below it.
    pub(super) fn end(self) -> String {
        format!("<!-- end of catalog: {} -->", self.name())
    }
}
