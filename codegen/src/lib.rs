#![doc = include_str!("../README.md")]
// Files are read at one end and written at the other; nothing in between prints or exits.
#![warn(clippy::exit, clippy::print_stderr, clippy::print_stdout)]

mod catalog;
mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod diagnostic;
#[cfg(feature = "cli")]
mod diff;
mod emit;
#[cfg(feature = "cli")]
mod import;
mod invisible;
mod model;
mod parse;
#[cfg(all(any(test, fuzzing), feature = "cli"))]
#[doc(hidden)]
pub mod properties;
mod quirks;
mod report;
mod rules;
mod source;

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use annotate_snippets::Renderer;

use crate::diagnostic::{Diagnostic, printable, printable_lines, printable_path};
use crate::report::Report;
use crate::source::Source;

/// The name of the file that [`Codegen::build`] writes into `OUT_DIR`.
const OUTPUT: &str = "error_catalog.rs";

/// Turns the TOML files of a catalog folder into Rust enums.
///
/// See the [crate's docs](crate) for an example.
#[derive(Clone, Debug)]
pub struct Codegen {
    catalog: PathBuf,
    serde_feature: Option<String>,
}

impl Codegen {
    /// For the catalog in this folder. In a build script the path is relative to the package.
    pub fn new(catalog: impl Into<PathBuf>) -> Self {
        Self { catalog: catalog.into(), serde_feature: None }
    }

    /// Emits implementations of serde's traits, behind this feature of the crate that includes the
    /// code: `Serialize` and `Deserialize` for the enums, by name, and `Serialize` for `Entry`.
    ///
    /// The crate declares the feature, and depends on `serde` when it is on:
    ///
    /// ```toml
    /// [features]
    /// serde = ["dep:serde"]
    ///
    /// [dependencies]
    /// serde = { version = "1", default-features = false, optional = true }
    /// ```
    #[must_use]
    pub fn serde_feature(mut self, name: impl Into<String>) -> Self {
        self.serde_feature = Some(name.into());
        self
    }

    /// The generated code, as text. The same catalog gives the same bytes, on any machine.
    ///
    /// # Errors
    ///
    /// If the folder or a file in it cannot be read, or if the catalog breaks a rule. The error
    /// then reports everything that is wrong, in all of the files.
    pub fn generate(&self) -> Result<String, Error> {
        let pages = load(&self.catalog)?;
        Ok(emit::emit(&pages, self.serde_feature.as_deref()))
    }

    /// For a build script: writes the generated code to `$OUT_DIR/error_catalog.rs`, and has cargo
    /// run the script again when a file of the catalog's folder is changed, added or removed.
    ///
    /// The crate then includes the file, best in a module of its own:
    ///
    /// ```ignore
    /// pub mod errors {
    ///     include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`generate`](Self::generate), or if the file cannot be written. Each finding is also
    /// handed to cargo as an error of its own; the error, returned from `main`, shows them with the
    /// lines that they are about.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
    pub fn build(&self) -> Result<(), Error> {
        println!("cargo::rerun-if-changed={}", self.catalog.display());
        let built = self.generate().and_then(|code| write_into_out_dir(&code));
        if let Err(error) = &built {
            for line in error.lines() {
                println!("cargo::error={line}");
            }
        }
        built
    }
}

/// Source, parse, check, quirks, model: the pages of a catalog that no rule objects to.
fn load(folder: &Path) -> Result<Vec<model::Page>, Error> {
    load_by(folder, Rules::All)
}

/// The rules that a catalog is held to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    All,
    /// All but those about what the documentation gets wrong.
    #[cfg(feature = "cli")]
    Form,
}

fn load_by(folder: &Path, rules: Rules) -> Result<Vec<model::Page>, Error> {
    let mut findings = Vec::new();
    let sources = source::read(folder, &mut findings)?;
    let pages = understand(folder, sources, findings, rules);
    pages.map_err(|report| Error(Kind::Findings(report)))
}

/// All but the first stage: what the files of a folder say.
fn understand(
    folder: &Path,
    sources: Vec<Source>,
    mut findings: Vec<Diagnostic>,
    rules: Rules,
) -> Result<Vec<model::Page>, Report> {
    let catalog = parse::parse(&sources, &mut findings);
    check::check(&catalog, &mut findings);
    if rules == Rules::All {
        quirks::check(&catalog, &mut findings);
    }
    if findings.is_empty() {
        Ok(model::lower(&catalog))
    } else {
        Err(Report::new(folder, sources, findings))
    }
}

fn write_into_out_dir(code: &str) -> Result<(), Error> {
    let folder = env::var_os("OUT_DIR")
        .ok_or_else(|| io::Error::other("OUT_DIR is not set: only a build script has it"))?;
    let path = Path::new(&folder).join(OUTPUT);
    // Whole or not at all: it is renamed when it is written. Cargo runs one build script at a time
    // in a folder, and runs one that was killed again, which then writes over what is left.
    let unfinished = path.with_extension("tmp");
    let written = fs::write(&unfinished, code).and_then(|()| fs::rename(&unfinished, &path));
    written.map_err(|error| {
        // The reason is the error; that nothing can be removed either is no other one.
        _ = fs::remove_file(&unfinished);
        unwritable(&path, &error)
    })?;
    Ok(())
}

/// An I/O error that says what could not be done.
fn describe(error: &io::Error, what: fmt::Arguments<'_>) -> io::Error {
    io::Error::new(error.kind(), format!("{what}: {error}"))
}

/// An I/O error that says which file could not be written, and what to do.
fn unwritable(path: &Path, error: &io::Error) -> io::Error {
    use io::ErrorKind::{
        FileTooLarge, NotADirectory, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem,
        StorageFull,
    };
    let help = match error.kind() {
        NotFound | NotADirectory => "see that its folder is there",
        PermissionDenied | ReadOnlyFilesystem => "allow writing to it and to its folder",
        StorageFull | QuotaExceeded | FileTooLarge => "make room for it",
        _ => "see what is in its place",
    };
    let path = printable_path(path);
    let message =
        format!("cannot write {path}: {error}; nothing was changed: {help}, and run this again");
    io::Error::new(error.kind(), message)
}

/// Why no code was generated: a file could not be read or written, or the catalog breaks rules.
///
/// Both [`Display`](fmt::Display) and [`Debug`] show the whole report, with the lines that it is
/// about: `Debug` is what a build script shows that returns the error from `main`.
pub struct Error(Kind);

enum Kind {
    Io(io::Error),
    Findings(Report),
}

impl Error {
    /// Each thing that is wrong, in a line.
    fn lines(&self) -> Vec<String> {
        match &self.0 {
            Kind::Io(error) => vec![printable(&error.to_string())],
            Kind::Findings(report) => report.lines().collect(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            // What is in it may be the name of a file.
            Kind::Io(error) => f.write_str(&printable_lines(&error.to_string())),
            Kind::Findings(report) => {
                write!(f, "{}\n\n{}", report.summary(), report.render(&Renderer::plain()))
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Without a source: `Display` says all that there is.
impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self(Kind::Io(error))
    }
}
