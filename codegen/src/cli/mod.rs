//! The `catalog` command line tool.
//!
//! Its exit status is 0 where all is fine, 1 where there are findings, and 2 where it is called
//! wrongly or a file cannot be read or written.

mod file;
mod json;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, iter};

use annotate_snippets::Renderer;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use crate::cli::file::State;
use crate::report::Report;
use crate::{Codegen, Error, Kind, load, model};

/// The committed file that services build.
const GENERATED: &str = "rcs-errors/src/generated.rs";

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
    let arguments = Arguments::parse();
    colour(arguments.color);
    match execute(&arguments) {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Findings) => ExitCode::from(1),
        // Whoever read the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(error) => {
            // With no way left to say so, the exit status says it.
            _ = writeln!(anstream::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
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
    let done = match arguments.command {
        Command::Check => check(&catalog, arguments.format),
        Command::Generate { check } => {
            generate(&catalog, &root.join(GENERATED), check, arguments.format)
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

/// A line a page, under a heading.
fn counts(pages: &[model::Page]) -> String {
    let heading = ["page", "endpoints", "rows", "distinct errors"].map(str::to_owned);
    let lines = pages.iter().map(|page| {
        let common = if page.tables.iter().any(|table| table.common) { " + common" } else { "" };
        let endpoints = format!("{}{common}", page.endpoints());
        [page.module.clone(), endpoints, page.rows().to_string(), page.errors.len().to_string()]
    });
    let lines: Vec<[String; 4]> = iter::once(heading).chain(lines).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].len()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3)];
    let lines = lines.iter().map(|[page, endpoints, rows, errors]| {
        let [first, second, third, fourth] = widths;
        format!("{page:first$}  {endpoints:second$}  {rows:>third$}  {errors:>fourth$}\n")
    });
    lines.collect()
}

fn generate(catalog: &Path, target: &Path, check: bool, format: Format) -> Result<Verdict, Error> {
    let code = Codegen::new(catalog).serde_feature("serde").generate()?;
    let state = if check { file::compare(target, &code)? } else { file::write(target, &code)? };
    match format {
        Format::Human => {
            write!(anstream::stdout(), "{}", described(&state, target))?;
        }
        Format::Json => json::line(&json::File::new(target, &state))?,
    }
    Ok(match state {
        State::Stale { .. } => Verdict::Findings,
        State::Fresh | State::Written => Verdict::Fine,
    })
}

/// What became of a generated file.
fn described(state: &State, target: &Path) -> String {
    let path = target.display();
    match state {
        State::Fresh => format!("{path} is up to date\n"),
        State::Written => format!("{path} is written\n"),
        State::Stale { diff } => {
            let diff = file::coloured(diff);
            format!(
                "{diff}\n{path} is not what the catalog makes of it\nto mend it: cargo catalog generate\n"
            )
        }
    }
}
