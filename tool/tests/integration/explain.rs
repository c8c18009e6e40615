//! The rules with their documentation, and `explain`, which shows rules, codes and errors, for people and for
//! programs.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cargo_catalog::rules;
use error_catalog_model::registry;
use insta::{assert_snapshot, with_settings};
use testing::fixtures::AGENT_LAUNCH;
use testing::folder::Folder;
use testing::tool::Output;

use crate::tool;

/// Explains with the frozen page as the catalog.
fn explain(arguments: &[&str]) -> Output {
    let folder = Folder::new();
    folder.write("catalog/agent-launch.toml", AGENT_LAUNCH);
    tool().run(&folder, [&["explain"], arguments].concat())
}

#[test]
fn a_code_an_error_and_a_rule_are_explained() {
    let mut explanations = String::new();
    for word in ["RCS904", "MissingAgentNumberQuery", "mismatched-pair"] {
        let output = explain(&[word]);
        output.assert_status(0);
        writeln!(explanations, "$ cargo catalog explain {word}\n{}", output.stdout).unwrap();
    }
    with_settings!({ omit_expression => true }, { assert_snapshot!(explanations) });
}

/// The body that a response has is shown with the error, and how that is known.
#[test]
fn a_body_is_explained() {
    let folder = Folder::new();
    folder.write("catalog/agent-launch.toml", AGENT_LAUNCH);
    let body = "body = { code = { pointer = \"/error/code\" }, message = { pointer = \"/error/text\" }, \
                basis = \"The vendor shows a body of another endpoint, and says that all are alike.\" }\nsource";
    folder.replace("catalog/agent-launch.toml", "source", body);
    let mut explanations = String::new();
    for word in ["RCS701", "LaunchStatusNotFound"] {
        let output = tool().run(&folder, ["explain", word]);
        output.assert_status(0);
        writeln!(explanations, "$ cargo catalog explain {word}\n{}", output.stdout).unwrap();
    }
    assert_snapshot!(explanations, @r#"
    $ cargo catalog explain RCS701
    code RCS701 of agent_launch

      Create Agent Launch API (CreateAgentLaunch)
        400          InvalidJson
            message      Invalid json format passed.
            description  Invalid JSON.
            body         {"error":{"code":"RCS701","text":"Invalid json format passed."}}

      Create Agent Carrier Launch (CreateAgentCarrierLaunch)
        400          InvalidJson
            message      Invalid json format passed.
            description  Invalid JSON.
            body         {"error":{"code":"RCS701","text":"Invalid json format passed."}}

      Common Error Scenarios across all Agent Launch (Common)
        400          InvalidJson
            message      Invalid json format passed.
            description  Invalid JSON.
            body         {"error":{"code":"RCS701","text":"Invalid json format passed."}}

      the body of a response has the code at /error/code (a string), and the message
      at /error/text (a string)
        The vendor shows a body of another endpoint, and says that all are alike.

      quirk not-common: InvalidJson (table GetAgentLaunchStatus)
        The table of common errors has RCS701, but the table of Get Agent Launch
        Status does not, and so its enum has no variant for it. If the endpoint
        sends it, look it up with AgentLaunchError.


    $ cargo catalog explain LaunchStatusNotFound
    error LaunchStatusNotFound of agent_launch

      status       400
      code         RCS904
      message      Method not allowed.
      description  Launch Status Not Found.
      listed under GetAgentLaunchStatus
      body         {"error":{"code":"RCS904","text":"Method not allowed."}}

      the body of a response has the code at /error/code (a string), and the message
      at /error/text (a string)
        The vendor shows a body of another endpoint, and says that all are alike.

      quirk reused-code: LaunchRequestFailed, CarrierLaunchRequestFailed,
      MissingAgentNumberQuery, MissingAgentLaunchIdQuery, LaunchStatusNotFound
        RCS904 is used for five errors. The code alone says only that a launch
        request could not be created or read: rely on the endpoint that was called
        and on the message.

      quirk mismatched-pair: LaunchStatusNotFound
        The message is that of RCS405 and says that a method is not allowed, while
        the description says that a status was not found. Rely on the code RCS904
        with HTTP 400, and do not show the message to anybody.
    "#);
    let error =
        &tool().run(&folder, ["explain", "LaunchStatusNotFound", "--format=json"]).json_lines()[0];
    assert_eq!(error["example"]["error"]["text"], error["message"]);
    assert_eq!(error["body"]["code"]["pointer"], "/error/code");
    assert_eq!(error["body"]["code"]["type"], "string");
}

#[test]
fn an_unknown_word_shows_what_there_is() {
    let output = explain(&["RCS999"]);
    output.assert_status(1);
    assert_snapshot!(output.stdout, @"
    `RCS999` is neither a code nor an error nor a rule. There are:

      codes        RCS405, RCS500, RCS502, RCS601, RCS701, RCS904
      errors       CarrierLaunchRequestFailed, GatewayError, InternalServerError,
                   InvalidJson, LaunchRequestFailed, LaunchStatusNotFound,
                   MethodNotAllowed, MethodNotAllowedWithCreateMessage,
                   MissingAgentLaunchIdQuery, MissingAgentNumberQuery, RcsNotEnabled
      rules        body-pointer, body-type, changed-quirk, empty-catalog,
                   empty-page, empty-string, empty-table, enum-collision,
                   inconsistent-message, indistinguishable, invalid-name,
                   invalid-setting, invisible-character, look-alike-code,
                   mismatched-pair, missing-heading, missing-key, missing-note,
                   module-collision, module-name, nested-too-deeply, not-common,
                   not-utf8, one-name-for-two-errors, page-without-tables,
                   repeated-endpoint, repeated-row, reserved-name, reused-code,
                   section-marker, skipped-file, source-address, stale-quirk,
                   status-in-code, status-range, stray-whitespace, syntax,
                   two-names-for-one-error, unclear-columns, unclear-row,
                   unknown-key, unknown-kind, wrong-type
    ");
    let output = explain(&["RCS999", "--format=json"]);
    output.assert_status(1);
    let unknown = &output.json_lines()[0];
    assert_eq!(unknown["reason"], "unknown");
    assert!(unknown["codes"].as_array().unwrap().contains(&"RCS904".into()));
}

#[test]
fn explanations_fit_into_80_columns_and_are_plain_in_a_pipe() {
    let words = ["RCS904", "RCS405", "LaunchStatusNotFound", "RCS999"].map(|word| (word, ""));
    let rules = rules().into_iter().map(|rule| (rule.name, rule.docs));
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

#[test]
fn rules_are_sorted_and_unique() {
    let rules = rules();
    assert!(rules.is_sorted_by(|one, next| one.name < next.name), "{rules:#?}");
}

#[test]
fn the_rules_are_those_of_the_model_the_import_and_the_sections() {
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    let model = registry::rules().into_iter().map(|rule| rule.name);
    let import = cargo_catalog::import::RULES.iter().map(|rule| rule.name);
    let sections = cargo_catalog::sections::RULES.iter().map(|rule| rule.name);
    assert_eq!(names, model.chain(import).chain(sections).collect());
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
        // Only code is shown with its spaces.
        for line in explanation.lines().map(str::trim) {
            assert!(!line.contains("  ") || rule.docs.contains(line), "{}: {line}", rule.name);
        }
    }
}
