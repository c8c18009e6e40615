//! The time to look up a response, and to read a field of an error, compared with code by hand.

mod endpoints;
mod lookups;
mod measure;
mod page;

use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::Criterion;

use self::measure::Measurements;
use self::page::{Errors300, OneCode300, Page, Real};
#[cfg(feature = "large")]
use self::page::{Errors3000, Errors10000, OneCode3000, OneCode10000};

/// The generated enums of the pages.
#[allow(clippy::pedantic, missing_docs, reason = "a bench uses only some of it, and has no docs")]
mod catalog {
    include!(concat!(env!("OUT_DIR"), "/catalog.rs"));
}

/// The same pages for the former lookup.
#[allow(clippy::enum_variant_names, clippy::pedantic, reason = "the names are the catalog's")]
mod former {
    include!(concat!(env!("OUT_DIR"), "/former.rs"));
}

/// The same pages by hand.
#[allow(clippy::pedantic, clippy::single_match, dead_code, reason = "it is as long as the pages")]
mod by_hand {
    /// A documented error.
    pub(crate) struct Row {
        pub(crate) name: &'static str,
        pub(crate) status: u16,
        pub(crate) code: &'static str,
        pub(crate) message: &'static str,
        pub(crate) description: &'static str,
    }

    include!(concat!(env!("OUT_DIR"), "/by_hand.rs"));
}

/// The measurements of a page, without the page's types.
struct PageBench {
    title: &'static str,
    /// The number of distinct errors.
    errors: usize,
    lookups: fn(&mut Criterion),
    endpoints: fn(&mut Criterion),
    fields: fn(&mut Criterion),
}

impl PageBench {
    const fn new<P: Page>() -> Self {
        Self {
            title: P::TITLE,
            errors: P::ROWS.len(),
            lookups: lookups::bench::<P>,
            endpoints: endpoints::bench::<P>,
            fields: P::bench_fields,
        }
    }
}

/// Pages of several sizes.
const SIZES: &[PageBench] = &[
    PageBench::new::<Real>(),
    PageBench::new::<Errors300>(),
    #[cfg(feature = "large")]
    PageBench::new::<Errors3000>(),
    #[cfg(feature = "large")]
    PageBench::new::<Errors10000>(),
];

/// Pages whose errors all have the same code. Fields are read as on other pages, so only lookups are
/// measured.
const ONE_CODE: &[PageBench] = &[
    PageBench::new::<OneCode300>(),
    #[cfg(feature = "large")]
    PageBench::new::<OneCode3000>(),
    #[cfg(feature = "large")]
    PageBench::new::<OneCode10000>(),
];

#[expect(clippy::print_stdout, reason = "it is the result")]
fn main() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    // Measurements of a previous run.
    _ = fs::remove_dir_all(&folder);
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400))
        .sample_size(20)
        .nresamples(1_000)
        .configure_from_args();
    for page in SIZES.iter().chain(ONE_CODE) {
        (page.lookups)(&mut criterion);
        (page.endpoints)(&mut criterion);
    }
    for page in SIZES {
        (page.fields)(&mut criterion);
    }
    criterion.final_summary();

    let measurements = Measurements { folder };
    let pages = SIZES.iter().chain(ONE_CODE).map(|page| (page.title, page.errors));
    println!("\n{}", lookups::table(&measurements, pages));
    let titles = SIZES.iter().chain(ONE_CODE).map(|page| page.title);
    println!("{}", endpoints::table(&measurements, titles));
    let titles = SIZES.iter().map(|page| page.title);
    println!("{}", page::fields_table(&measurements, titles));
}
