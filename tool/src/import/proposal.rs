//! Names that are proposed for what is new. They are short, and say what the vendor says.

use std::collections::{BTreeMap, BTreeSet};

use error_catalog_model::page::TableKind;
use error_catalog_model::text::{
    is_reserved_enum, page_file_problem, reserved_endpoint, reserved_variant,
};

use super::page::{Cells, Table};
use super::words::{Phrase, camel_case, identifier, without_error_words, words};

/// A name for the file of a page with this title, without `.toml`.
pub(crate) fn stem(title: &str) -> String {
    const MAX_WORDS: usize = 4;
    let words: Vec<String> = without_error_words(title);
    let words = words.iter().take(MAX_WORDS).map(|word| word.to_ascii_lowercase());
    let stem = words.collect::<Vec<_>>().join("-");
    if page_file_problem(&stem).is_none() { stem } else { "errors".to_owned() }
}

/// A name for a page: that of its file.
pub(crate) fn page_name(stem: &str) -> String {
    let name = camel_case(&without_error_words(stem));
    let name = if name.is_empty() { "Api".to_owned() } else { begin_with_letter(name, "Page") };
    if is_reserved_enum(&name) { format!("{name}Api") } else { name }
}

/// A name for a new table of a page with this name: its heading, without what all headings have.
pub(crate) fn table_name(table: &Table, page: &str, taken: &BTreeSet<String>) -> String {
    let is_reserved = |name: &str| is_reserved_enum(name) || reserved_endpoint(name).is_some();
    let is_free = |name: &str| !taken.contains(name) && !is_reserved(name);
    if table.kind == TableKind::Common {
        return free_name("Common", is_free);
    }
    let phrase = Phrase::new(&without_error_words(&table.title).join(" "));
    let mut name = page.to_owned();
    if !phrase.says_nothing() {
        for words in phrase.prefixes() {
            let name = begin_with_letter(camel_case(words), "Table");
            if is_free(&name) {
                return name;
            }
        }
        name = begin_with_letter(camel_case(phrase.shortest()), "Table");
    }
    free_name(&format!("{name}Request"), is_free)
}

/// What can be a name of the errors of a page, and how many of them have it.
pub(crate) struct Proposals {
    /// By their codes and messages, if those are identifiers.
    identifiers: BTreeMap<String, usize>,
    /// By their phrases: the shortest prefix of each, the next longer one, and so on.
    prefixes: Vec<BTreeMap<String, usize>>,
}

impl Proposals {
    /// For the distinct errors of a page.
    pub(crate) fn new(errors: &BTreeSet<&Cells>) -> Self {
        let mut proposals = Self { identifiers: BTreeMap::new(), prefixes: Vec::new() };
        for cells in errors {
            let identifiers: BTreeSet<String> = identifiers(cells).collect();
            for name in identifiers {
                *proposals.identifiers.entry(name).or_default() += 1;
            }
            for (step, words) in phrase(cells).0.prefixes().enumerate() {
                if step == proposals.prefixes.len() {
                    proposals.prefixes.push(BTreeMap::new());
                }
                *proposals.prefixes[step].entry(camel_case(words)).or_default() += 1;
            }
        }
        proposals
    }

    /// A name for an error: its code or its message, if that is an identifier that no other error has; or
    /// else its description, in as many words as no other error has; and if all of it is taken, with words of
    /// the message, with the code, or with a number.
    pub(crate) fn error_name(&self, cells: &Cells, taken: &BTreeSet<String>) -> String {
        let is_free = |name: &str| reserved_variant(name).is_none() && !taken.contains(name);
        for name in identifiers(cells) {
            if self.identifiers.get(&name) == Some(&1) && is_free(&name) {
                return name;
            }
        }
        let (phrase, rest) = phrase(cells);
        for (words, names) in phrase.prefixes().zip(&self.prefixes) {
            let name = camel_case(words);
            let variant = variant(words);
            if names.get(&name) == Some(&1) && is_free(&variant) {
                return variant;
            }
        }
        let shortest = phrase.shortest();
        let name = variant(shortest);
        if is_free(&name) {
            return name;
        }
        let rest = rest.without(shortest);
        for length in few_more(shortest, &rest) {
            let name = variant(&[shortest, rest.prefix(length, 1)].concat());
            if is_free(&name) {
                return name;
            }
        }
        free_name(&variant(&[shortest, &words(&cells.code)].concat()), is_free)
    }
}

/// The names that the code and the message are.
fn identifiers(cells: &Cells) -> impl Iterator<Item = String> {
    let names = [&cells.code, &cells.message].into_iter().filter_map(|string| identifier(string));
    names.map(|words| camel_case(&words))
}

/// What an error is called by: its description or, if that says nothing, its message, its code or its status.
/// And what can be added to that.
fn phrase(cells: &Cells) -> (Phrase, Phrase) {
    let [description, message] = [&cells.description, &cells.message].map(|it| Phrase::new(it));
    if !description.says_nothing() {
        return (description, message);
    }
    if !message.says_nothing() {
        return (message, description);
    }
    let code = words(&cells.code);
    let name = if code.is_empty() {
        format!("status {}", cells.status)
    } else if code[0].starts_with(|c: char| c.is_ascii_digit()) {
        format!("code {}", code.join(" "))
    } else {
        code.join(" ")
    };
    (Phrase::new(&name), Phrase::new(""))
}

/// How many words of the second phrase are added to those of the first: enough for a name of few words, and
/// then more.
fn few_more(words: &[String], rest: &Phrase) -> std::ops::RangeInclusive<usize> {
    const FEW: usize = 5;
    let few = FEW.saturating_sub(words.len()).max(1);
    few.min(rest.len()).max(1)..=rest.len()
}

/// A name of an error that consists of these words.
fn variant(words: &[String]) -> String {
    begin_with_letter(camel_case(words), "Error")
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
fn begin_with_letter(name: String, word: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_uppercase()) { name } else { format!("{word}{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells([code, message, description]: [&str; 3]) -> Cells {
        let [code, message, description] = [code, message, description].map(str::to_owned);
        Cells { status: 404, code, message, description }
    }

    /// The names of the errors of a page, in this order.
    fn names(errors: &[[&str; 3]]) -> Vec<String> {
        let errors: Vec<Cells> = errors.iter().copied().map(cells).collect();
        let proposals = Proposals::new(&errors.iter().collect());
        let mut names = Vec::new();
        let mut taken = BTreeSet::new();
        for cells in &errors {
            names.push(proposals.error_name(cells, &taken));
            taken.extend(names.last().cloned());
        }
        names
    }

    #[test]
    fn a_name_is_the_code_or_the_message_if_that_is_an_identifier() {
        assert_eq!(names(&[["INVALID_TTL", "No.", "Too long."]]), ["InvalidTtl"]);
        assert_eq!(names(&[["1400", "ResourceNotFound", "No such parcel."]]), ["ResourceNotFound"]);
        assert_eq!(names(&[["RCS904", "No such parcel.", "Not Found."]]), ["NotFound"]);
        // Not if several errors have it.
        assert_eq!(
            names(&[["INVALID", "No.", "Too long."], ["INVALID", "No.", "Too short."]]),
            ["TooLong", "TooShort"]
        );
        assert_eq!(
            names(&[["NOT_FOUND", "No.", "No parcel."], ["NotFound", "No.", "No customer."]]),
            ["NoParcel", "NoCustomer"]
        );
    }

    #[test]
    fn a_name_has_as_many_words_as_tell_errors_apart() {
        assert_eq!(
            names(&[
                ["1", "No.", "The number of the parcel is missing in the query."],
                ["2", "No.", "The number of the parcel is missing in the path."],
                ["3", "No.", "The number of the parcel is wrong."],
            ]),
            ["NumberOfParcelMissingInQuery", "NumberOfParcelMissingInPath", "NumberOfParcelWrong",]
        );
    }

    #[test]
    fn what_is_empty_gives_no_name() {
        assert_eq!(names(&[["P-12", "No such parcel.", "-"]]), ["NoSuchParcel"]);
        assert_eq!(names(&[["P-12", "-", "n/a"]]), ["P12"]);
        assert_eq!(names(&[["1400", "Error", "Error."]]), ["Code1400"]);
        assert_eq!(names(&[["-", "-", "-"], ["—", "-", "-"]]), ["Status404", "Status4042"]);
        assert_eq!(names(&[["1400", "取得", "取得できません"]]), ["Code1400"]);
    }

    #[test]
    fn a_name_is_extended_until_it_is_free() {
        let cells = cells(["P-12", "No such.", "Not Found."]);
        let proposals = Proposals::new(&[&cells].into());
        let mut taken = BTreeSet::new();
        for expected in
            ["NotFound", "NotFoundNoSuch", "NotFoundP12", "NotFoundP122", "NotFoundP123"]
        {
            let name = proposals.error_name(&cells, &taken);
            assert_eq!(name, expected);
            taken.insert(name);
        }
        // What the description says is not said again.
        assert_eq!(
            names(&[["P-12", "No.", "Not Found."], ["P-13", "Parcel not found", "Not Found."]]),
            ["NotFound", "NotFoundParcel"]
        );
        // `Self` is a keyword.
        assert_eq!(names(&[["P-12", "No such.", "self"]]), ["SelfNoSuch"]);
        assert_eq!(
            names(&[
                ["E1", "Method not allowed.", "Method Not Allowed."],
                ["E1", "Failed to create the launch of an agent.", "Method Not Allowed."]
            ]),
            ["MethodNotAllowed", "MethodNotAllowedFailed"]
        );
    }

    #[test]
    fn a_table_has_the_name_of_its_heading() {
        let table = |kind, title: &str| Table { kind, title: title.into(), rows: Vec::new() };
        let taken = ["Common".into(), "Parcels".into()].into();
        let name = |kind, title| table_name(&table(kind, title), "Parcels", &taken);
        assert_eq!(name(TableKind::Endpoint, "Get a parcel API"), "GetAParcel");
        assert_eq!(name(TableKind::Endpoint, "GetItem Errors"), "GetItem");
        assert_eq!(name(TableKind::Endpoint, "Documented"), "DocumentedRequest");
        assert_eq!(name(TableKind::Endpoint, "Self"), "SelfRequest");
        assert_eq!(name(TableKind::Endpoint, "Error codes"), "ParcelsRequest");
        assert_eq!(name(TableKind::Endpoint, "Parcels"), "ParcelsRequest");
        assert_eq!(name(TableKind::Endpoint, "取得"), "ParcelsRequest");
        assert_eq!(name(TableKind::Endpoint, "2 parcels"), "Table2Parcels");
        assert_eq!(name(TableKind::Common, "Common errors of all"), "Common2");
    }

    #[test]
    fn a_page_has_the_name_of_its_file() {
        for (stem, expected) in [
            ("agent-launch", "AgentLaunch"),
            ("agent-launch-error-codes", "AgentLaunch"),
            ("parcels_errors", "Parcels"),
            ("errors", "Api"),
            ("2-parcels", "Page2Parcels"),
            ("documented", "DocumentedApi"),
        ] {
            assert_eq!(page_name(stem), expected);
        }
    }
}
