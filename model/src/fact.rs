//! What a rule looked at to find a quirk. Whoever reads a note again compares it with these facts.

use std::collections::BTreeSet;
use std::fmt;

use crate::text::printable;

/// Cells of a row, and the headings of tables, that a rule looked at.
///
/// Names and order are not part of it: renaming or moving an error changes no fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The HTTP status.
    pub status: Option<u16>,
    /// The error code.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The headings of the tables, sorted.
    pub tables: Vec<String>,
}

/// `HTTP 404 P-12: No such parcel. (Parcel Not Found.); table: Get a parcel`, without what the rule did
/// not look at.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { status, code, message, description, tables } = self;
        let status = status.map(|status| format!("HTTP {status}"));
        let head: Vec<&str> = [&status, code].into_iter().flatten().map(String::as_str).collect();
        let description = description.as_ref().map(|description| format!("({description})"));
        let tail: Vec<&str> =
            [message, &description].into_iter().flatten().map(String::as_str).collect();
        let cells = [head, tail].map(|words| words.join(" "));
        let cells: Vec<&str> =
            cells.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let cells = cells.join(": ");
        let noun = if tables.len() == 1 { "table" } else { "tables" };
        let tables = match tables.as_slice() {
            [] => String::new(),
            tables => format!("{noun}: {}", tables.join(", ")),
        };
        let parts = [cells.as_str(), tables.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&printable(&parts.join("; ")))
    }
}

/// The digest of facts, as an entry's `reviewed` has it: 8 lower-case hexadecimal digits.
///
/// It is FNV-1a with 32 bits: enough to notice a change, and short enough for a person to compare.
#[must_use]
pub fn digest(facts: &BTreeSet<Fact>) -> String {
    let mut digest = Digest(0x811c_9dc5);
    digest.length(facts.len());
    for Fact { status, code, message, description, tables } in facts {
        match status {
            Some(status) => digest.bytes(&[1]).bytes(&status.to_le_bytes()),
            None => digest.bytes(&[0]),
        };
        for cell in [code, message, description] {
            match cell {
                Some(cell) => digest.bytes(&[1]).string(cell),
                None => digest.bytes(&[0]),
            };
        }
        digest.length(tables.len());
        for table in tables {
            digest.string(table);
        }
    }
    format!("{:08x}", digest.0)
}

/// FNV-1a. Every string has its length in front of it, so that different facts are different bytes.
struct Digest(u32);

impl Digest {
    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
        self
    }

    fn length(&mut self, length: usize) -> &mut Self {
        self.bytes(&(length as u64).to_le_bytes())
    }

    fn string(&mut self, string: &str) -> &mut Self {
        self.length(string.len()).bytes(string.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact() -> Fact {
        Fact {
            status: Some(404),
            code: Some("P-12".to_owned()),
            message: Some("No such parcel.".to_owned()),
            description: Some("Parcel Not Found.".to_owned()),
            tables: vec!["Get a parcel".to_owned(), "Send a parcel".to_owned()],
        }
    }

    /// Catalogs contain digests: they must not change.
    #[test]
    fn digests_stay_what_they_are() {
        let code = Fact { code: Some("P-12".to_owned()), ..Fact::default() };
        assert_eq!(digest(&BTreeSet::new()), "9be17165");
        assert_eq!(digest(&BTreeSet::from([fact()])), "bce97c13");
        assert_eq!(digest(&BTreeSet::from([fact(), code])), "65a76097");
    }

    #[test]
    fn whatever_changes_the_digest_changes() {
        let string = |string: &str| Some(string.to_owned());
        let changed = [
            Fact { status: Some(405), ..fact() },
            Fact { status: None, ..fact() },
            Fact { code: string("P-13"), ..fact() },
            Fact { code: string(""), ..fact() },
            Fact { code: None, ..fact() },
            Fact { message: string("Parcel Not Found."), ..fact() },
            Fact { description: string("Parcel Lost."), ..fact() },
            Fact { code: string("P-12N"), message: string("o such parcel."), ..fact() },
            Fact { tables: vec!["Get a parcelSend a parcel".to_owned()], ..fact() },
            Fact { tables: vec!["Get a parcel".to_owned()], ..fact() },
            Fact { tables: Vec::new(), ..fact() },
        ];
        let mut facts: Vec<BTreeSet<Fact>> =
            changed.into_iter().map(|fact| BTreeSet::from([fact])).collect();
        facts.extend([BTreeSet::new(), BTreeSet::from([fact()])]);
        let digests: BTreeSet<String> = facts.iter().map(digest).collect();
        assert_eq!(digests.len(), facts.len());
    }

    #[test]
    fn a_fact_is_shown_on_one_line() {
        let code = Fact { code: Some("P\n12".to_owned()), ..Fact::default() };
        for (fact, shown) in [
            (
                fact(),
                "HTTP 404 P-12: No such parcel. (Parcel Not Found.); \
                 tables: Get a parcel, Send a parcel",
            ),
            (code, "P\\u{a}12"),
            (Fact { status: Some(500), ..Fact::default() }, "HTTP 500"),
            (Fact { tables: vec!["Get".to_owned()], ..Fact::default() }, "table: Get"),
            (Fact::default(), ""),
        ] {
            assert_eq!(fact.to_string(), shown);
        }
    }
}
