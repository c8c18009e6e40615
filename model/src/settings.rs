//! The settings of a catalog: what `catalog.toml` in its folder contains. Build scripts and the tool read
//! the same ones.

use std::path::PathBuf;

use crate::raw::Keys;
use crate::source::Spanned;

/// The settings of a catalog. A catalog without the file has the default ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The number of the file, if there is one.
    pub file: Option<usize>,
    /// `[output]`
    pub output: Output,
    /// `[quirks]`
    pub quirks: QuirkSettings,
}

/// What is generated from the catalog, and where. Paths are relative to the catalog's folder. Nothing is
/// written for a key that is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The file with the generated code.
    pub code: Option<PathBuf>,
    /// Markdown files with generated sections.
    pub sections: Vec<PathBuf>,
    /// The folders of the packages that have one version and are released together.
    pub packages: Vec<PathBuf>,
    /// The changelog of these packages.
    pub changelog: Option<PathBuf>,
    /// The feature of the crate with the generated code that turns on the traits of serde.
    pub serde_feature: Option<String>,
    /// The feature of that crate that turns on what reads and writes JSON bodies.
    pub json_feature: Option<String>,
}

/// How quirks are acknowledged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuirkSettings {
    /// The kinds that the catalog does not want to know about.
    pub ignore: Vec<Spanned<String>>,
    /// Whether an entry needs a note.
    pub notes: Notes,
}

/// Whether the entry of a quirk needs a note.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notes {
    /// An entry without a note is reported.
    #[default]
    Required,
    /// An entry may have no note.
    Optional,
}

impl Settings {
    /// The keys of the file.
    pub const KEYS: Keys = Keys { required: &[], optional: &["output", "quirks"] };
}

impl Output {
    /// The keys of `[output]`.
    pub const KEYS: Keys = Keys {
        required: &[],
        optional: &["code", "sections", "packages", "changelog", "serde-feature", "json-feature"],
    };
}

impl QuirkSettings {
    /// The keys of `[quirks]`.
    pub const KEYS: Keys = Keys { required: &[], optional: &["ignore", "notes"] };
}

impl QuirkSettings {
    /// Whether the catalog does not want to know about quirks of this kind.
    #[must_use]
    pub fn ignores(&self, kind: &str) -> bool {
        self.ignore.iter().any(|ignored| ignored.value == kind)
    }
}

impl Notes {
    /// The values that `notes` can have, each with what it is called.
    pub const VALUES: [(&str, Self); 2] =
        [("required", Self::Required), ("optional", Self::Optional)];
}
