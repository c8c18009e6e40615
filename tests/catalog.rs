//! Every cell of the catalog's files against the enums, read without the generator's help.
//!
//! The enums are those that the build script has just made; `freshness` holds the committed ones
//! equal to them.

mod common;

use rcs_errors_catalog::agent_launch::{
    AgentLaunchError, CommonError, CreateAgentCarrierLaunchError, CreateAgentLaunchError,
    GetAgentLaunchStatusError,
};
use rcs_errors_catalog::{DocumentedError, ErrorTable, Table};
use toml::Value;

/// A row: its name and its four cells.
type Row = (String, u16, String, String, String);

fn page() -> toml::Table {
    include_str!("../catalog/agent-launch.toml").parse().unwrap()
}

fn text<'t>(table: &'t Value, key: &str) -> &'t str {
    table[key].as_str().unwrap()
}

fn rows(table: &Value) -> Vec<Row> {
    let rows = table["errors"].as_array().unwrap().iter();
    rows.map(|row| {
        let status = u16::try_from(row["status"].as_integer().unwrap()).unwrap();
        let [name, code, message, description] =
            ["name", "code", "message", "description"].map(|key| text(row, key).to_owned());
        (name, status, code, message, description)
    })
    .collect()
}

/// The tables of the page in its order, which has the common one last.
fn tables() -> Vec<Value> {
    let page = page();
    let endpoints = page["endpoint"].as_array().unwrap().clone();
    endpoints.into_iter().chain([page["common"].clone()]).collect()
}

/// What the methods of an enum say: those of the enum itself, not of a trait.
macro_rules! documented {
    ($table:ty) => {
        (
            <$table>::TABLE,
            <$table>::ALL
                .iter()
                .map(|error| {
                    (
                        error.name().to_owned(),
                        error.status(),
                        error.code().to_owned(),
                        error.message().to_owned(),
                        error.description().to_owned(),
                    )
                })
                .collect::<Vec<Row>>(),
        )
    };
}

#[test]
fn every_endpoint_has_its_rows_in_the_order_of_the_page() {
    let enums: Vec<(&Table, Vec<Row>)> = vec![
        documented!(CreateAgentLaunchError),
        documented!(CreateAgentCarrierLaunchError),
        documented!(GetAgentLaunchStatusError),
        documented!(CommonError),
    ];
    let tables = tables();
    assert_eq!(enums.len(), tables.len());
    for ((table, errors), written) in enums.iter().zip(&tables) {
        assert_eq!(table.name, text(written, "name"));
        assert_eq!(table.title, text(written, "title"));
        assert_eq!(*errors, rows(written), "{}", table.name);
    }
}

#[test]
fn the_page_has_every_distinct_row_in_the_order_of_the_page() {
    let (table, errors) = documented!(AgentLaunchError);
    assert_eq!(table.title, text(&page()["page"], "title"));
    let mut distinct: Vec<Row> = Vec::new();
    for row in tables().iter().flat_map(rows) {
        if !distinct.contains(&row) {
            distinct.push(row);
        }
    }
    assert_eq!(errors, distinct);
}

#[test]
fn every_table_says_where_it_is_from() {
    fn check<E: ErrorTable>() {
        let page = &page()["page"];
        assert_eq!(E::TABLE.page, text(page, "name"));
        assert_eq!(E::TABLE.source, text(page, "source"));
        assert_eq!(E::TABLE.retrieved, page["retrieved"].as_datetime().unwrap().to_string());
    }
    for_each_table!(rcs_errors_catalog, check);
}

#[test]
fn the_traits_say_what_the_enums_say() {
    fn check<E: ErrorTable>() {
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
    let error = GetAgentLaunchStatusError::MethodNotAllowedWithCreateMessage;
    assert_eq!(
        error.to_string(),
        "HTTP 405 RCS405: Failed to create Agent launch request. (Method Not Allowed.)"
    );
}

#[test]
fn everything_of_an_error_is_known_at_compile_time() {
    const ERROR: AgentLaunchError = AgentLaunchError::LaunchStatusNotFound;
    const STATUS: u16 = ERROR.status();
    const TEXTS: [&str; 4] = [ERROR.name(), ERROR.code(), ERROR.message(), ERROR.description()];
    const SOURCE: &str = AgentLaunchError::TABLE.source;
    assert_eq!(STATUS, 400);
    assert_eq!(
        TEXTS,
        ["LaunchStatusNotFound", "RCS904", "Method not allowed.", "Launch Status Not Found."]
    );
    assert!(SOURCE.starts_with("https://"));
}

#[test]
fn the_readme_says_what_is_covered() {
    let endpoints = page()["endpoint"].as_array().unwrap().len();
    let count: usize = tables().iter().map(|table| rows(table).len()).sum();
    let (errors, table) = (AgentLaunchError::ALL.len(), AgentLaunchError::TABLE);
    let covered = format!(
        "| [{}]({}) | {endpoints}, and a table of common errors | {count} | {errors} | {} |",
        table.title, table.source, table.retrieved
    );
    assert!(include_str!("../README.md").contains(&covered), "{covered}");
}
