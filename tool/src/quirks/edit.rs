//! The entries of a page file, edited in its text.

use std::collections::BTreeSet;
use std::{fmt, iter};

use toml_edit::{
    Array, ArrayOfTables, DocumentMut, Item, RawString, Table, TomlError, Value, value,
};

use super::change::Subject;

/// Why the entries of a file cannot be edited.
#[derive(Clone, Debug)]
pub(crate) enum EditError {
    /// The file is not TOML.
    Syntax(TomlError),
    /// `quirk` is not written as `[[quirk]]`.
    InlineEntries,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(error) => write!(f, "the file is not TOML: {error}"),
            Self::InlineEntries => {
                f.write_str("`quirk` is an array: write each of its entries as `[[quirk]]`")
            }
        }
    }
}

impl std::error::Error for EditError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Syntax(error) => Some(error),
            Self::InlineEntries => None,
        }
    }
}

/// An entry to add.
pub(super) struct NewEntry<'n> {
    pub(super) subject: &'n Subject,
    pub(super) note: Option<&'n str>,
    pub(super) reviewed: Option<&'n str>,
}

/// A page file whose entries are edited.
pub(super) struct Document {
    document: DocumentMut,
    /// Whether its lines end as on Windows.
    is_windows: bool,
}

impl Document {
    pub(super) fn parse(text: &str) -> Result<Self, EditError> {
        let is_windows = text.contains("\r\n");
        let document = text.replace("\r\n", "\n").parse().map_err(EditError::Syntax)?;
        Ok(Self { document, is_windows })
    }

    pub(super) fn text(&self) -> String {
        let text = self.document.to_string();
        if self.is_windows { text.replace('\n', "\r\n") } else { text }
    }

    fn entries(&mut self) -> Result<&mut ArrayOfTables, EditError> {
        let entries = self.document.get_mut("quirk").and_then(Item::as_array_of_tables_mut);
        entries.ok_or(EditError::InlineEntries)
    }

    fn entry(&mut self, number: usize) -> Result<&mut Table, EditError> {
        self.entries()?.get_mut(number).ok_or(EditError::InlineEntries)
    }

    /// Names these errors and tables in an entry.
    pub(super) fn update(
        &mut self,
        number: usize,
        errors: &[String],
        tables: &[String],
    ) -> Result<(), EditError> {
        let entry = self.entry(number)?;
        set_names(entry, "errors", errors, &["kind"]);
        if tables.is_empty() {
            entry.remove("tables");
        } else {
            set_names(entry, "tables", tables, &["kind", "errors"]);
        }
        Ok(())
    }

    /// Marks the note of an entry as reviewed with these facts.
    pub(super) fn review(&mut self, number: usize, digest: &str) -> Result<(), EditError> {
        let entry = self.entry(number)?;
        match entry.get_mut("reviewed").and_then(Item::as_value_mut) {
            Some(old) => {
                let mut new = Value::from(digest);
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
            None => insert(entry, "reviewed", digest.into(), &["kind", "errors", "tables"]),
        }
        Ok(())
    }

    /// Adds an entry after the others, or at the end of the file.
    pub(super) fn add(&mut self, new: &NewEntry<'_>) -> Result<(), EditError> {
        let Subject { kind, errors, tables } = new.subject;
        let mut entry = Table::new();
        entry.insert("kind", value(kind.as_str()));
        entry.insert("errors", value(errors.iter().collect::<Array>()));
        if !tables.is_empty() {
            entry.insert("tables", value(tables.iter().collect::<Array>()));
        }
        if let Some(reviewed) = new.reviewed {
            entry.insert("reviewed", value(reviewed));
        }
        entry.insert("note", value(new.note.unwrap_or_default()));
        entry.decor_mut().set_prefix("\n");
        if !self.document.contains_key("quirk") {
            entry.set_position(Some(isize::MAX));
            self.document.insert("quirk", Item::ArrayOfTables(ArrayOfTables::new()));
        }
        self.entries()?.push(entry);
        Ok(())
    }

    /// Removes an entry, and returns it with the comments that belong to it. A comment with an empty line
    /// below it stays.
    pub(super) fn remove(&mut self, number: usize) -> Result<String, EditError> {
        let entries = self.entries()?;
        if number >= entries.len() {
            return Err(EditError::InlineEntries);
        }
        let mut entry = entries.remove(number);
        let above = prefix(&entry).to_owned();
        let (kept, comments) = match above.rfind("\n\n") {
            Some(end) => above.split_at(end + 1),
            None => ("", above.as_str()),
        };
        entry.decor_mut().set_prefix(comments);
        if kept.contains('#') {
            self.put_above(number, kept)?;
        }
        if self.entries()?.is_empty() {
            self.document.remove("quirk");
        }
        let mut entries = ArrayOfTables::new();
        entries.push(entry);
        let mut document = DocumentMut::new();
        document.insert("quirk", Item::ArrayOfTables(entries));
        Ok(format!("{}\n", document.to_string().trim()))
    }

    /// Puts comments above an entry; at the end of the file, if there is no such entry.
    fn put_above(&mut self, number: usize, comments: &str) -> Result<(), EditError> {
        if let Some(next) = self.entries()?.get_mut(number) {
            let above = format!("{comments}{}", prefix(next));
            next.decor_mut().set_prefix(above);
        } else {
            let trailing = self.document.trailing().as_str().unwrap_or_default();
            let trailing = format!("{comments}{trailing}");
            self.document.set_trailing(trailing);
        }
        Ok(())
    }
}

/// What is above a table: empty lines and comments.
fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(RawString::as_str).unwrap_or_default()
}

/// Names these errors or tables, and leaves those that are named already where they are.
fn set_names(entry: &mut Table, key: &str, names: &[String], after: &[&str]) {
    let Some(array) = entry.get_mut(key).and_then(Item::as_array_mut) else {
        insert(entry, key, names.iter().collect::<Array>().into(), after);
        return;
    };
    let mut missing: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let is_wanted: Vec<bool> =
        array.iter().map(|name| name.as_str().is_some_and(|name| missing.remove(name))).collect();
    for (index, is_wanted) in is_wanted.iter().enumerate().rev() {
        if !is_wanted {
            remove_name(array, index);
        }
    }
    // In an array with a name on each line, a new one is on a line too.
    let last = array.iter().last().map(|last| gap(last.decor().prefix()));
    let indent = last.map(|gap| match gap.rsplit_once('\n') {
        Some((_, indent)) => format!("\n{indent}"),
        None => " ".to_owned(),
    });
    let new = names.iter().filter(|name| missing.contains(name.as_str()));
    for (name, is_first) in new.zip(iter::once(true).chain(iter::repeat(false))) {
        let mut name = Value::from(name.as_str());
        match &indent {
            Some(indent) => name.decor_mut().set_prefix(indent),
            None if is_first => {}
            None => name.decor_mut().set_prefix(" "),
        }
        array.push_formatted(name);
    }
}

/// Removes a name of an array. A comment above it stays.
fn remove_name(array: &mut Array, index: usize) {
    let removed = gap(array.remove(index).decor().prefix());
    let next = match array.get(index) {
        Some(next) => gap(next.decor().prefix()),
        None => gap(Some(array.trailing())),
    };
    let joined = if removed.contains('#') || next.contains('#') {
        format!("{removed}{next}")
    } else if index == 0 && !array.is_empty() {
        removed
    } else {
        next
    };
    match array.get_mut(index) {
        Some(next) => next.decor_mut().set_prefix(joined),
        None => array.set_trailing(joined),
    }
}

fn gap(raw: Option<&RawString>) -> String {
    raw.and_then(RawString::as_str).unwrap_or_default().to_owned()
}

/// Inserts a key after the last of those that the entry has.
fn insert(entry: &mut Table, key: &str, new: Value, after: &[&str]) {
    let keys: Vec<String> = entry.iter().map(|(key, _)| key.to_owned()).collect();
    let place =
        keys.iter().rposition(|key| after.contains(&key.as_str())).map_or(0, |last| last + 1);
    entry.insert(key, value(new));
    // Twice the place of an old key, so that the new one fits in between.
    let rank = |name: &str| match keys.iter().position(|key| key == name) {
        Some(place) => 2 * place + 1,
        None => 2 * place,
    };
    entry.sort_values_by(|one, _, other, _| rank(one.get()).cmp(&rank(other.get())));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entry after it names these errors and tables.
    fn updated(entry: &str, errors: &[&str], tables: &[&str]) -> String {
        let mut document = Document::parse(entry).unwrap();
        let [errors, tables] =
            [errors, tables].map(|names| names.iter().map(ToString::to_string).collect::<Vec<_>>());
        document.update(0, &errors, &tables).unwrap();
        document.text()
    }

    #[test]
    fn names_stay_where_they_are() {
        let entry = |errors: &str| format!("[[quirk]]\nerrors = {errors} # of Get\nkind = 'k'\n");
        for (old, names, new) in [
            ("['A', \"B\"]", &["B", "A"][..], "['A', \"B\"]"),
            ("['A', \"B\"]", &["B"], "[\"B\"]"),
            ("['A', \"B\"]", &["A"], "['A']"),
            ("['A', \"B\"]", &["C", "B", "D"], "[\"B\", \"C\", \"D\"]"),
            ("[ 'A' ]", &["A", "B"], "[ 'A' , \"B\"]"),
            ("['A', 'A']", &["A"], "['A']"),
            ("[]", &["A", "B"], "[\"A\", \"B\"]"),
            ("[\n  'A',\n  'B',\n]", &["B", "C"], "[\n  'B',\n  \"C\",\n]"),
            (
                "[\n  # a\n  'A',\n  # b\n  'B', # b too\n]",
                &["B"],
                "[\n  # a\n  \n  # b\n  'B', # b too\n]",
            ),
            (
                "[\n  # a\n  'A',\n  # b\n  'B', # b too\n]",
                &["A"],
                "[\n  # a\n  'A',\n  # b\n   # b too\n]",
            ),
        ] {
            assert_eq!(updated(&entry(old), names, &[]), entry(new), "{old} {names:?}");
        }
    }

    #[test]
    fn new_keys_come_before_the_note() {
        let old = "[[quirk]]\nkind = 'k'\nerrors = ['A']\nnote = 'n' # old\n";
        let new = updated(old, &["A"], &["T", "U"]);
        assert_eq!(
            new,
            "[[quirk]]\nkind = 'k'\nerrors = ['A']\ntables = [\"T\", \"U\"]\nnote = 'n' # old\n"
        );
        let mut document = Document::parse(&new).unwrap();
        document.review(0, "00000000").unwrap();
        let reviewed = document.text();
        assert_eq!(reviewed, new.replace("note", "reviewed = \"00000000\"\nnote"));
        document.review(0, "11111111").unwrap();
        assert_eq!(document.text(), reviewed.replace("00000000", "11111111"));
        // The tables are gone.
        assert_eq!(updated(&new, &["A"], &[]), old);
        // In whichever order the keys are.
        let old = "[[quirk]]\nnote = 'n'\nkind = 'k'\nerrors = ['A']\n";
        assert_eq!(updated(old, &["A"], &["T"]), format!("{old}tables = [\"T\"]\n"));
    }

    #[test]
    fn a_comment_with_an_empty_line_below_it_stays() {
        let entry = |kind: &str| format!("[[quirk]] # {kind}\nkind = '{kind}'\n");
        let (a, b) = (entry("a"), entry("b"));
        let file = format!("# all\n\n# of a\n{a}# in a\n\n# of b\n{b}\n# end\n");
        let remove = |number| {
            let mut document = Document::parse(&file).unwrap();
            let removed = document.remove(number).unwrap();
            (removed, document.text())
        };
        let a_removed = (format!("# of a\n{a}"), format!("# all\n# in a\n\n# of b\n{b}\n# end\n"));
        assert_eq!(remove(0), a_removed);
        let b_removed = (format!("# of b\n{b}"), format!("# all\n\n# of a\n{a}# in a\n\n# end\n"));
        assert_eq!(remove(1), b_removed);
    }

    #[test]
    fn the_first_entry_is_added_at_the_end() {
        let subject = Subject { kind: "k".into(), errors: vec!["A".into()], tables: Vec::new() };
        let new = NewEntry { subject: &subject, note: Some("It is \"odd\"."), reviewed: Some("0") };
        let added = |file: &str| {
            let mut document = Document::parse(file).unwrap();
            document.add(&new).unwrap();
            document.text()
        };
        let entry = "\n[[quirk]]\nkind = \"k\"\nerrors = [\"A\"]\nreviewed = \"0\"\nnote = 'It is \"odd\".'\n";
        // The common table comes before an endpoint.
        let file = "[page]\n\n[[endpoint]]\nname = 'A'\n\n[common]\n\n[[endpoint]]\nname = 'B'\n";
        assert_eq!(added(file), format!("{file}{entry}"));
        // An entry comes after the others, wherever they are.
        let file = "[page]\n\n[[quirk]]\nkind = 'j'\n";
        assert_eq!(added(&format!("{file}\n[common]\n")), format!("{file}{entry}\n[common]\n"));
    }

    #[test]
    fn entries_are_edited_only_in_their_usual_form() {
        let mut document = Document::parse("quirk = [{}]").unwrap();
        assert!(matches!(document.review(0, "0"), Err(EditError::InlineEntries)));
        assert!(matches!(document.remove(0), Err(EditError::InlineEntries)));
        assert!(matches!(Document::parse("[page"), Err(EditError::Syntax(_))));
    }
}
