//! Renames an error, a table or a page in the text of a page file. What is around the name is kept as it is.

use std::collections::BTreeSet;
use std::ops::Range;

use error_catalog_model::raw::Page;
use error_catalog_model::source::Spanned;
use serde::Serialize;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Error,
    Endpoint,
    Common,
    Page,
}

impl Kind {
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Endpoint => "endpoint",
            Self::Common => "common table",
            Self::Page => "page",
        }
    }

    /// The noun with its article.
    pub(crate) fn with_article(self) -> String {
        let article = match self {
            Self::Error | Self::Endpoint => "an",
            Self::Common | Self::Page => "a",
        };
        format!("{article} {}", self.noun())
    }
}

/// Where a page file has a name, in bytes.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// What has the name: rows, a table, or the page.
    pub(crate) named: Vec<Range<usize>>,
    /// In the lists of `[[quirk]]` entries.
    pub(crate) quirks: Vec<Range<usize>>,
}

/// Every name of a page file, and what it names. An error has its name in several rows.
pub(crate) fn names(page: &Page) -> Vec<(Kind, &Spanned<String>)> {
    let mut names = Vec::new();
    let header = page.header.as_ref().and_then(|header| header.name.as_ref());
    names.extend(header.map(|name| (Kind::Page, name)));
    for table in page.tables() {
        let kind = if page.is_common(table) { Kind::Common } else { Kind::Endpoint };
        names.extend(table.name.as_ref().map(|name| (kind, name)));
        names.extend(table.rows.iter().filter_map(|row| Some((Kind::Error, row.name.as_ref()?))));
    }
    names
}

/// What a page file has this name for.
pub(crate) fn kinds(page: &Page, name: &str) -> BTreeSet<Kind> {
    let names = names(page).into_iter().filter(|(_, other)| other.value == name);
    names.map(|(kind, _)| kind).collect()
}

/// Where a page file has the name of an error, a table or the page.
pub(crate) fn places(page: &Page, kind: Kind, name: &str) -> Places {
    let mut places = Places::default();
    for (other, spanned) in names(page) {
        if other == kind && spanned.value == name {
            places.named.push(spanned.span.clone());
        }
    }
    for quirk in &page.quirks {
        let references: Vec<&Spanned<String>> = match kind {
            Kind::Error => quirk.errors.iter().flatten().collect(),
            Kind::Endpoint | Kind::Common => quirk.tables.iter().flatten().collect(),
            Kind::Page => Vec::new(),
        };
        let spans = references.into_iter().filter(|reference| reference.value == name);
        places.quirks.extend(spans.map(|reference| reference.span.clone()));
    }
    places
}

/// The text of a page file with another name in these places. The name needs no escapes.
pub(crate) fn edit(text: &str, places: &Places, name: &str) -> String {
    let mut spans: Vec<&Range<usize>> = places.named.iter().chain(&places.quirks).collect();
    spans.sort_by_key(|span| span.start);
    let mut edited = String::with_capacity(text.len());
    let mut rest = 0;
    for span in spans {
        let quote = if text[span.clone()].starts_with('\'') { '\'' } else { '"' };
        edited.push_str(&text[rest..span.start]);
        edited.extend([quote]);
        edited.push_str(name);
        edited.extend([quote]);
        rest = span.end;
    }
    edited + &text[rest..]
}

/// Whether a text has one of these names as a word.
pub(crate) fn mentions(text: &str, names: &[String]) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    let mut words = text.split(|character| !is_part(character));
    words.any(|word| names.iter().any(|name| name == word))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use error_catalog_model::parse;
    use error_catalog_model::source::Source;

    use super::*;

    /// A page file in which names are written in every way that TOML has.
    const PAGE: &str = r#"# Lost
endpoint = [
  { name = 'Get', title = "Get Lost", errors = [{ name = """Lost""", code = "Lost" }] },
]
common.name = "Lost" # Lost
[page]
name = "Parcels"
[[quirk]]
errors = [
  'Lost', # Lost
  "Other",
]
note = "Lost"
"#;

    fn renamed(text: &str, kind: Kind, old: &str) -> String {
        let parsed = parse::parse(&[Source::new(PathBuf::from("a.toml"), text.into())]);
        edit(text, &places(&parsed.catalog.pages[0], kind, old), "New")
    }

    #[test]
    fn only_the_name_changes() {
        let error = PAGE.replace("\"\"\"Lost\"\"\"", "\"New\"").replace("'Lost'", "'New'");
        assert_eq!(renamed(PAGE, Kind::Error, "Lost"), error);
        let common = PAGE.replace("common.name = \"Lost\"", "common.name = \"New\"");
        assert_eq!(renamed(PAGE, Kind::Common, "Lost"), common);
        assert_eq!(renamed(PAGE, Kind::Endpoint, "Get"), PAGE.replace("'Get'", "'New'"));
        assert_eq!(renamed(PAGE, Kind::Page, "Parcels"), PAGE.replace("Parcels", "New"));
        assert_eq!(renamed(PAGE, Kind::Endpoint, "Lost"), PAGE);
        let windows = PAGE.replace('\n', "\r\n");
        assert_eq!(renamed(&windows, Kind::Error, "Lost"), error.replace('\n', "\r\n"));
    }

    #[test]
    fn a_word_is_not_a_part_of_another_word() {
        let names = ["Lost".to_owned(), "LostError".to_owned()];
        for text in ["Lost", "See `Lost`.", "(Lost)", "x::Lost", "LostError::A", "a Lost-letter"] {
            assert!(mentions(text, &names), "{text}");
        }
        for text in ["", "lost", "LostLetter", "NotLost", "Lost_", "Lost2", "Losté"] {
            assert!(!mentions(text, &names), "{text}");
        }
    }
}
