//! Every value of the catalog's files, read without the generator's help, compared with the enums.
//!
//! The enums are those that the build script has just generated; `freshness` compares the committed ones
//! with them.

use std::fmt::Write as _;
use std::path::Path;

use error_catalog_model::{Rules, quirk};
use insta::assert_snapshot;
use rcs_errors_catalog::{DocumentedError, ErrorSet, Table, for_each_page};
use toml::Value;

use crate::pages::{files, string};

/// A row: its name, status, code, message and description.
type Row = (String, u16, String, String, String);

/// What an enum contains.
type Contents = (&'static Table, Vec<Row>);

fn rows(table: &Value) -> Vec<Row> {
    let rows = table["errors"].as_array().unwrap().iter();
    rows.map(|row| {
        let status = u16::try_from(row["status"].as_integer().unwrap()).unwrap();
        let [name, code, message, description] =
            ["name", "code", "message", "description"].map(|key| string(row, key).to_owned());
        (name, status, code, message, description)
    })
    .collect()
}

/// What the methods of an enum return: those of the enum itself, not of a trait.
macro_rules! contents {
    ($errors:ty) => {{
        let rows = <$errors>::ALL.iter().map(|error| {
            (
                error.name().to_owned(),
                error.status(),
                error.code().to_owned(),
                error.message().to_owned(),
                error.description().to_owned(),
            )
        });
        (<$errors>::TABLE, rows.collect())
    }};
}

/// What the enums contain, for each module: the one of the page, and those of its tables.
macro_rules! contents_of_pages {
    ([] $($module:ident $page:ident [$($table:ident)+])+) => {
        vec![$((
            stringify!($module),
            contents!(rcs_errors_catalog::$module::$page),
            vec![$(contents!(rcs_errors_catalog::$module::$table)),+],
        )),+]
    };
}

fn pages() -> Vec<(&'static str, Contents, Vec<Contents>)> {
    for_each_page!(contents_of_pages)
}

#[test]
fn every_page_file_is_a_module() {
    let modules = pages().into_iter().map(|(module, ..)| module);
    assert!(modules.eq(files().iter().map(|file| file.module.as_str())));
}

#[test]
fn every_table_has_its_rows_in_the_order_of_the_page() {
    for ((_, _, tables), file) in pages().iter().zip(files()) {
        assert_eq!(tables.len(), file.tables().len());
        for ((table, errors), expected) in tables.iter().zip(file.tables()) {
            assert_eq!(table.name, string(expected, "name"));
            assert_eq!(table.title, string(expected, "title"));
            assert_eq!(*errors, rows(expected), "{}", table.name);
        }
    }
}

#[test]
fn a_page_has_every_distinct_row_in_the_order_of_the_page() {
    for ((_, (table, errors), _), file) in pages().iter().zip(files()) {
        assert_eq!(table.name, string(file.page(), "name"));
        assert_eq!(table.title, string(file.page(), "title"));
        let mut distinct: Vec<Row> = Vec::new();
        for row in file.tables().into_iter().flat_map(rows) {
            if !distinct.contains(&row) {
                distinct.push(row);
            }
        }
        assert_eq!(*errors, distinct);
    }
}

#[test]
fn every_table_has_the_source_of_its_page() {
    for ((_, page, tables), file) in pages().iter().zip(files()) {
        for (table, _) in [page].into_iter().chain(tables) {
            assert_eq!(table.page, string(file.page(), "name"));
            assert_eq!(table.source, string(file.page(), "source"));
            let retrieved = file.page()["retrieved"].as_datetime().unwrap();
            assert_eq!(table.retrieved, retrieved.to_string());
        }
    }
}

#[test]
fn the_traits_return_what_the_enums_return() {
    fn check<E: ErrorSet>() {
        for error in E::ALL {
            let object: &dyn DocumentedError = error;
            assert_eq!(object.name(), format!("{error:?}"));
            assert_eq!(object.table(), E::TABLE);
            let entry = object.entry();
            assert_eq!(
                error.to_string(),
                format!(
                    "HTTP {} {}: {} ({})",
                    entry.status, entry.code, entry.message, entry.description
                )
            );
        }
    }
    for_each_table!(rcs_errors_catalog, check);
}

#[test]
fn everything_of_an_error_is_known_at_compile_time() {
    macro_rules! constants {
        ([] $($module:ident $page:ident $tables:tt)+) => {
            vec![$({
                use rcs_errors_catalog::$module::$page as Page;
                const ERROR: Page = Page::ALL[0];
                const STATUS: u16 = ERROR.status();
                const STRINGS: [&str; 4] =
                    [ERROR.name(), ERROR.code(), ERROR.message(), ERROR.description()];
                const SOURCE: &str = Page::TABLE.source;
                (SOURCE, STATUS, STRINGS)
            }),+]
        };
    }
    for ((source, status, strings), file) in for_each_page!(constants).into_iter().zip(files()) {
        assert_eq!(source, string(file.page(), "source"));
        let row = &file.tables()[0]["errors"][0];
        assert_eq!(Some(i64::from(status)), row["status"].as_integer());
        assert_eq!(strings, ["name", "code", "message", "description"].map(|key| string(row, key)));
    }
}

/// What the documentation gets wrong, as the rules find it, and the notes that acknowledge it.
#[test]
fn the_quirks_of_the_catalog_are_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let mut text = String::new();
    for page in error_catalog_model::load(&folder, Rules::All).unwrap().pages {
        for quirk in quirk::find(&page) {
            let errors: Vec<&str> = quirk.errors(&page).collect();
            writeln!(text, "{}: {}: {}", page.module, quirk.rule.name, quirk.message).unwrap();
            writeln!(text, "    {}", errors.join(", ")).unwrap();
        }
        for quirk in &page.quirks {
            writeln!(text, "{}: note on {}: {}", page.module, quirk.kind.value, quirk.note)
                .unwrap();
        }
    }
    assert_snapshot!(text);
}
