//! The pages, each with its generated enum and the code by hand that is compared with it, and the times to read the
//! fields of their errors.

use std::fmt::Debug;
use std::hint::black_box;

use criterion::Criterion;
use rcs_errors::MatchLevel;
use rcs_errors_benches::former::MatchLevel as FormerLevel;
use rcs_errors_benches::table::{markdown, ratio, target};

use crate::by_hand::Row;
use crate::measure::{ARRAY, Group, Measurements, RCS_ERRORS, Response, shuffled};
use crate::{by_hand, catalog, former};

/// A page, with its generated enum and the code by hand.
pub(crate) trait Page {
    /// The name in the column `errors`.
    const TITLE: &'static str;
    /// The rows of the distinct errors.
    const ROWS: &'static [Row];
    /// The rows of an endpoint.
    const ENDPOINT_ROWS: &'static [Row];
    /// Whether rustc compiles a `match` of all errors in a reasonable time.
    const HAS_MATCH: bool;

    type Error: Copy + Debug + PartialEq + 'static;
    type Lookup: Copy;
    type EndpointLookup: Copy;
    type Former: Copy + 'static;
    type FormerLookup: Copy;
    type Parsed;

    fn lookup(response: &Response) -> Self::Lookup;
    fn level(lookup: Self::Lookup) -> MatchLevel;
    fn errors(lookup: Self::Lookup) -> &'static [Self::Error];
    fn former(response: &Response) -> Self::FormerLookup;
    /// Whether the former lookup finds the same, if it can.
    fn agrees_with_former(response: &Response) -> bool;
    fn match_error(response: &Response) -> Option<Self::Error>;
    fn match_levels(response: &Response) -> (MatchLevel, &'static [Self::Error]);
    fn phf_of_codes(response: &Response) -> Option<Self::Error>;
    fn phf_of_messages(response: &Response) -> Option<Self::Error>;
    /// Parses the message. strum can parse one string only, and knows no status or code.
    fn strum(response: &Response) -> Option<Self::Parsed>;
    fn scan(response: &Response) -> Option<Self::Error>;

    fn with_code(code: &str) -> &'static [Self::Error];
    fn former_with_code(code: &str) -> &'static [Self::Former];
    fn match_code(code: &str) -> &'static [Self::Error];
    fn phf_with_code(code: &str) -> Option<&'static [(u16, &'static str, Self::Error)]>;
    /// The number of errors with this code.
    fn scan_for_code(code: &str) -> usize;

    /// A response of the endpoint, whose value the compiler does not know.
    fn endpoint(response: &Response) -> Self::Lookup;
    fn is_listed(lookup: Self::Lookup) -> bool;
    fn enum_of_endpoint(response: &Response) -> Self::EndpointLookup;
    /// As [`endpoint`](Self::endpoint) with the lookups of both enums: that of the page if it is better.
    fn both_enums(response: &Response) -> Result<Self::EndpointLookup, Self::Lookup>;

    /// Measures the fields of the page's enum, and of an endpoint's.
    fn bench_fields(criterion: &mut Criterion);
}

/// Measures each field of an enum's errors, and of an array of rows.
macro_rules! bench_fields {
    ($criterion:ident, $title:expr, $error:ty, $rows:expr, $($field:ident)*) => {
        let errors = shuffled(<$error>::ALL.iter().copied());
        $({
            let name = group_name(stringify!($field), $title);
            let mut group = Group::new($criterion, &name, &errors);
            group.bench(RCS_ERRORS, |error| error.$field());
            group.bench(ARRAY, |error| $rows[*error as usize].$field);
        })*
    };
}

/// A page in the module `$module`, whose shared part of the generated code is in `$root`.
macro_rules! page {
    ($page:ident, $title:literal, $root:ident, $module:ident) => {
        pub(crate) struct $page;

        impl Page for $page {
            const TITLE: &'static str = $title;
            const ROWS: &'static [Row] = &by_hand::$module::ROWS;
            const ENDPOINT_ROWS: &'static [Row] = &by_hand::$module::ENDPOINT_ROWS;
            const HAS_MATCH: bool = by_hand::$module::HAS_MATCH;

            type Error = by_hand::$module::Error;
            type Lookup = $root::Lookup<Self::Error>;
            type EndpointLookup = $root::Lookup<by_hand::$module::EndpointError>;
            type Former = former::$module::Error;
            type FormerLookup = rcs_errors_benches::former::Lookup<Self::Former>;
            type Parsed = by_hand::$module::Parsed;

            fn lookup(response: &Response) -> Self::Lookup {
                Self::Error::lookup(response.status, &response.code, &response.message)
            }

            fn level(lookup: Self::Lookup) -> MatchLevel {
                match lookup.level() {
                    $root::MatchLevel::Unknown => MatchLevel::Unknown,
                    $root::MatchLevel::Code => MatchLevel::Code,
                    $root::MatchLevel::CodeAndMessage => MatchLevel::CodeAndMessage,
                    $root::MatchLevel::CodeAndStatus => MatchLevel::CodeAndStatus,
                    $root::MatchLevel::Exact => MatchLevel::Exact,
                }
            }

            fn errors(lookup: Self::Lookup) -> &'static [Self::Error] {
                lookup.errors()
            }

            fn former(response: &Response) -> Self::FormerLookup {
                Self::Former::lookup(response.status, &response.code, &response.message)
            }

            fn agrees_with_former(response: &Response) -> bool {
                let lookup = Self::lookup(response);
                let former = Self::former(response);
                let errors = lookup.errors().iter().map(|error| *error as usize);
                let are_equal = errors.eq(former.errors().iter().map(|error| *error as usize));
                match Self::level(lookup) {
                    MatchLevel::Unknown => former.level() == FormerLevel::Unknown && are_equal,
                    MatchLevel::Code => former.level() == FormerLevel::Code && are_equal,
                    MatchLevel::CodeAndMessage => former.level() == FormerLevel::Code,
                    MatchLevel::CodeAndStatus => {
                        former.level() == FormerLevel::CodeAndStatus && are_equal
                    }
                    MatchLevel::Exact => former.level() == FormerLevel::Exact && are_equal,
                }
            }

            fn match_error(response: &Response) -> Option<Self::Error> {
                by_hand::$module::match_error(response.status, &response.code, &response.message)
            }

            fn match_levels(response: &Response) -> (MatchLevel, &'static [Self::Error]) {
                by_hand::$module::match_levels(response.status, &response.code, &response.message)
            }

            fn phf_of_codes(response: &Response) -> Option<Self::Error> {
                by_hand::$module::BY_CODE
                    .get(response.code.as_str())?
                    .iter()
                    .find(|(status, message, _)| {
                        *status == response.status && *message == response.message
                    })
                    .map(|(_, _, error)| *error)
            }

            fn phf_of_messages(response: &Response) -> Option<Self::Error> {
                by_hand::$module::BY_MESSAGE
                    .get(response.message.as_str())?
                    .iter()
                    .find(|(status, code, _)| *status == response.status && *code == response.code)
                    .map(|(_, _, error)| *error)
            }

            fn strum(response: &Response) -> Option<Self::Parsed> {
                response.message.parse().ok()
            }

            fn scan(response: &Response) -> Option<Self::Error> {
                Self::Error::ALL.iter().copied().find(|error| {
                    error.status() == response.status
                        && error.code() == response.code
                        && error.message() == response.message
                })
            }

            fn with_code(code: &str) -> &'static [Self::Error] {
                Self::Error::with_code(code)
            }

            fn former_with_code(code: &str) -> &'static [Self::Former] {
                Self::Former::with_code(code)
            }

            fn match_code(code: &str) -> &'static [Self::Error] {
                by_hand::$module::match_code(code)
            }

            fn phf_with_code(code: &str) -> Option<&'static [(u16, &'static str, Self::Error)]> {
                by_hand::$module::BY_CODE.get(code).copied()
            }

            fn scan_for_code(code: &str) -> usize {
                Self::Error::ALL.iter().filter(|error| error.code() == code).count()
            }

            fn endpoint(response: &Response) -> Self::Lookup {
                black_box(by_hand::$module::ENDPOINT).lookup(
                    response.status,
                    &response.code,
                    &response.message,
                )
            }

            fn is_listed(lookup: Self::Lookup) -> bool {
                lookup.listed()
            }

            fn enum_of_endpoint(response: &Response) -> Self::EndpointLookup {
                by_hand::$module::EndpointError::lookup(
                    response.status,
                    &response.code,
                    &response.message,
                )
            }

            fn both_enums(response: &Response) -> Result<Self::EndpointLookup, Self::Lookup> {
                let listed = Self::enum_of_endpoint(response);
                if listed.level() == $root::MatchLevel::Exact {
                    return Ok(listed);
                }
                let documented = Self::lookup(response);
                if documented.level() > listed.level() { Err(documented) } else { Ok(listed) }
            }

            fn bench_fields(criterion: &mut Criterion) {
                bench_fields!(
                    criterion,
                    Self::TITLE,
                    Self::Error,
                    by_hand::$module::ROWS,
                    status code message description name
                );
                bench_fields!(
                    criterion,
                    &endpoint_title(Self::TITLE),
                    by_hand::$module::EndpointError,
                    by_hand::$module::ENDPOINT_ROWS,
                    status code message description name
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

const FIELDS: [&str; 5] = ["status", "code", "message", "description", "name"];

/// The name of the group of a field.
fn group_name(field: &str, title: &str) -> String {
    format!("{field} {title}")
}

/// The title of an endpoint of the page with this title.
fn endpoint_title(title: &str) -> String {
    format!("{title}, of an endpoint")
}

/// The table of the times to read a field, with two rows for each of these pages.
pub(crate) fn fields_table(
    measurements: &Measurements,
    titles: impl Iterator<Item = &'static str>,
) -> String {
    let heading =
        ["errors", "`status`", "`code`", "`message`", "`description`", "`name`", "at most"];
    let rows: Vec<[String; 7]> = titles
        .flat_map(|title| [title.to_owned(), endpoint_title(title)])
        .filter_map(|title| row(measurements, title))
        .collect();
    markdown(heading, &rows)
}

/// The row of an enum; `None` if it was not measured.
fn row(measurements: &Measurements, title: String) -> Option<[String; 7]> {
    let ratios = FIELDS.map(|field| measurements.ratio(&group_name(field, &title), ARRAY));
    let highest = ratios.into_iter().flatten().reduce(f64::max)?;
    let [status, code, message, description, name] =
        ratios.map(|figure| figure.map(ratio).unwrap_or_default());
    let target = target(1.1, "of array", highest);
    Some([title, status, code, message, description, name, target])
}
