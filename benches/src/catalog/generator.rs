//! Pages made from a seed.
//!
//! They resemble a vendor's page in everything that takes time or memory. A page has several endpoints
//! and a common table. Each endpoint lists the common errors and some errors of the endpoint before.
//! Most codes are used for one error, and some for up to five. A few errors have the message of another
//! error with the same code, under another status, and a few cannot be told apart by a response.

use fastrand::Rng;

use super::{Error, Page, Table};

/// The size of a page.
#[derive(Clone, Copy, Debug)]
pub enum Size {
    /// The number of rows of all its tables.
    Rows(usize),
    /// The number of distinct errors, which are those of the page's enum.
    Errors(usize),
}

/// How many errors of a page have the same code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// One in most cases, and up to five.
    Few,
    /// All: the page has one code.
    All,
}

/// Makes pages whose descriptions all differ.
#[derive(Debug)]
pub struct Generator {
    rng: Rng,
    /// Subject, condition and place of the errors that can still be made.
    phrases: Vec<(&'static str, Phrase, Phrase)>,
}

const ACTIONS: [&str; 8] =
    ["Cancel", "Create", "Delete", "Get", "Launch", "List", "Update", "Verify"];

const THINGS: [&str; 8] =
    ["Agent", "Brand", "Campaign", "Carrier", "File", "Message", "Template", "Tester"];

const STATUSES: [u16; 12] = [400, 400, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503];

/// The numbers of errors that have the same code.
const RUNS: [usize; 20] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5];

/// The starts of codes: some codes are longer than a machine word.
const PREFIXES: [&str; 10] =
    ["RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "RCS", "CARRIER-", "CHANNEL_ERROR_"];

impl Generator {
    /// A generator that makes the same pages for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut phrases = Vec::with_capacity(SUBJECTS.len() * CONDITIONS.len() * PLACES.len());
        for subject in SUBJECTS {
            for condition in CONDITIONS {
                phrases.extend(PLACES.map(|place| (subject, condition, place)));
            }
        }
        rng.shuffle(&mut phrases);
        Self { rng, phrases }
    }

    /// A page. The file name `page-1` gives the enum `Page1Error`.
    ///
    /// # Panics
    ///
    /// If the page needs more errors than can still be made, of about 15,000.
    #[must_use]
    pub fn page(&mut self, stem: &str, size: Size, codes: Codes) -> Page {
        let plan = Plan::new(size);
        let mut errors = self.errors(plan.errors(), codes).into_iter();
        let common: Vec<Error> = errors.by_ref().take(plan.common).collect();
        let mut previous: Vec<Error> = Vec::new();
        let mut tables = Vec::new();
        for (endpoint, name) in plan.endpoints.iter().zip(endpoint_names()) {
            let new: Vec<Error> = errors.by_ref().take(endpoint.new).collect();
            let mut rows = common.clone();
            rows.extend_from_slice(&previous[..endpoint.shared]);
            rows.extend_from_slice(&new);
            self.rng.shuffle(&mut rows);
            tables.push(Table { name, errors: rows });
            previous = new;
        }
        tables.push(Table { name: "Common".to_owned(), errors: common });
        Page { stem: stem.to_owned(), name: upper_camel_case(stem), tables }
    }

    fn errors(&mut self, count: usize, codes: Codes) -> Vec<Error> {
        let mut codes = self.codes(codes).into_iter();
        let mut errors: Vec<Error> = Vec::with_capacity(count);
        while errors.len() < count {
            let (code, run) = codes.next().expect("there are more codes than phrases");
            let first = errors.len();
            for _ in 0..run.min(count - first) {
                let error = self.error(&code, errors[first..].last());
                errors.push(error);
            }
        }
        errors
    }

    /// Codes, each with the number of errors that have it.
    fn codes(&mut self, codes: Codes) -> Vec<(String, usize)> {
        if codes == Codes::All {
            return vec![("RCS0904".to_owned(), usize::MAX)];
        }
        // Without those between 400 and 599: the digits of a status in a code make `status-in-code`
        // compare it with the row's status.
        let mut numbers: Vec<u32> = (0..400).chain(600..10_000).collect();
        self.rng.shuffle(&mut numbers);
        let code = |number| {
            let prefix = self.rng.choice(PREFIXES).expect("there are prefixes");
            let run = self.rng.choice(RUNS).expect("there are runs");
            (format!("{prefix}{number:04}"), run)
        };
        numbers.into_iter().map(code).collect()
    }

    /// An error with this code. It often has the status of the previous error with the same code, and
    /// sometimes the message, or both.
    fn error(&mut self, code: &str, previous: Option<&Error>) -> Error {
        let (subject, (condition, short_condition), (place, short_place)) =
            self.phrases.pop().expect("there are phrases left");
        let description = title_case(&format!("{subject} {short_condition} {short_place}."));
        let name = upper_camel_case(&description);
        let message = format!("The {subject} {condition} {place}.");
        let (status, message) = match previous {
            Some(previous) if self.rng.u8(..20) == 0 => (previous.status, previous.message.clone()),
            Some(previous) if self.rng.u8(..6) == 0 => (self.status(), previous.message.clone()),
            Some(previous) if self.rng.u8(..4) > 0 => (previous.status, message),
            _ => (self.status(), message),
        };
        Error { name, status, code: code.to_owned(), message, description }
    }

    fn status(&mut self) -> u16 {
        if self.rng.u8(..10) == 0 {
            self.rng.u16(400..=599)
        } else {
            self.rng.choice(STATUSES).expect("there are statuses")
        }
    }
}

/// The numbers of errors in the tables of a page.
struct Plan {
    common: usize,
    endpoints: Vec<Endpoint>,
}

struct Endpoint {
    /// The number of errors that no table before this one lists.
    new: usize,
    /// The number of errors that the endpoint before lists, too.
    shared: usize,
}

impl Plan {
    /// A larger page has more tables, and more rows in each: 3 tables of about 30 rows, or 32 of 300.
    fn new(size: Size) -> Self {
        let (Size::Rows(total) | Size::Errors(total)) = size;
        let count = (total / 10).isqrt().max(1);
        let common = total / (5 * count);
        let rest = match size {
            Size::Rows(rows) => rows - common * (count + 1),
            Size::Errors(errors) => errors - common,
        };
        let mut previous = 0;
        let endpoints = (0..count).map(|number| {
            let part = rest * (number + 1) / count - rest * number / count;
            let endpoint = match size {
                Size::Rows(_) => Endpoint { new: part - previous / 4, shared: previous / 4 },
                Size::Errors(_) => Endpoint { new: part, shared: previous / 3 },
            };
            previous = endpoint.new;
            endpoint
        });
        Self { common, endpoints: endpoints.collect() }
    }

    fn errors(&self) -> usize {
        self.common + self.endpoints.iter().map(|endpoint| endpoint.new).sum::<usize>()
    }
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

fn title_case(phrase: &str) -> String {
    phrase.split(' ').map(capitalized).collect::<Vec<_>>().join(" ")
}

fn upper_camel_case(phrase: &str) -> String {
    phrase.split(|character: char| !character.is_alphanumeric()).map(capitalized).collect()
}

/// A part of a message, and the words for it in a description.
type Phrase = (&'static str, &'static str);

/// What an error is about.
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

/// What is wrong with it.
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

/// Where it is wrong.
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
