//! The cases in `tests/cases`, written as [`testing::cases`] describes.

use std::path::Path;

use error_catalog_model::files::is_catalog_name;
use error_catalog_model::report::Style;
use error_catalog_model::{Rules, check, registry};
use testing::cases::{self, Outcome};

/// Cases of no single rule: in which order findings are reported, and what quirk rules must not report.
const TOPICS: [&str; 2] = ["near-misses", "order"];

#[test]
fn every_rule_reports_its_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let rules: Vec<&str> = registry::rules().iter().map(|rule| rule.name).collect();
    cases::run(&folder, &rules, &TOPICS, |files| {
        let mut pages = Vec::new();
        for file in files {
            let path = Path::new("catalog").join(&file.name);
            if is_catalog_name(&path) && path.parent() == Some(Path::new("catalog")) {
                pages.push((path, file.content.clone()));
            }
        }
        pages.sort();
        match check(Path::new("catalog"), pages, Rules::All) {
            Ok(_) => Outcome::Accepted { result: String::new() },
            Err(report) => Outcome::Rejected {
                report: format!("{}\n\n{}\n", report.render(Style::Plain), report.summary()),
                rules: report.findings.iter().map(|finding| finding.rule.name.to_owned()).collect(),
            },
        }
    });
}
