//! The pages of the real catalog, whichever they are: their enums, which the build script lists, and their
//! files, read by other code than the generator's.

use std::fs;
use std::path::Path;

use toml::Value;

/// Calls a generic function with every enum, those of whole pages included: the enums of `rcs_errors`, or
/// of `rcs_errors_catalog`.
macro_rules! for_each_table {
    ($errors:ident, $check:ident) => {
        rcs_errors_catalog::for_each_page!(call_for_each_table $errors $check)
    };
}

/// What [`for_each_table`] calls.
macro_rules! call_for_each_table {
    ([$errors:ident $check:ident] $($module:ident $page:ident [$($table:ident)+])+) => {$(
        $check::<$errors::$module::$page>();
        $($check::<$errors::$module::$table>();)+
    )+};
}

/// A page file.
pub(crate) struct File {
    /// The name of its module.
    pub(crate) module: String,
    content: toml::Table,
}

/// The page files, in the order of their names.
pub(crate) fn files() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    #[expect(clippy::disallowed_methods, reason = "the files are sorted below")]
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(stem) = name.strip_suffix(".toml").filter(|stem| *stem != "catalog") {
            let content = fs::read_to_string(&path).unwrap().parse().unwrap();
            files.push(File { module: stem.replace('-', "_"), content });
        }
    }
    files
}

impl File {
    /// The table `[page]`.
    pub(crate) fn page(&self) -> &Value {
        &self.content["page"]
    }

    /// The endpoints.
    pub(crate) fn endpoints(&self) -> &[Value] {
        self.content["endpoint"].as_array().unwrap()
    }

    /// The tables in the page's order: those of the endpoints, and the common one if there is one.
    pub(crate) fn tables(&self) -> Vec<&Value> {
        self.endpoints().iter().chain(self.content.get("common")).collect()
    }

    /// The entries for quirks.
    pub(crate) fn quirks(&self) -> &[Value] {
        self.content.get("quirk").map_or(&[], |quirks| quirks.as_array().unwrap())
    }
}

/// The string of a key.
#[track_caller]
pub(crate) fn string<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap()
}
