//! Cases: what the rules find and what the import reads, as Markdown that a person reads and a test runs.
//!
//! A folder of cases has one file a rule, named like it (`empty-string.md`), and files for topics that are
//! no rule. A file begins with a heading that repeats its name; each heading of the second level begins a
//! case:
//!
//! ````text
//! # status-range
//!
//! ## A redirection
//!
//! Why the case exists, if the title does not say it.
//!
//! ```toml
//! { name = "Moved", status = 301, code = "P-12", message = "Moved.", description = "Parcel Moved." },
//! ```
//!
//! ```report
//! error[status-range]: …
//! ```
//!
//! ```toml
//! { name = "Moved", status = 410, code = "P-12", message = "Moved.", description = "Parcel Moved." },
//! ```
//! ````
//!
//! A case of a rule is an input, the report exactly as printed, and the fixed input, which is accepted. A
//! case of a topic may also be one input that is accepted. An input is one file or several, a block each.
//! If something is printed of an accepted input (what was read of a page), it follows in a block
//! `toml result`.
//!
//! # Inputs
//!
//! The first word of the line that opens a block is the language, and the file is called by it:
//! `toml` (`parcels.toml`), `html` (`page.html`), `markdown` (`page.md`) or `text` (`page.txt`). Of a
//! catalog, a block shows only what the case is about, and a default page is put around it:
//!
//! - `toml`: the lines up to the first that begins with `[` are rows of the default endpoint; the tables
//!   that follow come below it. Without rows there is no default endpoint. The default `[page]` is above.
//! - `toml page`: the block is the table `[page]`, and the default endpoint follows, with one row.
//! - `toml file`: the block is the whole file.
//!
//! ```toml
//! [page]
//! name = "Parcels"
//! title = "Parcels"
//! source = "https://docs.example.com/parcels"
//! retrieved = 2026-01-31
//!
//! [[endpoint]]
//! name = "GetParcel"
//! title = "Get a parcel"
//! errors = [
//!   # the rows of the block
//! ]
//!
//! # the tables of the block
//! ```
//!
//! Lines and columns of a report are those of the whole file.
//!
//! Of a page to import, a block is the whole page, or with one of these words the rows of the first table and
//! what follows them. The heading above is `Get a parcel`, and the header has the four usual columns:
//!
//! - `rows`: rows of HTML, of Markdown, or of text with tabs between the cells.
//! - `run`: rows of text in which nothing separates the cells.
//!
//! More words, in any order:
//!
//! - `name="all-parcels.toml"`: the file's name, if it is another or if there are several files.
//! - `escaped`: `<U+202E>` in the block is that character, and `<0xFF>` that byte. Characters that cannot be
//!   seen, and white space at the end of a line, must be written like this.
//! - `crlf`: lines end as on Windows.
//! - `utf-16`: the file has that encoding, little-endian, with a byte order mark.
//! - `no-newline`: the last line does not end.
//!
//! `UPDATE_CASES=1` writes what is printed into the blocks `report` and `toml result`, and changes nothing else.
//! A new case can have empty blocks, which it fills in for review.

mod document;
mod input;
mod run;
#[cfg(test)]
mod tests;

use std::env;
use std::path::Path;

pub use self::input::File;
pub use self::run::Outcome;

/// Runs all cases of a folder, or rewrites their reports if the environment has `UPDATE_CASES=1`.
///
/// Each rule must have a file with a case; a file must be named like one of the rules or topics.
///
/// # Panics
///
/// If a file is missing or cannot be understood, or if a case differs from what `examine` returns. The message
/// has all differences of all files.
pub fn run(
    folder: &Path,
    rules: &[&str],
    topics: &[&str],
    examine: impl FnMut(&[File]) -> Outcome,
) {
    let update = env::var_os("UPDATE_CASES").is_some_and(|value| value == "1");
    let problems = run::run(folder, rules, topics, update, examine);
    assert!(
        problems.is_empty(),
        "{}\n\nUPDATE_CASES=1 rewrites the reports for review",
        problems.join("\n\n")
    );
}
