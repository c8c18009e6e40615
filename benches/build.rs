//! Makes what the bench `lookup` compares: enums of pages of many sizes, and the same by hand.

#[path = "src/catalog.rs"]
#[expect(dead_code, unreachable_pub, reason = "it is a module of the library, too")]
mod catalog;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs, iter};

use catalog::{Codes, Error, Generator, Page, Size, Table};
use rcs_errors::agent_launch::{AgentLaunchError, GetAgentLaunchStatusError};
use rcs_errors_codegen::Codegen;

/// How many errors differ on a page that has the feature `large` or not.
const SIZES: [(usize, bool); 3] = [(300, false), (3_000, true), (10_000, true)];

/// rustc takes 7 seconds for a `match` of so many arms, and 2 minutes for one of 10,000.
const MOST_ARMS: usize = 3_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("only cargo runs this")?);

    let sizes = SIZES.into_iter().filter(|(_, is_large)| !is_large || cfg!(feature = "large"));
    let pages = sizes.flat_map(|(size, _)| {
        let kinds = [("errors", Codes::Few), ("one-code", Codes::All)];
        kinds.map(|(name, codes)| {
            Generator::new(1).page(&format!("{name}-{size}"), Size::Errors(size), codes)
        })
    });
    let pages: Vec<Page> = pages.collect();
    let folder = out.join("catalog");
    catalog::write(&pages, &folder)?;
    fs::write(out.join("catalog.rs"), Codegen::new(folder).generate()?)?;

    let by_hand = iter::once(real()).chain(pages.iter().map(generated)).map(|page| page.module());
    fs::write(out.join("by_hand.rs"), by_hand.collect::<String>())?;
    Ok(())
}

/// A page whose errors are written by hand once more.
struct ByHand {
    module: String,
    /// The path of the page's enum.
    path: String,
    errors: Vec<Error>,
    /// The path of the enum of an endpoint that does not have the page's order.
    endpoint_path: String,
    endpoint_errors: Vec<Error>,
}

fn real() -> ByHand {
    ByHand {
        module: "agent_launch".to_owned(),
        path: "rcs_errors::agent_launch::AgentLaunchError".to_owned(),
        errors: Table::of::<AgentLaunchError>().errors,
        endpoint_path: "rcs_errors::agent_launch::GetAgentLaunchStatusError".to_owned(),
        endpoint_errors: Table::of::<GetAgentLaunchStatusError>().errors,
    }
}

fn generated(page: &Page) -> ByHand {
    let module = page.stem.replace('-', "_");
    let path = |name: &str| format!("crate::catalog::{module}::{name}Error");
    // The first endpoint has the page's order.
    let endpoint = &page.tables[1];
    ByHand {
        path: path(&page.name),
        errors: page.errors().into_iter().cloned().collect(),
        endpoint_path: path(&endpoint.name),
        endpoint_errors: endpoint.errors.clone(),
        module,
    }
}

impl ByHand {
    fn module(&self) -> String {
        format!(
            "pub(crate) mod {} {{\n\
             use super::Row;\n\
             pub(crate) type Error = {};\n\
             pub(crate) type EndpointError = {};\n\
             {}{}{}{}{}{}{}\
             }}\n",
            self.module,
            self.path,
            self.endpoint_path,
            self.matches(),
            self.nearest_match(),
            self.map("BY_CODE", |error| &error.code, |error| &error.message),
            self.map("BY_MESSAGE", |error| &error.message, |error| &error.code),
            self.strum(),
            array("ROWS", &self.errors),
            array("ENDPOINT_ROWS", &self.endpoint_errors),
        )
    }

    /// A function with an arm an error, and one with an arm a code.
    fn matches(&self) -> String {
        let has_match = self.errors.len() <= MOST_ARMS;
        let mut seen = BTreeSet::new();
        let errors = self.errors.iter().filter(|error| has_match && seen.insert(answer(error)));
        let arms = errors.map(|error| {
            let (status, code, message) = answer(error);
            format!("({status}, {code:?}, {message:?}) => Some(Error::{}),\n", error.name)
        });
        let codes = group(&self.errors, |error| &error.code).into_iter().filter(|_| has_match);
        let code_arms = codes.map(|(code, errors)| {
            let errors = errors.iter().map(|error| format!("Error::{}, ", error.name));
            format!("{code:?} => &[{}],\n", errors.collect::<String>())
        });
        format!(
            "pub(crate) const HAS_MATCH: bool = {has_match};\n\
             pub(crate) fn by_match(status: u16, code: &str, message: &str) -> Option<Error> {{\n\
             match (status, code, message) {{\n{}_ => None,\n}}\n}}\n\
             pub(crate) fn match_code(code: &str) -> &'static [Error] {{\n\
             match code {{\n{}_ => &[],\n}}\n}}\n",
            arms.collect::<String>(),
            code_arms.collect::<String>(),
        )
    }

    /// A function that tells as much as `candidates`: a `match` for each way to match, one after the
    /// other.
    fn nearest_match(&self) -> String {
        let errors = if self.errors.len() <= MOST_ARMS { self.errors.as_slice() } else { &[] };
        let exact = |error: &Error| format!("{:?}", answer(error));
        let status = |error: &Error| format!("({}, {:?})", error.status, error.code);
        let code = |error: &Error| format!("{:?}", error.code);
        let matches = [
            arms("(status, code, message)", "Exact", errors, exact),
            arms("(status, code)", "Status", errors, status),
            arms("code", "Code", errors, code),
        ];
        format!(
            "pub(crate) fn nearest_match(status: u16, code: &str, message: &str) \
             -> (crate::Matched, &'static [Error]) {{\n{}(crate::Matched::Nothing, &[])\n}}\n",
            matches.concat()
        )
    }

    /// A map from a text to the errors that have it, with what else an answer says.
    fn map(&self, name: &str, key: fn(&Error) -> &str, other: fn(&Error) -> &str) -> String {
        let groups = group(&self.errors, key);
        let values = groups.iter().map(|(key, errors)| {
            let errors = errors.iter().map(|error| {
                format!("({}, {:?}, Error::{}), ", error.status, other(error), error.name)
            });
            (*key, format!("&[{}]", errors.collect::<String>()))
        });
        let values: Vec<(&str, String)> = values.collect();
        let mut map = phf_codegen::Map::new();
        for (key, value) in &values {
            map.entry(*key, value);
        }
        let kind = "phf::Map<&'static str, &'static [(u16, &'static str, Error)]>";
        format!("pub(crate) static {name}: {kind} = {};\n", map.build())
    }

    /// An enum that strum parses the message of; that is all that it can tell errors apart by.
    fn strum(&self) -> String {
        let first_of_message = group(&self.errors, |error| &error.message);
        let variants = first_of_message.iter().map(|(message, errors)| {
            format!("#[strum(serialize = {message:?})]\n{},\n", errors[0].name)
        });
        format!(
            "#[derive(Clone, strum::EnumString)]\n#[strum(use_phf)]\npub(crate) enum Parsed {{\n{}}}\n",
            variants.collect::<String>()
        )
    }
}

/// A `match` that returns all errors with the same pattern.
fn arms(on: &str, matched: &str, errors: &[Error], pattern: fn(&Error) -> String) -> String {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for error in errors {
        let names = names.entry(pattern(error)).or_default();
        names.extend(["Error::", &error.name, ", "]);
    }
    let arms = names.iter().map(|(pattern, names)| {
        format!("{pattern} => return (crate::Matched::{matched}, &[{names}]),\n")
    });
    format!("match {on} {{\n{}_ => {{}}\n}}\n", arms.collect::<String>())
}

/// What an answer of the API says.
fn answer(error: &Error) -> (u16, &str, &str) {
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
    let rows = errors.iter().map(|error| {
        let Error { name, status, code, message, description } = error;
        format!(
            "Row {{ name: {name:?}, status: {status}, code: {code:?}, message: {message:?}, \
             description: {description:?} }},\n"
        )
    });
    format!(
        "pub(crate) static {name}: [Row; {}] = [\n{}];\n",
        errors.len(),
        rows.collect::<String>()
    )
}
