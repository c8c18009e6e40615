//! What it costs to find out what an answer means, and to read an error's cells, beside code by hand.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput};
use fastrand::Rng;
use rcs_errors::Matched;
use rcs_errors_benches::table::{markdown, ratio, target};
use serde::Deserialize;

/// Enums of pages of many sizes.
#[allow(clippy::pedantic, missing_docs, reason = "a bench uses only some of it, and has no docs")]
mod catalog {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

/// The same pages by hand.
#[allow(clippy::pedantic, clippy::single_match, dead_code, reason = "it is as long as the pages")]
mod by_hand {
    use super::Row;

    include!(concat!(env!("OUT_DIR"), "/by_hand.rs"));
}

/// A documented error by hand.
struct Row {
    name: &'static str,
    status: u16,
    code: &'static str,
    message: &'static str,
    description: &'static str,
}

/// An answer of the API, in memory of its own.
struct Answer {
    status: u16,
    code: String,
    message: String,
}

/// A page: its generated enum, and what is written for it by hand.
trait Page {
    const TITLE: &'static str;
    const ROWS: &'static [Row];
    /// Whether rustc is done with a `match` of so many arms in reasonable time.
    const HAS_MATCH: bool;

    type Error: Copy + Debug + PartialEq + 'static;
    type Found: Copy;
    type Parsed;

    fn candidates(answer: &Answer) -> Self::Found;
    fn is_exact(found: Self::Found) -> bool;
    fn by_match(answer: &Answer) -> Option<Self::Error>;
    fn by_matches(answer: &Answer) -> (Matched, &'static [Self::Error]);
    fn by_phf_of_codes(answer: &Answer) -> Option<Self::Error>;
    fn by_phf_of_messages(answer: &Answer) -> Option<Self::Error>;
    /// strum reads one text, which tells nothing of status and code.
    fn by_strum(answer: &Answer) -> Option<Self::Parsed>;
    fn by_scan(answer: &Answer) -> Option<Self::Error>;

    fn with_code(code: &str) -> &'static [Self::Error];
    fn match_of_code(code: &str) -> &'static [Self::Error];
    fn phf_of_code(code: &str) -> Option<&'static [(u16, &'static str, Self::Error)]>;
    fn scan_for_code(code: &str) -> usize;

    /// Benches those of the page's enum, and those of an endpoint's.
    fn accessors(criterion: &mut Criterion);
}

/// Each cell of an enum's errors, by the enum and by an array of rows.
macro_rules! accessors {
    ($criterion:ident, $title:expr, $error:ty, $rows:expr) => {
        let errors = shuffled(<$error>::ALL.iter().copied());
        accessors!($criterion, $title, errors, $rows, status code message description name);
    };
    ($criterion:ident, $title:expr, $errors:ident, $rows:expr, $($cell:ident)*) => {
        $({
            let name = format!("{} {}", stringify!($cell), $title);
            let mut group = Group::new($criterion, &name, &$errors);
            group.bench(OURS, |error| error.$cell());
            group.bench(ARRAY, |error| $rows[*error as usize].$cell);
        })*
    };
}

macro_rules! page {
    ($page:ident, $title:literal, $root:ident, $module:ident) => {
        struct $page;

        impl Page for $page {
            const TITLE: &'static str = $title;
            const ROWS: &'static [Row] = &by_hand::$module::ROWS;
            const HAS_MATCH: bool = by_hand::$module::HAS_MATCH;

            type Error = by_hand::$module::Error;
            type Found = $root::Candidates<Self::Error>;
            type Parsed = by_hand::$module::Parsed;

            fn candidates(answer: &Answer) -> Self::Found {
                Self::Error::candidates(answer.status, &answer.code, &answer.message)
            }

            fn is_exact(found: Self::Found) -> bool {
                found.matched() == $root::Matched::Exact
            }

            fn by_match(answer: &Answer) -> Option<Self::Error> {
                by_hand::$module::by_match(answer.status, &answer.code, &answer.message)
            }

            fn by_matches(answer: &Answer) -> (Matched, &'static [Self::Error]) {
                by_hand::$module::nearest_match(answer.status, &answer.code, &answer.message)
            }

            fn by_phf_of_codes(answer: &Answer) -> Option<Self::Error> {
                let errors = by_hand::$module::BY_CODE.get(answer.code.as_str())?;
                let mut errors = errors.iter();
                let is_it = |(status, message, _): &&(u16, &str, Self::Error)| {
                    *status == answer.status && *message == answer.message
                };
                errors.find(is_it).map(|(_, _, error)| *error)
            }

            fn by_phf_of_messages(answer: &Answer) -> Option<Self::Error> {
                let errors = by_hand::$module::BY_MESSAGE.get(answer.message.as_str())?;
                let mut errors = errors.iter();
                let is_it = |(status, code, _): &&(u16, &str, Self::Error)| {
                    *status == answer.status && *code == answer.code
                };
                errors.find(is_it).map(|(_, _, error)| *error)
            }

            fn by_strum(answer: &Answer) -> Option<Self::Parsed> {
                answer.message.parse().ok()
            }

            fn by_scan(answer: &Answer) -> Option<Self::Error> {
                let is_it = |error: &Self::Error| {
                    error.status() == answer.status
                        && error.code() == answer.code
                        && error.message() == answer.message
                };
                Self::Error::ALL.iter().copied().find(is_it)
            }

            fn with_code(code: &str) -> &'static [Self::Error] {
                Self::Error::with_code(code)
            }

            fn match_of_code(code: &str) -> &'static [Self::Error] {
                by_hand::$module::match_code(code)
            }

            fn phf_of_code(code: &str) -> Option<&'static [(u16, &'static str, Self::Error)]> {
                by_hand::$module::BY_CODE.get(code).copied()
            }

            fn scan_for_code(code: &str) -> usize {
                Self::Error::ALL.iter().filter(|error| error.code() == code).count()
            }

            fn accessors(criterion: &mut Criterion) {
                accessors!(criterion, Self::TITLE, Self::Error, by_hand::$module::ROWS);
                let title = of_endpoint(Self::TITLE);
                accessors!(
                    criterion,
                    title,
                    by_hand::$module::EndpointError,
                    by_hand::$module::ENDPOINT_ROWS
                );
            }
        }
    };
}

page!(Real, "11 (real)", rcs_errors, agent_launch);
page!(Errors300, "300", catalog, errors_300);
page!(OneCode300, "300, one code", catalog, one_code_300);
#[cfg(feature = "large")]
page!(Errors3000, "3,000", catalog, errors_3000);
#[cfg(feature = "large")]
page!(OneCode3000, "3,000, one code", catalog, one_code_3000);
#[cfg(feature = "large")]
page!(Errors10000, "10,000", catalog, errors_10000);
#[cfg(feature = "large")]
page!(OneCode10000, "10,000, one code", catalog, one_code_10000);

macro_rules! for_each_size {
    ($bench:ident($($argument:expr),*)) => {
        $bench::<Real>($($argument),*);
        $bench::<Errors300>($($argument),*);
        #[cfg(feature = "large")]
        {
            $bench::<Errors3000>($($argument),*);
            $bench::<Errors10000>($($argument),*);
        }
    };
}

macro_rules! for_each_page {
    ($bench:ident($($argument:expr),*)) => {
        for_each_size!($bench($($argument),*));
        $bench::<OneCode300>($($argument),*);
        #[cfg(feature = "large")]
        {
            $bench::<OneCode3000>($($argument),*);
            $bench::<OneCode10000>($($argument),*);
        }
    };
}

/// How many a list has: more than a processor learns by heart.
const COUNT: usize = 4096;

/// The functions of a group.
const OURS: &str = "rcs-errors";
const MATCH: &str = "match";
const MATCHES: &str = "match a level";
const PHF_OF_CODES: &str = "phf of codes";
const PHF_OF_MESSAGES: &str = "phf of messages";
const STRUM: &str = "strum";
const SCAN: &str = "scan";
const ARRAY: &str = "array";

const CELLS: [&str; 5] = ["status", "code", "message", "description", "name"];

fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    // What stands there is of another run.
    _ = fs::remove_dir_all(&folder);
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400))
        .sample_size(20)
        .nresamples(1_000)
        .configure_from_args();
    for_each_page!(lookups(&mut criterion));
    for_each_size!(accessors(&mut criterion));
    criterion.final_summary();

    let results = Results { folder };
    let (mut lookups, mut accessors) = (Vec::new(), Vec::new());
    for_each_page!(lookup_rows(&results, &mut lookups));
    for_each_size!(accessor_rows(&results, &mut accessors));
    print(&lookups, &accessors);
}

/// What an answer has in common with a documented error.
#[derive(Clone, Copy)]
enum Kind {
    Documented,
    OtherMessage,
    OtherStatus,
    UnknownCode,
}

impl Kind {
    const ALL: [Self; 4] =
        [Self::Documented, Self::OtherMessage, Self::OtherStatus, Self::UnknownCode];

    fn title(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::OtherMessage => "other message",
            Self::OtherStatus => "other status",
            Self::UnknownCode => "unknown code",
        }
    }

    fn answer(self, row: &Row, documented: &Documented, rng: &mut Rng) -> Answer {
        let mut answer = Answer {
            status: row.status,
            code: row.code.to_owned(),
            message: row.message.to_owned(),
        };
        match self {
            Self::Documented => {}
            Self::OtherMessage => {
                answer.message.pop();
                answer.message.push('!');
            }
            Self::OtherStatus => answer.status = documented.other_status(row.code, rng),
            Self::UnknownCode => {
                while documented.codes.contains(answer.code.as_str()) {
                    answer.code = other_digits(row.code, rng);
                }
            }
        }
        answer
    }
}

/// A code of the same form.
fn other_digits(code: &str, rng: &mut Rng) -> String {
    code.chars().map(|c| if c.is_ascii_digit() { rng.digit(10) } else { c }).collect()
}

/// What the page documents.
struct Documented {
    codes: BTreeSet<&'static str>,
    statuses: BTreeSet<u16>,
    pairs: BTreeSet<(&'static str, u16)>,
}

impl Documented {
    fn new(rows: &'static [Row]) -> Self {
        Self {
            codes: rows.iter().map(|row| row.code).collect(),
            statuses: rows.iter().map(|row| row.status).collect(),
            pairs: rows.iter().map(|row| (row.code, row.status)).collect(),
        }
    }

    /// A status of the page that the code does not have, if there is one.
    fn other_status(&self, code: &'static str, rng: &mut Rng) -> u16 {
        let statuses = self.statuses.iter().copied();
        let others = statuses.filter(|status| !self.pairs.contains(&(code, *status)));
        rng.choice(others.collect::<Vec<_>>()).unwrap_or_else(|| rng.u16(600..700))
    }
}

/// A list of as many, each about as often, in an order without a pattern.
fn shuffled<T>(all: impl Iterator<Item = T> + Clone) -> Vec<T> {
    let mut list: Vec<T> = all.clone().cycle().take(COUNT.max(all.count())).collect();
    let mut rng = Rng::with_seed(1);
    rng.shuffle(&mut list);
    list.truncate(COUNT);
    list
}

fn answers<P: Page>(kind: Kind) -> Vec<Answer> {
    let documented = Documented::new(P::ROWS);
    let mut rng = Rng::with_seed(2);
    let rows = shuffled(P::ROWS.iter()).into_iter();
    rows.map(|row| kind.answer(row, &documented, &mut rng)).collect()
}

/// Who finds something else than the others is not to be compared with them.
fn agree<P: Page>(answer: &Answer) {
    let exact = P::by_scan(answer);
    assert_eq!(P::is_exact(P::candidates(answer)), exact.is_some());
    assert_eq!(P::by_phf_of_codes(answer), exact);
    assert_eq!(P::by_phf_of_messages(answer), exact);
    let code = P::with_code(&answer.code);
    assert_eq!(P::phf_of_code(&answer.code).map_or(0, <[_]>::len), code.len());
    assert_eq!(P::scan_for_code(&answer.code), code.len());
    if P::HAS_MATCH {
        assert_eq!(P::by_match(answer), exact);
        assert_eq!(P::match_of_code(&answer.code).len(), code.len());
    }
}

fn lookup_group<P: Page>(function: &str, kind: Kind) -> String {
    format!("{function} {} {}", P::TITLE, kind.title())
}

fn lookups<P: Page>(criterion: &mut Criterion) {
    for kind in Kind::ALL {
        let answers = answers::<P>(kind);
        answers.iter().for_each(agree::<P>);
        let mut group = Group::new(criterion, &lookup_group::<P>("candidates", kind), &answers);
        group.bench(OURS, P::candidates);
        if P::HAS_MATCH {
            group.bench(MATCH, P::by_match);
            group.bench(MATCHES, P::by_matches);
        }
        group.bench(PHF_OF_CODES, P::by_phf_of_codes);
        group.bench(PHF_OF_MESSAGES, P::by_phf_of_messages);
        group.bench(STRUM, P::by_strum);
        group.bench(SCAN, P::by_scan);
    }
    for kind in [Kind::Documented, Kind::UnknownCode] {
        let answers = answers::<P>(kind);
        let mut group = Group::new(criterion, &lookup_group::<P>("with_code", kind), &answers);
        group.bench(OURS, |answer| P::with_code(&answer.code));
        if P::HAS_MATCH {
            group.bench(MATCH, |answer| P::match_of_code(&answer.code));
        }
        group.bench(PHF_OF_CODES, |answer| P::phf_of_code(&answer.code));
        group.bench(SCAN, |answer| P::scan_for_code(&answer.code));
    }
}

fn accessors<P: Page>(criterion: &mut Criterion) {
    P::accessors(criterion);
}

/// Functions that are called for each of a list.
struct Group<'c, T> {
    group: BenchmarkGroup<'c, WallTime>,
    list: &'c [T],
}

impl<'c, T> Group<'c, T> {
    fn new(criterion: &'c mut Criterion, name: &str, list: &'c [T]) -> Self {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(list.len() as u64));
        Self { group, list }
    }

    fn bench<R>(&mut self, function: &str, call: impl Fn(&T) -> R) {
        self.group.bench_function(function, |bencher| {
            bencher.iter(|| {
                for one in self.list {
                    // By reference: a copy of what has just been written in parts would wait for it.
                    black_box(&call(black_box(one)));
                }
            });
        });
    }
}

/// What criterion has measured.
struct Results {
    folder: PathBuf,
}

/// The samples of a function: how often it was called for each, and how long that took.
#[derive(Deserialize)]
struct Samples {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Results {
    /// The time of a call in nanoseconds; `None` where it was not measured.
    ///
    /// It is that of the fastest sample: whatever else the machine does makes others slower.
    fn time(&self, group: &str, function: &str) -> Option<f64> {
        let path = self.folder.join(group).join(function).join("new/sample.json");
        let samples: Samples = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
        let times = samples.times.iter().zip(&samples.iters).map(|(time, count)| time / count);
        #[expect(clippy::cast_precision_loss, reason = "it is small")]
        times.reduce(f64::min).map(|time| time / COUNT as f64)
    }

    /// How many times as long as another function ours takes.
    fn ratio(&self, group: &str, function: &str) -> Option<f64> {
        Some(self.time(group, OURS)? / self.time(group, function)?)
    }
}

fn lookup_rows<P: Page>(results: &Results, rows: &mut Vec<[String; 11]>) {
    let candidates = Kind::ALL.map(|kind| ("candidates", kind));
    let with_code = [Kind::Documented, Kind::UnknownCode].map(|kind| ("with_code", kind));
    for (function, kind) in candidates.into_iter().chain(with_code) {
        let group = lookup_group::<P>(function, kind);
        // What was not asked for was not measured.
        let Some(time) = results.time(&group, OURS) else { continue };
        let ratios = [MATCH, MATCHES, PHF_OF_CODES, PHF_OF_MESSAGES, STRUM, SCAN]
            .map(|peer| results.ratio(&group, peer));
        let [to_match, _, to_phf_of_codes, to_phf_of_messages, ..] = ratios;
        // To the faster one, the ratio is higher.
        let to_phf = to_phf_of_codes.into_iter().chain(to_phf_of_messages).reduce(f64::max);
        let targets = if P::ROWS.len() < 300 {
            vec![(2.0, MATCH, to_match), (0.5, "phf", to_phf)]
        } else {
            vec![(1.0, "phf", to_phf)]
        };
        let targets = targets
            .into_iter()
            .filter_map(|(most, peer, ratio)| Some(target(most, &format!("of {peer}"), ratio?)));
        let targets = targets.collect::<Vec<_>>().join(", ");
        let [to_match, to_matches, to_codes, to_messages, to_strum, to_scan] = ratios.map(cell);
        rows.push([
            P::TITLE.to_owned(),
            format!("`{function}`"),
            kind.title().to_owned(),
            format!("{time:.1} ns"),
            to_match,
            to_matches,
            to_codes,
            to_messages,
            to_strum,
            to_scan,
            targets,
        ]);
    }
}

fn accessor_rows<P: Page>(results: &Results, rows: &mut Vec<[String; 7]>) {
    for title in [P::TITLE.to_owned(), of_endpoint(P::TITLE)] {
        let ratios = CELLS.map(|cell| results.ratio(&format!("{cell} {title}"), ARRAY));
        let highest = ratios.into_iter().flatten().reduce(f64::max);
        let Some(target) = highest.map(|highest| target(1.1, "of array", highest)) else {
            continue;
        };
        let [status, code, message, description, name] = ratios.map(cell);
        rows.push([title, status, code, message, description, name, target]);
    }
}

/// Empty for what was not measured.
fn cell(figure: Option<f64>) -> String {
    figure.map_or(String::new(), ratio)
}

fn of_endpoint(title: &str) -> String {
    format!("{title}, of an endpoint")
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(lookups: &[[String; 11]], accessors: &[[String; 7]]) {
    let heading = [
        "errors",
        "function",
        "answer",
        OURS,
        "÷ match",
        "÷ match a level",
        "÷ phf of codes",
        "÷ phf of messages",
        "÷ strum",
        "÷ scan",
        "at most",
    ];
    println!("\n{}", markdown(heading, lookups));
    let heading =
        ["errors", "`status`", "`code`", "`message`", "`description`", "`name`", "at most"];
    println!("{}", markdown(heading, accessors));
}
