//! `import`: the vendor's page into the catalog.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use time::OffsetDateTime;

use super::{Format, Verdict, file, json};
use crate::check::files::module_problem;
use crate::check::text::is_address;
use crate::diagnostic::{Diagnostic, printable, printable_path, shown};
use crate::import::tables::Cells;
use crate::import::{self, Change, Form, Plan, Row};
use crate::report::Report;
use crate::source::{self, Source};
use crate::{Error, Kind, catalog, check, describe, load, parse};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page: a file, or - for standard input
    #[arg(value_name = "PAGE")]
    path: PathBuf,

    /// The name of the page's file in the catalog, without .toml [default: that of PAGE]
    #[arg(long, value_name = "STEM")]
    page: Option<String>,

    /// The address of a page that is new and does not say it
    #[arg(long, value_name = "URL", value_parser = address)]
    source: Option<String>,

    /// The form of the page [default: as it looks]
    #[arg(long, value_enum)]
    from: Option<Form>,

    /// Write nothing: say how the page differs from the catalog, and fail if it does
    #[arg(long)]
    check: bool,

    /// The day on which the page was read, as YYYY-MM-DD [default: today, if anything changed]
    #[arg(long, value_name = "DATE", value_parser = date)]
    retrieved: Option<String>,
}

fn address(text: &str) -> Result<String, &'static str> {
    let is_address = is_address(text);
    is_address.then(|| text.to_owned()).ok_or("not an address like https://docs.example.com/errors")
}

/// A day as TOML has it.
fn date(text: &str) -> Result<String, String> {
    let moment: toml_edit::Datetime = text.parse().map_err(|error| format!("{error}"))?;
    let day = moment.date.filter(|_| moment.time.is_none());
    day.map(|day| day.to_string()).ok_or_else(|| "not a day like 2026-01-31".into())
}

/// Runs the import.
pub(super) fn run(folder: &Path, arguments: &Arguments, format: Format) -> Result<Verdict, Error> {
    let stem = stem(arguments)?;
    let page = read_page(&arguments.path)?;
    let target = folder.join(format!("{stem}.toml"));
    let old = read_old(&target)?;
    if old.is_none() && arguments.page.is_none() {
        let message = format!(
            "there is no {}: say with --page which page of the catalog it is",
            printable_path(&target)
        );
        return Err(io::Error::other(message).into());
    }

    let mut findings = Vec::new();
    let mut read = import::read(&page.text, arguments.from, &mut findings);
    stop(&arguments.path, vec![page], findings)?;
    let old = old.map(|source| parse_old(&target, source)).transpose()?;
    if let Some(source) = &arguments.source {
        read.source.clone_from(source);
    }
    if old.is_none() && read.source.is_empty() {
        return Err(
            io::Error::other("the page does not say its address: say it with --source").into()
        );
    }

    let plan = import::plan(&read, old.as_ref().map(|(_, page)| page), &stem);
    let new = if arguments.check { None } else { edited(&plan, old.as_ref(), &target, arguments)? };
    tell(&read.notes, &plan, &target, format)?;
    if arguments.check {
        return Ok(if plan.changes.is_empty() { Verdict::Fine } else { Verdict::Findings });
    }
    match new {
        None => file::tidy(&target),
        Some(new) => {
            let state = file::write(&target, &new)?;
            match format {
                Format::Human => write!(anstream::stdout(), "{}", file::became(&state, &target))?,
                Format::Json => json::line(&json::File::new(&target, &state))?,
            }
        }
    }
    findings_of(folder)
}

/// The file's new text; none where there is nothing to do. It breaks no rule but those about what the
/// documentation gets wrong: otherwise nothing is to be written.
fn edited(
    plan: &Plan,
    old: Option<&(Source, catalog::Page)>,
    target: &Path,
    arguments: &Arguments,
) -> Result<Option<String>, Error> {
    let date = match &arguments.retrieved {
        Some(date) => date.clone(),
        None if plan.changes.is_empty() => return Ok(None),
        None => today(),
    };
    let text = import::apply(plan, old.map(|(source, _)| source.text.as_str()), &date);
    let text = text.map_err(|error| {
        io::Error::other(format!("cannot edit {}: {error}", printable_path(target)))
    })?;

    let source = Source::new(target.to_owned(), text.clone().into_bytes());
    let mut findings = Vec::new();
    let parsed = parse::parse(std::slice::from_ref(&source), &mut findings);
    check::check(&parsed, &mut findings);
    stop(target, vec![source], findings)?;
    Ok(Some(text))
}

/// What the catalog's rules say of the result.
fn findings_of(folder: &Path) -> Result<Verdict, Error> {
    load(folder).map(|_| Verdict::Fine)
}

fn stem(arguments: &Arguments) -> io::Result<String> {
    let of_path = arguments.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let of_path = of_path.filter(|stem| stem != "-");
    let stem = arguments.page.clone().or(of_path);
    let stem =
        stem.ok_or_else(|| io::Error::other("say with --page which page of the catalog it is"))?;
    match module_problem(&stem) {
        None => Ok(stem),
        Some(problem) => Err(io::Error::other(format!(
            "{} cannot be a file of the catalog: it {problem}; choose a name with --page",
            shown(&stem)
        ))),
    }
}

fn read_page(path: &Path) -> Result<Source, Error> {
    let read = if path == Path::new("-") {
        source::read_all(io::stdin())
    } else {
        File::open(path).and_then(source::read_all)
    };
    let bytes = read
        .map_err(|error| describe(&error, format_args!("cannot read {}", printable_path(path))))?;
    if let Err(error) = std::str::from_utf8(&bytes) {
        let finding = source::not_utf8(0, &bytes, error);
        let source = Source::new(path.to_owned(), bytes);
        return Err(Error(Kind::Findings(Report::new(path, vec![source], vec![finding]))));
    }
    // A byte order mark is no part of the text.
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).map(<[u8]>::to_vec).unwrap_or(bytes);
    Ok(Source::new(path.to_owned(), bytes))
}

/// The page's file as it is, if there is one.
fn read_old(path: &Path) -> Result<Option<Source>, Error> {
    let bytes = file::read(path, source::read_all)?;
    Ok(bytes.map(|bytes| Source::new(path.to_owned(), bytes)))
}

/// The file and what it says. Only a file of the right form can be edited.
fn parse_old(path: &Path, source: Source) -> Result<(Source, catalog::Page), Error> {
    let mut findings = Vec::new();
    let mut parsed = parse::parse(std::slice::from_ref(&source), &mut findings);
    check::check(&parsed, &mut findings);
    match parsed.pages.pop().filter(|_| findings.is_empty()) {
        Some(page) => Ok((source, page)),
        None => Err(Error(Kind::Findings(Report::new(path, vec![source], findings)))),
    }
}

fn stop(path: &Path, sources: Vec<Source>, findings: Vec<Diagnostic>) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    Err(Error(Kind::Findings(Report::new(path, sources, findings))))
}

#[expect(
    clippy::disallowed_types,
    reason = "the day of an import is the one thing that is not in its input"
)]
fn today() -> String {
    let now = OffsetDateTime::from(std::time::SystemTime::now()).date();
    format!("{:04}-{:02}-{:02}", now.year(), u8::from(now.month()), now.day())
}

/// A difference, for machines.
#[derive(Serialize)]
struct ChangeLine<'p> {
    reason: &'static str,
    #[serde(flatten)]
    change: &'p Change,
}

/// What was passed over, for machines.
#[derive(Serialize)]
struct NoteLine<'p> {
    reason: &'static str,
    note: &'p str,
}

fn tell(notes: &[String], plan: &Plan, target: &Path, format: Format) -> io::Result<()> {
    match format {
        Format::Json => {
            for note in notes {
                json::line(&NoteLine { reason: "note", note })?;
            }
            plan.changes
                .iter()
                .try_for_each(|change| json::line(&ChangeLine { reason: "change", change }))
        }
        Format::Human => {
            let mut out = anstream::stdout();
            for note in notes {
                writeln!(out, "note: {}", printable(note))?;
            }
            let target = printable_path(target);
            match plan.changes.len() {
                0 => writeln!(out, "the page says what {target} says"),
                1 => writeln!(out, "the page differs from {target} in one place:"),
                count => writeln!(out, "the page differs from {target} in {count} places:"),
            }?;
            write!(out, "{}", account(&plan.changes))
        }
    }
}

/// The differences, table by table.
fn account(changes: &[Change]) -> String {
    let mut text = String::new();
    let mut current = None;
    for change in changes {
        let endpoint = endpoint(change);
        if current != endpoint {
            text.push_str(
                &endpoint.map(|name| format!("\n{}\n", printable(name))).unwrap_or_default(),
            );
            current = endpoint;
        }
        text.push_str(&line(change));
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

/// A difference in lines. Whatever the page or the file says stays in its own.
fn line(change: &Change) -> String {
    let is_new = |proposed: &bool| if *proposed { "  (a name proposed for it)" } else { "" };
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
        Change::RowAdded { row, proposed, .. } => {
            format!("  + {}{}\n      {}\n", printable(&row.name), is_new(proposed), cells(row))
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
        Change::RowRenamed { old, new, proposed, .. } => {
            format!("  {} is now {}{}\n", printable(old), printable(new), is_new(proposed))
        }
    }
}

fn cells(row: &Row) -> String {
    let Cells { status, code, message, description } = &row.cells;
    printable(&format!("HTTP {status} {code}: {message} ({description})"))
}
