#![doc = include_str!("../README.md")]
// Files are read at one end and written at the other; nothing in between prints or exits.
#![warn(clippy::exit, clippy::print_stderr, clippy::print_stdout)]

mod emit;
mod lookup;
#[cfg_attr(not(test), expect(dead_code, unused_macros, reason = "most of it is emitted only"))]
mod runtime;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

pub use error_catalog_model::Error;
use error_catalog_model::{Page, Rules, files};

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
    /// The crate declares the feature, and depends on `serde` if it is on:
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
    /// then reports everything that is wrong, in all files.
    pub fn generate(&self) -> Result<String, Error> {
        let pages = error_catalog_model::load(&self.catalog, Rules::All)?;
        Ok(self.emit(&pages))
    }

    /// Generates the code of these pages, whichever catalog they are from.
    ///
    /// # Panics
    ///
    /// If the name of a page, a table or an error is not an identifier. The names in a validated catalog are.
    #[must_use]
    pub fn emit(&self, pages: &[Page]) -> String {
        emit::emit(pages, self.serde_feature.as_deref())
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
    /// Those of [`generate`](Self::generate), or if the file cannot be written. Each finding is also
    /// given to cargo as a separate error. The error that is returned from `main` shows them with the
    /// lines that they are about.
    #[expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]
    pub fn build(&self) -> Result<(), Error> {
        println!("cargo::rerun-if-changed={}", self.catalog.display());
        let built = self.generate().and_then(|code| Ok(write_into_out_dir(&code)?));
        if let Err(error) = &built {
            for line in error.lines() {
                println!("cargo::error={line}");
            }
        }
        built
    }
}

fn write_into_out_dir(code: &str) -> io::Result<()> {
    let folder = env::var_os("OUT_DIR")
        .ok_or_else(|| io::Error::other("OUT_DIR is not set: only a build script has it"))?;
    let path = Path::new(&folder).join(OUTPUT);
    // It is renamed once it is complete. Cargo runs one build script at a time in a folder, and runs
    // one that was killed again, which then overwrites what is left.
    let unfinished = path.with_extension("tmp");
    let written = fs::write(&unfinished, code).and_then(|()| fs::rename(&unfinished, &path));
    written.map_err(|error| {
        // If it cannot be removed either, the first error still is the reason.
        _ = fs::remove_file(&unfinished);
        files::write_error(&path, &error)
    })
}
