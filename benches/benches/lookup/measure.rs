//! Measuring with criterion, and reading what it has measured.

use std::fs;
use std::hint::black_box;
use std::path::PathBuf;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use serde::Deserialize;

use crate::response::LIST_LENGTH;

/// The names of the functions of a group.
pub(crate) const RCS_ERRORS: &str = "rcs-errors";
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
