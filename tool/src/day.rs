//! The days on which something is done, as `YYYY-MM-DD`.

use time::OffsetDateTime;
use toml_edit::Datetime;

/// A day that is given as an argument.
///
/// # Errors
///
/// If it is not one: what an argument has to be like.
pub(crate) fn parse(text: &str) -> Result<String, &'static str> {
    let moment = text.parse::<Datetime>().ok().filter(|moment| moment.time.is_none());
    let day = moment.and_then(|moment| moment.date);
    day.map(|day| day.to_string()).ok_or("not a day like 2026-01-31")
}

#[expect(
    clippy::disallowed_types,
    reason = "the day of an import or of a release is the only thing that is not in its input"
)]
pub(crate) fn today() -> String {
    let now = OffsetDateTime::from(std::time::SystemTime::now()).date();
    format!("{:04}-{:02}-{:02}", now.year(), u8::from(now.month()), now.day())
}
