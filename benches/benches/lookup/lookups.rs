//! Looking up responses: the measurements, and their table.

use criterion::Criterion;
use rcs_errors::MatchLevel;
use rcs_errors_benches::table::{markdown, ratio, target};

use crate::measure::{
    FORMER, Group, Kind, MATCH, MATCH_A_LEVEL, Measurements, PHF_OF_CODES, PHF_OF_MESSAGES,
    RCS_ERRORS, Response, SCAN, STRUM,
};
use crate::page::Page;

/// The measured functions, each with the responses that it is measured with.
const LOOKUP: (&str, &[Kind]) = (
    "lookup",
    &[
        Kind::Documented,
        Kind::OtherMessage,
        Kind::OtherStatus,
        Kind::OtherStatusAndMessage,
        Kind::UnknownCode,
    ],
);
const WITH_CODE: (&str, &[Kind]) = ("with_code", &[Kind::Documented, Kind::UnknownCode]);

/// The name of the group of a function.
fn group_name(function: &str, title: &str, kind: Kind) -> String {
    format!("{function} {title} {}", kind.name())
}

/// Measures the functions of a page.
pub(crate) fn bench<P: Page>(criterion: &mut Criterion) {
    let (lookup, kinds) = LOOKUP;
    for &kind in kinds {
        let responses = kind.responses(P::ROWS.iter());
        for response in &responses {
            assert_agreement::<P>(kind, response);
        }
        let mut group = Group::new(criterion, &group_name(lookup, P::TITLE, kind), &responses);
        group.bench(RCS_ERRORS, P::lookup);
        group.bench(FORMER, P::former);
        if P::HAS_MATCH {
            group.bench(MATCH, P::match_error);
            group.bench(MATCH_A_LEVEL, P::match_levels);
        }
        group.bench(PHF_OF_CODES, P::phf_of_codes);
        group.bench(PHF_OF_MESSAGES, P::phf_of_messages);
        group.bench(STRUM, P::strum);
        group.bench(SCAN, P::scan);
    }
    let (with_code, kinds) = WITH_CODE;
    for &kind in kinds {
        let responses = kind.responses(P::ROWS.iter());
        let mut group = Group::new(criterion, &group_name(with_code, P::TITLE, kind), &responses);
        group.bench(RCS_ERRORS, |response| P::with_code(&response.code));
        group.bench(FORMER, |response| P::former_with_code(&response.code));
        if P::HAS_MATCH {
            group.bench(MATCH, |response| P::match_code(&response.code));
        }
        group.bench(PHF_OF_CODES, |response| P::phf_with_code(&response.code));
        group.bench(SCAN, |response| P::scan_for_code(&response.code));
    }
}

/// A function that finds something else than the others cannot be compared with them.
fn assert_agreement<P: Page>(kind: Kind, response: &Response) {
    let lookup = P::lookup(response);
    let error = P::scan(response);
    assert_eq!(P::level(lookup), kind.level());
    assert_eq!(kind.level() == MatchLevel::Exact, error.is_some());
    assert!(P::agrees_with_former(response));
    assert_eq!(P::phf_of_codes(response), error);
    assert_eq!(P::phf_of_messages(response), error);
    let with_code = P::with_code(&response.code);
    assert_eq!(P::former_with_code(&response.code).len(), with_code.len());
    assert_eq!(P::phf_with_code(&response.code).map_or(0, <[_]>::len), with_code.len());
    assert_eq!(P::scan_for_code(&response.code), with_code.len());
    if P::HAS_MATCH {
        assert_eq!(P::match_error(response), error);
        let (level, errors) = P::match_levels(response);
        assert_eq!(level, kind.level());
        assert_eq!(P::errors(lookup).len(), errors.len());
        assert_eq!(P::match_code(&response.code).len(), with_code.len());
    }
}

/// The table, with the rows of these pages: their titles and numbers of errors.
pub(crate) fn table(
    measurements: &Measurements,
    pages: impl Iterator<Item = (&'static str, usize)>,
) -> String {
    let heading = [
        "errors",
        "function",
        "response",
        RCS_ERRORS,
        "÷ former",
        "÷ match",
        "÷ match a level",
        "÷ phf of codes",
        "÷ phf of messages",
        "÷ strum",
        "÷ scan",
        "at most",
    ];
    let mut rows = Vec::new();
    for (title, errors) in pages {
        for (function, kinds) in [LOOKUP, WITH_CODE] {
            rows.extend(
                kinds.iter().filter_map(|&kind| row(measurements, title, errors, function, kind)),
            );
        }
    }
    markdown(heading, &rows)
}

/// The row of a function; `None` if it was not measured.
fn row(
    measurements: &Measurements,
    title: &str,
    errors: usize,
    function: &str,
    kind: Kind,
) -> Option<[String; 12]> {
    let group = group_name(function, title, kind);
    let time = measurements.time(&group, RCS_ERRORS)?;
    let ratios = PEERS.map(|peer| measurements.ratio(&group, peer).map(ratio).unwrap_or_default());
    let targets: Vec<String> = targets(errors, function, kind)
        .iter()
        .filter_map(|&(highest, peer)| {
            Some(target(highest, &format!("of {peer}"), measurements.ratio(&group, peer)?))
        })
        .collect();
    let [former, match_error, levels, codes, messages, strum, scan] = ratios;
    Some([
        title.to_owned(),
        format!("`{function}`"),
        kind.name().to_owned(),
        format!("{time:.1} ns"),
        former,
        match_error,
        levels,
        codes,
        messages,
        strum,
        scan,
        targets.join(", "),
    ])
}

/// What a function is compared with, in the order of the columns.
const PEERS: [&str; 7] = [FORMER, MATCH, MATCH_A_LEVEL, PHF_OF_CODES, PHF_OF_MESSAGES, STRUM, SCAN];

/// The highest ratios that are wanted for a page with this number of errors, and to what.
fn targets(errors: usize, function: &str, kind: Kind) -> &'static [(f64, &'static str)] {
    match (errors, function, kind) {
        (..300, "lookup", Kind::Documented) => &[(1.1, FORMER), (1.3, MATCH)],
        (..300, "lookup", _) => &[(2.0, FORMER), (3.0, MATCH_A_LEVEL)],
        (..300, ..) => &[(2.0, FORMER), (2.0, MATCH), (0.5, PHF_OF_CODES)],
        (_, "lookup", _) => &[(2.0, FORMER), (1.5, PHF_OF_CODES)],
        _ => &[(2.0, FORMER), (1.0, PHF_OF_CODES)],
    }
}
