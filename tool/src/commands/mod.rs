//! The commands, and the arguments that choose one.
//!
//! The exit status is 0 if all is fine, 1 if there are findings or differences, 2 if the tool is
//! called wrongly or a file cannot be read or written, and 3 if the page to import cannot be
//! read.

mod bump;
mod check;
mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
mod import;
mod init;
mod rename;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::iter;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{ColorChoice, Parser, Subcommand};
use error_catalog_model::Error;
use error_catalog_model::text::{misleading_characters, printable_lines};

use crate::output::{self, Format, Outcome};

/// What the exit statuses mean.
const STATUSES: &str = "\
Exit status:
  0  everything is fine: with import, the catalog contains what the page contains
  1  there are findings or differences, or removals that are not allowed
  2  an argument is wrong, or a file cannot be read or written
  3  the page to import has no table of errors, or something in it cannot be read";

/// Imports, checks and compares catalogs of documented API errors, and turns them into Rust.
#[derive(Debug, Parser)]
#[command(name = "cargo catalog", bin_name = "cargo catalog", version, after_help = STATUSES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// The catalog's folder [default: the nearest folder `catalog`, here or in a folder above]
    #[arg(long, global = true, value_name = "DIR")]
    catalog: Option<PathBuf>,

    /// When to use colors
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    color: ColorChoice,

    /// The format of the output
    #[arg(long, global = true, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Create a catalog's folder with its settings, and print what to add to the crate that uses it
    Init(init::Arguments),
    /// Check the catalog against every rule, and print how many pages, rows and errors it has
    Check(check::Arguments),
    /// Write all that is generated from the catalog: code, the schema, and sections of Markdown files
    Generate {
        /// Write nothing; print how the files differ from what is generated, and fail if one does
        #[arg(long)]
        check: bool,
    },
    /// Compare two catalogs as services see them, and print the version that the changes require
    Diff(diff::Arguments),
    /// Write the version that the changes since the last release require, and an entry in the changelog
    Bump(bump::Arguments),
    /// Update the catalog from the vendor's page, and keep names, notes and comments
    #[command(after_help = STATUSES)]
    Import(import::Arguments),
    /// Rename an error, an endpoint, a common table or a page, wherever the catalog uses the name
    Rename(rename::Arguments),
    /// Print all that is known of a code, an error or a rule
    Explain {
        /// A code like `RCS904`, an error like `InvalidJson`, or a rule like `mismatched-pair`
        #[arg(value_name = "CODE|NAME|RULE")]
        word: String,
    },
}

/// Runs the tool with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments()) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    choose_color(arguments.color);
    match execute(&arguments) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::PageRejected) => ExitCode::from(3),
        // Whoever reads the output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(2),
        Err(error) => {
            // If this cannot be printed either, the exit status still reports it.
            _ = writeln!(anstream::stderr(), "error: {}", printable_lines(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

/// The arguments of the process. Cargo runs `cargo catalog check` as `cargo-catalog catalog check`.
fn arguments() -> impl Iterator<Item = OsString> {
    let mut arguments = env::args_os();
    let program = arguments.next();
    let first = arguments.next().filter(|argument| argument != "catalog");
    program.into_iter().chain(first).chain(arguments)
}

/// Prints the help that was asked for, or what is wrong with an argument. Clap shows arguments as they
/// are, so one that a terminal would act on is not shown.
fn usage(error: &clap::Error) -> ExitCode {
    let misleads =
        |argument: OsString| misleading_characters(&argument.to_string_lossy()).next().is_some();
    if !env::args_os().any(misleads) {
        error.exit();
    }
    _ = writeln!(anstream::stderr(), "error: an argument contains characters that are not shown");
    ExitCode::from(2)
}

fn choose_color(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

fn execute(arguments: &Arguments) -> io::Result<Outcome> {
    let root = root()?;
    let catalog = arguments.catalog.clone().unwrap_or_else(|| root.join("catalog"));
    // A new one does not have to be found.
    let new_catalog = || arguments.catalog.clone().unwrap_or_else(|| PathBuf::from("catalog"));
    let format = arguments.format;
    let result = match &arguments.command {
        Command::Init(arguments) => init::run(&new_catalog(), arguments, format),
        Command::Check(arguments) => check::run(&catalog, arguments, format),
        Command::Generate { check } => generate::run(&catalog, *check, format),
        Command::Diff(arguments) => diff::run(&catalog, arguments, format),
        Command::Bump(arguments) => bump::run(&catalog, arguments, format),
        Command::Import(arguments) => import::run(&catalog, arguments, format),
        Command::Rename(arguments) => rename::run(&catalog, arguments, format),
        Command::Explain { word } => explain::run(&catalog, word, format),
    };
    match result {
        Ok(outcome) => Ok(outcome),
        Err(Error::Io(error)) => Err(error),
        Err(Error::Findings(report)) => {
            output::report(&report, format)?;
            Ok(Outcome::Findings)
        }
    }
}

/// The folder that the nearest folder `catalog` is in: the current one, or one above.
fn root() -> io::Result<PathBuf> {
    let current = env::current_dir()?;
    let level = current.ancestors().position(|folder| folder.join("catalog").is_dir());
    // Paths that are printed are relative to the current folder.
    Ok(iter::repeat_n("..", level.unwrap_or_default()).collect())
}
