//! `init`: a new catalog.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use error_catalog_model::files::{self as catalog_files, SETTINGS, is_settings_name};
use error_catalog_model::parse::parse;
use error_catalog_model::source::Source;
use error_catalog_model::text::{module_name_problem, printable, printable_path, quoted};
use error_catalog_model::{Error, Report};
use serde::Serialize;
use toml_edit::Document;

use crate::files;
use crate::init::paste::{self, Paste};
use crate::init::settings;
use crate::output::{self, Format, Outcome, json};
use crate::paths::{catalog_option, relative};
use crate::schema;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The file for generated code that is committed, like src/errors.rs [default: a build script generates it]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(catalog: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    let output = arguments.output.as_deref();
    let code = output.map(|output| relative(catalog, output)).transpose()?;
    if let Some(error) = existing(catalog, code.as_deref())? {
        return Err(error.into());
    }
    if let Some(output) = output {
        check_output(output)?;
    }
    let path = catalog.join(SETTINGS);
    let text = settings::text(code.as_deref());
    let source = Source::new(path.clone(), text.clone().into_bytes());
    let findings = parse(std::slice::from_ref(&source)).findings;
    if !findings.is_empty() {
        return Err(Report::new(&path, vec![source], findings).into());
    }
    let paste = match output {
        None => paste::for_build_script(catalog)?,
        Some(output) => paste::for_committed_code(catalog, output)?,
    };
    let schema = (catalog.join(schema::FILE), schema::json_schema());
    let files = [(path, text), schema];
    let texts = files.iter().map(|(path, text)| (path.as_path(), text.as_str()));
    let states = files::write_into_folder(catalog, texts)?;
    for ((path, _), state) in files.iter().zip(&states) {
        output::file(path, state, "init", format)?;
    }
    print(&paste, &next(catalog, output.is_some())?, format)?;
    Ok(Outcome::Fine)
}

/// The error for a folder that is a catalog already, with what to edit there.
fn existing(catalog: &Path, code: Option<&str>) -> io::Result<Option<io::Error>> {
    let files = match catalog_files::read(catalog) {
        Ok(files) => files.contents,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if files.is_empty() {
        return Ok(None);
    }
    let settings = printable_path(&catalog.join(SETTINGS));
    let text = files.iter().find(|(path, _)| is_settings_name(path));
    let text = text.map(|(_, bytes)| String::from_utf8_lossy(bytes));
    let line = code.map(settings::code_line).unwrap_or_default();
    let help = match (code, text) {
        (None, Some(_)) => format!("edit {settings} to change what is generated from it"),
        (None, None) => format!("write {settings} to change what is generated from it"),
        (Some(_), None) => format!("write {settings} with the lines `[output]` and `{line}`"),
        (Some(_), Some(text)) => match line_of_code(&text) {
            Some(number) => format!("make line {number} of {settings} `{line}`"),
            None => format!("add the line `{line}` under `[output]` in {settings}"),
        },
    };
    let folder = printable_path(catalog);
    let message =
        format!("there is a catalog in {folder} already, and nothing was changed: {help}");
    Ok(Some(io::Error::new(io::ErrorKind::AlreadyExists, message)))
}

/// The number of the line with the file of the generated code, counted from 1.
fn line_of_code(settings: &str) -> Option<usize> {
    let document = Document::parse(settings).ok()?;
    let span = document.get("output")?.get("code")?.span()?;
    Some(settings[..span.start].matches('\n').count() + 1)
}

/// The generated code goes into a file that does not exist yet and can be a module.
fn check_output(output: &Path) -> io::Result<()> {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let problem = if output.extension().is_none_or(|end| end != "rs") {
        "does not end in `.rs`".to_owned()
    } else if output.exists() {
        "exists already, and would be replaced by generated code".to_owned()
    } else if let Some(problem) = module_name_problem(&stem) {
        format!("cannot be a module: {} {problem}", quoted(&stem))
    } else {
        return Ok(());
    };
    let path = printable_path(output);
    Err(io::Error::other(format!(
        "{path} {problem}; choose another file with --output, like src/errors.rs"
    )))
}

/// The commands that come next.
fn next(catalog: &Path, has_output: bool) -> io::Result<Vec<String>> {
    let option = catalog_option(catalog)?;
    let import = "cargo catalog import PAGE --page NAME --source URL";
    let generate = has_output.then_some("cargo catalog generate");
    Ok([import].into_iter().chain(generate).map(|command| command.to_owned() + &option).collect())
}

/// Lines to paste, for programs.
#[derive(Serialize)]
struct PasteLine<'p> {
    reason: &'static str,
    #[serde(flatten)]
    paste: &'p Paste,
}

/// The next command, for programs.
#[derive(Serialize)]
struct NextLine<'n> {
    reason: &'static str,
    command: &'n str,
}

fn print(paste: &[Paste], commands: &[String], format: Format) -> io::Result<()> {
    if format == Format::Json {
        for paste in paste {
            json::line(&PasteLine { reason: "paste", paste })?;
        }
        let mut commands = commands.iter();
        return commands.try_for_each(|command| json::line(&NextLine { reason: "next", command }));
    }
    let mut out = anstream::stdout();
    for Paste { path, text } in paste {
        writeln!(out, "\nadd to {}:\n", printable(path))?;
        text.lines().try_for_each(|line| writeln!(out, "    {}", printable(line)))?;
    }
    writeln!(out, "\nthen import the first page, from a file with the vendor's page:\n")?;
    commands.iter().try_for_each(|command| writeln!(out, "    {}", printable(command)))
}
