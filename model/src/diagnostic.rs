//! A finding: what is wrong, where, and what to do. Stages return them; nothing here prints.

use std::ops::Range;

use crate::fact::Fact;
use crate::rule::Rule;

/// Something that breaks a rule.
#[derive(Debug)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static Rule,
    /// Where it is.
    pub location: Location,
    /// What is wrong: a sentence without a full stop.
    pub message: String,
    /// What to show at the location; empty if the message says it all.
    pub label: String,
    /// Further places of the same file that have to do with it, and what to show there.
    pub related: Vec<(Range<usize>, String)>,
    /// What to do about it.
    pub help: String,
    /// Lines to paste into the file.
    pub suggestion: Option<String>,
    /// The quirk of the documentation that it is about, if it is about one.
    pub quirk: Option<QuirkDetails>,
}

/// What a finding about a quirk is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuirkDetails {
    /// The names of the errors, in the page's order.
    pub errors: Vec<String>,
    /// The names of the tables, in the page's order, if it is about certain tables.
    pub tables: Vec<String>,
    /// The cells and headings that the rule looked at.
    pub facts: Vec<Fact>,
    /// The note of the entry, if there is an entry. A report shows the facts with it.
    pub note: Option<String>,
}

impl Diagnostic {
    /// A finding without labels and suggestion.
    pub fn new(
        rule: &'static Rule,
        location: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            location,
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: help.into(),
            suggestion: None,
            quirk: None,
        }
    }

    /// Shows this at the location.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Suggests lines to paste into the file.
    #[must_use]
    pub fn suggestion(mut self, lines: impl Into<String>) -> Self {
        self.suggestion = Some(lines.into());
        self
    }

    /// Says which quirk it is about.
    #[must_use]
    pub fn quirk(mut self, quirk: QuirkDetails) -> Self {
        self.quirk = Some(quirk);
        self
    }

    /// Shows this at another place of the same file.
    #[must_use]
    pub fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }
}

/// Where a finding is. Files are counted as in the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The catalog's folder.
    Folder,
    /// A file as a whole.
    File(usize),
    /// Some bytes of a file.
    Span {
        /// The number of the file.
        file: usize,
        /// The bytes.
        span: Range<usize>,
    },
}

impl Location {
    /// Some bytes of a file.
    #[must_use]
    pub fn in_file(file: usize, span: Range<usize>) -> Self {
        Self::Span { file, span }
    }

    /// The number of the file, if it is in one.
    #[must_use]
    pub fn file(&self) -> Option<usize> {
        match self {
            Self::Folder => None,
            Self::File(file) | Self::Span { file, .. } => Some(*file),
        }
    }

    /// The bytes of the file, if it is about some of them.
    #[must_use]
    pub fn span(&self) -> Option<&Range<usize>> {
        match self {
            Self::Span { span, .. } => Some(span),
            Self::Folder | Self::File(_) => None,
        }
    }
}

/// Sorts findings as a reader meets them: by file, then by place.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by_key(|finding| {
        let start = finding.location.span().map(|span| span.start);
        (finding.location.file(), start, finding.rule.name)
    });
}
