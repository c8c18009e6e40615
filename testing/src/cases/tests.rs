//! The runner notices what it is there for.

use std::fs;

use tempfile::TempDir;

use super::run::run;
use super::{File, Outcome, input};

/// A case of the rule `no-tabs`, of which `examine` below finds one.
const CASE: &str = "# no-tabs

## A tab in a row

It is easy to miss.

```toml
{ a\t}
```

```report
error[no-tabs]: parcels.toml has a tab
```

```toml
{ a }
```
";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

/// Finds tabs and exclamation marks; what is printed of an accepted page is its content.
fn examine(files: &[File]) -> Outcome {
    let mut report = String::new();
    let mut rules = Vec::new();
    let mut result = String::new();
    for file in files {
        let text = String::from_utf8(file.content.clone()).unwrap();
        for (sign, rule, name) in [('\t', "no-tabs", "tab"), ('!', "no-calls", "call")] {
            if text.contains(sign) {
                report
                    .push_str(&["error[", rule, "]: ", &file.name, " has a ", name, "\n"].concat());
                rules.push(rule.to_owned());
            }
        }
        if file.name == "page.txt" {
            result.push_str(&text);
        }
    }
    if rules.is_empty() {
        Outcome::Accepted { result }
    } else {
        Outcome::Rejected { report, rules }
    }
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    run(folder(files).path(), &["no-tabs"], &["pages"], false, examine)
}

/// The only problem of a file of cases of the rule.
#[track_caller]
fn problem(content: &str) -> String {
    let problems = problems(&[("no-tabs.md", content)]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems[0].split_once("no-tabs.md: ").unwrap().1.to_owned()
}

#[test]
fn what_is_as_reviewed_is_no_problem() {
    let page = "# pages\n\n## A page\n\n```text\na\n```\n\n```toml result\na\n```\n";
    let files = [("no-tabs.md", CASE), ("pages.md", page)];
    assert_eq!(problems(&files), Vec::<String>::new());
    // As a checkout on Windows has it.
    let windows = CASE.replace('\n', "\r\n");
    assert_eq!(problems(&[("no-tabs.md", &windows)]), Vec::<String>::new());
}

#[test]
fn a_wrong_report_is_shown_as_a_difference() {
    let problem = problem(&CASE.replace("has a tab", "has no tab"));
    assert_eq!(
        problem,
        "line 3: `A tab in a row`: the block in line 11 differs from what is printed
--- reviewed
+++ printed
@@ -1 +1 @@
-error[no-tabs]: parcels.toml has no tab
+error[no-tabs]: parcels.toml has a tab
"
    );
    // One character at the end is enough.
    let space = CASE.replace("has a tab\n", "has a tab \n");
    assert_eq!(problems(&[("no-tabs.md", &space)]).len(), 1);
}

#[test]
fn all_cases_that_differ_are_reported() {
    let (_, case) = CASE.split_once("\n\n").unwrap();
    let wrong = case.replace("has a tab", "has no tab");
    let second = wrong.replace("A tab in", "Another tab in");
    let content =
        format!("# no-tabs\n\n{wrong}\n{second}\n{}", case.replace("A tab in", "A third in"));
    let problems = problems(&[("no-tabs.md", &content)]);
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(
        problems[0].contains("`A tab in a row`") && problems[1].contains("`Another tab in a row`")
    );
}

#[test]
fn a_rule_without_a_file_or_case_is_a_problem() {
    assert_eq!(problems(&[]), ["the rule `no-tabs` has no case: there is no `no-tabs.md`"]);
    assert_eq!(problem("# no-tabs\n"), "the file has no case");
}

#[test]
fn a_file_that_is_named_like_no_rule_is_a_problem() {
    for name in ["no-tab.md", "no-tabs.txt", "no-tabs"] {
        let problems = problems(&[("no-tabs.md", CASE), (name, CASE)]);
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert!(
            problems[0].ends_with(&format!("{name}: the file is named like no rule and no topic"))
        );
    }
    let title = problem(&CASE.replace("# no-tabs\n", "# tabs\n"));
    assert_eq!(title, "the heading of the first level must be `no-tabs`");
}

#[test]
fn a_finding_of_another_rule_is_a_problem() {
    let content = CASE
        .replace("{ a\t}", "{ a!\t}")
        .replace("has a tab\n", "has a tab\nerror[no-calls]: parcels.toml has a call\n");
    let problem = problem(&content);
    assert_eq!(problem, "line 3: `A tab in a row`: a finding is of another rule, `no-calls`");
}

#[test]
fn a_fix_that_is_not_accepted_is_a_problem() {
    let problem = problem(&CASE.replace("{ a }", "{ a! }"));
    assert_eq!(
        problem,
        "line 3: `A tab in a row`: an input that must be accepted is rejected:\nerror[no-calls]: parcels.toml has a call\n"
    );
}

#[test]
fn an_input_that_is_accepted_needs_no_report() {
    let problem = problem(&CASE.replace("{ a\t}", "{ a }"));
    assert_eq!(
        problem,
        "line 3: `A tab in a row`: the input above the report in line 11 is accepted"
    );
}

#[test]
fn a_case_without_a_part_is_a_problem() {
    let (start, fixed) = CASE.split_once("```toml\n{ a }").unwrap();
    let (input, report) = start.split_once("```report").unwrap();
    for (content, expected) in [
        (
            format!("{input}```toml\n{{ a }}{fixed}"),
            "two files of an input are called `parcels.toml`",
        ),
        (start.to_owned(), "the fixed input is missing"),
        ("# no-tabs\n\n## A tab in a row\n\nSome day.\n".to_owned(), "the case has no input"),
        (format!("# no-tabs\n\n## A tab in a row\n\n```report{report}"), "follows no input"),
    ] {
        let problems = problems(&[("no-tabs.md", &content)]);
        assert!(problems[..].iter().any(|problem| problem.contains(expected)), "{problems:#?}");
    }
    let accepted = "# no-tabs\n\n## A row\n\n```toml\n{ a }\n```\n";
    assert_eq!(problem(accepted), "line 3: `A row`: the case has no report");
}

#[test]
fn what_is_printed_of_an_accepted_input_must_be_shown() {
    let page = "# pages\n\n## A page\n\n```text\na\n```\n";
    let problems = problems(&[("no-tabs.md", CASE), ("pages.md", page)]);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].ends_with("`A page`: a block `toml result` is missing for:\na\n"));
}

#[test]
fn what_is_no_file_of_cases_is_a_problem() {
    for (content, expected) in [
        ("", "line 1: the file has no heading of the first level"),
        ("# no-tabs\n\n```toml\n```\n", "line 3: a block of code above the first case"),
        ("# no-tabs\n\n## A\n\n```toml\n", "line 5: this block of code is not closed"),
        ("# no-tabs\n\n## A\n\n## A\n", "line 5: two cases are called `A`"),
        (
            "# no-tabs\n\n## A\n\n### B\n",
            "line 5: a file has one heading of the first level, and each of its cases one of the second",
        ),
    ] {
        assert_eq!(problem(content), expected);
    }
}

#[test]
fn an_update_rewrites_reports_and_results_only() {
    let wrong =
        CASE.replace("has a tab", "has no tab").replace("easy to miss.", "easy  to\tmiss. ");
    let page = "# pages\n\n## A page\n\n```text\na\nb\n```\n\n```toml result\n```\n";
    let folder = folder(&[("no-tabs.md", &wrong), ("pages.md", page)]);
    let update = || run(folder.path(), &["no-tabs"], &["pages"], true, examine);
    assert_eq!(update(), Vec::<String>::new());
    let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("no-tabs.md"), wrong.replace("has no tab", "has a tab"));
    assert_eq!(read("pages.md"), page.replace("toml result\n", "toml result\na\nb\n"));
}

/// An update cannot accept a case that shows the wrong thing.
#[test]
fn an_update_keeps_other_problems() {
    let wrong = CASE.replace("{ a }", "{ a! }");
    let folder = folder(&[("no-tabs.md", &wrong)]);
    assert_eq!(run(folder.path(), &["no-tabs"], &[], true, examine).len(), 1);
    assert_eq!(fs::read_to_string(folder.path().join("no-tabs.md")).unwrap(), wrong);
}

#[test]
fn a_report_with_the_fence_of_its_block_is_not_written() {
    let folder = folder(&[("no-tabs.md", CASE)]);
    let examine = |files: &[File]| match examine(files) {
        Outcome::Rejected { rules, .. } => Outcome::Rejected { report: "```\n".to_owned(), rules },
        accepted @ Outcome::Accepted { .. } => accepted,
    };
    let problems = run(folder.path(), &["no-tabs"], &[], true, examine);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].ends_with("the block in line 11 needs a longer fence"));
    assert_eq!(fs::read_to_string(folder.path().join("no-tabs.md")).unwrap(), CASE);
}

fn content(info: &str, block: &str) -> String {
    String::from_utf8(input::file(info, block).unwrap().content).unwrap()
}

#[test]
fn the_default_page_is_put_around_rows_and_tables() {
    let page = "[page]\nname = \"Parcels\"\ntitle = \"Parcels\"\nsource = \"https://docs.example.com/parcels\"\nretrieved = 2026-01-31\n";
    let endpoint = "\n[[endpoint]]\nname = \"GetParcel\"\ntitle = \"Get a parcel\"\nerrors = [\n";
    assert_eq!(content("toml", ""), page);
    assert_eq!(
        content("toml", "{ a },\n{ b },\n"),
        format!("{page}{endpoint}  {{ a }},\n  {{ b }},\n]\n")
    );
    assert_eq!(content("toml", "[common]\n"), format!("{page}\n[common]\n"));
    assert_eq!(
        content("toml", "{ a },\n\n[common]\n"),
        format!("{page}{endpoint}  {{ a }},\n]\n\n[common]\n")
    );
    assert!(
        content("toml page", "[page]\n").starts_with(&format!("[page]\n{endpoint}  {{ name = "))
    );
    assert_eq!(content("toml file", "[page\n"), "[page\n");
}

#[test]
fn a_default_page_to_import_is_put_around_rows() {
    let html = content("html rows", "<tr></tr>\n");
    assert!(
        html.starts_with("<h2>Get a parcel</h2>\n<table>\n")
            && html.ends_with("<tr></tr>\n</table>\n")
    );
    let markdown = content("markdown rows", "| 404 |\n");
    assert!(markdown.starts_with("## Get a parcel\n\n|") && markdown.ends_with("|\n| 404 |\n"));
    let tabs = content("text rows", "404\n");
    assert!(tabs.ends_with("\n\nStatus Code\tError Code\tMessage\tDescription\n404\n"));
    let run = content("text run", "404\n");
    assert!(run.ends_with("\n\nStatus CodeError CodeMessageDescription\n404\n"));
    assert_eq!(content("html", "<p>\n"), "<p>\n");
}

#[test]
fn options_name_a_file_and_change_its_bytes() {
    let file = |info, block| input::file(info, block).unwrap();
    assert_eq!(file("toml", "").name, "parcels.toml");
    assert_eq!(
        file("toml file name=\"my parcels.toml\" no-newline", "a\n"),
        File { name: "my parcels.toml".to_owned(), content: b"a".to_vec() }
    );
    assert_eq!(file("text", "a\n").name, "page.txt");
    assert_eq!(file("text crlf", "a\nb\n").content, b"a\r\nb\r\n");
    assert_eq!(file("text utf-16", "é").content, b"\xff\xfe\xe9\0");
    assert_eq!(file("text escaped", "<b><0xE4><U+202E>c").content, b"<b>\xe4\xe2\x80\xaec");
    // Not in a block that is not escaped.
    assert_eq!(file("text", "<U+202E>").content, b"<U+202E>");
}

#[test]
fn what_cannot_be_seen_or_means_nothing_is_rejected() {
    for (info, block, problem) in [
        (
            "text",
            "a\u{202e}b\n",
            "U+202E must be written as `<U+202E>`, and the block must be `escaped`",
        ),
        ("text escaped", "a\u{a0}\n", "U+00A0 must be written as `<U+00A0>`"),
        (
            "text",
            "a \nb\n",
            "white space ends a line: write it as `<U+0020>`, and the block must be `escaped`",
        ),
        ("text escaped", "<U+D800>\n", "`<U+D800>` is neither a character nor a byte"),
        ("text escaped", "<0x100>\n", "`<0x100>` is neither a character nor a byte"),
        ("text escaped utf-16", "", "`utf-16` and `escaped` exclude each other"),
        ("pdf", "", "`pdf` is not the language of an input"),
        ("toml rows", "", "`rows` means nothing for a block of `toml`"),
        ("text file", "", "`file` means nothing for a block of `text`"),
    ] {
        assert_eq!(input::file(info, block).unwrap_err(), problem);
    }
}
