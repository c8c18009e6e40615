//! The files of the catalog as they are before an import, and the page file with its entries up to date.

use std::io;
use std::path::Path;

use error_catalog_model::files::{Contents, is_settings_name};
use error_catalog_model::text::printable_path;
use error_catalog_model::{Error, Page, Rules};

use crate::commands::check::{check_file, folder_error};
use crate::quirks::{self, Edited, Notes};

/// The files of the catalog, before the import.
pub(super) struct CatalogFiles(Vec<Contents>);

impl CatalogFiles {
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let files = error_catalog_model::files::read(folder);
        Ok(Self(files.map_err(|error| folder_error(folder, error))?.contents))
    }

    /// The page of the file with this name, if it breaks no rule of form.
    pub(super) fn page(&self, stem: &str) -> Option<Page> {
        let is_named = |path: &Path| path.file_stem().is_some_and(|name| name == stem);
        let (path, bytes) = self.0.iter().find(|(path, _)| is_named(path))?;
        check_file(path, bytes.clone()).ok()
    }

    /// The names of the page files, without `.toml`.
    pub(super) fn stems(&self) -> Vec<&str> {
        let pages = self.0.iter().filter(|(path, _)| !is_settings_name(path));
        pages.filter_map(|(path, _)| path.file_stem()?.to_str()).collect()
    }

    /// The pages of the other files. From one that breaks a rule comes no name; it is reported at the end.
    pub(super) fn other_pages(&self, target: &Path) -> Vec<Page> {
        let others = self.0.iter().filter(|(path, _)| path != target && !is_settings_name(path));
        others.filter_map(|(path, bytes)| check_file(path, bytes.clone()).ok()).collect()
    }

    /// The text of the page file with its entries for quirks brought up to date. It breaks no rule but those about
    /// quirks, and neither do the settings.
    pub(super) fn fix_quirks(
        &self,
        path: &Path,
        text: String,
        others: &[Page],
        old: Option<&Old>,
    ) -> Result<Edited, Error> {
        let mut files = vec![(path.to_owned(), text.clone().into_bytes())];
        files.extend(self.0.iter().filter(|(path, _)| is_settings_name(path)).cloned());
        let catalog = error_catalog_model::check(path, files, Rules::WithoutQuirks)?;
        let Some(page) = catalog.pages.first() else {
            return Ok(Edited { text, changes: Vec::new() });
        };
        let notes = Notes::new(old.map(|old| &old.page).into_iter().chain(others));
        let fixed = quirks::fix(&text, page, &catalog.settings.quirks, &notes);
        let fixed = fixed.map_err(|error| {
            io::Error::other(format!("cannot edit {}: {error}", printable_path(path)))
        })?;
        check_file(path, fixed.text.clone().into_bytes())?;
        Ok(fixed)
    }
}

/// The page file as it is before the import.
pub(super) struct Old {
    pub(super) text: String,
    pub(super) page: Page,
}

impl Old {
    /// Only a file that breaks no rule of form can be edited.
    pub(super) fn new(path: &Path, bytes: Vec<u8>) -> Result<Self, Error> {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let page = check_file(path, bytes)?;
        Ok(Self { text, page })
    }
}
