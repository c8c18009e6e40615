// What `candidates` is to find, by trying every error for every way to match: of the traits and types that
// are in scope where this file is included.

/// The best match, and all errors that match so.
fn candidates<E: ErrorTable>(status: u16, code: &str, message: &str) -> (Matched, Vec<E>) {
    type Fits = fn(&Entry, u16, &str, &str) -> bool;
    let ways: [(Matched, Fits); 3] = [
        (Matched::Exact, |entry, status, code, message| {
            entry.code == code && entry.status == status && entry.message == message
        }),
        (Matched::Status, |entry, status, code, _| entry.code == code && entry.status == status),
        (Matched::Code, |entry, _, code, _| entry.code == code),
    ];
    for (matched, fits) in ways {
        let errors = E::ALL.iter().copied();
        let errors = errors.filter(|error| fits(error.entry(), status, code, message));
        let found = in_order(errors.collect());
        if !found.is_empty() {
            return (matched, found);
        }
    }
    (Matched::Nothing, Vec::new())
}

/// By code, status, message, and then in the table's order.
fn in_order<E: ErrorTable>(mut errors: Vec<E>) -> Vec<E> {
    errors.sort_by_key(|error| {
        let entry = error.entry();
        (entry.code, entry.status, entry.message, *error)
    });
    errors
}

/// Holds what a table finds to that. How well it matches.
///
/// # Panics
///
/// If it is anything else.
#[track_caller]
pub(crate) fn check<E: ErrorTable>(status: u16, code: &str, message: &str) -> Matched {
    let found = E::candidates(status, code, message);
    let (matched, errors) = candidates::<E>(status, code, message);
    assert_eq!((found.matched(), found.errors()), (matched, &*errors));
    let alone = (matched == Matched::Exact && errors.len() == 1).then(|| errors[0]);
    assert_eq!(found.exact(), alone);
    assert_eq!(
        E::with_code(code),
        in_order(E::ALL.iter().copied().filter(|error| error.entry().code == code).collect())
    );
    matched
}
