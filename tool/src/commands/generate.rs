//! `generate`: all that is generated from the catalog.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_codegen::GENERATED_MARK;
use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::files::{SETTINGS, is_catalog_name, not_utf8};
use error_catalog_model::source::Source;
use error_catalog_model::text::printable_path;
use error_catalog_model::{Catalog, Error, Report, Rules};

use super::check::load;
use super::explain::rules;
use crate::files::{self, State};
use crate::output::{self, Format, Outcome};
use crate::paths::{catalog_option, resolve};
use crate::schema;
use crate::sections::{self, Input};

pub(super) fn run(catalog: &Path, check: bool, format: Format) -> Result<Outcome, Error> {
    let loaded = load(catalog, Rules::All)?;
    let generated = generate(catalog, &loaded)?;
    let files = generated.iter().map(|file| (file.path.as_path(), file.text.as_str()));
    let states = if check {
        files.map(|(path, text)| files::compare(path, text)).collect::<io::Result<Vec<_>>>()?
    } else {
        check_replaced(catalog, &loaded)?;
        files::write_all(files)?
    };
    let command = format!("generate{}", catalog_option(catalog)?);
    for (file, state) in generated.iter().zip(&states) {
        output::file(&file.path, state, &command, format)?;
    }
    if generated.len() == 1 {
        output::note(&nothing_else(catalog), format)?;
    }
    let is_stale = states.iter().any(|state| matches!(state, State::Stale { .. }));
    Ok(if is_stale { Outcome::Findings } else { Outcome::Fine })
}

/// The generated code replaces generated code only: the settings may name another file by mistake.
fn check_replaced(folder: &Path, catalog: &Catalog) -> io::Result<()> {
    let Some(code) = &catalog.settings.output.code else { return Ok(()) };
    let path = resolve(folder, code);
    let present = files::read_all(&path)?.unwrap_or_default();
    let is_generated = String::from_utf8_lossy(&present).contains(GENERATED_MARK);
    if is_generated || present.trim_ascii().is_empty() {
        return Ok(());
    }
    let (path, settings) = (printable_path(&path), printable_path(&folder.join(SETTINGS)));
    Err(io::Error::other(format!(
        "{path} is not generated code, and would be replaced by it: name another file as `code` in {settings}, or \
         remove this one"
    )))
}

/// What the settings could name.
fn nothing_else(catalog: &Path) -> String {
    format!(
        "nothing else is generated: under `[output]` in {}, `code` can name a file for the code, like \
         \"../src/errors.rs\", and `sections` Markdown files with generated sections, like [\"../README.md\"]",
        printable_path(&resolve(catalog, Path::new(SETTINGS)))
    )
}

/// A file that is generated from the catalog, as a whole or in part.
#[derive(Debug)]
pub struct GeneratedFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it contains if it is up to date.
    pub text: String,
}

/// All files that `cargo catalog generate` writes, for a catalog's folder. Nothing is written.
///
/// # Errors
///
/// If the catalog breaks a rule; if a file cannot be read; or if a Markdown file has no generated sections, or wrong
/// markers of them.
pub fn generated_files(catalog: &Path) -> Result<Vec<GeneratedFile>, Error> {
    generate(catalog, &load(catalog, Rules::All)?)
}

fn generate(folder: &Path, catalog: &Catalog) -> Result<Vec<GeneratedFile>, Error> {
    let output = &catalog.settings.output;
    let code = output.code.iter().map(|code| GeneratedFile {
        path: resolve(folder, code),
        text: error_catalog_codegen::generate(catalog),
    });
    let schema = GeneratedFile {
        path: resolve(folder, Path::new(schema::FILE)),
        text: schema::json_schema(),
    };
    let mut files: Vec<GeneratedFile> = code.chain([schema]).collect();
    let sections = output.sections.iter().map(|file| resolve(folder, file));
    files.extend(with_sections(folder, sections, catalog)?);
    check_paths(folder, &files)?;
    Ok(files)
}

/// The Markdown files, with their generated sections up to date.
fn with_sections(
    folder: &Path,
    paths: impl Iterator<Item = PathBuf>,
    catalog: &Catalog,
) -> Result<Vec<GeneratedFile>, Error> {
    let rules = rules();
    let input = Input { pages: &catalog.pages, rules: &rules };
    let mut files = Vec::new();
    let mut sources = Vec::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (number, path) in paths.enumerate() {
        let bytes = files::read_all(&path)?.ok_or_else(|| missing(folder, &path))?;
        let not_utf8 = not_utf8::check(number, &bytes);
        let source = Source::new(path.clone(), bytes);
        match not_utf8 {
            Some(finding) => findings.push(finding),
            None => match sections::update(number, &source.text, input) {
                Ok(text) => files.push(GeneratedFile { path, text }),
                Err(wrong) => findings.extend(wrong),
            },
        }
        sources.push(source);
    }
    if findings.is_empty() {
        return Ok(files);
    }
    // A report is about a folder, or about its only file.
    let [source] = &*sources else { return Err(Report::new(folder, sources, findings).into()) };
    Err(Report::new(&source.path.clone(), sources, findings).into())
}

/// The error for a Markdown file that does not exist.
fn missing(folder: &Path, path: &Path) -> io::Error {
    let settings = resolve(folder, Path::new(SETTINGS));
    io::Error::new(
        io::ErrorKind::NotFound,
        format!(
            "cannot read {}: there is no such file; create it, or correct `sections` in {}",
            printable_path(path),
            printable_path(&settings)
        ),
    )
}

/// Each file has a path that no other one has, and none is a file of the catalog.
fn check_paths(folder: &Path, files: &[GeneratedFile]) -> io::Result<()> {
    let settings = printable_path(&resolve(folder, Path::new(SETTINGS)));
    let mut paths = BTreeSet::new();
    for GeneratedFile { path, .. } in files {
        let problem = if !paths.insert(path) {
            "it would be written twice"
        } else if is_catalog_name(path) && path.parent() == resolve(folder, Path::new("x")).parent()
        {
            "it is a file of the catalog, and cannot be generated"
        } else {
            continue;
        };
        let path = printable_path(path);
        return Err(io::Error::other(format!(
            "cannot generate {path}: {problem}; correct `[output]` in {settings}"
        )));
    }
    Ok(())
}
