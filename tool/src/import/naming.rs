//! Names for pages, tables and errors: those of the file, and new ones for what is new.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::page::TableKind;
use error_catalog_model::text::{is_reserved_enum, reserved_variant};

use super::file::FileTable;
use super::matching::{TableMatch, match_rows};
use super::page::{Cells, Row, Table};

/// A name for a page: that of its file.
pub(crate) fn page_name(stem: &str) -> String {
    begin_with_letter(camel_case(stem))
}

/// A name for a new table: its heading, without what all headings end with.
pub(crate) fn table_name(table: &Table, taken: &BTreeSet<String>) -> String {
    let is_free = |name: &str| !taken.contains(name);
    if table.kind == TableKind::Common {
        return free_name("Common", is_free);
    }
    let title = table.title.strip_suffix(" API").unwrap_or(&table.title);
    let name = begin_with_letter(camel_case(title));
    if is_reserved_enum(&name) {
        return free_name(&format!("{name}Request"), is_free);
    }
    free_name(&name, is_free)
}

/// The rows of each table of the page, with the names of their errors. The same cells keep their name.
/// Changed ones keep the name of the row that they were, unless another row still has it. All others
/// get a new name.
pub(crate) fn name_rows(
    tables: &[Table],
    file: &[FileTable],
    matches: &[TableMatch],
) -> Vec<Vec<Row>> {
    let mut names = Names::new(tables, file);
    names.keep_matched(tables, file, matches);
    names.keep_moved(tables);
    let mut rows = Vec::new();
    for table in tables {
        rows.push(table.rows.iter().map(|cells| names.row(cells)).collect());
    }
    rows
}

/// The names of errors.
struct Names<'p> {
    /// Those of the file.
    old: BTreeMap<&'p Cells, &'p str>,
    /// Those of the page.
    assigned: BTreeMap<&'p Cells, String>,
    /// Those that no further error of the page can have.
    taken: BTreeSet<String>,
}

impl<'p> Names<'p> {
    /// The names of the errors that are in the file as they are on the page.
    fn new(tables: &'p [Table], file: &'p [FileTable]) -> Self {
        let rows = file.iter().flat_map(|table| &table.rows);
        let old = rows.map(|row| (&row.cells, row.name.as_str())).collect();
        let mut names = Self { old, assigned: BTreeMap::new(), taken: BTreeSet::new() };
        for cells in tables.iter().flat_map(|table| &table.rows) {
            if let Some(name) = names.old.get(cells).copied() {
                names.assign(cells, name.to_owned());
            }
        }
        names
    }

    fn assign(&mut self, cells: &'p Cells, name: String) {
        self.taken.insert(name.clone());
        self.assigned.insert(cells, name);
    }

    /// Keeps the names of rows that were found in the file, but with other cells.
    fn keep_matched(&mut self, tables: &'p [Table], file: &'p [FileTable], matches: &[TableMatch]) {
        for (table, matched) in tables.iter().zip(matches) {
            let Some(old) = matched.table else { continue };
            for (cells, row) in table.rows.iter().zip(&matched.rows) {
                let Some(row) = row else { continue };
                let name = &file[old].rows[*row].name;
                if !self.taken.contains(name) && !self.assigned.contains_key(cells) {
                    self.assign(cells, name.clone());
                }
            }
        }
    }

    /// Keeps the names of errors that have other cells now, and are in another table.
    fn keep_moved(&mut self, tables: &'p [Table]) {
        let cells = tables.iter().flat_map(|table| &table.rows);
        let new: BTreeSet<&Cells> =
            cells.filter(|cells| !self.assigned.contains_key(cells)).collect();
        let new: Vec<&Cells> = new.into_iter().collect();
        let mut gone = Vec::new();
        let mut gone_names = Vec::new();
        for (cells, name) in &self.old {
            if !self.taken.contains(*name) {
                gone.push(*cells);
                gone_names.push(*name);
            }
        }
        for (cells, matched) in new.iter().zip(match_rows(&new, &gone)) {
            if let Some(number) = matched {
                self.assign(cells, gone_names[number].to_owned());
            }
        }
        // A new error takes no name that any error had.
        self.taken.extend(self.old.values().map(|name| (*name).to_owned()));
    }

    /// The row with these cells, whose name is new if the error has none yet.
    fn row(&mut self, cells: &'p Cells) -> Row {
        if let Some(name) = self.assigned.get(cells) {
            return Row { name: name.clone(), cells: cells.clone() };
        }
        let name = error_name(cells, &self.taken);
        self.assign(cells, name.clone());
        Row { name, cells: cells.clone() }
    }
}

/// A name for an error: its description; if that is taken, with words of the message; and if that is
/// taken too, with its code or a number.
fn error_name(cells: &Cells, taken: &BTreeSet<String>) -> String {
    let is_free = |name: &str| reserved_variant(name).is_none() && !taken.contains(name);
    let description = camel_case(&cells.description);
    let with_message = format!("{description}{}", camel_case(&cells.message));
    let with_code = format!("{with_message}{}", camel_case(&cells.code));
    for name in [description, with_message] {
        let name = begin_with_letter(name);
        if is_free(&name) {
            return name;
        }
    }
    free_name(&begin_with_letter(with_code), is_free)
}

/// The name or, if it is not free, the name with the first number that makes it free.
fn free_name(name: &str, is_free: impl Fn(&str) -> bool) -> String {
    let mut free = name.to_owned();
    let mut number = 2_u64;
    while !is_free(&free) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}

/// The name, with a word before it if it does not begin with a letter.
fn begin_with_letter(name: String) -> String {
    if name.starts_with(|c: char| c.is_ascii_uppercase()) { name } else { format!("Error{name}") }
}

/// The first words of a string in upper camel case: `Missing ID.` is `MissingId`.
fn camel_case(string: &str) -> String {
    /// More words than these make a name no clearer.
    const MAX_WORDS: usize = 8;
    let words = string.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = String::new();
    for word in words.take(MAX_WORDS) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_consists_of_the_first_eight_words() {
        assert_eq!(camel_case("Missing ID."), "MissingId");
        assert_eq!(camel_case("can't-be  found: é2"), "CanTBeFound2");
        assert_eq!(camel_case("a b c d e f g h i"), "ABCDEFGH");
        assert_eq!(page_name("2-parcels"), "Error2Parcels");
    }

    #[test]
    fn a_name_is_extended_until_it_is_free() {
        let [code, message, description] = ["P-12", "No such.", "Not Found."].map(str::to_owned);
        let cells = Cells { status: 404, code, message, description };
        let mut taken = BTreeSet::new();
        for expected in [
            "NotFound",
            "NotFoundNoSuch",
            "NotFoundNoSuchP12",
            "NotFoundNoSuchP122",
            "NotFoundNoSuchP123",
        ] {
            let name = error_name(&cells, &taken);
            assert_eq!(name, expected);
            taken.insert(name);
        }
        // `Self` is a keyword.
        let cells = Cells { description: "self".into(), ..cells };
        assert_eq!(error_name(&cells, &BTreeSet::new()), "SelfNoSuch");
    }

    #[test]
    fn a_table_has_the_name_of_its_heading() {
        let table = |kind, title: &str| Table { kind, title: title.into(), rows: Vec::new() };
        let name = |kind, title| table_name(&table(kind, title), &["Common".into()].into());
        assert_eq!(name(TableKind::Endpoint, "Get a parcel API"), "GetAParcel");
        assert_eq!(name(TableKind::Endpoint, "Documented"), "DocumentedRequest");
        assert_eq!(name(TableKind::Endpoint, "取得"), "Error");
        assert_eq!(name(TableKind::Common, "Common errors of all"), "Common2");
    }
}
