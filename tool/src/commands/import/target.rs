//! Which page file a page is imported into.

use std::io;
use std::path::Path;

use error_catalog_model::text::{list, page_file_problem, printable, quoted};

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

/// The name, without `.toml`, of the page file that is imported into: the one that is named, or the one that is
/// called like the page, or the only one that has the title and the address of the page.
pub(super) fn stem(
    request: &Request<'_>,
    page: &import::Page,
    catalog: &CatalogFiles,
) -> io::Result<String> {
    let stems = catalog.stems();
    let named = request.stem.map(str::to_owned);
    if let Some(problem) = named.as_deref().and_then(page_file_problem) {
        return Err(io::Error::other(format!(
            "{} cannot be the name of a page file: it {problem}; choose another one with --page",
            quoted(&named.unwrap_or_default())
        )));
    }
    let file_stem = request.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let existing = file_stem.filter(|stem| stems.contains(&stem.as_str()));
    let known = named.or(existing).or_else(|| same(page, catalog));
    let exists = |stem: &str| request.folder.join(format!("{stem}.toml")).exists();
    match known {
        Some(stem) if exists(&stem) => Ok(stem),
        Some(stem) if page.source.is_some() => match with_address(page, catalog) {
            None => Ok(stem),
            Some(other) => Err(io::Error::other(format!(
                "there is no page file {}, and {} has the address of this page already: if it is another page, give \
                 its own address with --source; to import into that file, run: {}",
                quoted(&format!("{stem}.toml")),
                quoted(&format!("{other}.toml")),
                command(request, page, Some(&other))?
            ))),
        },
        known => Err(unknown(request, page, known.as_deref(), &stems)?),
    }
}

/// The only page file that has the title of the page, and its address. One of them is not enough: on some sites,
/// many pages have the same one. Only if the page or the file has no address, the title is enough.
fn same(page: &import::Page, catalog: &CatalogFiles) -> Option<String> {
    let (mut same, mut without_address) = (Vec::new(), Vec::new());
    for stem in catalog.stems() {
        let Some(file) = catalog.page(stem).filter(|file| file.title == page.title) else {
            continue;
        };
        match (&page.source, &file.origin) {
            (Some(source), Some(origin)) if *source == origin.source => same.push(stem),
            (Some(_), Some(_)) => {}
            (None, _) | (_, None) => without_address.push(stem),
        }
    }
    let files = if same.is_empty() { without_address } else { same };
    let [stem] = files.as_slice() else { return None };
    Some((*stem).to_owned())
}

/// The page file that has the address of the page.
fn with_address(page: &import::Page, catalog: &CatalogFiles) -> Option<String> {
    let mut stems = catalog.stems().into_iter();
    let address = |stem: &str| Some(catalog.page(stem)?.origin?.source);
    stems.find(|stem| address(stem).as_ref() == page.source.as_ref()).map(str::to_owned)
}

/// Nothing says which page file it is, or a new one would lack its address.
fn unknown(
    request: &Request<'_>,
    page: &import::Page,
    stem: Option<&str>,
    stems: &[&str],
) -> io::Result<io::Error> {
    let subject = match stem {
        Some(stem) => format!("there is no page file {}", quoted(&format!("{stem}.toml"))),
        None => "nothing says which page file this page is imported into".to_owned(),
    };
    let files = match stems {
        [] => String::new(),
        stems => format!("; the catalog has {}", list(stems)),
    };
    let help = match (stem.is_some(), page.source.is_some()) {
        (false, true) => "name one with --page",
        (false, false) => {
            "name one with --page, and give the address of a new page with --source, since the page contains none"
        }
        (true, _) => "give the address of a new page with --source, since the page contains none",
    };
    let command = command(request, page, stem)?;
    Ok(io::Error::other(format!("{subject}{files}: {help}, like this: {command}")))
}

/// The whole command that imports the page into this file, or into a new one.
fn command(request: &Request<'_>, page: &import::Page, stem: Option<&str>) -> io::Result<String> {
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
