//! Every value of the catalog's files, read without the generator's help, compared with the enums.
//!
//! The enums are those that the build script has just generated; `freshness` compares the committed ones
//! with them.

use std::fmt::{Debug, Write as _};
use std::path::Path;

use error_catalog_model::{Rules, quirk};
use insta::assert_snapshot;
use rcs_errors_catalog::{
    DocumentedError, EndpointSet, ErrorSet, Quirk, Table, for_each_endpoint, for_each_page,
};
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
            assert_eq!(table.source, file.page().get("source").and_then(Value::as_str));
            let retrieved = file.page().get("retrieved").and_then(Value::as_datetime);
            let retrieved = retrieved.map(ToString::to_string);
            assert_eq!(table.retrieved, retrieved.as_deref());
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
            assert_eq!((object.status(), object.code()), (entry.status, entry.code));
            assert_eq!(object.message(), entry.message);
            assert_eq!(object.quirks(), error.quirks());
            assert_eq!(object.trusted_message(), error.trusted_message());
            let kept: &'static dyn DocumentedError = object.as_static();
            assert_eq!((kept.name(), kept.table()), (object.name(), object.table()));
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

/// Whichever enum of the page it is in.
#[test]
fn an_error_has_the_quirks_that_the_page_has_for_it() {
    fn check<E: ErrorSet>() {
        let files = files();
        let file = files.iter().find(|file| string(file.page(), "name") == E::TABLE.page).unwrap();
        for error in E::ALL {
            let names_it = |quirk: &&Value| {
                let mut errors = quirk["errors"].as_array().unwrap().iter();
                errors.any(|name| name.as_str() == Some(error.name()))
            };
            let expected: Vec<&Value> = file.quirks().iter().filter(names_it).collect();
            let quirks = error.quirks();
            assert_eq!(quirks.len(), expected.len(), "{error:?}");
            for (quirk, expected) in quirks.iter().zip(&expected) {
                assert_eq!(quirk.kind.as_str(), string(expected, "kind"));
                assert_eq!(quirk.kind.to_string(), quirk.kind.as_str());
                assert_eq!(quirk.note, string(expected, "note"));
                let tables =
                    expected.get("tables").map_or(&[][..], |tables| tables.as_array().unwrap());
                let tables = tables.iter().map(|name| name.as_str().unwrap());
                assert!(quirk.tables.iter().map(|table| table.name).eq(tables), "{error:?}");
            }
            let is_mismatched =
                expected.iter().any(|quirk| string(quirk, "kind") == "mismatched-pair");
            let trusted = if is_mismatched { None } else { Some(error.message()) };
            assert_eq!(error.trusted_message(), trusted, "{error:?}");
            assert_eq!(error.into_page().quirks(), quirks);
        }
    }
    for_each_table!(rcs_errors_catalog, check);
}

#[test]
fn every_endpoint_has_the_errors_of_its_table() {
    macro_rules! check_endpoints {
        ([] $($module:ident $page:ident $endpoint:ident $errors:ident)*) => {$({
            use rcs_errors_catalog::$module as page;
            const ENDPOINT: page::Endpoint = page::Endpoint::$endpoint;
            const TABLE: &Table = ENDPOINT.table();
            const ERRORS: &[page::$page] = ENDPOINT.errors();
            check(ENDPOINT, ERRORS, page::$errors::ALL);
            assert_eq!((ENDPOINT.name(), ENDPOINT.title()), (stringify!($endpoint), TABLE.title));
            assert_eq!((TABLE, ENDPOINT.to_string().as_str()), (page::$errors::TABLE, TABLE.name));
        })*};
    }
    fn check<P: EndpointSet + Debug + PartialEq, E: ErrorSet<Page = P::Page>>(
        endpoint: P,
        errors: &[P::Page],
        listed: &[E],
    ) {
        let table = endpoint.table();
        assert_eq!(format!("{endpoint:?}"), table.name);
        assert!(listed.iter().map(|error| error.into_page()).eq(errors.iter().copied()));
        let files = files();
        let file = files.iter().find(|file| string(file.page(), "name") == table.page).unwrap();
        let names = file.endpoints().iter().map(|endpoint| string(endpoint, "name"));
        assert!(P::ALL.iter().map(|endpoint| endpoint.table().name).eq(names));
    }
    for_each_endpoint!(check_endpoints);
}

/// What `explain` shows is what the generated code sends.
#[test]
fn the_body_of_an_error_is_the_same_in_the_tool() {
    let catalog = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let catalog = error_catalog_model::load(&catalog, Rules::All).unwrap();
    macro_rules! bodies {
        ([] $($module:ident $page:ident $tables:tt)+) => {
            vec![$((
                stringify!($module),
                rcs_errors::$module::$page::ALL.iter().map(rcs_errors::DocumentedError::body).collect(),
            )),+]
        };
    }
    let bodies: Vec<(&str, Vec<serde_json::Value>)> = for_each_page!(bodies);
    for (page, (module, bodies)) in catalog.pages.iter().zip(bodies) {
        assert_eq!(page.module, module);
        let Some(body) = &page.body else { continue };
        let examples: Vec<_> =
            page.errors.iter().map(|error| cargo_catalog::body::example(body, error)).collect();
        assert_eq!(examples, bodies);
    }
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
                const QUIRKS: &[&Quirk] = ERROR.quirks();
                const TRUSTED: Option<&str> = ERROR.trusted_message();
                const SOURCE: Option<&str> = Page::TABLE.source;
                assert_eq!((QUIRKS, TRUSTED), (ERROR.quirks(), ERROR.trusted_message()));
                (SOURCE, STATUS, STRINGS)
            }),+]
        };
    }
    for ((source, status, strings), file) in for_each_page!(constants).into_iter().zip(files()) {
        assert_eq!(source, file.page().get("source").and_then(Value::as_str));
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
