//! Looking up responses: the measurements, and their table.

use criterion::Criterion;
use rcs_errors::MatchLevel;
use rcs_errors_benches::table::{markdown, ratio, target};

use crate::measure::{
    Group, Kind, MATCH, MATCH_A_LEVEL, Measurements, PHF_OF_CODES, PHF_OF_MESSAGES, RCS_ERRORS,
    Response, SCAN, STRUM,
};
use crate::page::Page;

/// The measured functions, each with the responses that it is measured with.
const LOOKUP: (&str, &[Kind]) =
    ("lookup", &[Kind::Documented, Kind::OtherMessage, Kind::OtherStatus, Kind::UnknownCode]);
const WITH_CODE: (&str, &[Kind]) = ("with_code", &[Kind::Documented, Kind::UnknownCode]);

/// The name of the group of a function.
fn group_name(function: &str, title: &str, kind: Kind) -> String {
    format!("{function} {title} {}", kind.name())
}

/// Measures the functions of a page.
pub(crate) fn bench<P: Page>(criterion: &mut Criterion) {
    let (lookup, kinds) = LOOKUP;
    for &kind in kinds {
        let responses = kind.responses(P::ROWS);
        responses.iter().for_each(assert_agreement::<P>);
        let mut group = Group::new(criterion, &group_name(lookup, P::TITLE, kind), &responses);
        group.bench(RCS_ERRORS, P::lookup);
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
        let responses = kind.responses(P::ROWS);
        let mut group = Group::new(criterion, &group_name(with_code, P::TITLE, kind), &responses);
        group.bench(RCS_ERRORS, |response| P::with_code(&response.code));
        if P::HAS_MATCH {
            group.bench(MATCH, |response| P::match_code(&response.code));
        }
        group.bench(PHF_OF_CODES, |response| P::phf_with_code(&response.code));
        group.bench(SCAN, |response| P::scan_for_code(&response.code));
    }
}

/// A function that finds something else than the others cannot be compared with them.
fn assert_agreement<P: Page>(response: &Response) {
    let lookup = P::lookup(response);
    let error = P::scan(response);
    assert_eq!(P::is_exact(lookup), error.is_some());
    assert_eq!(P::phf_of_codes(response), error);
    assert_eq!(P::phf_of_messages(response), error);
    let with_code = P::with_code(&response.code);
    assert_eq!(P::phf_with_code(&response.code).map_or(0, <[_]>::len), with_code.len());
    assert_eq!(P::scan_for_code(&response.code), with_code.len());
    if P::HAS_MATCH {
        assert_eq!(P::match_error(response), error);
        let (level, errors) = P::match_levels(response);
        assert_eq!(P::is_exact(lookup), level == MatchLevel::Exact);
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
) -> Option<[String; 11]> {
    let group = group_name(function, title, kind);
    let time = measurements.time(&group, RCS_ERRORS)?;
    let ratios = [MATCH, MATCH_A_LEVEL, PHF_OF_CODES, PHF_OF_MESSAGES, STRUM, SCAN]
        .map(|peer| measurements.ratio(&group, peer));
    let [to_match, _, to_phf_of_codes, to_phf_of_messages, ..] = ratios;
    // The higher ratio is that to the faster of the two.
    let to_phf = to_phf_of_codes.into_iter().chain(to_phf_of_messages).reduce(f64::max);
    let targets = if errors < 300 {
        vec![(2.0, "of match", to_match), (0.5, "of phf", to_phf)]
    } else {
        vec![(1.0, "of phf", to_phf)]
    };
    let targets: Vec<String> = targets
        .into_iter()
        .filter_map(|(highest, unit, ratio)| Some(target(highest, unit, ratio?)))
        .collect();
    let [to_match, to_levels, to_codes, to_messages, to_strum, to_scan] =
        ratios.map(|figure| figure.map(ratio).unwrap_or_default());
    Some([
        title.to_owned(),
        format!("`{function}`"),
        kind.name().to_owned(),
        format!("{time:.1} ns"),
        to_match,
        to_levels,
        to_codes,
        to_messages,
        to_strum,
        to_scan,
        targets.join(", "),
    ])
}
