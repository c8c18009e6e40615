//! What the documentation gets wrong: found, acknowledged, and neither added nor removed unnoticed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::source::Source;
use error_catalog_model::{Rules, check, quirk};
use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;

/// The findings in a catalog of one page.
fn findings(page: &str) -> Vec<Diagnostic> {
    let files = vec![(PathBuf::from("agent-launch.toml"), page.as_bytes().to_vec())];
    match check(Path::new("catalog"), files, Rules::All) {
        Ok(_) => Vec::new(),
        Err(report) => report.findings,
    }
}

/// The page's tables, and its quirks, each without the empty line in front of it.
fn tables_and_quirks() -> (String, Vec<String>) {
    let mut parts = AGENT_LAUNCH.split("\n[[quirk]]\n");
    let tables = parts.next().unwrap().to_owned();
    (tables, parts.map(|quirk| format!("[[quirk]]\n{quirk}")).collect())
}

/// The bytes of the page that a finding is about.
fn text<'p>(page: &'p str, finding: &Diagnostic) -> &'p str {
    &page[finding.location.span().unwrap().clone()]
}

#[test]
fn the_quirks_of_the_page_are_as_reviewed() {
    let (tables, quirks) = tables_and_quirks();
    let found = findings(&tables);
    assert_eq!((found.len(), quirks.len()), (7, 7));
    let mut text = String::new();
    for finding in found {
        let rows = finding.related.len() + 1;
        let suggestion = finding.suggestion.unwrap();
        writeln!(text, "{} ({rows} rows)\n{suggestion}", finding.message).unwrap();
    }
    assert_snapshot!(text, @r#"
    `MethodNotAllowed` and `MethodNotAllowedWithCreateMessage` have the same status, code and description, and different messages (2 rows)
    [[quirk]]
    kind = "inconsistent-message"
    errors = ["MethodNotAllowed", "MethodNotAllowedWithCreateMessage"]
    note = ""

    the code `RCS904` has 5 meanings (5 rows)
    [[quirk]]
    kind = "reused-code"
    errors = ["LaunchRequestFailed", "CarrierLaunchRequestFailed", "MissingAgentNumberQuery", "MissingAgentLaunchIdQuery", "LaunchStatusNotFound"]
    note = ""

    the code `RCS502` suggests the status 502, but its status is 500 (1 rows)
    [[quirk]]
    kind = "status-in-code"
    errors = ["GatewayError"]
    note = ""

    `MissingAgentNumberQuery` and `MissingAgentLaunchIdQuery` have the same status, code and message (2 rows)
    [[quirk]]
    kind = "indistinguishable"
    endpoint = "GetAgentLaunchStatus"
    errors = ["MissingAgentNumberQuery", "MissingAgentLaunchIdQuery"]
    note = ""

    the message `Method not allowed.` belongs to the code `RCS405`, but `RCS904` has it too (1 rows)
    [[quirk]]
    kind = "mismatched-pair"
    errors = ["LaunchStatusNotFound"]
    note = ""

    the message `Failed to create Agent launch request.` belongs to the code `RCS904`, but `RCS405` has it too (1 rows)
    [[quirk]]
    kind = "mismatched-pair"
    errors = ["MethodNotAllowedWithCreateMessage"]
    note = ""

    `InvalidJson` is in the common table, but not in the table `GetAgentLaunchStatus` (1 rows)
    [[quirk]]
    kind = "not-common"
    errors = ["InvalidJson"]
    note = ""
    "#);
}

#[test]
fn the_page_acknowledges_all_of_them() {
    assert!(findings(AGENT_LAUNCH).is_empty());
}

/// The entry that is suggested, with a note in it, is enough.
#[test]
fn a_quirk_without_its_entry_is_reported_with_the_entry() {
    let (tables, quirks) = tables_and_quirks();
    for removed in 0..quirks.len() {
        let mut others = quirks.clone();
        let entry = others.remove(removed);
        let page = format!("{tables}\n{}", others.join("\n"));

        let found = findings(&page);
        let [finding] = found.as_slice() else {
            panic!("{found:#?}");
        };
        assert!(entry.contains(&format!("kind = \"{}\"", finding.rule.name)), "{entry}");
        let name = entry.split("errors = [\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(text(&page, finding).contains(&format!("name = \"{name}\"")), "{finding:#?}");

        let suggestion = finding.suggestion.as_ref().unwrap();
        let without_note = findings(&format!("{page}\n{suggestion}"));
        assert_eq!(without_note.len(), 1);
        assert_eq!(without_note[0].message, "the note is empty");
        let with_note = suggestion.replace("note = \"\"", "note = \"A note.\"");
        assert!(findings(&format!("{page}\n{with_note}")).is_empty());
    }
}

#[test]
fn an_entry_that_covers_nothing_is_reported_at_its_place() {
    let entry =
        "[[quirk]]\nkind = \"not-common\"\nerrors = [\"GatewayError\"]\nnote = \"A note.\"\n";
    let page = format!("{AGENT_LAUNCH}\n{entry}");
    let found = findings(&page);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule.name, "stale-quirk");
    let source = Source::new("agent-launch.toml".into(), page.into_bytes());
    let line = source.text.lines().count() - 2;
    assert_eq!(source.line(found[0].location.span().unwrap().start), line);
}

/// The vendor corrects the message of RCS405 in both tables that have it wrong.
#[test]
fn a_corrected_mistake_makes_every_entry_about_it_stale() {
    let wrong = "\"MethodNotAllowedWithCreateMessage\", status = 405, code = \"RCS405\", message = \"Failed to create Agent launch request.\"";
    let right =
        "\"MethodNotAllowed\", status = 405, code = \"RCS405\", message = \"Method not allowed.\"";
    assert_eq!(AGENT_LAUNCH.matches(wrong).count(), 2);
    let page = AGENT_LAUNCH.replace(wrong, right);
    let found = findings(&page);
    let (_, quirks) = tables_and_quirks();
    let concerned =
        quirks.iter().filter(|quirk| quirk.contains("MethodNotAllowedWithCreateMessage")).count();
    assert_eq!(found.len(), concerned);
    for finding in &found {
        assert_eq!(finding.rule.name, "stale-quirk");
        assert_eq!(text(&page, finding), "\"MethodNotAllowedWithCreateMessage\"");
    }
}

/// Each rule has a file of cases that it reports. What it nearly reports is in one file for all rules.
#[test]
fn each_rule_has_a_near_miss() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/near-misses.md");
    let cases = fs::read_to_string(path).unwrap();
    for rule in quirk::rules() {
        let heading = format!("## {}", rule.name);
        assert!(cases.lines().any(|line| line == heading), "{heading}");
    }
}

/// A page that breaks another rule may not be what the documentation says.
#[test]
fn quirks_are_looked_for_once_everything_else_is_in_order() {
    let (tables, _) = tables_and_quirks();
    let found = findings(
        &tables.replace("status = 500, code = \"RCS500\"", "status = 200, code = \"RCS500\""),
    );
    assert!(!found.is_empty());
    for finding in found {
        assert_eq!(finding.rule.name, "status-range");
    }
}
