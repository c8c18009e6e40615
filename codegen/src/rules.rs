//! Every rule that a catalog is held to, in one list.
//!
//! A rule stands next to the code that finds what breaks it. Some are found while reading and
//! parsing; the others have a function of their own, which [`check::check`] calls.

use crate::catalog::{Catalog, Page};
use crate::diagnostic::Diagnostic;
#[cfg(feature = "cli")]
use crate::import;
use crate::quirks::Quirk;
use crate::{check, parse, quirks, source};

/// What a catalog must be like.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The name that a report shows.
    pub(crate) name: &'static str,
    /// What it finds, why that matters, and what to do.
    #[cfg_attr(
        not(any(test, feature = "cli")),
        expect(dead_code, reason = "a build script does not explain it")
    )]
    pub(crate) docs: &'static str,
    pub(crate) find: Find,
}

/// What finds a breach of a rule.
#[derive(Debug)]
pub(crate) enum Find {
    /// The stage that reads or parses, on its way.
    OnTheWay,
    /// A function over the catalog.
    Check(fn(&Catalog, &mut Vec<Diagnostic>)),
    /// A function over a page that finds what its documentation gets wrong, which the catalog may
    /// acknowledge.
    Quirk(for<'p> fn(&'p Page) -> Vec<Quirk<'p>>),
}

/// All rules, by name.
pub(crate) static RULES: &[&Rule] = &[
    &check::text::CONTROL_CHARACTER,
    &source::EMPTY_CATALOG,
    &parse::EMPTY_PAGE,
    &parse::EMPTY_TABLE,
    &check::text::EMPTY_TEXT,
    &check::names::ENUM_COLLISION,
    &quirks::messages::INCONSISTENT_MESSAGE,
    &quirks::messages::INDISTINGUISHABLE,
    &check::names::INVALID_NAME,
    &quirks::look_alike::LOOK_ALIKE_CODE,
    &quirks::messages::MISMATCHED_PAIR,
    #[cfg(feature = "cli")]
    &import::tables::MISSING_HEADING,
    &parse::MISSING_KEY,
    &check::files::MODULE_COLLISION,
    &check::files::MODULE_NAME,
    #[cfg(feature = "cli")]
    &import::html::NESTED_TOO_DEEPLY,
    &quirks::not_common::NOT_COMMON,
    &source::NOT_UTF8,
    &check::rows::ONE_NAME_FOR_TWO_ERRORS,
    #[cfg(feature = "cli")]
    &import::tables::PAGE_WITHOUT_TABLES,
    &check::names::REPEATED_ENDPOINT,
    &check::rows::REPEATED_ROW,
    &check::names::RESERVED_NAME,
    &quirks::codes::REUSED_CODE,
    &check::text::SOURCE_ADDRESS,
    &quirks::acknowledge::STALE_QUIRK,
    &quirks::codes::STATUS_IN_CODE,
    &check::rows::STATUS_RANGE,
    &check::text::STRAY_WHITESPACE,
    &parse::SYNTAX,
    &check::rows::TWO_NAMES_FOR_ONE_ERROR,
    #[cfg(feature = "cli")]
    &import::tables::UNCLEAR_COLUMNS,
    #[cfg(feature = "cli")]
    &import::tables::UNCLEAR_ROW,
    &parse::UNKNOWN_KEY,
    &quirks::acknowledge::UNKNOWN_KIND,
    &parse::WRONG_TYPE,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::RULES;

    #[test]
    fn rules_are_sorted_and_unique() {
        for pair in RULES.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} is out of order", pair[1].name);
        }
    }

    #[test]
    fn rules_are_documented() {
        for rule in RULES {
            assert!(rule.docs.ends_with('.'), "{} has no docs", rule.name);
            assert!(rule.docs.len() > 60, "{} has hardly any docs", rule.name);
        }
    }

    /// The text of every file below `src`.
    #[cfg(feature = "cli")]
    #[expect(clippy::disallowed_methods, reason = "the order does not matter")]
    fn source(folder: &Path) -> String {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let texts = entries.map(|path| {
            if path.is_dir() { source(&path) } else { std::fs::read_to_string(path).unwrap() }
        });
        texts.collect()
    }

    #[test]
    #[cfg(feature = "cli")]
    fn every_rule_in_the_source_is_registered() {
        let source = source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
        let declared = source.lines().filter(|line| line.ends_with(": Rule = Rule {")).count();
        assert_eq!(RULES.len(), declared);
    }

    /// Of a catalog that breaks it, or of a page that cannot be imported.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the names go into a sorted set")]
    fn every_rule_has_a_fixture_of_its_own() {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let folders = ["bad", "pages/refused"].map(|name| std::fs::read_dir(fixtures.join(name)));
        let entries = folders.into_iter().flat_map(Result::unwrap);
        let fixtures: BTreeSet<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .map(|name| name.split('.').next().unwrap().to_owned())
            .collect();
        let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
        let is_known = |name: &String| rules.contains(name) || !cfg!(feature = "cli");
        assert!(fixtures.iter().all(is_known), "a fixture is called like no rule: {fixtures:?}");
        assert!(rules.is_subset(&fixtures), "a rule has no fixture: {fixtures:?}");
    }
}
