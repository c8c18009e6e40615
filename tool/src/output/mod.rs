//! What commands print: for people, or as JSON for programs.

pub mod json;

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use error_catalog_model::Report;
use error_catalog_model::report;
use error_catalog_model::text::{printable, printable_lines, printable_path};

use crate::files::State;

/// The format of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs: one JSON object on each line
    Json,
}

/// How a command ended, if nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// There is nothing to report.
    Fine,
    /// There are findings or differences.
    Findings,
    /// The page to import has no table of errors, or something in it cannot be read.
    PageRejected,
}

/// Prints a report.
pub(crate) fn report(report: &Report, format: Format) -> io::Result<()> {
    match format {
        Format::Human => {
            let rendered = report.render(report::Style::Colored);
            writeln!(anstream::stderr(), "{rendered}\n\n{}", report.summary())
        }
        Format::Json => json::findings(report).try_for_each(|finding| json::line(&finding)),
    }
}

/// Prints how a file compares with its expected contents. `command` writes it.
pub(crate) fn file(path: &Path, state: &State, command: &str, format: Format) -> io::Result<()> {
    if format == Format::Json {
        return json::line(&json::File::new(path, state));
    }
    let mut out = anstream::stdout();
    let path = printable_path(path);
    match state {
        State::Fresh => writeln!(out, "{path} is up to date"),
        State::Written => writeln!(out, "{path} was written"),
        State::Stale { diff } => {
            write!(out, "{}\n{path} is not up to date\n", colored(diff))?;
            writeln!(out, "to update it, run: cargo catalog {command}")
        }
    }
}

/// Prints something that is worth knowing, in a sentence without a full stop.
pub(crate) fn note(note: &str, format: Format) -> io::Result<()> {
    match format {
        Format::Human => writeln!(anstream::stdout(), "note: {}", printable(note)),
        Format::Json => json::line(&json::Note::new(note)),
    }
}

/// A unified diff in the colors that git uses.
fn colored(diff: &str) -> String {
    let mut colored = String::new();
    for line in printable_lines(diff).split_inclusive('\n') {
        let style = match line.as_bytes().first() {
            Some(b'+') => AnsiColor::Green.on_default(),
            Some(b'-') => AnsiColor::Red.on_default(),
            Some(b'@') => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        // Writing to a string does not fail.
        _ = write!(colored, "{style}{line}{style:#}");
    }
    colored
}
