//! Runs the cases of a folder, and collects all that differs.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::document::{Block, Case, Document, Expected, Step, parse};
use super::input::{File, file};

/// What became of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing to report.
    Accepted {
        /// What is printed of it: empty, or what the case shows in a block `toml result`.
        result: String,
    },
    /// There are findings.
    Rejected {
        /// The report as printed.
        report: String,
        /// The name of the rule of each finding.
        rules: Vec<String>,
    },
}

/// All that is wrong, a problem each, in the order of files and cases.
pub(super) fn run(
    folder: &Path,
    rules: &[&str],
    topics: &[&str],
    update: bool,
    mut examine: impl FnMut(&[File]) -> Outcome,
) -> Vec<String> {
    let paths = match list(folder) {
        Ok(paths) => paths,
        Err(error) => return vec![format!("cannot read {}: {error}", folder.display())],
    };
    let mut problems = Vec::new();
    for rule in rules {
        if !paths.contains(&folder.join(format!("{rule}.md"))) {
            problems.push(format!("the rule `{rule}` has no case: there is no `{rule}.md`"));
        }
    }
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let stem = name.strip_suffix(".md").unwrap_or_default();
        let rule = rules.iter().find(|rule| **rule == stem).copied();
        if rule.is_none() && !topics.contains(&stem) {
            problems
                .push(format!("{}: the file is named like no rule and no topic", path.display()));
            continue;
        }
        let of_file = run_file(&path, stem, rule, update, &mut examine);
        problems
            .extend(of_file.into_iter().map(|problem| format!("{}: {problem}", path.display())));
    }
    problems
}

#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn run_file(
    path: &Path,
    stem: &str,
    rule: Option<&str>,
    update: bool,
    examine: &mut impl FnMut(&[File]) -> Outcome,
) -> Vec<String> {
    let source = match fs::read_to_string(path) {
        // A checkout may have changed the line endings.
        Ok(source) => source.replace("\r\n", "\n"),
        Err(error) => return vec![format!("cannot be read: {error}")],
    };
    let document = match parse(&source) {
        Ok(document) => document,
        Err(problem) => return vec![problem],
    };
    let mut run = Run { source: &source, rule, problems: Vec::new(), edits: Vec::new() };
    run.document(&document, stem, examine);
    let Run { mut problems, edits, .. } = run;
    if update {
        let mut updated = source.clone();
        for edit in edits.iter().rev() {
            updated.replace_range(edit.range.clone(), &edit.printed);
        }
        if updated != source
            && let Err(error) = fs::write(path, updated)
        {
            problems.push(format!("cannot be written: {error}"));
        }
    } else {
        problems.extend(edits.into_iter().map(|edit| edit.problem));
    }
    problems
}

/// A block that differs from what is printed.
struct Edit {
    range: Range<usize>,
    printed: String,
    problem: String,
}

struct Run<'a> {
    source: &'a str,
    /// The rule that the file is named like.
    rule: Option<&'a str>,
    problems: Vec<String>,
    edits: Vec<Edit>,
}

impl Run<'_> {
    fn document(
        &mut self,
        document: &Document,
        stem: &str,
        examine: &mut impl FnMut(&[File]) -> Outcome,
    ) {
        if document.title != stem {
            self.problems.push(format!("the heading of the first level must be `{stem}`"));
        }
        if document.cases.is_empty() {
            self.problems.push("the file has no case".to_owned());
        }
        for case in &document.cases {
            if let Err(problem) = check_shape(case, self.rule.is_some()) {
                self.problem(case, &problem);
            }
            for step in &case.steps {
                match self.files(&step.input) {
                    Ok(files) => {
                        let outcome = examine(&files);
                        self.compare(case, step, outcome);
                    }
                    Err(problem) => self.problem(case, &problem),
                }
            }
        }
    }

    fn problem(&mut self, case: &Case, problem: &str) {
        self.problems.push(format!("line {}: `{}`: {problem}", case.line, case.title));
    }

    fn files(&self, input: &[Block]) -> Result<Vec<File>, String> {
        let mut files: Vec<File> = Vec::new();
        for block in input {
            let file = file(&block.info, &self.source[block.range.clone()])
                .map_err(|problem| format!("the block in line {}: {problem}", block.line))?;
            if files.iter().any(|other| other.name == file.name) {
                return Err(format!("two files of an input are called `{}`", file.name));
            }
            files.push(file);
        }
        Ok(files)
    }

    fn compare(&mut self, case: &Case, step: &Step, outcome: Outcome) {
        match (outcome, &step.expected) {
            (Outcome::Rejected { report, rules }, Some(Expected::Report(block))) => {
                self.check_rules(case, &rules);
                self.check_block(case, block, report);
            }
            (Outcome::Accepted { result }, Some(Expected::Result(block))) => {
                self.check_block(case, block, result);
            }
            (Outcome::Accepted { result }, None) if result.is_empty() => {}
            (Outcome::Accepted { result }, None) => {
                self.problem(case, &format!("a block `toml result` is missing for:\n{result}"));
            }
            (Outcome::Accepted { .. }, Some(Expected::Report(block))) => {
                let line = block.line;
                self.problem(
                    case,
                    &format!("the input above the report in line {line} is accepted"),
                );
            }
            (Outcome::Rejected { report, .. }, _) => {
                let problem = format!("an input that must be accepted is rejected:\n{report}");
                self.problem(case, &problem);
            }
        }
    }

    fn check_rules(&mut self, case: &Case, rules: &[String]) {
        if rules.is_empty() {
            self.problem(case, "the input is rejected without a finding");
        }
        let Some(expected) = self.rule else { return };
        for rule in rules.iter().filter(|rule| *rule != expected) {
            self.problem(case, &format!("a finding is of another rule, `{rule}`"));
        }
    }

    fn check_block(&mut self, case: &Case, block: &Block, mut printed: String) {
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        let reviewed = &self.source[block.range.clone()];
        if printed == reviewed {
            return;
        }
        if printed.lines().any(|line| line == block.fence) {
            let problem = format!("the block in line {} needs a longer fence", block.line);
            return self.problem(case, &problem);
        }
        let diff = TextDiff::from_lines(reviewed, &printed);
        let problem = format!(
            "line {}: `{}`: the block in line {} differs from what is printed\n{}",
            case.line,
            case.title,
            block.line,
            diff.unified_diff().context_radius(3).header("reviewed", "printed")
        );
        self.edits.push(Edit { range: block.range.clone(), printed, problem });
    }
}

/// A case of a rule is rejected and then fixed; a case of a topic may be accepted at once.
fn check_shape(case: &Case, is_rule: bool) -> Result<(), String> {
    let is_report = |step: &Step| matches!(step.expected, Some(Expected::Report(_)));
    if case.steps.iter().any(|step| step.input.is_empty()) {
        return Err("a block `report` or `toml result` follows no input".to_owned());
    }
    match case.steps.as_slice() {
        [rejected, fixed] if is_report(rejected) && !is_report(fixed) => Ok(()),
        [accepted] if !is_rule && !is_report(accepted) => Ok(()),
        [rejected] if is_report(rejected) => Err("the fixed input is missing".to_owned()),
        [] => Err("the case has no input".to_owned()),
        steps if is_rule && !steps.iter().any(is_report) => {
            Err("the case has no report".to_owned())
        }
        _ => Err("a case is an input, its report, and the fixed input".to_owned()),
    }
}
