//! Rules about rows: their statuses, and which rows are the same error.

use std::collections::{BTreeMap, btree_map};
use std::ops::{Range, RangeInclusive};

use crate::catalog::{Catalog, Entry, Row};
use crate::diagnostic::{Diagnostic, Place, shown};
use crate::rules::{Find, Rule};

pub(crate) static STATUS_RANGE: Rule = Rule {
    name: "status-range",
    docs: "The status of a row is not one that HTTP has for errors, 400 to 599. \
           Answers below 400 are not errors and do not belong into the catalog.",
    find: Find::Check(status_range),
};

pub(crate) static REPEATED_ROW: Rule = Rule {
    name: "repeated-row",
    docs: "A table has the same row twice: the same name with the same cells. \
           An enum cannot have a variant twice; one of the rows is enough.",
    find: Find::Check(repeated_row),
};

pub(crate) static ONE_NAME_FOR_TWO_ERRORS: Rule = Rule {
    name: "one-name-for-two-errors",
    docs: "Two rows of a page have the same name and different cells. A name stands for one error of the page: \
           either one of the cells is mistyped, or they are two errors, and the documentation writes them differently \
           on purpose or by mistake; then each needs a name of its own.",
    find: Find::Check(one_name_for_two_errors),
};

pub(crate) static TWO_NAMES_FOR_ONE_ERROR: Rule = Rule {
    name: "two-names-for-one-error",
    docs: "Two rows of a page have the same four cells and different names. They are one error, \
           which the documentation lists for several endpoints; a service could not tell which name to expect.",
    find: Find::Check(two_names_for_one_error),
};

/// The statuses that HTTP has for errors.
pub(crate) const ERROR_STATUSES: RangeInclusive<i64> = 400..=599;

fn status_range(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let statuses = page.rows().filter_map(|row| row.status.as_ref());
        for status in statuses.filter(|status| !ERROR_STATUSES.contains(status.get_ref())) {
            findings.push(Diagnostic::new(
                &STATUS_RANGE,
                Place::text(page.file, status.span()),
                "this is not the status of an HTTP error",
                "write the status of the documentation, 400 to 599; leave out a row that is not an error",
            ));
        }
    }
}

fn repeated_row(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        for table in page.tables() {
            let rows = repeated(table.entries(), |entry| (entry.name, entry.cells()));
            for (entry, first) in rows {
                findings.push(
                    Diagnostic::new(
                        &REPEATED_ROW,
                        Place::text(page.file, entry.row.range.clone()),
                        format!("{} stands twice in the table", shown(entry.name)),
                        "remove one of the two rows",
                    )
                    .related(first.row.range.clone(), "the same row"),
                );
            }
        }
    }
}

fn one_name_for_two_errors(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        for (entry, first) in repeated(page.entries(), |entry| entry.name) {
            let cells = cells(entry.row).into_iter().zip(cells(first.row));
            let mut differing = cells.filter(|((_, text, _), (_, first, _))| text != first);
            let Some(((cell, _, place), (_, _, first_place))) = differing.next() else {
                continue;
            };
            let finding = Diagnostic::new(
                &ONE_NAME_FOR_TWO_ERRORS,
                Place::text(page.file, place),
                format!("{} is the name of two errors", shown(entry.name)),
                "mend the cell that is mistyped, or give one of the two errors another name",
            )
            .label(format!("another {cell}"))
            .related(first_place, "than here");
            findings.push(differing.fold(finding, |finding, ((cell, _, place), _)| {
                finding.related(place, format!("also another {cell}"))
            }));
        }
    }
}

fn two_names_for_one_error(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        let tables = page.tables().enumerate();
        let entries = tables.flat_map(|(at, table)| table.entries().map(move |entry| (at, entry)));
        let pairs = repeated(entries, |(_, entry)| entry.cells()).into_iter();
        for ((table, entry), (first_table, first)) in
            pairs.filter(|((_, entry), (_, first))| entry.name != first.name)
        {
            let [place, first_place] = [entry, first].map(Entry::name_place);
            let help = if table == first_table {
                "remove one of the two rows: the table needs an error once"
            } else {
                "use one name for the error in all tables of the page"
            };
            findings.push(
                Diagnostic::new(
                    &TWO_NAMES_FOR_ONE_ERROR,
                    Place::text(page.file, place),
                    format!(
                        "{} and {} are names of one error",
                        shown(entry.name),
                        shown(first.name)
                    ),
                    help,
                )
                .label("another name")
                .related(first_place, "for the cells of this row"),
            );
        }
    }
}

/// The items whose key an earlier one has, each with the first that has it.
fn repeated<T: Copy, K: Ord>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<(T, T)> {
    let mut first = BTreeMap::new();
    let mut repeated = Vec::new();
    for item in items {
        match first.entry(key(&item)) {
            btree_map::Entry::Vacant(vacant) => _ = vacant.insert(item),
            btree_map::Entry::Occupied(occupied) => repeated.push((item, *occupied.get())),
        }
    }
    repeated
}

/// The cells of a row that are there: what they are, what they say, and where.
fn cells(row: &Row) -> Vec<(&'static str, String, Range<usize>)> {
    let status = row.status.iter().map(|cell| ("status", cell.get_ref().to_string(), cell.span()));
    let texts = [("code", &row.code), ("message", &row.message), ("description", &row.description)];
    let texts = texts.into_iter().filter_map(|(name, cell)| {
        let cell = cell.as_ref()?;
        Some((name, cell.get_ref().clone(), cell.span()))
    });
    status.chain(texts).collect()
}
