//! What the documentation gets wrong: found, acknowledged, and neither added nor removed unnoticed.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use error_catalog_model::acknowledge::acknowledge;
use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::settings::{Notes, QuirkSettings};
use error_catalog_model::source::{Source, Spanned};
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
    reviewed = "c2244066"
    note = ""

    the code `RCS904` has 5 meanings (5 rows)
    [[quirk]]
    kind = "reused-code"
    errors = ["LaunchRequestFailed", "CarrierLaunchRequestFailed", "MissingAgentNumberQuery", "MissingAgentLaunchIdQuery", "LaunchStatusNotFound"]
    reviewed = "429ade4d"
    note = ""

    the code `RCS502` suggests the status 502, but its status is 500 (1 rows)
    [[quirk]]
    kind = "status-in-code"
    errors = ["GatewayError"]
    reviewed = "916b330c"
    note = ""

    `MissingAgentNumberQuery` and `MissingAgentLaunchIdQuery` have the same status, code and message in the table `GetAgentLaunchStatus` (2 rows)
    [[quirk]]
    kind = "indistinguishable"
    errors = ["MissingAgentNumberQuery", "MissingAgentLaunchIdQuery"]
    tables = ["GetAgentLaunchStatus"]
    reviewed = "0e7b97e0"
    note = ""

    the message `Method not allowed.` belongs to the code `RCS405`, but `RCS904` has it too (1 rows)
    [[quirk]]
    kind = "mismatched-pair"
    errors = ["LaunchStatusNotFound"]
    reviewed = "26ed1127"
    note = ""

    the message `Failed to create Agent launch request.` belongs to the code `RCS904`, but `RCS405` has it too (1 rows)
    [[quirk]]
    kind = "mismatched-pair"
    errors = ["MethodNotAllowedWithCreateMessage"]
    reviewed = "69b36e39"
    note = ""

    `InvalidJson` is in the common table, but not in the table `GetAgentLaunchStatus` (1 rows)
    [[quirk]]
    kind = "not-common"
    errors = ["InvalidJson"]
    tables = ["GetAgentLaunchStatus"]
    reviewed = "d7f5a79b"
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
        assert_eq!(without_note[0].rule.name, "missing-note");
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

/// Every note that a finding shows.
fn notes(page: &str) -> Vec<(&'static str, String)> {
    let found = findings(page).into_iter();
    found.map(|finding| (finding.rule.name, finding.quirk.unwrap().note.unwrap())).collect()
}

/// The note of the entry for these errors of a kind.
fn note(kind: &str, error: &str) -> String {
    let (_, quirks) = tables_and_quirks();
    let start = format!("[[quirk]]\nkind = \"{kind}\"\nerrors = [\"{error}\"");
    let entry = quirks.iter().find(|entry| entry.starts_with(&start)).unwrap();
    entry.split("note = \"").nth(1).unwrap().trim_end().trim_end_matches('"').to_owned()
}

#[test]
fn a_note_has_to_be_read_again_if_a_fact_changes() {
    for (old, new) in [
        ("status = 500, code = \"RCS502\"", "status = 503, code = \"RCS502\""),
        ("status = 500, code = \"RCS502\"", "status = 500, code = \"RCSX502\""),
    ] {
        let page = AGENT_LAUNCH.replace(old, new);
        assert_ne!(page, AGENT_LAUNCH);
        let note = note("status-in-code", "GatewayError");
        assert!(note.contains("500"));
        assert_eq!(notes(&page), [("changed-quirk", note.clone())]);
        // The report shows it.
        let [finding] = &*findings(&page) else { panic!("{page}") };
        let is_shown = |(span, _): &(Range<usize>, String)| page[span.clone()].contains(&note);
        assert!(finding.related.iter().any(is_shown), "{finding:#?}");
    }
}

#[test]
fn a_reworded_cell_opens_the_notes_about_it_and_no_other() {
    for (old, new, opened) in [
        ("Invalid json format passed.", "The JSON is not valid.", &["not-common"][..]),
        ("Invalid JSON.", "JSON Not Valid.", &["not-common"]),
        ("RCS Channel is not enabled for this User.", "Enable RCS first.", &[]),
        ("Internal Gateway Error.", "The gateway failed.", &[]),
        // Its message is where another one is taken from.
        (
            "\"Launch Request Failed.\"",
            "\"Launch Request Has Failed.\"",
            &["reused-code", "mismatched-pair"],
        ),
    ] {
        let page = AGENT_LAUNCH.replace(old, new);
        assert_ne!(page, AGENT_LAUNCH);
        let expected: Vec<String> = opened
            .iter()
            .map(|kind| {
                let (_, entries) = tables_and_quirks();
                let kind = format!("kind = \"{kind}\"");
                entries.iter().filter(|entry| entry.contains(&kind)).cloned().collect()
            })
            .collect();
        let notes = notes(&page);
        assert_eq!(notes.len(), opened.len(), "{new}: {notes:#?}");
        for ((rule, note), entries) in notes.iter().zip(expected) {
            assert_eq!(*rule, "changed-quirk");
            assert!(entries.contains(note.as_str()), "{new}: {note}");
        }
    }
}

/// The rows of each table, and the tables, in the opposite order.
#[test]
fn order_and_names_open_nothing() {
    let (tables, quirks) = tables_and_quirks();
    let (header, rest) = tables.split_once("[[endpoint]]").unwrap();
    let rest = format!("[[endpoint]]{rest}");
    let mut blocks: Vec<String> = Vec::new();
    for line in rest.lines() {
        if line.starts_with('[') {
            blocks.push(String::new());
        }
        blocks.last_mut().unwrap().extend([line, "\n"]);
    }
    for block in &mut blocks {
        let (rows, others): (Vec<&str>, Vec<&str>) =
            block.lines().partition(|line| line.starts_with("  {"));
        let rows: Vec<&str> = rows.into_iter().rev().collect();
        *block =
            others.join("\n").replace("errors = [", &format!("errors = [\n{}", rows.join("\n")))
                + "\n";
    }
    blocks.reverse();
    let page = format!("{header}{}\n{}", blocks.join("\n"), quirks.join("\n"));
    assert!(page.find("[common]") < page.find("[[endpoint]]"));
    assert!(findings(&page).is_empty(), "{:#?}", findings(&page));

    for name in ["InvalidJson", "GatewayError", "MethodNotAllowedWithCreateMessage"] {
        let page = AGENT_LAUNCH.replace(&format!("\"{name}\""), "\"Renamed\"");
        assert_ne!(page, AGENT_LAUNCH);
        assert!(findings(&page).is_empty(), "{name}: {:#?}", findings(&page));
    }
}

#[test]
fn a_second_endpoint_without_a_common_error_is_a_changed_quirk() {
    let row = AGENT_LAUNCH.lines().find(|line| line.contains("\"InvalidJson\"")).unwrap();
    let page = AGENT_LAUNCH.replacen(&format!("{row}\n"), "", 1);
    let [finding] = &*findings(&page) else { panic!("{:#?}", findings(&page)) };
    assert_eq!(finding.rule.name, "changed-quirk");
    assert!(finding.message.contains("it lacks the table `CreateAgentLaunch`"), "{finding:#?}");
    assert_eq!(
        finding.quirk.as_ref().unwrap().tables,
        ["CreateAgentLaunch", "GetAgentLaunchStatus"]
    );
}

/// What is reported of a page if the catalog asks for this.
fn names_with(page: &str, settings: &QuirkSettings) -> Vec<&'static str> {
    let files = vec![(PathBuf::from("agent-launch.toml"), page.as_bytes().to_vec())];
    let pages = check(Path::new("catalog"), files, Rules::WithoutQuirks).unwrap().pages;
    let found = pages.iter().flat_map(|page| acknowledge(page, &quirk::find(page), settings));
    found.map(|finding| finding.rule.name).collect()
}

#[test]
fn a_catalog_need_not_have_notes() {
    let optional = QuirkSettings { notes: Notes::Optional, ..QuirkSettings::default() };
    let (tables, quirks) = tables_and_quirks();
    let without: Vec<String> =
        quirks.iter().map(|entry| entry.split("reviewed = ").next().unwrap().to_owned()).collect();
    let page = format!("{tables}\n{}", without.join("\n"));
    assert_eq!(names_with(&page, &QuirkSettings::default()), ["missing-note"; 7]);
    assert!(names_with(&page, &optional).is_empty());
    // A note that is there is read again all the same, and an entry names all errors.
    let page =
        AGENT_LAUNCH.replace("status = 500, code = \"RCS502\"", "status = 503, code = \"RCS502\"");
    assert_eq!(names_with(&page, &optional), ["changed-quirk"]);
    let page = AGENT_LAUNCH.replace("errors = [\"LaunchRequestFailed\", ", "errors = [");
    assert_eq!(names_with(&page, &optional), ["changed-quirk"]);
    // A finding without an entry is reported.
    assert_eq!(names_with(&tables, &optional).len(), 7);
}

#[test]
fn an_entry_of_a_kind_that_is_ignored_is_stale() {
    let ignore = ["mismatched-pair", "not-common"];
    let ignore = ignore.map(|kind| Spanned { value: kind.to_owned(), span: 0..0 }).into();
    let settings = QuirkSettings { ignore, ..QuirkSettings::default() };
    assert_eq!(names_with(AGENT_LAUNCH, &settings), ["stale-quirk"; 3]);
    let (tables, _) = tables_and_quirks();
    assert_eq!(names_with(&tables, &settings).len(), 4);
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
