//! `explain`, for each kind of word, for people and for programs.

use insta::{assert_snapshot, with_settings};
use testing::fixtures::AGENT_LAUNCH;
use testing::folder::Folder;
use testing::output::Output;

use crate::tool;

/// Explains with the frozen page as the catalog.
fn explain(arguments: &[&str]) -> Output {
    let folder = Folder::new();
    folder.write("catalog/agent-launch.toml", AGENT_LAUNCH);
    tool().run(&folder, [&["explain"], arguments].concat())
}

#[test]
fn a_code_an_error_and_a_rule_are_explained() {
    for word in ["RCS904", "MissingAgentNumberQuery", "mismatched-pair"] {
        let output = explain(&[word]);
        output.assert_status(0);
        with_settings!({ snapshot_suffix => word, omit_expression => true }, {
            assert_snapshot!(output.stdout);
        });
    }
}

#[test]
fn an_unknown_word_shows_what_there_is() {
    let output = explain(&["RCS999"]);
    output.assert_status(1);
    assert_snapshot!(output.stdout);
    let output = explain(&["RCS999", "--format=json"]);
    output.assert_status(1);
    let unknown = &output.json_lines()[0];
    assert_eq!(unknown["reason"], "unknown");
    assert!(unknown["codes"].as_array().unwrap().contains(&"RCS904".into()));
}

#[test]
fn explanations_fit_into_80_columns_and_are_plain_in_a_pipe() {
    let words = ["RCS904", "RCS405", "LaunchStatusNotFound", "RCS999"].map(|word| (word, ""));
    let rules = cargo_catalog::rules().into_iter().map(|rule| (rule.name, rule.docs));
    for (word, docs) in words.into_iter().chain(rules) {
        let blocks = docs.split("```").skip(1).step_by(2);
        let code: Vec<&str> = blocks.flat_map(|block| block.lines().skip(1)).collect();
        let plain = explain(&[word]).stdout;
        assert!(!plain.contains('\u{1b}'), "{word}");
        for line in plain.lines() {
            // Code can be copied, so its lines are as they are.
            let is_code = line.strip_prefix("    ").is_some_and(|line| code.contains(&line));
            assert!(line.chars().count() <= 80 || is_code, "{word}: {line}");
        }
        let colored = explain(&[word, "--color=always"]).stdout;
        assert_eq!(anstream::adapter::strip_str(&colored).to_string(), plain);
    }
}

#[test]
fn explanations_in_json_are_one_object_a_line() {
    for (word, reason) in [("RCS904", "code"), ("InvalidJson", "error"), ("syntax", "rule")] {
        let output = explain(&[word, "--format=json"]);
        output.assert_status(0);
        let [explanation] = &*output.json_lines() else { panic!("{output:?}") };
        assert_eq!(explanation["reason"], reason);
    }
    let error = &explain(&["InvalidJson", "--format=json"]).json_lines()[0];
    assert_eq!(error["status"], 400);
    assert_eq!(error["quirks"][0]["kind"], "not-common");
}

/// The report about a broken catalog can be explained too.
#[test]
fn a_rule_is_explained_without_a_catalog() {
    tool().succeed(Folder::new(), ["explain", "syntax", "--catalog", "nowhere"]);
}
