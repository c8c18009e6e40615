//! The code by hand that the bench `lookup` compares with the generated code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rcs_errors::agent_launch::{AgentLaunchError, GetAgentLaunchStatusError};

use crate::catalog::{Error, Page, Table};

/// The most errors for which a `match` is written. rustc compiles one with so many arms in 7 seconds,
/// and one with 10,000 arms in 2 minutes.
const MOST_ARMS: usize = 3_000;

/// A page whose errors are also written by hand.
pub(crate) struct ByHand {
    pub(crate) module: String,
    /// The path of the page's enum.
    path: String,
    pub(crate) errors: Vec<Error>,
    /// The path of an endpoint's enum, whose errors are in another order than on the page.
    endpoint_path: String,
    endpoint_errors: Vec<Error>,
    /// The path of the endpoint.
    endpoint: String,
}

impl ByHand {
    pub(crate) fn real() -> Self {
        Self {
            module: "agent_launch".to_owned(),
            path: "rcs_errors::agent_launch::AgentLaunchError".to_owned(),
            errors: Table::from_error_set::<AgentLaunchError>().errors,
            endpoint_path: "rcs_errors::agent_launch::GetAgentLaunchStatusError".to_owned(),
            endpoint_errors: Table::from_error_set::<GetAgentLaunchStatusError>().errors,
            endpoint: "rcs_errors::agent_launch::Endpoint::GetAgentLaunchStatus".to_owned(),
        }
    }

    pub(crate) fn generated(page: &Page) -> Self {
        let module = page.stem.replace('-', "_");
        let path = |name: &str| format!("crate::catalog::{module}::{name}Error");
        // Not the first one: its errors are in the page's order.
        let endpoint = &page.tables[1];
        Self {
            path: path(&page.name),
            errors: page.errors().into_iter().cloned().collect(),
            endpoint_path: path(&endpoint.name),
            endpoint_errors: endpoint.errors.clone(),
            endpoint: format!("crate::catalog::{module}::Endpoint::{}", endpoint.name),
            module,
        }
    }

    pub(crate) fn module(&self) -> String {
        [
            format!("pub(crate) mod {} {{\n", self.module),
            "use rcs_errors::MatchLevel;\nuse super::Row;\n".to_owned(),
            format!("pub(crate) type Error = {};\n", self.path),
            format!("pub(crate) type EndpointError = {};\n", self.endpoint_path),
            format!("pub(crate) use {} as ENDPOINT;\n", self.endpoint),
            self.match_functions(),
            self.match_levels(),
            self.phf_map("BY_CODE", |error| &error.code, |error| &error.message),
            self.phf_map("BY_MESSAGE", |error| &error.message, |error| &error.code),
            self.strum(),
            array("ROWS", &self.errors),
            array("ENDPOINT_ROWS", &self.endpoint_errors),
            "}\n".to_owned(),
        ]
        .concat()
    }

    /// The errors that a `match` is written for: all, or no errors if they are too many.
    fn errors_to_match(&self) -> &[Error] {
        if self.errors.len() <= MOST_ARMS { &self.errors } else { &[] }
    }

    /// A function with an arm for each error, and one with an arm for each code.
    fn match_functions(&self) -> String {
        let errors = self.errors_to_match();
        let mut responses = BTreeSet::new();
        let mut arms = String::new();
        for error in errors {
            // If several errors cannot be told apart, a second arm could not be reached.
            if responses.insert(response(error)) {
                let (status, code, message) = response(error);
                let name = &error.name;
                _ = writeln!(arms, "({status}, {code:?}, {message:?}) => Some(Error::{name}),");
            }
        }
        let mut code_arms = String::new();
        for (code, errors) in group(errors, |error| &error.code) {
            _ = writeln!(code_arms, "{code:?} => &[{}],", variants(errors));
        }
        format!(
            "pub(crate) const HAS_MATCH: bool = {};\n\
             pub(crate) fn match_error(status: u16, code: &str, message: &str) -> Option<Error> {{\n\
             match (status, code, message) {{\n{arms}_ => None,\n}}\n}}\n\
             pub(crate) fn match_code(code: &str) -> &'static [Error] {{\n\
             match code {{\n{code_arms}_ => &[],\n}}\n}}\n",
            !errors.is_empty(),
        )
    }

    /// A function that returns as much as `lookup`: one `match` for each level, one after the other.
    fn match_levels(&self) -> String {
        let errors = self.errors_to_match();
        let response = |error: &Error| format!("{:?}", response(error));
        let status = |error: &Error| format!("({}, {:?})", error.status, error.code);
        let message = |error: &Error| format!("({:?}, {:?})", error.code, error.message);
        let code = |error: &Error| format!("{:?}", error.code);
        let matches = [
            match_level("(status, code, message)", "Exact", errors, response),
            match_level("(status, code)", "CodeAndStatus", errors, status),
            match_level("(code, message)", "CodeAndMessage", errors, message),
            match_level("code", "Code", errors, code),
        ];
        format!(
            "pub(crate) fn match_levels(status: u16, code: &str, message: &str) \
             -> (MatchLevel, &'static [Error]) {{\n{}(MatchLevel::Unknown, &[])\n}}\n",
            matches.concat()
        )
    }

    /// A map from a string to the errors that have it, with their statuses and their other string.
    fn phf_map(&self, name: &str, key: fn(&Error) -> &str, other: fn(&Error) -> &str) -> String {
        let mut map = phf_codegen::Map::new();
        for (key, errors) in group(&self.errors, key) {
            let mut values = String::new();
            for error in errors {
                let Error { name, status, .. } = error;
                _ = write!(values, "({status}, {:?}, Error::{name}), ", other(error));
            }
            map.entry(key, format!("&[{values}]"));
        }
        let kind = "phf::Map<&'static str, &'static [(u16, &'static str, Error)]>";
        format!("pub(crate) static {name}: {kind} = {};\n", map.build())
    }

    /// An enum that strum parses a message into: one string is all that it can parse.
    fn strum(&self) -> String {
        let mut variants = String::new();
        for (message, errors) in group(&self.errors, |error| &error.message) {
            _ = writeln!(variants, "#[strum(serialize = {message:?})]\n{},", errors[0].name);
        }
        format!(
            "#[derive(Clone, strum::EnumString)]\n#[strum(use_phf)]\npub(crate) enum Parsed {{\n{variants}}}\n"
        )
    }
}

/// A `match` of this expression that returns all errors with the same pattern.
fn match_level(
    expression: &str,
    level: &str,
    errors: &[Error],
    pattern: impl Fn(&Error) -> String,
) -> String {
    let mut patterns: BTreeMap<String, Vec<&Error>> = BTreeMap::new();
    for error in errors {
        patterns.entry(pattern(error)).or_default().push(error);
    }
    let mut arms = String::new();
    for (pattern, errors) in patterns {
        _ = writeln!(arms, "{pattern} => return (MatchLevel::{level}, &[{}]),", variants(errors));
    }
    format!("match {expression} {{\n{arms}_ => {{}}\n}}\n")
}

/// The paths of the errors' variants, each with a comma.
fn variants(errors: Vec<&Error>) -> String {
    errors.into_iter().flat_map(|error| ["Error::", &error.name, ", "]).collect()
}

/// What the API sends for an error.
fn response(error: &Error) -> (u16, &str, &str) {
    (error.status, &error.code, &error.message)
}

fn group(errors: &[Error], key: fn(&Error) -> &str) -> BTreeMap<&str, Vec<&Error>> {
    let mut groups: BTreeMap<&str, Vec<&Error>> = BTreeMap::new();
    for error in errors {
        groups.entry(key(error)).or_default().push(error);
    }
    groups
}

/// The rows in an array.
fn array(name: &str, errors: &[Error]) -> String {
    let mut rows = String::new();
    for Error { name, status, code, message, description } in errors {
        _ = writeln!(
            rows,
            "Row {{ name: {name:?}, status: {status}, code: {code:?}, message: {message:?}, \
             description: {description:?} }},"
        );
    }
    format!("pub(crate) static {name}: [Row; {}] = [\n{rows}];\n", errors.len())
}
