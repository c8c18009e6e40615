//! What people paste into the crate that uses a new catalog.

use std::io;
use std::path::{Path, PathBuf};

use error_catalog_model::text::module_name;
use serde::Serialize;

use crate::paths::relative;

/// Lines to add to a file of the crate.
#[derive(Debug, Serialize)]
pub(crate) struct Paste {
    /// The file, relative to the current folder.
    pub(crate) path: String,
    /// The lines.
    pub(crate) text: String,
}

/// What a crate needs whose build script generates the code.
pub(crate) fn for_build_script(catalog: &Path) -> io::Result<Vec<Paste>> {
    let package = package_of(catalog);
    let folder = relative(&package, catalog)?;
    let build = format!(
        "fn main() -> Result<(), error_catalog_codegen::Error> {{\n    \
             error_catalog_codegen::Codegen::new({folder:?}).build()\n\
         }}\n"
    );
    let module = "/// The errors that the vendor documents.\n\
                  pub mod errors {\n    \
                      include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n\
                  }\n";
    paste(
        &package,
        [
            ("Cargo.toml", dependency("build-dependencies")),
            ("build.rs", build),
            (root_file(&package), module.to_owned()),
        ],
    )
}

/// What a crate needs that has the generated code in this file: the module, and a test that it is up to date.
pub(crate) fn for_committed_code(catalog: &Path, code: &Path) -> io::Result<Vec<Paste>> {
    let package = package_of(code);
    let module = module_name(&code.file_stem().unwrap_or_default().to_string_lossy());
    let from_source = relative(&package.join("src"), code)?;
    let path = if from_source == format!("{module}.rs") {
        String::new()
    } else {
        format!("#[path = {from_source:?}]\n")
    };
    let module = format!(
        "/// The errors that the vendor documents.\n{path}#[rustfmt::skip]\npub mod {module};\n"
    );
    let (folder, file) = (relative(&package, catalog)?, relative(&package, code)?);
    let test = format!(
        "#[test]\n\
         fn the_generated_code_is_up_to_date() {{\n    \
             let code = error_catalog_codegen::Codegen::new({folder:?}).generate().unwrap();\n    \
             error_catalog_codegen::check({file:?}, &code).unwrap();\n\
         }}\n"
    );
    paste(
        &package,
        [
            ("Cargo.toml", dependency("dev-dependencies")),
            (root_file(&package), module),
            ("tests/catalog.rs", test),
        ],
    )
}

/// The lines, each with the file of the package that they belong to.
fn paste(package: &Path, lines: [(&str, String); 3]) -> io::Result<Vec<Paste>> {
    let here = Path::new(".");
    let paste =
        lines.map(|(file, text)| Ok(Paste { path: relative(here, &package.join(file))?, text }));
    paste.into_iter().collect()
}

/// The generator, of the version of this tool.
fn dependency(kind: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "[{kind}]\n\
         # It is not on crates.io yet: instead of the version, give the folder `codegen` of a clone, as\n\
         # {{ path = \"CLONE/codegen\" }}\n\
         error-catalog-codegen = \"{version}\"\n"
    )
}

/// The file with the root module of a package.
fn root_file(package: &Path) -> &'static str {
    const LIBRARY: &str = "src/lib.rs";
    const PROGRAM: &str = "src/main.rs";
    let has_only_program = package.join(PROGRAM).exists() && !package.join(LIBRARY).exists();
    if has_only_program { PROGRAM } else { LIBRARY }
}

/// The folder of the package that a file or a folder belongs to; the current folder if there is none.
fn package_of(path: &Path) -> PathBuf {
    let current = PathBuf::from(".");
    let Ok(path) = std::path::absolute(path) else { return current };
    let is_package = |folder: &&Path| folder.join("Cargo.toml").is_file();
    path.ancestors().skip(1).find(is_package).map_or(current, Path::to_owned)
}
