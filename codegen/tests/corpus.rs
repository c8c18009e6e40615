//! What cannot be read or breaks a rule, a small case each, and beside it the same with the report's
//! advice taken: what the tool says of the one is reviewed, and of the other it says nothing.
//!
//! Cases stand in `fixtures/cases`, by the rule that they break; their reports in `snapshots/cases`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::{assert_snapshot, with_settings};
use serde_json::Value;

const CASES: &str = "tests/fixtures/cases";

/// What is in a folder, by name.
#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} is empty", folder.display());
    paths
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// A folder for each case of this kind: `<rule>/<case>`.
fn cases(kind: &str) -> Vec<PathBuf> {
    let rules = inside(&Path::new(CASES).join(kind));
    rules.iter().flat_map(|rule| inside(rule)).collect()
}

fn rule(case: &Path) -> &str {
    name(case.parent().unwrap())
}

fn tool(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Every finding is of the rule that the case is there for, and the report is as reviewed: without the
/// name of a temporary folder.
fn assert_reported(case: &Path, human: &Output, json: &Output, temporary: &Path) {
    for output in [human, json] {
        let (place, error) = (case.display(), text(&output.stderr));
        assert_eq!(output.status.code(), Some(1), "{place}: {error}");
    }
    let findings = text(&json.stdout).lines();
    let findings: Vec<Value> =
        findings.map(|finding| serde_json::from_str(finding).unwrap()).collect();
    assert!(!findings.is_empty(), "{}", case.display());
    for finding in findings {
        assert_eq!(finding["rule"], rule(case), "{}: {finding:#}", case.display());
        // People and machines are shown the same place.
        let path = finding["path"].as_str().unwrap();
        let place = match (&finding["line"], &finding["column"]) {
            (Value::Number(line), Value::Number(column)) => format!("--> {path}:{line}:{column}\n"),
            _ => format!("--> {path}\n"),
        };
        assert!(text(&human.stderr).contains(&place), "{place}: {}", text(&human.stderr));
    }
    let kind = name(case.parent().unwrap().parent().unwrap());
    with_settings!({
        snapshot_path => format!("snapshots/cases/{kind}/{}", rule(case)),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        let report = text(&human.stderr).replace(temporary.to_str().unwrap(), "catalog");
        assert_snapshot!(name(case), report);
    });
}

#[test]
fn a_bad_catalog_is_reported() {
    for case in cases("catalogs") {
        let bad = case.join("bad");
        let bad = bad.to_str().unwrap();
        let human = tool(&["check", "--catalog", bad]);
        assert_eq!(text(&human.stdout), "", "{case:?}");
        let json = tool(&["check", "--catalog", bad, "--format=json"]);
        assert_reported(&case, &human, &json, Path::new(bad));
    }
}

#[test]
fn a_catalog_that_is_mended_as_the_report_says_is_good() {
    for case in cases("catalogs") {
        let mended = tool(&["check", "--catalog", case.join("mended").to_str().unwrap()]);
        assert_eq!(mended.status.code(), Some(0), "{case:?}: {}", text(&mended.stderr));
        assert_ne!(text(&mended.stdout), "", "{case:?}");
    }
}

/// The page of a case that is called so, whatever its form.
fn page(case: &Path, called: &str) -> PathBuf {
    let pages = inside(case);
    let mut pages = pages.into_iter().filter(|page| page.file_stem().unwrap() == called);
    pages.next().unwrap_or_else(|| panic!("{} has no {called} page", case.display()))
}

fn import(page: &Path, catalog: &Path, arguments: &[&str]) -> Output {
    let (page, catalog) = (page.to_str().unwrap(), catalog.to_str().unwrap());
    let new = ["import", page, "--catalog", catalog, "--page=parcels", "--retrieved=2026-01-31"];
    tool(&[&new, ["--source=https://docs.example.com"].as_slice(), arguments].concat())
}

#[test]
fn a_bad_page_is_refused() {
    for case in cases("pages") {
        let catalog = tempfile::tempdir().unwrap();
        let bad = page(&case, "bad");
        let human = import(&bad, catalog.path(), &[]);
        let json = import(&bad, catalog.path(), &["--format=json"]);
        assert_reported(&case, &human, &json, catalog.path());
        assert!(!catalog.path().join("parcels.toml").exists(), "{case:?}");
    }
}

/// What is read of it is the same for all cases, but for where a case has another row or table.
#[test]
fn a_page_that_is_mended_as_the_report_says_is_imported() {
    let mut made = String::new();
    for case in cases("pages") {
        let catalog = tempfile::tempdir().unwrap();
        let output = import(&page(&case, "mended"), catalog.path(), &[]);
        assert_eq!(output.status.code(), Some(0), "{case:?}: {}", text(&output.stderr));
        let file = fs::read_to_string(catalog.path().join("parcels.toml")).unwrap();
        made.push_str(&[rule(&case), "/", name(&case), "\n"].concat());
        let is_said = |line: &&str| line.starts_with("title") || line.starts_with("  {");
        for line in file.lines().filter(is_said) {
            made.push_str(&["    ", line.trim(), "\n"].concat());
        }
    }
    with_settings!({ omit_expression => true }, { assert_snapshot!(made) });
}

/// So that each report that there is has a case whose advice is tried.
#[test]
fn every_rule_has_a_case() {
    for (kind, fixtures) in [("catalogs", "bad"), ("pages", "pages/refused")] {
        for fixture in inside(&Path::new("tests/fixtures").join(fixtures)) {
            let rule = name(&fixture).split('.').next().unwrap();
            assert!(Path::new(CASES).join(kind).join(rule).is_dir(), "{rule} has no case");
        }
    }
}

/// What `import` says that stops before there is anything to find fault with, or that its result would
/// break; nothing is written then.
#[test]
fn what_import_cannot_do_is_said() {
    const PAGE: &str = "Get a parcel\n\nStatus Code\tError Code\tMessage\tDescription\n404\tP-12\tNo such parcel.\tParcel Not Found.\n";
    const HEADER: &str = "page = { name = \"P\", title = \"P\", source = \"https://docs.example.com\", retrieved = 2026-01-31 }\n";
    const TABLE: &str = "{ name = \"T\", title = \"Send\", errors = [{ name = \"E\", status = 500, code = \"P-1\", message = \"No.\", description = \"Bad.\" }] }";
    let calls: [&[&str]; 21] = [
        &["page.txt"],
        &["-"],
        &["page.txt", "--page=Parcels"],
        &["page.txt", "--page=loop"],
        &["page.txt", "--page=u8"],
        &["page.txt", "--page=../new"],
        &["page.txt", "--page="],
        &["page.txt", "--page=new"],
        &["page.txt", "--page=new", "--source=docs.example.com"],
        &["page.txt", "--page=new", "--from=pdf"],
        &["page.txt", "--page=new", "--from=html"],
        &["page.txt", "--page=new", "--retrieved=yesterday"],
        &["page.txt", "--page=new", "--retrieved=12:30:00"],
        &["page.txt", "--page=new", "--retrieved=2026-01-31T12:30:00"],
        &["page.txt", "--page=new", "--retrieved=2026-02-30"],
        &["nowhere.txt", "--page=new"],
        &["catalog", "--page=new"],
        &["page.txt", "--page=endpoint-in-a-line"],
        &["page.txt", "--page=common-in-a-line"],
        &["page.txt", "--page=no-toml"],
        &["page.txt", "--page=no-status-of-an-error"],
    ];
    let here = tempfile::tempdir().unwrap();
    let catalog = here.path().join("catalog");
    fs::create_dir(&catalog).unwrap();
    fs::write(here.path().join("page.txt"), PAGE).unwrap();
    let write = |name, text| fs::write(catalog.join(name), text).unwrap();
    write("endpoint-in-a-line.toml", format!("endpoint = [{TABLE}]\n{HEADER}"));
    write("common-in-a-line.toml", format!("common = {TABLE}\n{HEADER}"));
    write("no-toml.toml", "[page".to_owned());
    let table = TABLE.replace("500", "200");
    write("no-status-of-an-error.toml", format!("endpoint = [{table}]\n{HEADER}"));
    let files = || inside(&catalog).into_iter().map(|path| fs::read(path).unwrap());
    let before: Vec<Vec<u8>> = files().collect();

    let mut said = String::new();
    for call in calls {
        let output = Command::new(env!("CARGO_BIN_EXE_catalog"))
            .args([&["import", "--catalog=catalog"], call].concat())
            .current_dir(&here)
            .output()
            .unwrap();
        assert_eq!(text(&output.stdout), "", "{call:?}");
        let status = output.status.code().unwrap().to_string();
        // The system's own words differ from system to system.
        let error = text(&output.stderr);
        let own = error.find("cannot read").and_then(|at| Some(at + error[at..].find(": ")?));
        let error = &error[..own.unwrap_or(error.len())];
        said.push_str(&["$ import ", &call.join(" "), " (", &status, ")\n", error, "\n"].concat());
        assert_eq!(files().collect::<Vec<_>>(), before, "{call:?}");
    }
    with_settings!({ omit_expression => true }, { assert_snapshot!(said) });
}

#[test]
fn a_page_without_a_common_table_is_counted_without() {
    let catalog = format!("{CASES}/catalogs/syntax/no-comma/mended");
    let json = tool(&["check", "--format=json", "--catalog", &catalog]);
    let page: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&page["common"], &page["endpoints"]), (&false.into(), &1.into()));
    let human = tool(&["check", "--catalog", &catalog]);
    assert!(!text(&human.stdout).contains("common"), "{}", text(&human.stdout));
}
