//! The forms in which pages are saved.

use clap::ValueEnum;

/// The form in which a page is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// As a browser saves it
    Html,
    /// With pipe tables
    Markdown,
    /// As copied from a browser
    Text,
}
