//! What is done to an entry.

use error_catalog_model::finding::Finding;
use error_catalog_model::page::{Page, Quirk};
use serde::Serialize;

/// What an entry is about.
#[derive(Debug, Serialize)]
pub(crate) struct Subject {
    pub(crate) kind: String,
    pub(crate) errors: Vec<String>,
    pub(crate) tables: Vec<String>,
}

impl Subject {
    pub(super) fn of_finding(page: &Page, quirk: &Finding<'_>) -> Self {
        let details = quirk.details(page, None);
        Self { kind: quirk.rule.name.to_owned(), errors: details.errors, tables: details.tables }
    }

    pub(super) fn of_entry(entry: &Quirk) -> Self {
        let errors = entry.error_names.iter().map(|name| name.value.clone());
        let tables = entry.table_names.iter().map(|name| name.value.clone());
        Self { kind: entry.kind.value.clone(), errors: errors.collect(), tables: tables.collect() }
    }
}

/// What was done to an entry.
#[derive(Debug, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub(crate) enum Change {
    /// There is an entry for a quirk that had none.
    Added {
        #[serde(flatten)]
        subject: Subject,
        /// The note, if an entry about the same facts has one; otherwise it has to be written.
        note: Option<String>,
    },
    /// The entry names the errors and the tables that its quirk has now.
    Updated {
        #[serde(flatten)]
        subject: Subject,
    },
    /// The entry was about nothing, and is gone.
    Removed {
        #[serde(flatten)]
        subject: Subject,
        /// All of it, with its comments, as it was in the file.
        entry: String,
    },
    /// The note is marked as reviewed with the facts of today.
    Reviewed {
        #[serde(flatten)]
        subject: Subject,
        note: String,
    },
}
