//! Docs of the generated code, as lines of Markdown.

use super::error_enum::{ErrorEnum, Scope};
use error_catalog_model::page::{Body, BodyValue, Error, Page, Quirk, Table};
use error_catalog_model::text::enum_name;
use error_catalog_model::text::markdown::{escaped, wrapped};

/// The width of a line, indentation included.
const WIDTH: usize = 100;

/// Lines of a doc comment; a string without text parts paragraphs.
pub(super) type Lines = Vec<String>;

/// Paragraphs with blank lines between them, no wider than a line of code at this indentation.
fn paragraphs(paragraphs: impl IntoIterator<Item = String>, indent: usize) -> Lines {
    let mut lines = Lines::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrapped(&paragraph, WIDTH - indent - "/// ".len()));
    }
    lines
}

/// The docs of the module: what is documented, which table lists which error, and the quirks.
pub(super) fn module(page: &Page) -> Lines {
    let title = format!("Errors of {}.", escaped(&page.title));
    let origin = page.origin.as_ref();
    let origin = origin
        .map(|origin| format!("Documented at <{}>, read on {}.", origin.source, origin.retrieved));
    let body = page.body.as_ref().map(body);
    let mut lines = paragraphs([Some(title), origin, body].into_iter().flatten(), 4);
    lines.push(String::new());
    lines.extend(matrix(page));
    lines.extend(quirks(page));
    lines
}

/// Where a response has code and message, and how that is known.
fn body(body: &Body) -> String {
    let values = [("code", &body.code), ("message", &body.message)];
    let values = values.into_iter().filter_map(|(name, value)| {
        let BodyValue { pointer, json_type } = value.as_ref()?;
        Some(format!("the {name} is the {} at {}", json_type.name(), code(pointer)))
    });
    let values = values.collect::<Vec<_>>().join(", and ");
    let basis = body.basis.as_ref().map(|basis| format!(" {}", escaped(basis)));
    format!("In the JSON body of a response, {values}.{}", basis.unwrap_or_default())
}

/// As code, if that needs no more than two backticks, and is not split into lines.
fn code(string: &str) -> String {
    if string.contains(['`', ' ']) { escaped(string) } else { format!("`{string}`") }
}

/// The table errors × tables.
fn matrix(page: &Page) -> Lines {
    let tables = page.tables.iter().map(|table| link(&table.title, &enum_name(&table.name)));
    let mut lines = vec![
        format!("| error | status | code | {} |", tables.collect::<Vec<_>>().join(" | ")),
        format!("|---|---|---|{}", ":-:|".repeat(page.tables.len())),
    ];
    for error in &page.errors {
        let mut line = format!(
            "| {} | {} | {} |",
            error_link(page, error),
            error.status,
            escaped(&error.code)
        );
        let mut listed = error.tables.iter().peekable();
        for table in 0..page.tables.len() {
            let mark = if listed.next_if_eq(&&table).is_some() { " ✓ |" } else { " |" };
            line.push_str(mark);
        }
        lines.push(line);
    }
    lines
}

/// What the page gets wrong, each with its heading, its errors and its note.
fn quirks(page: &Page) -> Lines {
    let mut lines = Lines::new();
    if page.quirks.is_empty() {
        return lines;
    }
    let heading = ["", "# Quirks", "", "What the documentation gets wrong, or leaves open."];
    lines.extend(heading.map(str::to_owned));
    for (quirk, number) in page.quirks.iter().zip(1..) {
        lines.extend([
            String::new(),
            format!("## Quirk {number}: `{}`", quirk.kind.value),
            String::new(),
        ]);
        let note = (!quirk.note.is_empty()).then(|| escaped(&quirk.note));
        lines.extend(paragraphs(note.into_iter().chain([quirk_errors(page, quirk)]), 4));
    }
    lines
}

/// The errors of a quirk, and the tables that list them or lack them, if it is about certain tables.
fn quirk_errors(page: &Page, quirk: &Quirk) -> String {
    let errors = quirk.errors.iter().map(|error| error_link(page, &page.errors[*error]));
    let errors = errors.collect::<Vec<_>>().join(", ");
    let tables = quirk.tables.iter().map(|number| &page.tables[*number]);
    let tables = tables.map(|table| link(&table.title, &enum_name(&table.name)));
    let tables = tables.collect::<Vec<_>>().join(", ");
    let is_listed = quirk.errors.iter().any(|error| lists(quirk, &page.errors[*error]));
    match tables.as_str() {
        "" => format!("Errors: {errors}"),
        _ if is_listed => format!("Errors: {errors}, in {tables}"),
        _ => format!("Errors: {errors}, not in {tables}"),
    }
}

/// Whether one of the tables that a quirk is about lists the error.
fn lists(quirk: &Quirk, error: &Error) -> bool {
    error.tables.iter().any(|table| quirk.tables.binary_search(table).is_ok())
}

/// Links to the notes of an error's quirks, in the module's docs. The address is the one that rustdoc
/// makes of the heading.
fn quirk_links(error_enum: &ErrorEnum<'_>, error: &Error) -> Option<String> {
    // A quirk of some tables that list the error is not about the same error in another one.
    let concerns = |quirk: &Quirk| match error_enum.scope {
        Scope::Table(table) => quirk.tables.binary_search(&table).is_ok() || !lists(quirk, error),
        Scope::Page => true,
    };
    let numbers = error.quirks.iter().filter(|number| concerns(&error_enum.page.quirks[**number]));
    let links = numbers.map(|number| {
        let kind = &error_enum.page.quirks[*number].kind.value;
        format!("[`{kind}`](self#quirk-{}-{kind})", number + 1)
    });
    let links: Vec<String> = links.collect();
    (!links.is_empty()).then(|| format!("Quirks: {}", links.join(", ")))
}

pub(super) fn error_enum(error_enum: &ErrorEnum<'_>) -> Lines {
    let title = escaped(error_enum.title);
    let text = match error_enum.scope {
        Scope::Page => format!(
            "Every error of {title}, whichever of the page's tables list it, in the order in which \
             the page first lists them."
        ),
        Scope::Table(_) if error_enum.is_common() => {
            format!("The errors common to all endpoints, under the heading “{title}”.")
        }
        Scope::Table(_) => format!("The errors of the endpoint under the heading “{title}”."),
    };
    paragraphs([text], 4)
}

pub(super) fn endpoints(page: &Page) -> Lines {
    paragraphs([format!("The endpoints of {}.", escaped(&page.title))], 4)
}

pub(super) fn endpoint(table: &Table) -> Lines {
    paragraphs([format!("{}: see [`{}`].", escaped(&table.title), enum_name(&table.name))], 8)
}

pub(super) fn variant(error_enum: &ErrorEnum<'_>, error: &Error) -> Lines {
    let Error { status, code, message, description, .. } = error;
    let text = [
        format!("Code {}, HTTP {status}: {}", escaped(code), escaped(description)),
        format!("Message: {}", escaped(message)),
    ];
    let links = [tables(error_enum, error), quirk_links(error_enum, error)];
    paragraphs(text.into_iter().chain(links.into_iter().flatten()), 8)
}

/// Links to all tables that list an error. At the page's variants only: to name them at every variant
/// would take more than the rows.
fn tables(error_enum: &ErrorEnum<'_>, error: &Error) -> Option<String> {
    let links = error.tables.iter().map(|number| {
        let table = &error_enum.page.tables[*number];
        link(&table.title, &format!("{}::{}", enum_name(&table.name), error.name))
    });
    (error_enum.scope == Scope::Page)
        .then(|| format!("Listed under: {}", links.collect::<Vec<_>>().join(", ")))
}

/// The code, as a word by which rustdoc's search finds the variant. Not if rustdoc rejects it, if its
/// search would take it for markup (it shows an alias as it is), or if it does not fit into a line.
pub(super) fn alias(error: &Error) -> Option<&str> {
    let is_rejected = |c: char| "\"'<>&".contains(c) || (c.is_whitespace() && c != ' ');
    let code = error.code.as_str();
    let is_short = code.chars().count() <= 60;
    (is_short && !code.contains(is_rejected) && code != error.name).then_some(code)
}

/// A link to an error, in the enum of the page.
fn error_link(page: &Page, error: &Error) -> String {
    format!("[`{name}`]({}::{name})", enum_name(&page.name), name = error.name)
}

/// A link whose text is a heading of the documentation.
fn link(title: &str, target: &str) -> String {
    format!("[{}]({target})", escaped(title))
}
