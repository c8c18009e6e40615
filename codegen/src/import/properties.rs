//! What holds of all pages, tried on many: in every form a page says the same, and what was imported
//! is what the page says.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use toml_edit::{ArrayOfTables, DocumentMut, Item};

use super::tables::{Cells, Table};
use super::{Form, Page, apply, plan, read};
use crate::properties::{import, parsed};

/// A sentence as pages have it: one upper-case letter, at its beginning, and a full stop.
fn sentence() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}( [a-z]{1,8}){0,4}\\."
}

/// A row. The codes of a page with the same letters have the same number of digits.
fn cells() -> impl Strategy<Value = Cells> {
    let code = prop_oneof!["RCS[0-9]{3}", "E-[0-9]{4}", "AB_[0-9]{2}"];
    (400..600_i64, code, sentence(), sentence()).prop_map(|(status, code, message, description)| {
        Cells { status, code, message, description }
    })
}

/// The tables of a page, each with its own heading and rows, and some rows in several of them.
fn tables() -> impl Strategy<Value = Vec<Table>> {
    let shared = prop::collection::vec(cells(), 0..3);
    let own = prop::collection::vec(prop::collection::vec(cells(), 1..6), 1..4);
    (shared, own, any::<bool>()).prop_map(|(shared, own, common)| {
        let count = own.len();
        let tables = own.into_iter().enumerate().map(|(number, own)| {
            let mut seen = BTreeSet::new();
            let rows = own.into_iter().chain(shared.iter().cloned());
            let rows = rows.filter(|cells| seen.insert(cells.clone())).collect();
            let common = common && number + 1 == count;
            let title = if common { "Common Errors".into() } else { format!("Request {number}") };
            Table { title, common, rows }
        });
        tables.collect()
    })
}

/// A page, and the same page after a while: rows that stayed, went, moved, were reworded or re-coded,
/// and others that are new.
fn pages() -> impl Strategy<Value = (Vec<Table>, Vec<Table>)> {
    let fates = prop::collection::vec(0..7_u8, 32);
    (tables(), tables(), fates).prop_map(|(old, other, fates)| {
        let mut fates = fates.into_iter().cycle();
        let mut others = other.into_iter().flat_map(|table| table.rows);
        let new = old.iter().map(|table| {
            let mut rows = Vec::new();
            let mut moved = Vec::new();
            for cells in &table.rows {
                let mut cells = cells.clone();
                match fates.next() {
                    Some(0) => continue,
                    Some(1) => cells.message = format!("Another {}", cells.message.to_lowercase()),
                    Some(2) => {
                        cells.description = format!("Another {}", cells.description.to_lowercase());
                    }
                    Some(3) => cells.status = 999 - cells.status,
                    Some(4) => {
                        moved.push(cells);
                        continue;
                    }
                    _ => {}
                }
                rows.push(cells);
            }
            rows.extend(moved);
            rows.extend(others.next());
            let mut seen = BTreeSet::new();
            rows.retain(|cells| seen.insert(cells.clone()));
            Table { title: table.title.clone(), common: table.common, rows }
        });
        let new = new.filter(|table| !table.rows.is_empty()).collect();
        (old, new)
    })
}

fn page(tables: Vec<Table>) -> Page {
    let title = "All requests".into();
    Page { title, source: "https://docs.example.com".into(), tables, notes: Vec::new() }
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

/// A file in which each row is a table of its own.
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

fn rows(tables: &[Table]) -> Vec<(&str, bool, &[Cells])> {
    tables.iter().map(|table| (table.title.as_str(), table.common, &*table.rows)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_says_the_same_in_every_form(tables in tables()) {
        for (form, text) in forms(&tables) {
            prop_assert_eq!(Form::of(&text), form);
            let mut findings = Vec::new();
            let read = read(&text, Some(form), &mut findings);
            prop_assert!(findings.is_empty(), "{:#?}\n{}", findings, text);
            prop_assert_eq!(rows(&read.tables), rows(&tables), "{}", text);
        }
    }

    /// Whatever the file said before: what comes out says what the page says, breaks no rule of form,
    /// and a second import finds nothing to do.
    #[test]
    fn what_was_imported_is_what_the_page_says((old, new) in pages()) {
        let old = page(old);
        let new = page(new);
        let first = apply(&plan(&old, None, "page"), None, "2026-01-31").unwrap();
        let before = parsed(&first);
        prop_assert!(plan(&old, Some(&before), "page").changes.is_empty());

        let change = plan(&new, Some(&before), "page");
        let second = apply(&change, Some(&first), "2026-02-01").unwrap();
        let after = parsed(&second);
        let again = plan(&new, Some(&after), "page");
        prop_assert!(again.changes.is_empty(), "{:#?}\n{}", again.changes, second);
        prop_assert_eq!(apply(&again, Some(&second), "2026-02-01").unwrap(), second.clone());

        let said: Vec<Vec<Cells>> = after.tables().map(|table| table.entries().map(|entry| Cells::of(&entry)).collect()).collect();
        let expected: Vec<Vec<Cells>> = new.tables.iter().map(|table| table.rows.clone()).collect();
        prop_assert_eq!(said, expected, "{}", second);
    }

    /// An error that is on both pages keeps its name, wherever it stands.
    #[test]
    fn an_error_that_stays_keeps_its_name((old, new) in pages()) {
        let first = apply(&plan(&page(old), None, "page"), None, "2026-01-31").unwrap();
        let before = parsed(&first);
        let second = apply(&plan(&page(new), Some(&before), "page"), Some(&first), "2026-02-01").unwrap();
        let after = parsed(&second);
        for was in before.errors() {
            for is in after.errors() {
                prop_assert!(was.cells() != is.cells() || was.name == is.name);
            }
        }
    }

    #[test]
    fn a_page_is_refused_or_imported(text in any::<String>(), form in prop::option::of(0..3_u8)) {
        import(None, [text.as_str()], form);
    }

    /// As are pages that consist of what pages consist of.
    #[test]
    fn pieces_of_pages_are_refused_or_imported(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "Status Code", "Error Code", "Message", "Description", "\n", "\t", "|", "---", "400",
                "RCS904", "Failed.", "Ünlü.", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<h1>",
                "Common Errors", "(", ")", " ", "\u{a0}", "\u{200b}", "{#a}", "é", "4",
            ]),
            0..40,
        ),
        form in prop::option::of(0..3_u8),
    ) {
        import(None, [pieces.concat().as_str()], form);
    }

    /// And one page after the other, in any form.
    #[test]
    fn pages_are_imported_into_one_file((old, new) in pages(), first in 0..5_usize, second in 0..5_usize) {
        let pages = [&forms(&old)[first].1, &forms(&new)[second].1].map(String::clone);
        let imported = usize::from(!old.is_empty()) + usize::from(!new.is_empty());
        prop_assert_eq!(import(None, pages.iter().map(String::as_str), None), imported);
    }

    /// However the rows are written in it.
    #[test]
    fn a_page_is_imported_into_a_file_with_rows_as_tables((old, new) in pages(), form in 0..5_usize) {
        prop_assume!(!old.is_empty() && !new.is_empty());
        let page = forms(&new)[form].1.clone();
        let file = apply(&plan(&self::page(old), None, "page"), None, "2026-01-31").unwrap();
        let file = with_rows_as_tables(&file);
        prop_assert!(file.contains("[[endpoint.errors]]") || file.contains("[[common.errors]]"));
        prop_assert_eq!(import(Some(&file), [page.as_str()], None), 1);
    }
}
