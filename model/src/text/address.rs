//! Addresses of pages.

use super::invisible::is_invisible;

/// Whether a string is an address that can be a link: `https://` or `http://`, and then no white
/// space, quotation marks or angle brackets.
#[must_use]
pub fn is_address(string: &str) -> bool {
    let rest = string.strip_prefix("https://").or_else(|| string.strip_prefix("http://"));
    let breaks_a_link = |c: char| c.is_whitespace() || is_invisible(c) || "<>\"'`\\".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(breaks_a_link))
}
