//! Pages to import: a report that points into them, or a file with what is on the page.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_catalog::import::{self, Cells, Form};
use error_catalog_model::source::Source;
use error_catalog_model::{Page, Report, Rules};

use super::catalog::check_report;

/// Imports pages one after the other into one file, which may exist before. Returns how many of them
/// were imported.
///
/// A page is rejected with a report that points into it. Or the file has what the page has, breaks no
/// rule but those about quirks, and does not change when the page is imported again.
///
/// # Panics
///
/// If that is not true.
pub fn import<'p>(
    file: Option<&str>,
    pages: impl IntoIterator<Item = &'p str>,
    form: Option<u8>,
) -> usize {
    const DATE: &str = "2026-01-31";
    let form = form.map(|form| [Form::Html, Form::Markdown, Form::Text][usize::from(form) % 3]);
    let mut file = file.map(str::to_owned);
    let mut imported = 0;
    for page in pages {
        let mut read = match import::read(page, form) {
            Ok(read) => read,
            Err(findings) => {
                let source = Source::new(PathBuf::from("page"), page.as_bytes().to_vec());
                check_report(Report::new(Path::new("page"), vec![source], findings));
                continue;
            }
        };
        read.source = Some("https://docs.example.com".to_owned());
        let old = file.as_deref().map(parsed);
        let plan = import::plan(&read, old.as_ref(), "page", &[]);
        let text = import::apply(&plan, file.as_deref(), DATE).unwrap();
        let new = parsed(&text);
        assert_eq!(cells(&new), page_cells(&read), "{text}");
        let left_out: BTreeSet<String> = new.left_out.iter().cloned().collect();
        assert_eq!(left_out, read.left_out_entries().into_iter().collect(), "{text}");
        let source = new.origin.as_ref().map(|origin| &origin.source);
        assert_eq!((&new.title, source), (&read.title, read.source.as_ref()), "{text}");
        let again = import::plan(&read, Some(&new), "page", &[]);
        assert!(again.changes.is_empty(), "{:#?}\n{text}", again.changes);
        assert_eq!(import::apply(&again, Some(&text), DATE).unwrap(), text);
        file = Some(text);
        imported += 1;
    }
    imported
}

/// The page of a file that breaks no rule of form.
///
/// # Panics
///
/// If the file breaks one.
#[must_use]
pub fn parsed(text: &str) -> Page {
    let files = vec![(PathBuf::from("page.toml"), text.as_bytes().to_vec())];
    match error_catalog_model::check(Path::new("catalog"), files, Rules::WithoutQuirks) {
        Ok(mut catalog) => catalog.pages.pop().unwrap(),
        Err(report) => panic!("{report:#?}\n{text}"),
    }
}

fn page_cells(page: &import::Page) -> Vec<Vec<Cells>> {
    page.tables.iter().map(|table| table.rows.clone()).collect()
}

/// The rows of a file's tables.
fn cells(page: &Page) -> Vec<Vec<Cells>> {
    let table = |table: &error_catalog_model::page::Table| {
        table.rows.iter().map(|row| Cells::from(page.error(row))).collect()
    };
    page.tables.iter().map(table).collect()
}
