//! The names of the files that belong to a catalog.

use std::path::Path;

/// The name of the file with the settings of a catalog.
pub const SETTINGS: &str = "catalog.toml";

/// Whether a file with this name has the settings of a catalog.
#[must_use]
pub fn is_settings_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == SETTINGS)
}

/// Whether a file with this name belongs to a catalog: it ends in `.toml`, in lower case, and is not hidden.
/// It is the file with the settings, or a page file.
#[must_use]
pub fn is_catalog_name(path: &Path) -> bool {
    let is_toml = path.extension().is_some_and(|ending| ending == "toml");
    let name = path.file_name().unwrap_or_default();
    is_toml && !is_hidden(path) && (name == SETTINGS || !name.eq_ignore_ascii_case(SETTINGS))
}

pub(super) fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
