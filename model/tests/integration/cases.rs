//! The cases in `tests/cases`, written as [`testing::cases`] describes.

use std::path::Path;

use error_catalog_model::report::Style;
use error_catalog_model::{Error, Rules, load, registry};
use testing::cases::{self, Outcome};
use testing::folder::Folder;

/// Cases of no single rule: in which order findings are reported, and what quirk rules must not report.
const TOPICS: [&str; 2] = ["near-misses", "order"];

#[test]
fn every_rule_reports_its_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let rules: Vec<&str> = registry::rules().iter().map(|rule| rule.name).collect();
    cases::run(&folder, &rules, &TOPICS, |files| {
        let folder = Folder::new();
        let catalog = folder.path("catalog");
        for file in files {
            folder.write(Path::new("catalog").join(&file.name), &file.content);
        }
        match load(&catalog, Rules::All) {
            Ok(_) => Outcome::Accepted { result: String::new() },
            Err(Error::Findings(report)) => {
                let text = format!("{}\n\n{}\n", report.render(Style::Plain), report.summary());
                let rules = report.findings.iter().map(|finding| finding.rule.name.to_owned());
                Outcome::Rejected {
                    report: text.replace(&catalog.display().to_string(), "catalog"),
                    rules: rules.collect(),
                }
            }
            Err(error @ Error::Io(_)) => panic!("{error}"),
        }
    });
}
