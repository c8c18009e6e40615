//! `import`: the vendor's page into the catalog.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use error_catalog_model::files::{not_utf8, read_error, read_limited};
use error_catalog_model::source::Source;
use error_catalog_model::text::{
    is_address, module_name_problem, printable, printable_path, quoted,
};
use error_catalog_model::{Error, Page, Report, Rules};
use serde::Serialize;
use time::OffsetDateTime;

use super::check::load;
use crate::files;
use crate::import::{self, Cells, Change, Form, Plan, Row};
use crate::output::{self, Format, Outcome, json};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page: a file, or - for standard input
    #[arg(value_name = "PAGE")]
    path: PathBuf,

    /// The name of the page file in the catalog, without .toml [default: the file name of PAGE]
    #[arg(long, value_name = "STEM")]
    page: Option<String>,

    /// The address of the page [default: the address that the page contains]
    #[arg(long, value_name = "URL", value_parser = address)]
    source: Option<String>,

    /// The form of the page [default: detected]
    #[arg(long, value_enum)]
    from: Option<Form>,

    /// Write nothing; print how the page differs from the catalog, and fail if it does
    #[arg(long)]
    check: bool,

    /// The day on which the page was read, as YYYY-MM-DD [default: today, if anything changed]
    #[arg(long, value_name = "DATE", value_parser = date)]
    retrieved: Option<String>,
}

fn address(text: &str) -> Result<String, &'static str> {
    if is_address(text) {
        Ok(text.to_owned())
    } else {
        Err("not an address like https://docs.example.com/errors")
    }
}

/// A day as TOML has it.
fn date(text: &str) -> Result<String, &'static str> {
    let moment = text.parse::<toml_edit::Datetime>().ok().filter(|moment| moment.time.is_none());
    let day = moment.and_then(|moment| moment.date);
    day.map(|day| day.to_string()).ok_or("not a day like 2026-01-31")
}

/// The page file as it is before the import.
struct Old {
    text: String,
    page: Page,
}

pub(super) fn run(folder: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    let stem = stem(arguments)?;
    let page = read_page(&arguments.path)?;
    let target = folder.join(format!("{stem}.toml"));
    let bytes = files::read(&target, read_limited)?;
    if bytes.is_none() && arguments.page.is_none() {
        let message = format!(
            "there is no page file {}: for a new page, give its name with --page",
            printable_path(&target)
        );
        return Err(io::Error::other(message).into());
    }

    let mut read = match import::read(&page.text, arguments.from) {
        Ok(read) => read,
        Err(findings) => return Err(Report::new(&arguments.path, vec![page], findings).into()),
    };
    let old = bytes.map(|bytes| Old::new(&target, bytes)).transpose()?;
    if arguments.source.is_some() {
        read.source.clone_from(&arguments.source);
    }
    if old.is_none() && read.source.is_none() {
        let message = "the page does not contain its address: give it with --source";
        return Err(io::Error::other(message).into());
    }

    let plan = import::plan(&read, old.as_ref().map(|old| &old.page), &stem);
    let new = if arguments.check { None } else { edited(&plan, old.as_ref(), &target, arguments)? };
    print(&read.notes, &plan, &target, format)?;
    if arguments.check {
        let is_same = plan.changes.is_empty();
        return Ok(if is_same { Outcome::Fine } else { Outcome::Findings });
    }
    match new {
        None => files::remove_leftovers(&target),
        Some(new) => {
            let state = files::write(&target, &new)?;
            output::file(&target, &state, "import", format)?;
        }
    }
    load(folder, Rules::All)?;
    Ok(Outcome::Fine)
}

impl Old {
    /// Only a file that breaks no rule of form can be edited.
    fn new(path: &Path, bytes: Vec<u8>) -> Result<Self, Error> {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let page = check_file(path, bytes)?;
        Ok(Self { text, page })
    }
}

/// The page of a file, checked against the rules about form.
fn check_file(path: &Path, bytes: Vec<u8>) -> Result<Page, Error> {
    let files = vec![(path.to_owned(), bytes)];
    let mut catalog = error_catalog_model::check(path, files, Rules::WithoutQuirks)?;
    catalog
        .pages
        .pop()
        .ok_or_else(|| io::Error::other(format!("{} has no page", printable_path(path))).into())
}

/// The new text of the page file, or `None` if there is nothing to do. It breaks no rule but those about
/// quirks: otherwise nothing is written.
fn edited(
    plan: &Plan,
    old: Option<&Old>,
    target: &Path,
    arguments: &Arguments,
) -> Result<Option<String>, Error> {
    let date = match &arguments.retrieved {
        Some(date) => date.clone(),
        None if plan.changes.is_empty() => return Ok(None),
        None => today(),
    };
    let text = import::apply(plan, old.map(|old| old.text.as_str()), &date);
    let text = text.map_err(|error| {
        io::Error::other(format!("cannot edit {}: {error}", printable_path(target)))
    })?;
    check_file(target, text.clone().into_bytes())?;
    Ok(Some(text))
}

fn stem(arguments: &Arguments) -> io::Result<String> {
    let path_stem = arguments.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let path_stem = path_stem.filter(|stem| stem != "-");
    let stem = arguments.page.clone().or(path_stem);
    let stem =
        stem.ok_or_else(|| io::Error::other("give the name of the page file with --page"))?;
    match module_name_problem(&stem) {
        None => Ok(stem),
        Some(problem) => Err(io::Error::other(format!(
            "{} cannot be the name of a page file: it {problem}; choose a name with --page",
            quoted(&stem)
        ))),
    }
}

fn read_page(path: &Path) -> Result<Source, Error> {
    let bytes = if path == Path::new("-") {
        read_limited(io::stdin())
    } else {
        File::open(path).and_then(read_limited)
    };
    let bytes = bytes.map_err(|error| read_error(path, &error))?;
    if let Some(finding) = not_utf8::check(0, &bytes) {
        let source = Source::new(path.to_owned(), bytes);
        return Err(Report::new(path, vec![source], vec![finding]).into());
    }
    // A byte order mark is not part of the text.
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).map(<[u8]>::to_vec).unwrap_or(bytes);
    Ok(Source::new(path.to_owned(), bytes))
}

#[expect(
    clippy::disallowed_types,
    reason = "the day of an import is the only thing that is not in its input"
)]
fn today() -> String {
    let now = OffsetDateTime::from(std::time::SystemTime::now()).date();
    format!("{:04}-{:02}-{:02}", now.year(), u8::from(now.month()), now.day())
}

/// A difference, for programs.
#[derive(Serialize)]
struct ChangeLine<'p> {
    reason: &'static str,
    #[serde(flatten)]
    change: &'p Change,
}

/// What was skipped, for programs.
#[derive(Serialize)]
struct NoteLine<'p> {
    reason: &'static str,
    note: &'p str,
}

fn print(notes: &[String], plan: &Plan, target: &Path, format: Format) -> io::Result<()> {
    if format == Format::Json {
        for note in notes {
            json::line(&NoteLine { reason: "note", note })?;
        }
        for change in &plan.changes {
            json::line(&ChangeLine { reason: "change", change })?;
        }
        return Ok(());
    }
    let mut out = anstream::stdout();
    for note in notes {
        writeln!(out, "note: {}", printable(note))?;
    }
    let target = printable_path(target);
    match plan.changes.len() {
        0 => writeln!(out, "the page and {target} are the same"),
        1 => writeln!(out, "the page differs from {target} in one place:"),
        count => writeln!(out, "the page differs from {target} in {count} places:"),
    }?;
    write!(out, "{}", account(&plan.changes))
}

/// The differences, table by table.
fn account(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut current = None;
    for change in changes {
        let endpoint = endpoint(change);
        if current != endpoint {
            if let Some(name) = endpoint {
                text.extend(["\n", &printable(name), "\n"]);
            }
            current = endpoint;
        }
        text.push_str(&lines(change));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn endpoint(change: &Change) -> Option<&str> {
    match change {
        Change::PageAdded { .. } => None,
        Change::EndpointAdded { endpoint, .. }
        | Change::EndpointRemoved { endpoint, .. }
        | Change::EndpointRetitled { endpoint, .. }
        | Change::EndpointMoved { endpoint, .. }
        | Change::RowAdded { endpoint, .. }
        | Change::RowRemoved { endpoint, .. }
        | Change::RowMoved { endpoint, .. }
        | Change::CellChanged { endpoint, .. }
        | Change::RowRenamed { endpoint, .. } => Some(endpoint),
    }
}

/// A difference in lines. What comes from the page or the file is on separate lines or at their end.
fn lines(change: &Change) -> String {
    let proposed = |proposed: &bool| if *proposed { "  (the name is a proposal)" } else { "" };
    let reworded =
        |old: &str, new: &str| format!("    - {}\n    + {}\n", printable(old), printable(new));
    match change {
        Change::PageAdded { title } => format!("  the page is new: {}\n", printable(title)),
        Change::EndpointAdded { title, .. } => {
            format!("  the table is new: {}\n", printable(title))
        }
        Change::EndpointRemoved { title, .. } => {
            format!("  the table is gone: {}\n", printable(title))
        }
        Change::EndpointRetitled { old, new, .. } => format!("  title\n{}", reworded(old, new)),
        Change::EndpointMoved { from, to, .. } => {
            format!("  the table moved from place {from} to {to}\n")
        }
        Change::RowAdded { row, proposed: is_new, .. } => {
            format!("  + {}{}\n      {}\n", printable(&row.name), proposed(is_new), cells(row))
        }
        Change::RowRemoved { row, .. } => {
            format!("  - {}\n      {}\n", printable(&row.name), cells(row))
        }
        Change::RowMoved { name, from, to, .. } => {
            format!("  {} moved from row {from} to {to}\n", printable(name))
        }
        Change::CellChanged { name, cell, old, new, .. } => {
            format!("  {}: {cell}\n{}", printable(name), reworded(old, new))
        }
        Change::RowRenamed { old, new, proposed: is_new, .. } => {
            format!("  {} is now {}{}\n", printable(old), printable(new), proposed(is_new))
        }
    }
}

fn cells(row: &Row) -> String {
    let Cells { status, code, message, description } = &row.cells;
    printable(&format!("HTTP {status} {code}: {message} ({description})"))
}
