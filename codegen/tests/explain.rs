//! `explain`, for each kind of word and for people as for machines.

use std::process::{Command, Output};

use insta::{assert_snapshot, with_settings};
use serde_json::Value;

fn explain(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .arg("explain")
        .args(arguments)
        .args(["--catalog", "../catalog"])
        .output()
        .unwrap()
}

fn stdout(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_code_an_error_and_a_rule_are_explained() {
    for word in ["RCS904", "MissingAgentNumberQuery", "mismatched-pair"] {
        let output = explain(&[word]);
        assert_eq!(output.status.code(), Some(0), "{word}");
        with_settings!({ snapshot_suffix => word, omit_expression => true }, {
            assert_snapshot!(stdout(output));
        });
    }
}

#[test]
fn a_word_that_is_none_of_these_shows_what_there_is() {
    let output = explain(&["RCS999"]);
    assert_eq!(output.status.code(), Some(1));
    assert_snapshot!(stdout(output));
    let output = explain(&["RCS999", "--format=json"]);
    assert_eq!(output.status.code(), Some(1));
    let unknown: Value = serde_json::from_str(&stdout(output)).unwrap();
    assert_eq!(unknown["reason"], "unknown");
    assert!(unknown["codes"].as_array().unwrap().contains(&"RCS904".into()));
}

#[test]
fn it_fits_into_80_columns_and_is_plain_in_a_pipe() {
    for word in ["RCS904", "RCS405", "LaunchStatusNotFound", "one-name-for-two-errors", "RCS999"] {
        let text = stdout(explain(&[word]));
        assert!(!text.contains('\u{1b}'), "{word}");
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        let coloured = stdout(explain(&[word, "--color=always"]));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), text);
    }
}

#[test]
fn machines_get_an_object_a_line() {
    for (word, reason) in [("RCS904", "code"), ("InvalidJson", "error"), ("syntax", "rule")] {
        let text = stdout(explain(&[word, "--format=json"]));
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["reason"], reason);
    }
    let error: Value =
        serde_json::from_str(&stdout(explain(&["InvalidJson", "--format=json"]))).unwrap();
    assert_eq!(error["status"], 400);
    assert_eq!(error["quirks"][0]["kind"], "not-common");
}

/// So that a report about a broken catalog can be explained.
#[test]
fn a_rule_is_explained_without_a_catalog() {
    let output = Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(["explain", "syntax", "--catalog", "nowhere"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
}
