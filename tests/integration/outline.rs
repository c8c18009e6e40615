//! The public API of the published crates, with each choice of features, as snapshots: a change in
//! it is seen in review.
//!
//! They show what is public in the source: items, fields, signatures, derives, and the traits that
//! are implemented. What the compiler adds by itself, like `Send`, is asserted below. Not shown are
//! implementations of other crates for all types, and what a type of another crate is.

mod macros;
mod source;

use std::any::type_name;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::Path;

use insta::assert_snapshot;
use rcs_errors::{
    Body, BodyValue, Entry, ErrorResponse, Lookup, MatchLevel, NotListedError, Quirk, QuirkKind,
    Table, UnknownNameError,
};
use rcs_errors_catalog::{for_each_endpoint, for_each_page};
use similar::{Change, ChangeTag, TextDiff};

use source::Outline;

fn outline(package: &str, features: &[&str]) -> Outline {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src");
    Outline::new(&source, features)
}

/// The features of a package, in their order.
fn features(package: &str) -> BTreeSet<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("Cargo.toml");
    let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
    let features = manifest["features"].as_table().unwrap().keys().cloned();
    features.filter(|name| name != "default").collect()
}

#[test]
fn the_public_surface_is_as_reviewed() {
    assert_snapshot!(outline("rcs-errors", &[]).text);
}

/// A feature only adds, and what several add is what each of them adds.
#[test]
fn features_add_what_is_reviewed() {
    let features = features("rcs-errors");
    let features: Vec<&str> = features.iter().map(String::as_str).collect();
    let without = outline("rcs-errors", &[]).text;
    let added = |features: &[&str]| {
        let with = outline("rcs-errors", features).text;
        let diff = TextDiff::from_lines(without.as_str(), with.as_str());
        let changes: Vec<_> =
            diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal).collect();
        assert!(changes.iter().all(|change| change.tag() == ChangeTag::Insert), "{with}");
        changes.iter().map(Change::value).collect::<String>()
    };
    let separate: Vec<String> = features.iter().map(|feature| added(&[feature])).collect();
    let sections = features.iter().zip(&separate);
    let sections: Vec<String> =
        sections.map(|(feature, added)| format!("# {feature}\n\n{added}")).collect();
    assert_snapshot!(sections.join("\n"));
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&added(&features)), lines(&separate.concat()));
}

#[test]
fn the_public_surface_of_the_generator_is_as_reviewed() {
    assert_snapshot!(outline("codegen", &[]).text, @"
    pub use error_catalog_model::{Catalog, Error};
    pub use crate::write::{Stale, check, write_if_changed};
    pub const GENERATED_MARK: &str = _;
    #[derive(Clone, Debug)]
    pub struct Codegen {
        private: _,
    }
    impl Codegen {
        pub fn new(catalog: impl Into<PathBuf>) -> Self {}
        #[must_use]
        pub fn output(mut self, name: impl Into<String>) -> Self {}
        pub fn generate(&self) -> Result<String, Error> {}
        pub fn build(&self) -> Result<(), Error> {}
    }
    #[must_use]
    pub fn generate(catalog: &Catalog) -> String {}
    ");
}

#[test]
fn the_public_surface_of_the_model_is_as_reviewed() {
    assert_snapshot!(outline("model", &[]).text);
}

/// The names of the types, all of which implement these traits.
macro_rules! names {
    ($bounds:tt $($type:ty),+ $(,)?) => {
        [$(names!($bounds = $type)),+]
    };
    ([$($bounds:tt)+] = $type:ty) => {{
        const fn assert<T: $($bounds)+>() {}
        const _: () = assert::<$type>();
        type_name::<$type>()
    }};
}

/// The last part of a type's path, without its parameters.
fn last(name: &str) -> &str {
    let path = name.split('<').next().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default()
}

#[test]
fn every_type_has_the_automatic_traits() {
    macro_rules! names_of_all {
        ([] $($module:ident $page:ident [$($table:ident)+])+) => {
            names!(
                [Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static]
                $(
                    rcs_errors::$module::$page,
                    Lookup<rcs_errors::$module::$page>,
                    ErrorResponse<rcs_errors::$module::$page>,
                    $(rcs_errors::$module::$table,)+
                )+
                Body,
                BodyValue,
                Entry,
                MatchLevel,
                NotListedError,
                Quirk,
                QuirkKind,
                Table,
                UnknownNameError,
            )
        };
    }
    macro_rules! names_of_endpoints {
        ([] $($module:ident $page:ident $endpoint:ident $errors:ident)*) => {
            names!(
                [Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static]
                $(rcs_errors::$module::Endpoint),*
            )
        };
    }
    let names =
        for_each_page!(names_of_all).into_iter().chain(for_each_endpoint!(names_of_endpoints));
    let names: BTreeSet<&str> = names.map(last).collect();
    assert_eq!(names, outline("rcs-errors", &["http", "json", "serde"]).types());

    let names = names!(
        [Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static]
        error_catalog_codegen::Codegen,
    );
    let names: BTreeSet<&str> = names.into_iter().map(last).collect();
    assert_eq!(names, outline("codegen", &[]).types());

    // It contains an error of the standard library, which may contain anything.
    names!([Send + Sync + Unpin + 'static] error_catalog_codegen::Error);
}
