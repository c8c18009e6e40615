//! `import`: the vendor's page into the catalog.

mod catalog_files;
mod report;
mod target;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::files::{not_utf8, read_error, read_limited};
use error_catalog_model::source::Source;
use error_catalog_model::text::{is_address, printable_path};
use error_catalog_model::{Error, Report, Rules};

use self::catalog_files::{CatalogFiles, Old};
use self::report::Next;
use self::target::Request;
use super::check::{check_file, load};
use crate::day;
use crate::files::{self, State};
use crate::import::{self, Form, Plan};
use crate::output::{self, Format, Outcome};
use crate::quirks;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The page: a file, or - for standard input
    #[arg(value_name = "PAGE")]
    path: PathBuf,

    /// The name of the page file in the catalog, without .toml [default: the one that is called like PAGE, or the
    /// only one with the same title and address]
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

    /// Write the file even if whole tables or most rows are gone, or if columns look swapped
    #[arg(long)]
    allow_removals: bool,

    /// The day on which the page was read, as YYYY-MM-DD [default: today, if anything changed]
    #[arg(long, value_name = "DATE", value_parser = day::parse)]
    retrieved: Option<String>,
}

fn address(text: &str) -> Result<String, &'static str> {
    if is_address(text) {
        Ok(text.to_owned())
    } else {
        Err("not an address like https://docs.example.com/errors")
    }
}

pub(super) fn run(folder: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    let catalog = CatalogFiles::read(folder)?;
    let (source, encoding) = read_page(&arguments.path)?;
    let page = match encoding.map_or_else(|| parse_page(&source, arguments), |it| Err(vec![it])) {
        Ok(page) => page,
        Err(findings) => {
            output::report(&Report::new(&arguments.path, vec![source], findings), format)?;
            return Ok(Outcome::PageRejected);
        }
    };
    let request = Request {
        folder,
        path: &arguments.path,
        stem: arguments.page.as_deref(),
        source: arguments.source.as_deref(),
    };
    let stem = target::stem(&request, &page, &catalog)?;
    let path = folder.join(format!("{stem}.toml"));
    let bytes = files::read(&path, read_limited)?;
    let old = bytes.map(|bytes| Old::new(&path, bytes)).transpose()?;
    let others = catalog.other_pages(&path);
    let plan = import::plan(&page, old.as_ref().map(|old| &old.page), &stem, &others);
    let next = Next::new(&plan, arguments.check, arguments.allow_removals);
    let new = match next {
        Next::Write => edited(&plan, old.as_ref(), &path, arguments)?,
        Next::Compare | Next::Allow => None,
    };
    report::print(&page.left_out, &source, &plan, &path, format)?;
    if next != Next::Write {
        report::print_next(&plan, next, folder, format)?;
        if !plan.changes.is_empty() {
            return Ok(Outcome::Findings);
        }
        // The page and the catalog are the same, but something may be open.
        load(folder, Rules::All)?;
        return Ok(Outcome::Fine);
    }
    let is_same = new.is_none();
    let old_text = || old.as_ref().map(|old| old.text.clone()).unwrap_or_default();
    let fixed = catalog.fix_quirks(&path, new.unwrap_or_else(old_text), &others, old.as_ref())?;
    quirks::print(&path, &fixed.changes, format)?;
    let state = files::write(&path, &fixed.text)?;
    let is_written = matches!(state, State::Written);
    if is_written || !is_same {
        output::file(&path, &state, "import", format)?;
    }
    load(folder, Rules::All)?;
    if is_written {
        report::print_next(&plan, next, folder, format)?;
    }
    Ok(Outcome::Fine)
}

/// The page, with the address that was given for it.
fn parse_page(source: &Source, arguments: &Arguments) -> Result<import::Page, Vec<Diagnostic>> {
    let mut page = import::read(&source.text, arguments.from)?;
    if arguments.source.is_some() {
        page.source.clone_from(&arguments.source);
    }
    Ok(page)
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
        None => day::today(),
    };
    let text = import::apply(plan, old.map(|old| old.text.as_str()), &date);
    let text = text.map_err(|error| {
        io::Error::other(format!("cannot edit {}: {error}", printable_path(target)))
    })?;
    check_file(target, text.clone().into_bytes())?;
    Ok(Some(text))
}

/// The page, and what is wrong with its encoding.
fn read_page(path: &Path) -> io::Result<(Source, Option<Diagnostic>)> {
    let bytes = if path == Path::new("-") {
        read_limited(io::stdin())
    } else {
        File::open(path).and_then(read_limited)
    };
    let bytes = bytes.map_err(|error| read_error(path, &error))?;
    // A byte order mark is not part of the text.
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).map(<[u8]>::to_vec).unwrap_or(bytes);
    let encoding = not_utf8::check(0, &bytes);
    Ok((Source::new(path.to_owned(), bytes), encoding))
}
