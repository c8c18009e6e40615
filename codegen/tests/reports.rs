//! What the tool says of every kind of bad catalog, and that it writes nothing then.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use insta::{assert_snapshot, with_settings};
use serde_json::Value;

/// The folders below this one, by name.
#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn folders(parent: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap();
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn name(folder: &Path) -> &str {
    folder.file_name().unwrap().to_str().unwrap()
}

/// Runs the tool with this folder as the catalog.
fn catalog(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(arguments)
        .arg("--catalog")
        .arg(folder)
        .output()
        .unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_bad_catalog_is_reported() {
    let mut bad = folders("tests/fixtures/bad");
    bad.push("tests/fixtures/several".into());
    for folder in bad {
        let output = catalog(&folder, &["check"]);
        assert_eq!(output.status.code(), Some(1), "{folder:?}");
        assert_eq!(text(output.stdout), "", "{folder:?}");
        with_settings!({ snapshot_suffix => name(&folder), omit_expression => true }, {
            assert_snapshot!(text(output.stderr));
        });
    }
}

/// So that a fixture shows its own rule and no other.
#[test]
fn a_fixture_breaks_the_rule_that_it_is_called_by_and_no_other() {
    for folder in folders("tests/fixtures/bad") {
        let output = catalog(&folder, &["check", "--format", "json"]);
        assert_eq!(output.status.code(), Some(1), "{folder:?}");
        let lines = text(output.stdout);
        assert_ne!(lines, "", "{folder:?}");
        for line in lines.lines() {
            let finding: Value = serde_json::from_str(line).unwrap();
            assert_eq!(finding["rule"], name(&folder), "{line}");
            assert_eq!(finding["reason"], "finding", "{line}");
        }
    }
}

#[test]
fn findings_come_in_the_order_of_files_and_places() {
    let output = catalog(Path::new("tests/fixtures/several"), &["check", "--format", "json"]);
    let lines = text(output.stdout);
    let places: Vec<_> = lines
        .lines()
        .map(|line| {
            let finding: Value = serde_json::from_str(line).unwrap();
            let path = finding["path"].as_str().unwrap().to_owned();
            (path, finding["line"].as_u64(), finding["column"].as_u64())
        })
        .collect();
    assert!(places.len() > 5);
    assert!(places.is_sorted(), "{places:#?}");
}

/// However long the file and its lines are: a report is as long as what it is about.
#[test]
fn a_report_shows_no_more_than_what_it_is_about() {
    let row = |name: &str, code: usize, message: &str| {
        format!(
            "  {{ name = \"{name}\", status = 404, code = \"C{code}\", message = \"{message}\", description = \"{code}.\" }},\n"
        )
    };
    let between: String = (0..2000).map(|at| row(&format!("E{at}"), at, "No.")).collect();
    let long = "é".repeat(100_000);
    let page = fs::read_to_string("tests/fixtures/bad/status-range/parcels.toml").unwrap();
    let (header, _) = page.split_once("  {").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parcels.toml");
    let check = |rows: &str| {
        fs::write(&path, format!("{header}{rows}]\n")).unwrap();
        let json = text(catalog(folder.path(), &["check", "--format=json"]).stdout);
        let output = catalog(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(1));
        let report = text(output.stderr).replace(&path.display().to_string(), "parcels.toml");
        let report = report.rsplit_once("\n\n").unwrap().0.to_owned();
        (report, serde_json::from_str::<Value>(json.lines().next().unwrap()).unwrap())
    };

    // Two rows that are far apart.
    let (report, _) = check(&[row("Same", 1, "One."), between, row("Same", 2, "Two.")].concat());
    assert_snapshot!(report, @r#"
    error[one-name-for-two-errors]: `Same` is the name of two errors
        --> parcels.toml:2012:41
         |
    2012 |   { name = "Same", status = 404, code = "C2", message = "Two.", description = "2." },
         |                                         ^^^^            ------                ---- also another description
         |                                         |               |
         |                                         |               also another message
         |                                         another code
         |
        ::: parcels.toml:11:41
         |
      11 |   { name = "Same", status = 404, code = "C1", message = "One.", description = "1." },
         |                                         ---- than here
         |
         = help: mend the cell that is mistyped, or give one of the two errors another name
    "#);

    // A row far to the right, and a cell that is longer than any screen.
    let rows = format!("{}  {}", row("A", 1, &long).trim_end(), row("B", 2, &format!("{long} ")));
    let (report, finding) = check(&rows);
    let column = rows[..rows.rfind("\"é").unwrap()].chars().count() + 1;
    assert_eq!((&finding["line"], &finding["column"]), (&11.into(), &column.into()));
    assert!(report.contains(&format!("--> parcels.toml:11:{column}\n")), "{report}");
    assert!(report.contains("= \"éééé") && report.contains("^^^^"), "{report}");
    assert!(report.len() < 2_000, "{report}");

    // The beginning of such a line.
    let (report, _) = check(&row("A", 1, &long).replace("404", "200"));
    let begin: Vec<&str> = report.lines().take(3).collect();
    assert_snapshot!(begin.join("\n"), @r"
    error[status-range]: this is not the status of an HTTP error
      --> parcels.toml:11:26
       |
    ");
    assert!(report.contains("\n11 |   { name = \"A\", status = 200"), "{report}");
}

#[test]
fn nothing_is_written_from_a_bad_catalog() {
    for folder in folders("tests/fixtures/bad") {
        let here = tempfile::tempdir().unwrap();
        let target = here.path().join("rcs-errors/src/generated.rs");
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(&target, "as it was").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_catalog"))
            .args(["generate", "--catalog"])
            .arg(fs::canonicalize(&folder).unwrap())
            .current_dir(&here)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{folder:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "as it was", "{folder:?}");
        let parent = target.parent().unwrap().to_str().unwrap();
        assert_eq!(folders(parent), [target.as_path()], "{folder:?}");
    }
}
