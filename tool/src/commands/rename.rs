//! `rename`: another name for an error, a table or a page, wherever the catalog uses it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use error_catalog_model::parse;
use error_catalog_model::raw::Page;
use error_catalog_model::source::Source;
use error_catalog_model::text::{
    enum_name, is_reserved_enum, is_upper_camel_case, list, printable, printable_path, quoted,
    reserved_endpoint, reserved_variant, similar, upper_camel_case,
};
use error_catalog_model::{Error, Rules, check, files as catalog_files};
use serde::Serialize;

use super::check::load;
use crate::files::{self, State};
use crate::output::{self, Format, Outcome, json};
use crate::rename::{self, Kind, Places};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The present name of an error, an endpoint, a common table or a page
    #[arg(value_name = "OLD")]
    old: String,

    /// The new name, like `NoSuchParcel`
    #[arg(value_name = "NEW")]
    new: String,

    /// Rename it on this page only: the name of the page file, without .toml
    #[arg(long, value_name = "STEM")]
    page: Option<String>,
}

pub(super) fn run(folder: &Path, arguments: &Arguments, format: Format) -> Result<Outcome, Error> {
    load(folder, Rules::WithoutQuirks)?;
    let contents = catalog_files::read(folder)?.contents;
    let sources = contents.into_iter().map(|(path, bytes)| Source::new(path, bytes));
    let catalog = Catalog::new(sources.collect());
    let edits = plan(&catalog, arguments)?;

    let mut texts = catalog.texts();
    for edit in &edits {
        texts.insert(edit.path.clone(), edit.text.clone());
    }
    let contents = texts.into_iter().map(|(path, text)| (path, text.into_bytes()));
    check(folder, contents.collect(), Rules::WithoutQuirks)?;
    files::write_all(edits.iter().map(|edit| (edit.path.as_path(), edit.text.as_str())))?;

    let notes = notes(&catalog, &edits, arguments);
    match format {
        Format::Human => print(&edits, &notes, arguments)?,
        Format::Json => {
            for edit in &edits {
                json::line(&RenameLine::new(edit, arguments))?;
                output::file(&edit.path, &State::Written, "rename", format)?;
            }
            notes.iter().try_for_each(json::line)?;
        }
    }
    Ok(Outcome::Fine)
}

/// The page files of a catalog, which break no rule but those about quirks.
struct Catalog {
    sources: Vec<Source>,
    pages: Vec<Page>,
}

impl Catalog {
    fn new(sources: Vec<Source>) -> Self {
        let pages = parse::parse(&sources).catalog.pages;
        Self { sources, pages }
    }

    fn texts(&self) -> BTreeMap<PathBuf, String> {
        self.sources.iter().map(|source| (source.path.clone(), source.text.clone())).collect()
    }

    fn source(&self, page: &Page) -> &Source {
        &self.sources[page.file]
    }

    /// The pages on which the name is to be changed.
    fn selected(&self, stem: Option<&str>) -> io::Result<Vec<&Page>> {
        let Some(stem) = stem else { return Ok(self.pages.iter().collect()) };
        let pages: Vec<&Page> =
            self.pages.iter().filter(|page| self.source(page).stem == stem).collect();
        if pages.is_empty() {
            let stems: Vec<&str> =
                self.pages.iter().map(|page| self.source(page).stem.as_str()).collect();
            let (stem, stems) = (quoted(stem), list(&stems));
            let message = format!("the catalog has no page file {stem}; it has {stems}");
            return Err(io::Error::other(message));
        }
        Ok(pages)
    }
}

/// What changes in a page file.
struct Edit<'c> {
    kind: Kind,
    page: &'c Page,
    stem: &'c str,
    path: PathBuf,
    places: Places,
    text: String,
}

/// What changes in which files.
fn plan<'c>(catalog: &'c Catalog, arguments: &Arguments) -> io::Result<Vec<Edit<'c>>> {
    let Arguments { old, new, page } = arguments;
    let selected = catalog.selected(page.as_deref())?;
    let kinds: BTreeSet<Kind> = selected.iter().flat_map(|page| rename::kinds(page, old)).collect();
    let kind = match kinds.into_iter().collect::<Vec<_>>()[..] {
        [kind] => kind,
        [] => return Err(unknown(&selected, old)),
        ref kinds => return Err(ambiguous(old, kinds, page.is_some())),
    };
    check_name(kind, old, new)?;

    let mut edits = Vec::new();
    for page in selected {
        let places = rename::places(page, kind, old);
        if places.named.is_empty() {
            continue;
        }
        let source = catalog.source(page);
        check_free(page, kind, new, &source.stem)?;
        let text = rename::edit(&source.text, &places, new);
        let (stem, path) = (source.stem.as_str(), source.path.clone());
        edits.push(Edit { kind, page, stem, path, places, text });
    }
    Ok(edits)
}

/// Nothing has the name: the names that it may be a misspelling of, or else those that there are.
fn unknown(pages: &[&Page], old: &str) -> io::Error {
    const MAX_NAMES: usize = 3;
    let names: BTreeSet<&str> =
        pages.iter().flat_map(|page| rename::names(page)).map(|(_, name)| &*name.value).collect();
    let mut similar = similar(old, names.iter().copied());
    similar.truncate(MAX_NAMES);
    let help = if similar.is_empty() {
        format!("there are {}", list(&names.into_iter().collect::<Vec<_>>()))
    } else {
        format!("did you mean {}?", list(&similar).replace(" and ", " or "))
    };
    io::Error::other(format!("nothing has the name {}; {help}", quoted(old)))
}

fn ambiguous(old: &str, kinds: &[Kind], is_one_page: bool) -> io::Error {
    let nouns: Vec<String> = kinds.iter().map(|kind| kind.with_article()).collect();
    let help = if is_one_page {
        "edit the page file to give one of them another name first"
    } else {
        "choose a page with --page"
    };
    io::Error::other(format!("{} is the name of {}; {help}", quoted(old), nouns.join(" and of ")))
}

/// Whether something of this kind can have the name.
fn check_name(kind: Kind, old: &str, new: &str) -> io::Result<()> {
    let name = quoted(new);
    let problem = if new == old {
        "is the present name; give another one".to_owned()
    } else if !is_upper_camel_case(new) {
        let example = upper_camel_case(new).map(|name| format!("like {}: ", quoted(&name)));
        let example = example.unwrap_or_default();
        let noun = kind.with_article();
        format!(
            "cannot be the name of {noun}; write it {example}with letters from A to Z and digits, the first \
             an upper-case letter"
        )
    } else if let Some(meaning) = reserved(kind, new) {
        format!("is {meaning}; give another name")
    } else if kind != Kind::Error && is_reserved_enum(new) {
        let ident = quoted(&enum_name(new));
        format!("would become {ident}, which is a type of the generated code; give another name")
    } else {
        return Ok(());
    };
    Err(io::Error::other(format!("{name} {problem}")))
}

/// What the name is in the enum that something of this kind becomes a variant of.
fn reserved(kind: Kind, name: &str) -> Option<&'static str> {
    match kind {
        Kind::Error => reserved_variant(name),
        Kind::Endpoint => reserved_endpoint(name),
        Kind::Page | Kind::Common => None,
    }
}

/// Whether nothing on the page has the name. Errors do not share names with tables and pages, which become enums.
fn check_free(page: &Page, kind: Kind, new: &str, stem: &str) -> io::Result<()> {
    let is_variant = |kind: &Kind| *kind == Kind::Error;
    let kinds = rename::kinds(page, new);
    match kinds.iter().find(|other| is_variant(other) == is_variant(&kind)) {
        None => Ok(()),
        Some(other) => Err(io::Error::other(format!(
            "{} is the name of {} in {} already; give another name",
            quoted(new),
            other.with_article(),
            quoted(&format!("{stem}.toml"))
        ))),
    }
}

/// A note that has the old name in its text.
#[derive(Serialize)]
struct NoteLine<'c> {
    reason: &'static str,
    page: &'c str,
    kind: &'c str,
    note: &'c str,
}

/// The notes that have the old name in their text, of the pages on which nothing has it any more.
fn notes<'c>(catalog: &'c Catalog, edits: &[Edit<'_>], arguments: &Arguments) -> Vec<NoteLine<'c>> {
    let names = [arguments.old.clone(), enum_name(&arguments.old)];
    let is_error = edits.iter().any(|edit| edit.kind == Kind::Error);
    let names = if is_error { &names[..1] } else { &names };
    let mut notes = Vec::new();
    for page in &catalog.pages {
        let is_renamed = edits.iter().any(|edit| edit.page.file == page.file);
        if !is_renamed && !rename::kinds(page, &arguments.old).is_empty() {
            continue;
        }
        for quirk in &page.quirks {
            let (Some(kind), Some(note)) = (&quirk.kind, &quirk.note) else { continue };
            if rename::mentions(&note.value, names) {
                notes.push(NoteLine {
                    reason: "mention",
                    page: &catalog.source(page).stem,
                    kind: &kind.value,
                    note: &note.value,
                });
            }
        }
    }
    notes
}

/// What was done to a page file, for programs.
#[derive(Serialize)]
struct RenameLine<'e> {
    reason: &'static str,
    kind: Kind,
    old: &'e str,
    new: &'e str,
    page: &'e str,
    /// How many rows, tables or pages have the name.
    named: usize,
    /// How many lists of `[[quirk]]` entries have it.
    quirks: usize,
}

impl<'e> RenameLine<'e> {
    fn new(edit: &'e Edit<'_>, arguments: &'e Arguments) -> Self {
        Self {
            reason: "rename",
            kind: edit.kind,
            old: &arguments.old,
            new: &arguments.new,
            page: edit.stem,
            named: edit.places.named.len(),
            quirks: edit.places.quirks.len(),
        }
    }
}

fn print(edits: &[Edit<'_>], notes: &[NoteLine<'_>], arguments: &Arguments) -> io::Result<()> {
    let mut out = anstream::stdout();
    let (old, new) = (quoted(&arguments.old), quoted(&arguments.new));
    for edit in edits {
        let rows = count(edit.places.named.len(), "row", "rows");
        let quirks = count(edit.places.quirks.len(), "quirk", "quirks");
        let places = match (edit.kind, edit.places.quirks.len()) {
            (Kind::Error, 0) => format!(", in {rows}"),
            (Kind::Error, _) => format!(", in {rows} and {quirks}"),
            (_, 0) => String::new(),
            _ => format!(", also in {quirks}"),
        };
        let stem = printable(edit.stem);
        writeln!(out, "{stem}: the {} {old} is now {new}{places}", edit.kind.noun())?;
    }
    for edit in edits {
        writeln!(out, "{} was written", printable_path(&edit.path))?;
    }
    if !notes.is_empty() {
        writeln!(out, "\nthese notes have {old} in their text; reword them if they mean it:\n")?;
    }
    for note in notes {
        writeln!(out, "  {}, {}:", printable(note.page), printable(note.kind))?;
        writeln!(out, "    {}", printable(note.note))?;
    }
    writeln!(
        out,
        "\na rename is a breaking change for services that use the name: `cargo catalog diff` shows which\n\
         version it requires, and `cargo catalog bump` writes that version\n\
         to update the code, run: cargo catalog generate"
    )
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
