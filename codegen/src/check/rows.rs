//! Rules about rows: their statuses, and which rows are the same error.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::catalog::{Catalog, Row};
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
        let statuses = page.rows().map(|row| &row.status);
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
            let rows = repeated(&table.rows, |row| (row.name.get_ref(), row.cells()));
            for (row, first) in rows {
                findings.push(
                    Diagnostic::new(
                        &REPEATED_ROW,
                        Place::text(page.file, row.range.clone()),
                        format!("{} stands twice in the table", shown(row.name.get_ref())),
                        "remove one of the two rows",
                    )
                    .related(first.range.clone(), "the same row"),
                );
            }
        }
    }
}

fn one_name_for_two_errors(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        for (row, first) in repeated(page.rows(), |row| row.name.get_ref().as_str()) {
            let differing = differing_cells(row, first);
            if !differing.is_empty() {
                findings.push(
                    Diagnostic::new(
                        &ONE_NAME_FOR_TWO_ERRORS,
                        Place::text(page.file, row.range.clone()),
                        format!("{} is the name of two errors", shown(row.name.get_ref())),
                        "mend the cell that is mistyped, or give one of the two errors another name",
                    )
                    .label(format!("another {}", differing.join(" and another ")))
                    .related(first.range.clone(), "than here"),
                );
            }
        }
    }
}

fn two_names_for_one_error(catalog: &Catalog, findings: &mut Vec<Diagnostic>) {
    for page in &catalog.pages {
        for (row, first) in repeated(page.rows(), Row::cells) {
            if row.name.get_ref() != first.name.get_ref() {
                findings.push(
                    Diagnostic::new(
                        &TWO_NAMES_FOR_ONE_ERROR,
                        Place::text(page.file, row.name.span()),
                        format!(
                            "{} and {} are names of one error",
                            shown(row.name.get_ref()),
                            shown(first.name.get_ref())
                        ),
                        "use one name for the error in all tables of the page",
                    )
                    .label("another name")
                    .related(first.name.span(), "for the cells of this row"),
                );
            }
        }
    }
}

/// The rows whose key an earlier row has, each with the first that has it.
fn repeated<'c, K: Ord>(
    rows: impl IntoIterator<Item = &'c Row>,
    key: impl Fn(&'c Row) -> K,
) -> Vec<(&'c Row, &'c Row)> {
    let mut first = BTreeMap::new();
    rows.into_iter()
        .filter_map(|row| {
            let earlier = *first.entry(key(row)).or_insert(row);
            (!std::ptr::eq(earlier, row)).then_some((row, earlier))
        })
        .collect()
}

fn differing_cells(one: &Row, other: &Row) -> Vec<&'static str> {
    let (status, code, message, description) = one.cells();
    let cells = other.cells();
    [
        ("status", status != cells.0),
        ("code", code != cells.1),
        ("message", message != cells.2),
        ("description", description != cells.3),
    ]
    .into_iter()
    .filter_map(|(cell, differs)| differs.then_some(cell))
    .collect()
}
