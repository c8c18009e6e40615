//! Sections of Markdown files that are generated from the catalog.
//!
//! A section is what is between two markers, each on a separate line:
//!
//! ```text
//! <!-- catalog: coverage -->
//! <!-- end of catalog: coverage -->
//! ```
//!
//! What is outside of them belongs to people, and stays byte for byte. Strings of the vendor are escaped: in a
//! section they are text, and never markup or a marker.

mod content;
mod kind;
mod marker;
pub mod section_marker;

use error_catalog_model::diagnostic::Diagnostic;
use error_catalog_model::rule::Rule;

pub(crate) use self::content::Input;
use self::marker::Section;

/// The rules about files with generated sections.
pub static RULES: &[&Rule] = &[&section_marker::RULE];

/// The text with its sections as they are generated from this; or what is wrong with its markers. `file` is
/// its number in the report.
pub(crate) fn update(file: usize, text: &str, input: Input<'_>) -> Result<String, Vec<Diagnostic>> {
    let mut updated = String::with_capacity(text.len());
    let mut rest = 0;
    for Section { kind, content, .. } in marker::sections(file, text)? {
        updated.push_str(&text[rest..content.start]);
        // Its lines end like that of the marker.
        let end = if updated.ends_with("\r\n") { "\r\n" } else { "\n" };
        let lines = format!("\n{}\n", input.content(kind));
        updated.push_str(&lines.replace('\n', end));
        rest = content.end;
    }
    updated.push_str(&text[rest..]);
    Ok(updated)
}
