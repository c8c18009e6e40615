#![doc = include_str!("../README.md")]
// Files are read at one end and written at the other; nothing in between prints or exits.
#![warn(clippy::exit, clippy::print_stderr, clippy::print_stdout)]

mod emit;
mod lookup;
#[cfg_attr(not(test), expect(dead_code, unused_macros, reason = "most of it is emitted only"))]
mod runtime;
mod write;

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::text::printable_path;
pub use error_catalog_model::{Catalog, Error};
use error_catalog_model::{Rules, load};

pub use crate::write::{Stale, check, write_if_changed};

/// The name of the file that [`Codegen::build`] writes into `OUT_DIR`, unless another one is chosen.
const OUTPUT: &str = "error_catalog.rs";

/// Turns the TOML files of a catalog folder into Rust enums.
///
/// See the [crate's docs](crate) for an example.
#[derive(Clone, Debug)]
pub struct Codegen {
    catalog: PathBuf,
    output: String,
}

impl Codegen {
    /// For the catalog in this folder. In a build script the path is relative to the package.
    pub fn new(catalog: impl Into<PathBuf>) -> Self {
        Self { catalog: catalog.into(), output: OUTPUT.to_owned() }
    }

    /// Chooses the name of the file that [`build`](Self::build) writes into `OUT_DIR`: a crate with
    /// two catalogs needs two files.
    ///
    /// ```no_run
    /// # use error_catalog_codegen::{Codegen, Error};
    /// # fn main() -> Result<(), Error> {
    /// Codegen::new("errors").build()?;
    /// Codegen::new("internal-errors").output("internal_errors.rs").build()
    /// # }
    /// ```
    #[must_use]
    pub fn output(mut self, name: impl Into<String>) -> Self {
        self.output = name.into();
        self
    }

    /// The generated code. The same catalog gives the same bytes, on any machine.
    ///
    /// # Errors
    ///
    /// If the folder or a file in it cannot be read, or if the catalog breaks a rule. The error
    /// then reports everything that is wrong, in all files.
    pub fn generate(&self) -> Result<String, Error> {
        Ok(generate(&load(&self.catalog, Rules::All)?))
    }

    /// For a build script: writes the generated code to `$OUT_DIR/error_catalog.rs`, and makes cargo
    /// run the script again when a file of the catalog's folder is changed, added or removed.
    ///
    /// The crate then includes the file, best in a separate module:
    ///
    /// ```ignore
    /// pub mod errors {
    ///     include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`generate`](Self::generate); if the file cannot be written; and if an earlier call in the
    /// same build script has written the same file. Return the error from `main`: it shows every finding
    /// with the lines that it is about, and the whole path of the file.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
    pub fn build(&self) -> Result<(), Error> {
        println!("cargo::rerun-if-changed={}", self.catalog.display());
        let folder = env::var_os("OUT_DIR")
            .ok_or_else(|| io::Error::other("OUT_DIR is not set: only a build script has it"))?;
        let path = Path::new(&folder).join(&self.output);
        write::claim(&path, &self.output)?;
        let code = generate(&load(&self.folder()?, Rules::All)?);
        write_if_changed(&path, &code)?;
        Ok(())
    }

    /// The catalog's folder as a whole path: a build script runs in the folder of its package, and people read
    /// its report elsewhere.
    fn folder(&self) -> io::Result<PathBuf> {
        let folder = std::path::absolute(&self.catalog)?;
        if self.catalog.is_relative() && !folder.exists() {
            let message = format!(
                "cannot read {}: there is no such folder; give `Codegen::new` the path of the catalog's folder, \
                 relative to the folder of the package, {}",
                printable_path(&folder),
                printable_path(&env::current_dir()?)
            );
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        Ok(folder)
    }
}

/// The generated code of a catalog. The same catalog gives the same bytes, on any machine.
///
/// # Panics
///
/// If the name of a page, a table or an error is not an identifier. The names in a catalog that
/// [`error_catalog_model`] has checked are.
#[must_use]
pub fn generate(catalog: &Catalog) -> String {
    emit::emit(&catalog.pages, catalog.settings.output.serde_feature.as_deref())
}
