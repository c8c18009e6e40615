//! The responses that are looked up.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::by_hand::Row;

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
    UnknownCode,
}

impl Kind {
    /// The name in the column `response`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::OtherMessage => "other message",
            Self::OtherStatus => "other status",
            Self::UnknownCode => "unknown code",
        }
    }

    /// A list of responses of this kind.
    pub(crate) fn responses(self, rows: &'static [Row]) -> Vec<Response> {
        let documented = Documented::new(rows);
        let mut rng = Rng::with_seed(2);
        shuffled(rows.iter())
            .into_iter()
            .map(|row| self.response(row, &documented, &mut rng))
            .collect()
    }

    fn response(self, row: &Row, documented: &Documented, rng: &mut Rng) -> Response {
        let mut response = Response {
            status: row.status,
            code: row.code.to_owned(),
            message: row.message.to_owned(),
        };
        match self {
            Self::Documented => {}
            Self::OtherMessage => {
                response.message.pop();
                response.message.push('!');
            }
            Self::OtherStatus => response.status = documented.other_status(row.code, rng),
            Self::UnknownCode => {
                while documented.codes.contains(response.code.as_str()) {
                    response.code = with_random_digits(row.code, rng);
                }
            }
        }
        response
    }
}

/// What a page documents.
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

    /// A status of the page that no error with this code has, if there is one.
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
