//! A file of cases, taken apart.

use std::ops::Range;

/// The cases of a file, in its order.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) cases: Vec<Case>,
}

#[derive(Debug)]
pub(super) struct Case {
    pub(super) title: String,
    pub(super) line: usize,
    pub(super) steps: Vec<Step>,
}

/// An input, and what becomes of it.
#[derive(Debug, Default)]
pub(super) struct Step {
    pub(super) input: Vec<Block>,
    pub(super) expected: Option<Expected>,
}

#[derive(Debug)]
pub(super) enum Expected {
    Report(Block),
    Result(Block),
}

/// A block of code.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) info: String,
    pub(super) line: usize,
    /// Where the content is in the source: whole lines.
    pub(super) range: Range<usize>,
    pub(super) fence: String,
}

/// Reads a file of cases, or says what is wrong with its form and in which line.
pub(super) fn parse(source: &str) -> Result<Document, String> {
    let mut parser = Parser { title: None, cases: Vec::new() };
    let mut open: Option<Block> = None;
    let mut start = 0;
    for (index, text) in source.split_inclusive('\n').enumerate() {
        let (line, end) = (index + 1, start + text.len());
        let text = text.trim_end_matches('\n');
        if let Some(block) = &mut open {
            if text == block.fence {
                block.range.end = start;
                let block = open.take().into_iter();
                block.for_each(|block| parser.add(block));
            }
        } else if text.starts_with("```") {
            let info = text.trim_start_matches('`');
            if parser.cases.is_empty() {
                return Err(format!("line {line}: a block of code above the first case"));
            }
            open = Some(Block {
                info: info.to_owned(),
                line,
                range: end..end,
                fence: text[..text.len() - info.len()].to_owned(),
            });
        } else if text.starts_with('#') {
            parser.heading(text, line)?;
        }
        start = end;
    }
    if let Some(block) = open {
        return Err(format!("line {}: this block of code is not closed", block.line));
    }
    let title = parser.title.ok_or("line 1: the file has no heading of the first level")?;
    Ok(Document { title, cases: parser.cases })
}

struct Parser {
    title: Option<String>,
    cases: Vec<Case>,
}

impl Parser {
    fn heading(&mut self, text: &str, line: usize) -> Result<(), String> {
        if let Some(title) = text.strip_prefix("## ") {
            if self.cases.iter().any(|case| case.title == title) {
                return Err(format!("line {line}: two cases are called `{title}`"));
            }
            self.cases.push(Case { title: title.to_owned(), line, steps: Vec::new() });
            return Ok(());
        }
        match text.strip_prefix("# ") {
            Some(title) if self.title.is_none() && self.cases.is_empty() => {
                self.title = Some(title.to_owned());
                Ok(())
            }
            _ => Err(format!(
                "line {line}: a file has one heading of the first level, and each of its cases one of the second"
            )),
        }
    }

    /// Adds a block to the last case: an input begins a new step if the last one has its outcome.
    fn add(&mut self, block: Block) {
        let Some(case) = self.cases.last_mut() else { return };
        if case.steps.last().is_none_or(|step| step.expected.is_some()) {
            case.steps.push(Step::default());
        }
        let Some(step) = case.steps.last_mut() else { return };
        match block.info.as_str() {
            "report" => step.expected = Some(Expected::Report(block)),
            "toml result" => step.expected = Some(Expected::Result(block)),
            _ => step.input.push(block),
        }
    }
}
