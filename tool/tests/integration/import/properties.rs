//! Properties of the import, tried on many pages: a page is the same in every form, and the file has what
//! the page has.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cargo_catalog::import::{Cells, Form, Page, Table, apply, detect_form, plan, read};
use error_catalog_model as model;
use error_catalog_model::page::TableKind;
use proptest::prelude::*;
use testing::oracle::{import, parsed};
use toml_edit::{ArrayOfTables, DocumentMut, Item};

const DATE: &str = "2026-01-31";

/// A sentence as pages have it, with one upper-case letter, at the beginning, and a full stop.
fn sentence() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [a-z]{1,8}){0,4}\\."
}

/// A row. The codes of a page with the same letters have the same number of digits.
fn cells() -> impl Strategy<Value = Cells> {
    let code = prop_oneof!["RCS[0-9]{3}", "E-[0-9]{4}", "AB_[0-9]{2}"];
    (400..600_u16, code, sentence(), sentence()).prop_map(|(status, code, message, description)| {
        Cells { status, code, message, description }
    })
}

/// The tables of a page, each with a different heading and with different rows; some rows are in all
/// of them.
fn tables() -> impl Strategy<Value = Vec<Table>> {
    let shared = prop::collection::vec(cells(), 0..3);
    let distinct = prop::collection::vec(prop::collection::vec(cells(), 1..6), 1..4);
    (shared, distinct, any::<bool>()).prop_map(|(shared, distinct, has_common)| {
        let count = distinct.len();
        let mut tables = Vec::new();
        for (number, mut rows) in distinct.into_iter().enumerate() {
            rows.extend(shared.iter().cloned());
            let (kind, title) = if has_common && number + 1 == count {
                (TableKind::Common, "Common Errors".to_owned())
            } else {
                (TableKind::Endpoint, format!("Request {number}"))
            };
            tables.push(Table { kind, title, rows: without_repeats(rows) });
        }
        tables
    })
}

fn without_repeats(mut rows: Vec<Cells>) -> Vec<Cells> {
    let mut seen = BTreeSet::new();
    rows.retain(|cells| seen.insert(cells.clone()));
    rows
}

/// A page, and the same page after a while: rows stayed, went, moved, or have another message,
/// description or status, and other rows are new.
fn pages() -> impl Strategy<Value = (Vec<Table>, Vec<Table>)> {
    let fates = prop::collection::vec(0..7_u8, 32);
    (tables(), tables(), fates).prop_map(|(old, other, fates)| {
        let mut fates = fates.into_iter().cycle();
        let mut others = other.into_iter().flat_map(|table| table.rows);
        let mut new = Vec::new();
        for Table { kind, title, rows } in &old {
            let mut rows = changed_rows(rows, &mut fates);
            rows.extend(others.next());
            let rows = without_repeats(rows);
            if !rows.is_empty() {
                new.push(Table { kind: *kind, title: title.clone(), rows });
            }
        }
        (old, new)
    })
}

/// The rows of a table after a while, each by its fate.
fn changed_rows(old: &[Cells], fates: &mut impl Iterator<Item = u8>) -> Vec<Cells> {
    let mut rows = Vec::new();
    let mut moved = Vec::new();
    for (cells, fate) in old.iter().zip(fates) {
        let mut cells = cells.clone();
        match fate {
            0 => continue,
            1 => cells.message = format!("Another {}", cells.message.to_lowercase()),
            2 => cells.description = format!("Another {}", cells.description.to_lowercase()),
            3 => cells.status = 999 - cells.status,
            4 => {
                moved.push(cells);
                continue;
            }
            _ => {}
        }
        rows.push(cells);
    }
    rows.extend(moved);
    rows
}

fn page(tables: Vec<Table>) -> Page {
    let (title, source) = ("All requests".to_owned(), "https://docs.example.com".to_owned());
    Page { title, source: Some(source), tables, left_out: Vec::new() }
}

/// A new file with this page.
fn new_file(page: &Page) -> String {
    apply(&plan(page, None, "page", &[]), None, DATE).unwrap()
}

/// The page in a form, written as simply as the form allows.
fn written(tables: &[Table], separators: [&str; 4], header: &str) -> String {
    let [before, between, after, heading] = separators;
    let mut text = "All requests\n\nWhat may go wrong.\n\n".to_owned();
    for Table { title, rows, .. } in tables {
        write!(text, "{}{header}", heading.replace("TITLE", title)).unwrap();
        for Cells { status, code, message, description } in rows {
            let cells = [status.to_string(), code.clone(), message.clone(), description.clone()];
            writeln!(text, "{before}{}{after}", cells.join(between)).unwrap();
        }
        text.push('\n');
    }
    text
}

/// The page in every form, and in every way in which text is copied.
fn forms(tables: &[Table]) -> [(Form, String); 5] {
    let title = "TITLE\n\nThese:\n\n";
    let html = written(
        tables,
        ["<tr><td>", "</td><td>", "</td></tr>", "</table><h2>TITLE</h2><table>"],
        "<tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>\n",
    );
    let markdown = written(
        tables,
        ["| ", " | ", " |", "## TITLE\n\n"],
        "| Status Code | Error Code | Message | Description |\n|---|---|---|---|\n",
    );
    let tabs =
        written(tables, ["", "\t", "", title], "Status Code\tError Code\tMessage\tDescription\n");
    let run = written(tables, ["", "", "", title], "Status CodeError CodeMessageDescription\n");
    let cells = written(
        tables,
        ["", "\n\n", "\n", title],
        "Status Code\n\nError Code\n\nMessage\n\nDescription\n\n",
    );
    [
        (Form::Html, html),
        (Form::Markdown, markdown),
        (Form::Text, tabs),
        (Form::Text, run),
        (Form::Text, cells),
    ]
}

/// The file with its rows as `[[endpoint.errors]]` tables.
fn with_rows_as_tables(file: &str) -> String {
    let mut document: DocumentMut = file.parse().unwrap();
    let as_tables = |table: &mut toml_edit::Table| {
        let errors = table.remove("errors").unwrap().into_array_of_tables().unwrap();
        table.insert("errors", Item::ArrayOfTables(errors));
    };
    let endpoints = document.get_mut("endpoint").and_then(Item::as_array_of_tables_mut);
    endpoints.into_iter().flat_map(ArrayOfTables::iter_mut).for_each(as_tables);
    document.get_mut("common").and_then(Item::as_table_mut).map(as_tables);
    document.to_string()
}

fn page_tables(tables: &[Table]) -> Vec<(TableKind, &str, &[Cells])> {
    tables.iter().map(|table| (table.kind, table.title.as_str(), &*table.rows)).collect()
}

/// The cells of a file's tables.
fn file_cells(page: &model::Page) -> Vec<Vec<Cells>> {
    let cells = |row| Cells::from(page.error(row));
    page.tables.iter().map(|table| table.rows.iter().map(cells).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_is_the_same_in_every_form(tables in tables()) {
        for (form, text) in forms(&tables) {
            prop_assert_eq!(detect_form(&text), form);
            match read(&text, Some(form)) {
                Ok(page) => prop_assert_eq!(page_tables(&page.tables), page_tables(&tables), "{}", text),
                Err(findings) => prop_assert!(false, "{findings:#?}\n{text}"),
            }
        }
    }

    /// Whatever the file contained before: it has what the page has, breaks no rule of form, and a
    /// second import changes nothing.
    #[test]
    fn the_file_has_what_the_page_has((old, new) in pages()) {
        let (old, new) = (page(old), page(new));
        let first = new_file(&old);
        let before = parsed(&first);
        prop_assert!(plan(&old, Some(&before), "page", &[]).changes.is_empty());

        let second = apply(&plan(&new, Some(&before), "page", &[]), Some(&first), "2026-02-01").unwrap();
        let after = parsed(&second);
        let again = plan(&new, Some(&after), "page", &[]);
        prop_assert!(again.changes.is_empty(), "{:#?}\n{}", again.changes, second);
        prop_assert_eq!(apply(&again, Some(&second), "2026-02-01").unwrap(), second.clone());

        let expected: Vec<Vec<Cells>> = new.tables.iter().map(|table| table.rows.clone()).collect();
        prop_assert_eq!(file_cells(&after), expected, "{}", second);
    }

    /// An error that is on both pages keeps its name, in whichever table it is.
    #[test]
    fn an_error_that_stays_keeps_its_name((old, new) in pages()) {
        let first = new_file(&page(old));
        let before = parsed(&first);
        let second = apply(&plan(&page(new), Some(&before), "page", &[]), Some(&first), DATE).unwrap();
        let after = parsed(&second);
        for old in &before.errors {
            for new in &after.errors {
                prop_assert!(Cells::from(old) != Cells::from(new) || old.name == new.name);
            }
        }
    }

    #[test]
    fn a_page_is_rejected_or_imported(text in any::<String>(), form in prop::option::of(0..3_u8)) {
        import(None, [text.as_str()], form);
    }

    #[test]
    fn pieces_of_pages_are_rejected_or_imported(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "Status Code", "Error Code", "Message", "Description", "\n", "\t", "|", "---", "400",
                "RCS904", "Failed.", "Ünlü.", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<h1>",
                "Common Errors", "Severity", "200", "(", ")", " ", "\u{a0}", "\u{200b}", "{#a}", "é", "4",
            ]),
            0..40,
        ),
        form in prop::option::of(0..3_u8),
    ) {
        import(None, [pieces.concat().as_str()], form);
    }

    /// Whatever is next to the tables of errors, and in columns and rows that are not kept.
    #[test]
    fn what_is_left_out_is_recorded(
        tables in tables(),
        heading in prop_oneof!["[A-Z][a-z]{2,8}", ".{0,90}"],
        cell in ".{0,9}",
        form in 0..3_usize,
    ) {
        let (header, row, table) = [
            ("</th></tr>", "</td></tr>", format!("<h2>{heading}</h2><table><tr><td>{cell}</table>")),
            (" |\n|---", " |\n", format!("\n## {heading}\n\n| {cell} |\n|---|\n\n")),
            ("Description\n", ".\n", format!("{heading}\n\n{cell}\t1\n{cell}\t2\n\n")),
        ][form].clone();
        let page = forms(&tables)[form].1.clone();
        let extra = |end: &str| match form {
            0 => format!("</td><td>{heading}{end}"),
            1 => format!(" | {heading}{end}"),
            _ => format!("{}\t{heading}\n", end.trim_end()),
        };
        let wide = page.replacen(header, &extra(header), 1).replacen(row, &extra(row), 1);
        for page in [wide, format!("{page}{table}"), format!("{table}{page}")] {
            import(None, [page.as_str(), page.as_str()], None);
        }
        let rows = page.replace("400", "200").replace("500", "302");
        import(None, [page.as_str(), rows.as_str()], None);
    }

    /// One page after the other, each in any form.
    #[test]
    fn pages_are_imported_into_one_file((old, new) in pages(), first in 0..5_usize, second in 0..5_usize) {
        let pages = [&forms(&old)[first].1, &forms(&new)[second].1].map(String::clone);
        let expected = usize::from(!old.is_empty()) + usize::from(!new.is_empty());
        prop_assert_eq!(import(None, pages.iter().map(String::as_str), None), expected);
    }

    #[test]
    fn a_page_is_imported_into_a_file_with_rows_as_tables((old, new) in pages(), form in 0..5_usize) {
        prop_assume!(!old.is_empty() && !new.is_empty());
        let page = forms(&new)[form].1.clone();
        let file = with_rows_as_tables(&new_file(&self::page(old)));
        prop_assert!(file.contains("[[endpoint.errors]]") || file.contains("[[common.errors]]"));
        prop_assert_eq!(import(Some(&file), [page.as_str()], None), 1);
    }
}
