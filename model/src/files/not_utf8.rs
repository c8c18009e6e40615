//! The rule `not-utf8`.

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// A file is not UTF-8.
pub static RULE: Rule = Rule { name: "not-utf8", docs: include_str!("not_utf8.md") };

/// The first byte of a file that is not UTF-8, if there is one.
#[must_use]
pub fn check(file: usize, bytes: &[u8]) -> Option<Diagnostic> {
    let start = std::str::from_utf8(bytes).err()?.valid_up_to();
    let byte = bytes.get(start)?;
    // In the text that is shown, it is replaced.
    let span = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
    let message =
        format!("the file is not UTF-8: the byte 0x{byte:02X} is not part of a character");
    let location = Location::in_file(file, span);
    Some(Diagnostic::new(&RULE, location, message, "save the file as UTF-8"))
}
