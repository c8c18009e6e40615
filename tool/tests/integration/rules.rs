//! The rules: their list, and their documentation.

use std::collections::BTreeSet;

use cargo_catalog::rules;
use error_catalog_model::registry;
use testing::folder::Folder;

use crate::tool;

#[test]
fn rules_are_sorted_and_unique() {
    let rules = rules();
    assert!(rules.is_sorted_by(|one, next| one.name < next.name), "{rules:#?}");
}

#[test]
fn the_rules_are_those_of_the_model_and_of_the_import() {
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    let model = registry::rules().into_iter().map(|rule| rule.name);
    let import = cargo_catalog::import::RULES.iter().map(|rule| rule.name);
    assert_eq!(names, model.chain(import).collect());
}

#[test]
fn every_rule_has_the_three_headings() {
    for rule in rules() {
        let headings: Vec<&str> = rule.docs.lines().filter(|line| line.starts_with('#')).collect();
        let title = format!("# {}", rule.name);
        let expected = [&*title, "## What it finds", "## Why it matters", "## What to do"];
        assert_eq!(headings, expected, "{}", rule.name);
        // Each of them is followed by a paragraph.
        let sections = rule.docs.split("\n## ").skip(1);
        assert!(sections.clone().count() == 3, "{}", rule.name);
        for section in sections {
            let (_, text) = section.split_once("\n\n").unwrap_or_default();
            assert!(text.len() > 20, "{}: {section}", rule.name);
        }
    }
}

/// Each word of the documentation is in the explanation, in the same order.
#[test]
fn every_rule_is_explained() {
    let folder = Folder::new();
    for rule in rules() {
        let json = tool().run(&folder, ["explain", rule.name, "--format=json"]).json_lines();
        assert_eq!((&json[0]["rule"], &json[0]["docs"]), (&rule.name.into(), &rule.docs.into()));

        let explanation = tool().succeed(&folder, ["explain", rule.name]);
        let is_shown = |line: &&str| !line.starts_with("```");
        let shown: String =
            rule.docs.lines().filter(is_shown).flat_map(|line| [line, "\n"]).collect();
        let expected = shown.replace("\n## ", "\n").replacen("# ", "rule ", 1);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(words(&explanation), words(&expected), "{}", rule.name);
    }
}
