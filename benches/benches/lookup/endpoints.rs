//! Looking up responses of an endpoint in the type of its page: the measurements, and their table.

use criterion::Criterion;
use rcs_errors_benches::table::{markdown, ratio, target};

use crate::by_hand::Row;
use crate::measure::{
    BOTH_ENUMS, ENUM_OF_ENDPOINT, ENUM_OF_PAGE, Group, Kind, Measurements, RCS_ERRORS, Response,
};
use crate::page::Page;

/// What a response of an endpoint may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The table of the endpoint has it.
    Listed,
    /// The table of the endpoint has it, with another message.
    ListedWithOtherMessage,
    /// Only another table of the page has it.
    NotListed,
    UnknownCode,
}

impl Origin {
    const ALL: [Self; 4] =
        [Self::Listed, Self::ListedWithOtherMessage, Self::NotListed, Self::UnknownCode];

    /// The name in the column `response`.
    fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::ListedWithOtherMessage => "listed, other message",
            Self::NotListed => "not listed",
            Self::UnknownCode => "unknown code",
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Listed | Self::NotListed => Kind::Documented,
            Self::ListedWithOtherMessage => Kind::OtherMessage,
            Self::UnknownCode => Kind::UnknownCode,
        }
    }

    fn responses<P: Page>(self) -> Vec<Response> {
        match self {
            Self::Listed | Self::ListedWithOtherMessage => {
                self.kind().responses(P::ENDPOINT_ROWS.iter())
            }
            Self::NotListed => {
                self.kind().responses(P::ROWS.iter().filter(|row| !is_listed::<P>(row)))
            }
            Self::UnknownCode => self.kind().responses(P::ROWS.iter()),
        }
    }
}

/// Whether the table of the endpoint has a row with the same response.
fn is_listed<P: Page>(row: &Row) -> bool {
    let response = |row: &Row| (row.status, row.code, row.message);
    P::ENDPOINT_ROWS.iter().any(|listed| response(listed) == response(row))
}

fn group_name(title: &str, origin: Origin) -> String {
    format!("endpoint lookup {title} {}", origin.name())
}

/// Measures the lookups of an endpoint of the page.
pub(crate) fn bench<P: Page>(criterion: &mut Criterion) {
    for origin in Origin::ALL {
        let responses = origin.responses::<P>();
        for response in &responses {
            assert_agreement::<P>(origin, response);
        }
        let mut group = Group::new(criterion, &group_name(P::TITLE, origin), &responses);
        group.bench(RCS_ERRORS, P::endpoint);
        group.bench(ENUM_OF_ENDPOINT, P::enum_of_endpoint);
        group.bench(ENUM_OF_PAGE, P::lookup);
        group.bench(BOTH_ENUMS, P::both_enums);
    }
}

fn assert_agreement<P: Page>(origin: Origin, response: &Response) {
    let lookup = P::endpoint(response);
    let is_listed = matches!(origin, Origin::Listed | Origin::ListedWithOtherMessage);
    assert_eq!(P::level(lookup), origin.kind().level());
    assert_eq!(P::is_listed(lookup), is_listed);
    match P::both_enums(response) {
        Ok(_) => assert!(is_listed || origin == Origin::UnknownCode),
        Err(documented) => assert_eq!(P::errors(lookup), P::errors(documented)),
    }
}

/// The table, with the rows of the pages with these titles.
pub(crate) fn table(
    measurements: &Measurements,
    titles: impl Iterator<Item = &'static str>,
) -> String {
    let heading = [
        "errors",
        "response",
        "`Endpoint::lookup`",
        "÷ enum of the endpoint",
        "÷ enum of the page",
        "÷ both enums, by hand",
        "at most",
    ];
    let rows: Vec<[String; 7]> = titles
        .flat_map(|title| Origin::ALL.map(|origin| (title, origin)))
        .filter_map(|(title, origin)| row(measurements, title, origin))
        .collect();
    markdown(heading, &rows)
}

/// The row of a list of responses; `None` if it was not measured.
fn row(measurements: &Measurements, title: &str, origin: Origin) -> Option<[String; 7]> {
    let group = group_name(title, origin);
    let time = measurements.time(&group, RCS_ERRORS)?;
    let to_endpoint = measurements.ratio(&group, ENUM_OF_ENDPOINT)?;
    let to_page = measurements.ratio(&group, ENUM_OF_PAGE)?;
    let to_both = measurements.ratio(&group, BOTH_ENUMS)?;
    Some([
        title.to_owned(),
        origin.name().to_owned(),
        format!("{time:.1} ns"),
        ratio(to_endpoint),
        ratio(to_page),
        ratio(to_both),
        target(1.6, "of enum", to_endpoint),
    ])
}
