//! The words of strings, and names made of them.

/// Words that a name does not end with if others followed: articles, pronouns, prepositions, conjunctions, and
/// verbs that need another one.
const DANGLING: [&str; 72] = [
    "a", "about", "after", "an", "and", "any", "are", "as", "at", "be", "because", "been",
    "before", "being", "but", "by", "can", "cannot", "could", "did", "do", "does", "for", "from",
    "had", "has", "have", "if", "in", "into", "is", "it", "its", "may", "might", "must", "no",
    "nor", "not", "of", "on", "or", "our", "over", "per", "should", "so", "some", "than", "that",
    "the", "their", "these", "they", "this", "those", "to", "under", "until", "via", "was", "we",
    "were", "when", "whether", "which", "while", "will", "with", "without", "you", "your",
];

/// Words without which a long string means the same.
const FILLERS: [&str; 8] = ["a", "an", "are", "is", "the", "there", "was", "were"];

/// The words of a string: ASCII letters and digits. `agentNumber`, `agent_number` and `HTTPServer` are two
/// words each, `IDs` and `can't` are one.
pub(crate) fn words(string: &str) -> Vec<String> {
    let string = string.replace(['\'', '’'], "");
    let pieces = string.split(|c: char| !c.is_ascii_alphanumeric());
    pieces.filter(|piece| !piece.is_empty()).flat_map(split_case).collect()
}

/// The words of letters and digits that change their case.
fn split_case(piece: &str) -> Vec<String> {
    let bytes = piece.as_bytes();
    let mut words = Vec::new();
    let mut start = 0;
    for index in 1..bytes.len() {
        let (before, rest) = (bytes[index - 1], &bytes[index..]);
        let is_plural = rest.len() == 2 && rest[1] == b's';
        let begins_after_acronym =
            before.is_ascii_uppercase() && rest.get(1).is_some_and(u8::is_ascii_lowercase);
        let begins_word = !before.is_ascii_uppercase() || begins_after_acronym && !is_plural;
        if rest[0].is_ascii_uppercase() && begins_word {
            words.push(piece[start..index].to_owned());
            start = index;
        }
    }
    words.push(piece[start..].to_owned());
    words
}

/// Words in upper camel case: `Missing`, `ID` is `MissingId`.
pub(crate) fn camel_case(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    name
}

/// What a string says in few words, and in more if those are not enough.
pub(crate) struct Phrase {
    /// The words. If there are many, those without which they mean the same are left out.
    words: Vec<String>,
    /// How many of them the first sentence has.
    sentence: usize,
}

impl Phrase {
    /// A name has no more words than these, if they are enough.
    const FEW: usize = 5;
    /// More words than these make a name no clearer.
    const MANY: usize = 12;

    pub(crate) fn new(string: &str) -> Self {
        let end = [". ", "! ", "? ", "\n"].iter().filter_map(|end| string.find(end)).min();
        let (first, rest) = string.split_at(end.unwrap_or(string.len()));
        let [mut first, mut rest] = [words(first), words(rest)];
        if first.len() + rest.len() > Self::FEW {
            let is_filler = |word: &String| FILLERS.contains(&&*word.to_ascii_lowercase());
            let is_only_filler = first.iter().chain(&rest).all(is_filler);
            if !is_only_filler {
                first.retain(|word| !is_filler(word));
                rest.retain(|word| !is_filler(word));
            }
        }
        let is_article = |word: &String| ["a", "an", "the"].contains(&&*word.to_ascii_lowercase());
        if first.len() > 1 && is_article(&first[0]) {
            first.remove(0);
        }
        let sentence = first.len();
        Self { words: [first, rest].concat(), sentence }
    }

    /// The words, from few to many: each time one more, and never with a dangling one at the end.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &[String]> {
        let few = if self.sentence > 1 { self.sentence.min(Self::FEW) } else { Self::FEW };
        let end = self.words.len().min(Self::MANY);
        // One word says too little.
        (few.min(end)..=end).map(|length| self.prefix(length, 2))
    }

    /// The fewest words.
    pub(crate) fn shortest(&self) -> &[String] {
        self.prefixes().next().unwrap_or_default()
    }

    /// The first words of this many, as far as they do not dangle; all of them, if fewer than `least` do not.
    pub(crate) fn prefix(&self, length: usize, least: usize) -> &[String] {
        let words = &self.words[..length.min(self.words.len())];
        if words.len() == self.words.len() || words.len() == self.sentence {
            return words;
        }
        let dangles = |word: &String| DANGLING.contains(&&*word.to_ascii_lowercase());
        let end = words.iter().rposition(|word| !dangles(word)).map_or(0, |last| last + 1);
        if end < least { words } else { &words[..end] }
    }

    /// The same without these words.
    pub(crate) fn without(mut self, words: &[String]) -> Self {
        let is_among = |word: &String| words.iter().any(|other| other.eq_ignore_ascii_case(word));
        self.words.retain(|word| !is_among(word));
        self.sentence = self.words.len();
        self
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the string says nothing that a name could repeat.
    pub(crate) fn says_nothing(&self) -> bool {
        const PLACEHOLDERS: [&str; 8] =
            ["error", "errors", "na", "nil", "none", "null", "tbd", "undefined"];
        let all = self.words.concat().to_ascii_lowercase();
        all.is_empty() || PLACEHOLDERS.contains(&all.as_str())
    }
}

/// The words of a string that is a name in a program: one word, perhaps with several inside. Codes that are
/// mostly a number are not.
pub(crate) fn identifier(string: &str) -> Option<Vec<String>> {
    const MIN_LETTERS: usize = 3;
    const MIN_LETTERS_WITH_DIGITS: usize = 6;
    let is_end = |c: char| c.is_ascii_alphanumeric();
    let is_inside = |c: char| is_end(c) || "_-./:".contains(c);
    if !string.starts_with(|c: char| c.is_ascii_alphabetic())
        || !string.ends_with(is_end)
        || !string.chars().all(is_inside)
        || Phrase::new(string).says_nothing()
    {
        return None;
    }
    let letters = string.chars().filter(char::is_ascii_alphabetic).count();
    let has_digits = string.contains(|c: char| c.is_ascii_digit());
    let is_number = string.ends_with(|c: char| c.is_ascii_digit());
    let min = if has_digits { MIN_LETTERS_WITH_DIGITS } else { MIN_LETTERS };
    (letters >= min && !is_number).then(|| words(string))
}

/// The words of a heading or a file name, without those that all of them have in common: `Errors of …`,
/// `… API`, `… error codes`.
pub(crate) fn without_error_words(string: &str) -> Vec<String> {
    const NOUNS: [&str; 4] = ["error", "errors", "api", "apis"];
    const AFTER_ERROR: [&str; 12] = [
        "code",
        "codes",
        "list",
        "message",
        "messages",
        "reference",
        "response",
        "responses",
        "scenario",
        "scenarios",
        "table",
        "tables",
    ];
    const AFTER_ERRORS: [&str; 6] = ["by", "for", "from", "in", "of", "when"];
    let mut words = words(string);
    let is_one_of = |word: Option<&String>, list: &[&str]| {
        word.is_some_and(|word| list.contains(&&*word.to_ascii_lowercase()))
    };
    loop {
        let before_last = words.len().checked_sub(2).and_then(|index| words.get(index));
        if is_one_of(words.last(), &NOUNS) {
            words.pop();
        } else if is_one_of(words.last(), &AFTER_ERROR) && is_one_of(before_last, &NOUNS[..2]) {
            words.truncate(words.len() - 2);
        } else {
            break;
        }
    }
    if is_one_of(words.first(), &NOUNS[..2]) {
        let next = if is_one_of(words.get(1), &AFTER_ERROR) { 2 } else { 1 };
        if is_one_of(words.get(next), &AFTER_ERRORS) && words.len() > next + 1 {
            words.drain(..=next);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(string: &str) -> String {
        camel_case(&words(string))
    }

    #[test]
    fn words_keep_their_boundaries() {
        for (string, expected) in [
            ("Missing ID.", "MissingId"),
            ("can't-be  found: é2", "CantBeFound2"),
            ("agentNumber is wrong", "AgentNumberIsWrong"),
            ("INVALID_TTL", "InvalidTtl"),
            ("ResourceNotFound", "ResourceNotFound"),
            ("HTTPServerError", "HttpServerError"),
            ("The IDs of URLs", "TheIdsOfUrls"),
            ("RCS904Error", "Rcs904Error"),
            ("取得", ""),
        ] {
            assert_eq!(name(string), expected, "{string}");
        }
    }

    #[test]
    fn a_phrase_is_short_and_does_not_dangle() {
        for (string, expected) in [
            ("Not logged in.", "NotLoggedIn"),
            ("Invalid JSON. Please check the body of the request.", "InvalidJson"),
            ("The agent is not registered for the carrier", "AgentNotRegisteredForCarrier"),
            ("No parcel was found with this number", "NoParcelFound"),
            ("The quota of the application has been exceeded", "QuotaOfApplication"),
            ("Unable to send the parcel to the given address", "UnableToSendParcel"),
            ("The parcel is not tracked.", "ParcelIsNotTracked"),
            ("the the the the the the", "TheTheTheTheThe"),
            ("Conflict. The parcel was changed by someone else", "ConflictParcelChangedBySomeone"),
            ("", ""),
        ] {
            assert_eq!(camel_case(Phrase::new(string).shortest()), expected, "{string}");
        }
    }

    #[test]
    fn a_phrase_becomes_longer_word_by_word() {
        let phrase = Phrase::new("One two three four five of six seven.");
        let names: Vec<String> = phrase.prefixes().map(camel_case).collect();
        assert_eq!(
            names,
            [
                "OneTwoThreeFourFive",
                "OneTwoThreeFourFive",
                "OneTwoThreeFourFiveOfSix",
                "OneTwoThreeFourFiveOfSixSeven"
            ]
        );
    }

    #[test]
    fn placeholders_say_nothing() {
        for string in ["", "-", "—", "n/a", "N/A", "None", "Error", "ERRORS.", "取得"] {
            assert!(Phrase::new(string).says_nothing(), "{string}");
        }
        assert!(!Phrase::new("Unknown error").says_nothing());
    }

    #[test]
    fn an_identifier_is_one_word_and_not_a_number() {
        for string in [
            "INVALID_TTL",
            "ResourceNotFound",
            "ENOENT",
            "EIO",
            "not-found",
            "auth/no-token",
            "Base64Invalid",
        ] {
            assert!(identifier(string).is_some(), "{string}");
        }
        for string in [
            "RCS904",
            "P-12",
            "E1",
            "1400",
            "ERROR_1400",
            "-",
            "",
            "NA",
            "null",
            "Error",
            "No.",
            "Not found",
            "Größe",
        ] {
            assert!(identifier(string).is_none(), "{string}");
        }
    }

    #[test]
    fn headings_lose_what_all_of_them_have() {
        for (heading, expected) in [
            ("Get a parcel API", "GetAParcel"),
            ("GetItem Error", "GetItem"),
            ("Get item error codes", "GetItem"),
            ("Errors of Get item", "GetItem"),
            ("Error codes for Get item API errors", "GetItem"),
            ("Parcel API Error Responses", "Parcel"),
            ("agent-launch-error-codes", "AgentLaunch"),
            ("Error handling", "ErrorHandling"),
            ("Postal codes", "PostalCodes"),
            ("Errors", ""),
            ("API Error Codes", ""),
        ] {
            assert_eq!(camel_case(&without_error_words(heading)), expected, "{heading}");
        }
    }
}
