//! A report, as people and programs get it.

use cargo_catalog::output::json;
use error_catalog_model::Report;
use error_catalog_model::report::Style;
use error_catalog_model::text::is_invisible;

/// A report points into its files, and contains nothing that a terminal acts on, in any format.
pub(super) fn check(mut report: Report) {
    /// Thousands of findings are rendered like a few.
    const MAX_FINDINGS: usize = 8;
    assert!(!report.findings.is_empty());
    for finding in &report.findings {
        let spans = finding.location.bytes().into_iter();
        for span in spans.chain(finding.related.iter().map(|(span, _)| span)) {
            let text = &report.sources[finding.location.file().unwrap()].text;
            assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}: {finding:?}");
        }
    }
    let acts =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    report.findings.truncate(MAX_FINDINGS);
    let rendered = report.render(Style::Plain);
    assert!(!rendered.replace('\n', "").contains(acts), "{rendered:?}");
    let lines: Vec<String> = report.lines().collect();
    assert_eq!(lines.len(), report.findings.len());
    assert!(!lines.iter().any(|line| line.contains(acts)), "{lines:?}");
    for finding in json::findings(&report) {
        let line = json::text(&finding).unwrap();
        assert!(!line.contains(is_invisible), "{line:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&line).is_ok(), "{line:?}");
    }
}
