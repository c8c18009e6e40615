//! Catalogs out of a seed, which resemble a vendor's pages in all that costs something.
//!
//! A page has several endpoints and a common table. Every endpoint lists the common errors, and some
//! of the endpoint before it. Most codes stand for one error, some for up to five; some errors differ
//! in nothing that an answer says. The quirks that follow from this are acknowledged, so that a
//! catalog breaks no rule.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io, iter};

use fastrand::Rng;
use rcs_errors::ErrorTable;

/// A page of a catalog.
#[derive(Debug)]
pub struct Page {
    /// The name of its file, without `.toml`.
    pub stem: String,
    /// The name of its enum, without `Error`.
    pub name: String,
    /// The endpoints, and the common table as the last.
    pub tables: Vec<Table>,
}

/// A table of a page.
#[derive(Debug)]
pub struct Table {
    /// The name of its enum, without `Error`.
    pub name: String,
    /// Its rows.
    pub errors: Vec<Error>,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct Error {
    /// The name of the variant.
    pub name: String,
    /// The HTTP status.
    pub status: u16,
    /// The code, which other errors may have too.
    pub code: String,
    /// What the API answers with.
    pub message: String,
    /// What the documentation says that it is.
    pub description: String,
}

/// How large a page is.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// The rows of all its tables together.
    Rows(usize),
    /// The errors that differ, which are those of the page's enum.
    Errors(usize),
}

/// What the codes of a page stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// For one error mostly, and for up to five.
    Few,
    /// One code for all errors.
    All,
}

/// Makes pages, whose texts all differ.
#[derive(Debug)]
pub struct Generator {
    rng: Rng,
    /// Subject, condition and place of the texts that are left.
    texts: Vec<(&'static str, Phrase, Phrase)>,
}

/// What a message says, and what a description makes of it.
type Phrase = (&'static str, &'static str);

const SUBJECTS: [&str; 32] = [
    "access token",
    "account balance",
    "agent number",
    "agent profile",
    "API key",
    "audio file",
    "brand logo",
    "brand name",
    "callback URL",
    "campaign",
    "card title",
    "carousel",
    "contact list",
    "conversation",
    "delivery report",
    "fallback message",
    "file size",
    "image format",
    "launch request",
    "media file",
    "message template",
    "opt-in record",
    "phone number",
    "postback data",
    "privacy policy",
    "request body",
    "sender name",
    "suggested reply",
    "test device",
    "time zone",
    "validity period",
    "webhook",
];

const CONDITIONS: [Phrase; 20] = [
    ("cannot be changed", "Locked"),
    ("could not be verified", "Not Verified"),
    ("does not exist", "Not Found"),
    ("does not match", "Mismatch"),
    ("has been removed", "Removed"),
    ("has expired", "Expired"),
    ("has the wrong format", "Malformed"),
    ("is already in use", "In Use"),
    ("is being reviewed", "In Review"),
    ("is disabled", "Disabled"),
    ("is invalid", "Invalid"),
    ("is missing", "Missing"),
    ("is not allowed", "Not Allowed"),
    ("is not approved", "Not Approved"),
    ("is not supported", "Unsupported"),
    ("is suspended", "Suspended"),
    ("is too long", "Too Long"),
    ("must be unique", "Duplicate"),
    ("timed out", "Timeout"),
    ("was rejected", "Rejected"),
];

const PLACES: [Phrase; 24] = [
    ("at the carrier", "At Carrier"),
    ("at the gateway", "At Gateway"),
    ("for bulk requests", "For Bulk Request"),
    ("for this account", "For Account"),
    ("for this agent", "For Agent"),
    ("for this brand", "For Brand"),
    ("for this carrier", "For Carrier"),
    ("for this channel", "For Channel"),
    ("for this country", "For Country"),
    ("for this device", "For Device"),
    ("for this plan", "For Plan"),
    ("for this region", "For Region"),
    ("for this tenant", "For Tenant"),
    ("for this user", "For User"),
    ("in sandbox mode", "In Sandbox"),
    ("in the draft", "In Draft"),
    ("in the header", "In Header"),
    ("in the last 24 hours", "In Last Day"),
    ("in the payload", "In Payload"),
    ("in the query", "In Query"),
    ("of the parent agent", "Of Parent Agent"),
    ("of the recipient", "Of Recipient"),
    ("on the allow list", "On Allow List"),
    ("on this platform", "On Platform"),
];

const ACTIONS: [&str; 8] =
    ["Cancel", "Create", "Delete", "Get", "Launch", "List", "Update", "Verify"];

const THINGS: [&str; 8] =
    ["Agent", "Brand", "Campaign", "Carrier", "File", "Message", "Template", "Tester"];

const STATUSES: [u16; 12] = [400, 400, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503];

/// How many errors a code stands for.
const RUNS: [usize; 20] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5];

/// How codes begin: a few are longer than a machine word.
const PREFIXES: [&str; 10] =
    ["RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "CARRIER-", "CHANNEL_ERROR_"];

impl Generator {
    /// The same pages for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let places = || PLACES.into_iter();
        let ends = || {
            CONDITIONS.into_iter().flat_map(move |condition| places().map(move |p| (condition, p)))
        };
        let texts = SUBJECTS.into_iter().flat_map(|s| ends().map(move |(c, p)| (s, c, p)));
        let mut texts: Vec<_> = texts.collect();
        rng.shuffle(&mut texts);
        Self { rng, texts }
    }

    /// A page whose file is called like this: `page-1` has the enum `Page1Error`.
    ///
    /// # Panics
    ///
    /// If there are not as many texts left, of about 15,000.
    #[must_use]
    pub fn page(&mut self, stem: &str, size: Size, codes: Codes) -> Page {
        let plan = Plan::new(size);
        let mut errors = self.errors(plan.errors(), codes).into_iter();
        let common: Vec<Error> = errors.by_ref().take(plan.common).collect();
        let mut shared: Vec<Error> = Vec::new();
        let mut tables = Vec::new();
        for (endpoint, name) in plan.endpoints.iter().zip(endpoint_names()) {
            let own: Vec<Error> = errors.by_ref().take(endpoint.own).collect();
            let mut rows = common.clone();
            rows.extend_from_slice(&shared[..endpoint.shared]);
            rows.extend_from_slice(&own);
            self.rng.shuffle(&mut rows);
            tables.push(Table { name, errors: rows });
            shared = own;
        }
        tables.push(Table { name: "Common".to_owned(), errors: common });
        Page { stem: stem.to_owned(), name: upper_camel_case(stem), tables }
    }

    fn errors(&mut self, count: usize, codes: Codes) -> Vec<Error> {
        let mut codes = self.codes(codes).into_iter();
        let mut errors: Vec<Error> = Vec::with_capacity(count);
        while errors.len() < count {
            let (code, run) = codes.next().expect("there are more codes than texts");
            let first = errors.len();
            for _ in 0..run.min(count - first) {
                let before = errors[first..].last();
                let error = self.error(&code, before);
                errors.push(error);
            }
        }
        errors
    }

    /// Codes, and how many errors each stands for.
    fn codes(&mut self, codes: Codes) -> Vec<(String, usize)> {
        if codes == Codes::All {
            return vec![("RCS0904".to_owned(), usize::MAX)];
        }
        // A code with the digits of a status would be odd with another one.
        let mut numbers: Vec<u32> = (0..400).chain(600..10_000).collect();
        self.rng.shuffle(&mut numbers);
        let code = |number| {
            let prefix = self.rng.choice(PREFIXES).unwrap_or_default();
            (format!("{prefix}{number:04}"), self.rng.choice(RUNS).unwrap_or(1))
        };
        numbers.into_iter().map(code).collect()
    }

    /// An error with a code, and often with the status of the one before it that has the same code;
    /// now and then with its message too.
    fn error(&mut self, code: &str, before: Option<&Error>) -> Error {
        let (subject, (is, short), (place, short_place)) =
            self.texts.pop().expect("there are texts left");
        let description = title_case(&format!("{subject} {short} {short_place}."));
        let name = upper_camel_case(&description);
        let message = format!("The {subject} {is} {place}.");
        let (status, message) = match before {
            Some(before) if self.rng.u8(..20) == 0 => (before.status, before.message.clone()),
            Some(before) if self.rng.u8(..4) > 0 => (before.status, message),
            _ if self.rng.u8(..10) == 0 => (self.rng.u16(400..=599), message),
            _ => (self.rng.choice(STATUSES).unwrap_or(400), message),
        };
        Error { name, status, code: code.to_owned(), message, description }
    }
}

/// How many errors stand in which tables.
struct Plan {
    common: usize,
    endpoints: Vec<Endpoint>,
}

struct Endpoint {
    /// Errors that no table before this one has.
    own: usize,
    /// Errors of the endpoint before.
    shared: usize,
}

impl Plan {
    /// With the page, both the tables and their rows get more: 3 tables of 30 rows or so, or 32 of
    /// 300.
    fn new(size: Size) -> Self {
        let (Size::Rows(total) | Size::Errors(total)) = size;
        let count = (total / 10).isqrt().max(1);
        let common = total / (5 * count);
        let rest = match size {
            Size::Rows(rows) => rows - common * (count + 1),
            Size::Errors(errors) => errors - common,
        };
        let mut before = 0;
        let endpoints = (0..count).map(|number| {
            let part = rest * (number + 1) / count - rest * number / count;
            // A quarter of what is not common.
            let endpoint = match size {
                Size::Rows(_) => Endpoint { own: part - before / 4, shared: before / 4 },
                Size::Errors(_) => Endpoint { own: part, shared: before / 3 },
            };
            before = endpoint.own;
            endpoint
        });
        Self { common, endpoints: endpoints.collect() }
    }

    fn errors(&self) -> usize {
        self.common + self.endpoints.iter().map(|endpoint| endpoint.own).sum::<usize>()
    }
}

impl Page {
    /// The errors that differ, in the page's order.
    #[must_use]
    pub fn errors(&self) -> Vec<&Error> {
        let mut seen = BTreeSet::new();
        let rows = self.tables.iter().flat_map(|table| &table.errors);
        rows.filter(|error| seen.insert(&error.name)).collect()
    }

    /// What becomes an enum, by the enum's name: the page as a whole, and each table.
    #[must_use]
    pub fn enums(&self) -> Vec<(String, Vec<&Error>)> {
        let name = |name: &str| format!("{name}Error");
        let tables = self.tables.iter();
        let tables = tables.map(|table| (name(&table.name), table.errors.iter().collect()));
        iter::once((name(&self.name), self.errors())).chain(tables).collect()
    }

    /// The rows of all tables together.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.errors.len()).sum()
    }

    /// The page as a file of a catalog.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut text = format!(
            "[page]\nname = \"{}\"\ntitle = \"{0}\"\n\
             source = \"https://docs.example.com/{}\"\nretrieved = 2026-01-31\n",
            self.name, self.stem
        );
        let heads = iter::repeat_n("[[endpoint]]", self.tables.len() - 1).chain(["[common]"]);
        for (head, table) in heads.zip(&self.tables) {
            let rows: String = table.errors.iter().map(row).collect();
            _ = write!(
                text,
                "\n{head}\nname = \"{}\"\ntitle = \"{0}\"\nerrors = [\n{rows}]\n",
                table.name
            );
        }
        text + &self.quirks()
    }

    /// The entries that acknowledge what is odd about the page.
    fn quirks(&self) -> String {
        let reused = group(self.errors(), |error| error.code.as_str());
        let reused = reused.map(|names| quirk("reused-code", None, &names));
        let alike = self.tables.iter().flat_map(|table| {
            let groups = group(&table.errors, |error| {
                (error.status, error.code.as_str(), error.message.as_str())
            });
            groups.map(|names| quirk("indistinguishable", Some(&table.name), &names))
        });
        reused.chain(alike).collect()
    }
}

impl Table {
    /// A table of the real page, or the page as a whole.
    #[must_use]
    pub fn of<E: ErrorTable>() -> Self {
        let errors = E::ALL.iter().map(|error| {
            let entry = error.entry();
            Error {
                name: error.name().to_owned(),
                status: entry.status,
                code: entry.code.to_owned(),
                message: entry.message.to_owned(),
                description: entry.description.to_owned(),
            }
        });
        Self { name: E::TABLE.name.to_owned(), errors: errors.collect() }
    }
}

/// Writes pages into a folder, which is made.
///
/// # Errors
///
/// If that fails.
pub fn write(pages: &[Page], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    pages
        .iter()
        .try_for_each(|page| fs::write(folder.join(&page.stem).with_extension("toml"), page.toml()))
}

/// The names of errors that have something in common with another one.
fn group<'p, K: Ord>(
    errors: impl IntoIterator<Item = &'p Error>,
    key: impl Fn(&'p Error) -> K,
) -> impl Iterator<Item = Vec<&'p str>> {
    let mut groups: BTreeMap<K, Vec<&str>> = BTreeMap::new();
    for error in errors {
        groups.entry(key(error)).or_default().push(&error.name);
    }
    groups.into_values().filter(|names| names.len() > 1)
}

fn quirk(kind: &str, endpoint: Option<&str>, names: &[&str]) -> String {
    let endpoint = endpoint.map(|name| format!("endpoint = \"{name}\"\n")).unwrap_or_default();
    let names = names.join("\", \"");
    format!(
        "\n[[quirk]]\nkind = \"{kind}\"\n{endpoint}errors = [\"{names}\"]\n\
         note = \"Rely on the status and the message, or on the request.\"\n"
    )
}

fn row(error: &Error) -> String {
    let Error { name, status, code, message, description } = error;
    format!(
        "  {{ name = \"{name}\", status = {status}, code = \"{code}\", \
         message = \"{message}\", description = \"{description}\" }},\n"
    )
}

/// `CancelAgent`, `CreateAgent` and so on.
fn endpoint_names() -> impl Iterator<Item = String> {
    THINGS.iter().flat_map(|thing| ACTIONS.iter().map(move |action| format!("{action}{thing}")))
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn title_case(text: &str) -> String {
    text.split(' ').map(capitalized).collect::<Vec<_>>().join(" ")
}

fn upper_camel_case(text: &str) -> String {
    text.split(|character: char| !character.is_alphanumeric()).map(capitalized).collect()
}
