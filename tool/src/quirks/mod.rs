//! Brings the `[[quirk]]` entries of a page file up to date with what the rules find.
//!
//! What people wrote is kept: notes, comments, the order of keys, and formatting.

mod change;
mod edit;
mod notes;
mod print;

use error_catalog_model::acknowledge::{Comparison, Coverage};
use error_catalog_model::page::Page;
use error_catalog_model::quirk;
use error_catalog_model::settings::QuirkSettings;

pub(crate) use self::change::Change;
use self::change::Subject;
pub(crate) use self::edit::EditError;
use self::edit::{Document, NewEntry};
pub(crate) use self::notes::Notes;
pub(crate) use self::print::print;

/// The text of a page file, and what was done to its entries.
#[derive(Debug)]
pub(crate) struct Edited {
    pub(crate) text: String,
    pub(crate) changes: Vec<Change>,
}

/// Adds the entries that are missing, brings the errors and tables of the others up to date, and removes
/// those that are about nothing. No note and no `reviewed` changes.
///
/// `page` is the page of the text. A new entry takes its note from `notes`, if there is one about the
/// same facts: an error that moves to another page takes its note along.
pub(crate) fn fix(
    text: &str,
    page: &Page,
    settings: &QuirkSettings,
    notes: &Notes,
) -> Result<Edited, EditError> {
    let quirks = quirk::find(page);
    let comparison = Comparison::new(page, &quirks, settings);
    edit(text, |document, changes| {
        for (number, coverage) in comparison.entries.iter().enumerate() {
            if let Coverage::Changed(quirk) = coverage {
                let subject = Subject::of_finding(page, &quirks[*quirk]);
                document.update(number, &subject.errors, &subject.tables)?;
                changes.push(Change::Updated { subject });
            }
        }
        // From the end, so that the numbers of the others stay what they are.
        let mut removed = Vec::new();
        for (number, coverage) in comparison.entries.iter().enumerate().rev() {
            if matches!(coverage, Coverage::Stale | Coverage::Repeats(_) | Coverage::Ignored) {
                let entry = document.remove(number)?;
                let subject = Subject::of_entry(&page.quirks[number]);
                removed.push(Change::Removed { subject, entry });
            }
        }
        changes.extend(removed.into_iter().rev());
        for quirk in comparison.uncovered() {
            let subject = Subject::of_finding(page, quirk);
            let read = notes.get(quirk);
            let (note, reviewed) = read.unzip();
            document.add(&NewEntry { subject: &subject, note, reviewed: reviewed.as_deref() })?;
            changes.push(Change::Added { subject, note: note.map(str::to_owned) });
        }
        Ok(())
    })
}

/// Marks the note of each entry that covers its quirk as reviewed with the facts of today.
pub(crate) fn review(
    text: &str,
    page: &Page,
    settings: &QuirkSettings,
) -> Result<Edited, EditError> {
    let quirks = quirk::find(page);
    let comparison = Comparison::new(page, &quirks, settings);
    edit(text, |document, changes| {
        for (number, coverage) in comparison.entries.iter().enumerate() {
            let entry = &page.quirks[number];
            let Coverage::Covers(quirk) = coverage else { continue };
            let digest = quirks[*quirk].digest();
            let is_read = entry.reviewed.as_ref().is_some_and(|reviewed| reviewed.value == digest);
            if !entry.note.is_empty() && !is_read {
                document.review(number, &digest)?;
                let (subject, note) = (Subject::of_entry(entry), entry.note.clone());
                changes.push(Change::Reviewed { subject, note });
            }
        }
        Ok(())
    })
}

/// The text after an edit; the same text if nothing changes.
fn edit(
    text: &str,
    edit: impl FnOnce(&mut Document, &mut Vec<Change>) -> Result<(), EditError>,
) -> Result<Edited, EditError> {
    let mut changes = Vec::new();
    let mut document = Document::parse(text)?;
    edit(&mut document, &mut changes)?;
    let text = if changes.is_empty() { text.to_owned() } else { document.text() };
    Ok(Edited { text, changes })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use error_catalog_model::acknowledge::{acknowledge, changed_quirk, missing_note};
    use error_catalog_model::{Rules, check};
    use testing::fixtures::AGENT_LAUNCH;

    use super::*;

    /// The page of this text, if it breaks no rule but those about quirks.
    fn page(text: &str) -> Option<Page> {
        let files = vec![(PathBuf::from("page.toml"), text.as_bytes().to_vec())];
        check("catalog".as_ref(), files, Rules::WithoutQuirks).ok()?.pages.pop()
    }

    /// The names of the rules that the entries break.
    fn open(page: &Page) -> Vec<&'static str> {
        let findings = acknowledge(page, &quirk::find(page), &QuirkSettings::default());
        findings.iter().map(|finding| finding.rule.name).collect()
    }

    /// Whatever changes, only notes are left to write and to read after a fix, and the fix keeps those that
    /// there are.
    #[test]
    fn a_fix_leaves_only_notes_to_write_and_to_read() {
        let rows: BTreeSet<&str> =
            AGENT_LAUNCH.lines().filter(|line| line.starts_with("  {")).collect();
        let mut edits = Vec::new();
        for row in &rows {
            edits.push(AGENT_LAUNCH.replacen(&format!("{row}\n"), "", 1));
            edits.push(AGENT_LAUNCH.replace(&format!("{row}\n"), ""));
            for other in &rows {
                // Every row with this name has the cells of the other one, and then its message only.
                let (name, _) = row.split_once(", status").unwrap();
                let (_, cells) = other.split_once(", status").unwrap();
                edits.push(AGENT_LAUNCH.replace(row, &format!("{name}, status{cells}")));
                let message =
                    |row: &str| row.split("message = ").nth(1).map(str::to_owned).unwrap();
                let message = |row| message(row).split(", description").next().unwrap().to_owned();
                edits.push(AGENT_LAUNCH.replace(row, &row.replace(&message(row), &message(other))));
            }
        }
        let settings = QuirkSettings::default();
        let mut tried = 0;
        for text in edits {
            let Some(old) = page(&text) else { continue };
            let notes = Notes::new([&old]);
            let fixed = fix(&text, &old, &settings, &notes).unwrap();
            let new = page(&fixed.text).unwrap();
            let left = [changed_quirk::RULE.name, missing_note::RULE.name];
            assert!(open(&new).iter().all(|rule| left.contains(rule)), "{}", fixed.text);
            assert!(open(&old).len() >= open(&new).len(), "{}", fixed.text);
            let kept = new.quirks.iter().filter(|entry| !entry.note.is_empty());
            assert!(kept.count() + removed(&fixed.changes) >= old.quirks.len(), "{}", fixed.text);

            let again = fix(&fixed.text, &new, &settings, &notes).unwrap();
            assert!(again.changes.is_empty() && again.text == fixed.text, "{}", fixed.text);
            let written = fixed.text.replace("note = \"\"", "note = \"A note.\"");
            let reviewed = review(&written, &page(&written).unwrap(), &settings).unwrap();
            assert!(open(&page(&reviewed.text).unwrap()).is_empty(), "{}", reviewed.text);
            tried += 1;
        }
        assert!(tried > 100, "{tried}");
    }

    fn removed(changes: &[Change]) -> usize {
        changes.iter().filter(|change| matches!(change, Change::Removed { .. })).count()
    }
}
