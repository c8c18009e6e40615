//! What is measured with: lists of responses. Measuring with criterion, and reading what it has measured.

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use fastrand::Rng;
use rcs_errors::MatchLevel;
use serde::Deserialize;

use crate::by_hand::Row;

/// The names of the functions of a group.
pub(crate) const RCS_ERRORS: &str = "rcs-errors";
pub(crate) const ENUM_OF_ENDPOINT: &str = "enum of the endpoint";
pub(crate) const ENUM_OF_PAGE: &str = "enum of the page";
pub(crate) const BOTH_ENUMS: &str = "both enums, by hand";
pub(crate) const FORMER: &str = "former";
pub(crate) const MATCH: &str = "match";
pub(crate) const MATCH_A_LEVEL: &str = "match a level";
pub(crate) const PHF_OF_CODES: &str = "phf of codes";
pub(crate) const PHF_OF_MESSAGES: &str = "phf of messages";
pub(crate) const STRUM: &str = "strum";
pub(crate) const SCAN: &str = "scan";
pub(crate) const ARRAY: &str = "array";

/// Functions that are called for each item of the same list.
pub(crate) struct Group<'c, T> {
    group: BenchmarkGroup<'c, WallTime>,
    list: &'c [T],
}

impl<'c, T> Group<'c, T> {
    pub(crate) fn new(criterion: &'c mut Criterion, name: &str, list: &'c [T]) -> Self {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(list.len() as u64));
        Self { group, list }
    }

    pub(crate) fn bench<R>(&mut self, function: &str, call: impl Fn(&T) -> R) {
        self.group.bench_function(function, |bencher| {
            bencher.iter(|| {
                for item in self.list {
                    // By reference: a copy of a result that was written in parts would have to wait
                    // for them.
                    black_box(&call(black_box(item)));
                }
            });
        });
    }
}

/// The folder in which criterion writes what it measures.
pub(crate) struct Measurements {
    pub(crate) folder: PathBuf,
}

/// The samples of a function: how often the list was gone through, and the time that it took.
#[derive(Deserialize)]
struct Samples {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Measurements {
    /// The time of a call in nanoseconds; `None` if it was not measured.
    ///
    /// It is that of the fastest sample: whatever else the machine does makes the others slower.
    pub(crate) fn time(&self, group: &str, function: &str) -> Option<f64> {
        let path = self.folder.join(group).join(function).join("new/sample.json");
        let samples: Samples = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        let times = samples.times.iter().zip(&samples.iters).map(|(time, count)| time / count);
        #[expect(clippy::cast_precision_loss, reason = "it is small")]
        times.reduce(f64::min).map(|time| time / LIST_LENGTH as f64)
    }

    /// The time of rcs-errors divided by that of another function.
    pub(crate) fn ratio(&self, group: &str, function: &str) -> Option<f64> {
        Some(self.time(group, RCS_ERRORS)? / self.time(group, function)?)
    }
}

/// The length of a list: more than the branch prediction of a processor remembers.
pub(crate) const LIST_LENGTH: usize = 4096;

/// A response of the API. Its strings are copies, as those of a received response are.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) code: String,
    pub(crate) message: String,
}

/// How a response differs from a documented error.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Documented,
    OtherMessage,
    OtherStatus,
    OtherStatusAndMessage,
    UnknownCode,
}

impl Kind {
    /// The name in the column `response`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::OtherMessage => "other message",
            Self::OtherStatus => "other status",
            Self::OtherStatusAndMessage => "other status, other message",
            Self::UnknownCode => "unknown code",
        }
    }

    /// What such a response has in common with the errors that it may be.
    pub(crate) fn level(self) -> MatchLevel {
        match self {
            Self::Documented => MatchLevel::Exact,
            Self::OtherMessage => MatchLevel::CodeAndStatus,
            Self::OtherStatus => MatchLevel::CodeAndMessage,
            Self::OtherStatusAndMessage => MatchLevel::Code,
            Self::UnknownCode => MatchLevel::Unknown,
        }
    }

    /// A list of responses of this kind, each made from one of these rows.
    pub(crate) fn responses(
        self,
        rows: impl Iterator<Item = &'static Row> + Clone,
    ) -> Vec<Response> {
        let documented = Documented::new(rows.clone());
        let mut rng = Rng::with_seed(2);
        shuffled(rows).into_iter().map(|row| self.response(row, &documented, &mut rng)).collect()
    }

    fn response(self, row: &Row, documented: &Documented, rng: &mut Rng) -> Response {
        let mut response = Response {
            status: row.status,
            code: row.code.to_owned(),
            message: row.message.to_owned(),
        };
        match self {
            Self::Documented => {}
            Self::OtherMessage => response.message = other_message(row),
            Self::OtherStatus => response.status = documented.other_status(row.code, rng),
            Self::OtherStatusAndMessage => {
                response.status = documented.other_status(row.code, rng);
                response.message = other_message(row);
            }
            Self::UnknownCode => {
                while documented.codes.contains(response.code.as_str()) {
                    response.code = with_random_digits(row.code, rng);
                }
            }
        }
        response
    }
}

/// What rows document.
struct Documented {
    codes: BTreeSet<&'static str>,
    statuses: BTreeSet<u16>,
    pairs: BTreeSet<(&'static str, u16)>,
}

impl Documented {
    fn new(rows: impl Iterator<Item = &'static Row> + Clone) -> Self {
        Self {
            codes: rows.clone().map(|row| row.code).collect(),
            statuses: rows.clone().map(|row| row.status).collect(),
            pairs: rows.map(|row| (row.code, row.status)).collect(),
        }
    }

    /// A status of the rows that no error with this code has, if there is one.
    fn other_status(&self, code: &'static str, rng: &mut Rng) -> u16 {
        let statuses: Vec<u16> = self
            .statuses
            .iter()
            .copied()
            .filter(|status| !self.pairs.contains(&(code, *status)))
            .collect();
        rng.choice(statuses).unwrap_or_else(|| rng.u16(600..700))
    }
}

/// The message with another last character.
fn other_message(row: &Row) -> String {
    let mut message = row.message.to_owned();
    message.pop();
    message + "!"
}

/// A code of the same form, with other digits.
fn with_random_digits(code: &str, rng: &mut Rng) -> String {
    code.chars().map(|c| if c.is_ascii_digit() { rng.digit(10) } else { c }).collect()
}

/// A list in random order, in which each item is about as often as any other.
pub(crate) fn shuffled<T>(items: impl Iterator<Item = T> + Clone) -> Vec<T> {
    let length = LIST_LENGTH.max(items.clone().count());
    let mut list: Vec<T> = items.cycle().take(length).collect();
    Rng::with_seed(1).shuffle(&mut list);
    list.truncate(LIST_LENGTH);
    list
}
