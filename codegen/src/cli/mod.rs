//! The `catalog` command line tool.
//!
//! Its exit status is 0 where all is fine, 1 where there are findings, and 2 where it is called
//! wrongly or a file cannot be read or written.

mod diff;
mod explain;
mod file;
mod import;
pub(crate) mod json;
mod schema;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, iter};

use annotate_snippets::Renderer;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use crate::cli::explain::Explanation;
use crate::cli::file::State;
use crate::diagnostic::printable_lines;
use crate::invisible::misleading;
use crate::report::Report;
use crate::{Codegen, Error, Kind, load, model};

/// The committed file that services build.
const GENERATED: &str = "rcs-errors/src/generated.rs";

/// The schema, in the catalog's folder.
const SCHEMA: &str = "catalog.schema.json";

/// Checks the catalog of documented errors and turns it into Rust.
#[derive(Debug, Parser)]
#[command(name = "cargo catalog", bin_name = "cargo catalog", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// The catalog's folder [default: the repository's own]
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,

    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    color: ColorChoice,

    /// For people, or for machines: a JSON object a line
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold the catalog to every rule, and count what is in it
    Check,
    /// Write rcs-errors/src/generated.rs from the catalog
    Generate {
        /// Write nothing: fail if the file is not what the catalog makes of it, and show how
        #[arg(long)]
        check: bool,
    },
    /// Compare two catalogs by what services see, and say which version that asks for
    Diff(diff::Arguments),
    /// Bring the vendor's page into the catalog, keeping names, quirks and comments
    Import(import::Arguments),
    /// Show all that is known of a code, an error or a rule
    Explain {
        /// A code like `RCS904`, an error like `InvalidJson`, or a rule like `mismatched-pair`
        #[arg(value_name = "CODE|NAME|RULE")]
        word: String,
    },
    /// Write catalog.schema.json into the catalog's folder, for editors
    Schema {
        /// Write nothing: fail if the file is not up to date, and show how
        #[arg(long)]
        check: bool,
    },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

/// Whether there was something to object to.
enum Verdict {
    Fine,
    Findings,
}

/// Runs the tool with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misused(&error),
    };
    colour(arguments.color);
    match execute(&arguments) {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(error) => {
            // With no way left to say so, the exit status says it.
            _ = writeln!(anstream::stderr(), "error: {}", printable_lines(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

/// What clap has to say: the help that was asked for, or what is wrong with an argument. It shows
/// arguments as they are, so it does not show one that a terminal would act on.
fn misused(error: &clap::Error) -> ExitCode {
    let misleads = |argument: OsString| misleading(&argument.to_string_lossy()).next().is_some();
    if !env::args_os().any(misleads) {
        error.exit();
    }
    _ = writeln!(anstream::stderr(), "error: an argument has characters that are not shown");
    ExitCode::from(2)
}

fn colour(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

fn execute(arguments: &Arguments) -> io::Result<Verdict> {
    let root = root()?;
    let catalog = arguments.catalog.clone().unwrap_or_else(|| root.join("catalog"));
    let format = arguments.format;
    let done = match &arguments.command {
        Command::Check => check(&catalog, format),
        Command::Generate { check } => generate(&catalog, root.join(GENERATED), *check, format),
        Command::Diff(arguments) => diff::run(&catalog, arguments, format),
        Command::Import(arguments) => import::run(&catalog, arguments, format),
        Command::Explain { word } => explain(&catalog, word, format),
        Command::Schema { check } => {
            let path = catalog.join(SCHEMA);
            put(&Made { path, text: schema::schema(), command: "schema" }, *check, format)
        }
    };
    match done {
        Ok(verdict) => Ok(verdict),
        Err(Error(Kind::Io(error))) => Err(error),
        Err(Error(Kind::Findings(report))) => {
            show(&report, arguments.format)?;
            Ok(Verdict::Findings)
        }
    }
}

/// The repository's folder: the current one, or the nearest above that looks like it.
fn root() -> io::Result<PathBuf> {
    let current = env::current_dir()?;
    let is_root =
        |folder: &Path| ["catalog", "rcs-errors"].iter().all(|name| folder.join(name).is_dir());
    Ok(match current.ancestors().find(|folder| is_root(folder)) {
        Some(folder) if folder != current => folder.to_owned(),
        _ => PathBuf::new(),
    })
}

fn show(report: &Report, format: Format) -> io::Result<()> {
    match format {
        Format::Human => {
            let rendered = report.render(&Renderer::styled());
            writeln!(anstream::stderr(), "{rendered}\n\n{}", report.summary())
        }
        Format::Json => json::findings(report).try_for_each(|finding| json::line(&finding)),
    }
}

fn check(catalog: &Path, format: Format) -> Result<Verdict, Error> {
    let pages = load(catalog)?;
    match format {
        Format::Human => write!(anstream::stdout(), "{}", counts(&pages))?,
        Format::Json => pages.iter().try_for_each(|page| json::line(&json::Page::new(page)))?,
    }
    Ok(Verdict::Fine)
}

/// A line a page and a line a kind of quirk, each under a heading.
fn counts(pages: &[model::Page]) -> String {
    let heading = ["page", "endpoints", "rows", "distinct errors", "quirks"].map(str::to_owned);
    let lines = pages.iter().map(|page| {
        let common = if page.has_common() { " + common" } else { "" };
        [
            page.module.clone(),
            format!("{}{common}", page.endpoints()),
            page.rows().to_string(),
            page.errors.len().to_string(),
            page.quirks.len().to_string(),
        ]
    });
    let lines: Vec<[String; 5]> = iter::once(heading).chain(lines).collect();
    let mut text = columns(&lines);

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, count) in pages.iter().flat_map(model::Page::quirk_kinds) {
        *kinds.entry(kind).or_default() += count;
    }
    if !kinds.is_empty() {
        let heading = ["quirk", "count"].map(str::to_owned);
        let lines = kinds.into_iter().map(|(kind, count)| [kind.to_owned(), count.to_string()]);
        text.push('\n');
        let lines: Vec<[String; 2]> = iter::once(heading).chain(lines).collect();
        text.push_str(&columns(&lines));
    }
    text
}

/// Cells in columns: the first one to the left, the others to the right.
fn columns<const N: usize>(lines: &[[String; N]]) -> String {
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let lines = lines.iter().map(|line| {
        let cells = line.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            if column == 0 { format!("{cell:width$}") } else { format!("{cell:>width$}") }
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  "))
    });
    lines.collect()
}

fn generate(catalog: &Path, path: PathBuf, check: bool, format: Format) -> Result<Verdict, Error> {
    let text = Codegen::new(catalog).serde_feature("serde").generate()?;
    put(&Made { path, text, command: "generate" }, check, format)
}

fn explain(catalog: &Path, word: &str, format: Format) -> Result<Verdict, Error> {
    if let Some(rule) = explain::rule(word) {
        tell(&rule, format)?;
        return Ok(Verdict::Fine);
    }
    let pages = load(catalog)?;
    let explanations = explain::explain(&pages, word);
    explanations.iter().try_for_each(|explanation| tell(explanation, format))?;
    let is_unknown =
        |explanation: &Explanation<'_>| matches!(explanation, Explanation::Unknown { .. });
    Ok(if explanations.iter().any(is_unknown) { Verdict::Findings } else { Verdict::Fine })
}

fn tell(explanation: &Explanation<'_>, format: Format) -> io::Result<()> {
    match format {
        Format::Human => write!(anstream::stdout(), "{}", explain::text(explanation)),
        Format::Json => json::line(explanation),
    }
}

/// A file that a command makes.
struct Made {
    path: PathBuf,
    text: String,
    command: &'static str,
}

/// Writes the file, or compares it with what it should be.
fn put(made: &Made, check: bool, format: Format) -> Result<Verdict, Error> {
    let Made { path, text, .. } = made;
    let state = if check { file::compare(path, text)? } else { file::write(path, text)? };
    match format {
        Format::Human => write!(anstream::stdout(), "{}", described(&state, made))?,
        Format::Json => json::line(&json::File::new(path, &state))?,
    }
    Ok(match state {
        State::Stale { .. } => Verdict::Findings,
        State::Fresh | State::Written => Verdict::Fine,
    })
}

/// What became of the file, and what to do if it is not what it should be.
fn described(state: &State, made: &Made) -> String {
    let became = file::became(state, &made.path);
    match state {
        State::Fresh | State::Written => became,
        State::Stale { diff } => {
            let (diff, command) = (file::coloured(diff), made.command);
            format!("{diff}\n{became}to mend it: cargo catalog {command}\n")
        }
    }
}
