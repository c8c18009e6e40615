//! Which page file a page is imported into.

use std::io;
use std::path::Path;

use error_catalog_model::text::{module_name_problem, printable, quoted};

use super::catalog_files::CatalogFiles;
use crate::import;
use crate::paths::{catalog_option, shell_word};

/// What is known of the page file before the page is read.
pub(super) struct Request<'a> {
    /// The catalog's folder.
    pub(super) folder: &'a Path,
    /// The file with the page.
    pub(super) path: &'a Path,
    /// The name of the page file that was given.
    pub(super) stem: Option<&'a str>,
    /// The address that was given.
    pub(super) source: Option<&'a str>,
}

/// The page file that is imported into.
pub(super) struct Target {
    /// Its name without `.toml`.
    pub(super) stem: String,
    /// Whether nothing but the catalog says that it is this one: it has no other page.
    pub(super) is_default: bool,
}

/// The page file that is imported into: the one that is named, or the one that is called like the page, or the
/// only one.
pub(super) fn target(
    request: &Request<'_>,
    page: &import::Page,
    catalog: &CatalogFiles,
) -> io::Result<Target> {
    let stems = catalog.stems();
    let named = request.stem.map(str::to_owned);
    if let Some(problem) = named.as_deref().and_then(module_name_problem) {
        return Err(io::Error::other(format!(
            "{} cannot be the name of a page file: it {problem}; choose another one with --page",
            quoted(&named.unwrap_or_default())
        )));
    }
    let file_stem = request.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let existing = file_stem.filter(|stem| stems.contains(&stem.as_str()));
    let (stem, is_default) = match (named.or(existing), stems.as_slice()) {
        (Some(stem), _) => (Some(stem), false),
        (None, [only]) => (Some((*only).to_owned()), true),
        (None, _) => (None, false),
    };
    let is_known =
        stem.as_deref().is_some_and(|stem| request.folder.join(format!("{stem}.toml")).exists());
    match stem {
        Some(stem) if is_known || page.source.is_some() => Ok(Target { stem, is_default }),
        stem => {
            let help = match (stem.is_some(), page.source.is_some()) {
                (false, true) => "name its page file with --page",
                (true, false) => "give its address with --source, since the page contains none",
                _ => {
                    "name its page file with --page, and give its address with --source, since the page contains \
                     none"
                }
            };
            let command = command(request, page, stem.as_deref())?;
            Err(io::Error::other(format!("the page is not in the catalog yet: {help}: {command}")))
        }
    }
}

/// The whole command that imports the page as a new one.
pub(super) fn command(
    request: &Request<'_>,
    page: &import::Page,
    stem: Option<&str>,
) -> io::Result<String> {
    let path = request.path.to_string_lossy();
    let stem = stem.map_or_else(|| import::stem(page), str::to_owned);
    let mut command =
        format!("cargo catalog import {} --page {}", shell_word(&path), shell_word(&stem));
    match (request.source, &page.source) {
        (Some(source), _) => command.extend([" --source ", &shell_word(source)]),
        (None, Some(_)) => {}
        (None, None) => command += " --source URL",
    }
    command += &catalog_option(request.folder)?;
    Ok(printable(&command))
}
