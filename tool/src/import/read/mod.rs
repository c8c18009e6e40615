//! Turns a page in any form into blocks.

pub(crate) mod block;
mod html;
mod markdown;
mod text;

use clap::ValueEnum;

use self::block::Document;

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

/// The form that a page looks like.
#[must_use]
pub fn detect_form(page: &str) -> Form {
    if html::looks_like(page) {
        Form::Html
    } else if markdown::looks_like(page) {
        Form::Markdown
    } else {
        Form::Text
    }
}

/// Reads a page of this form.
pub(crate) fn read(page: &str, form: Form) -> Document {
    match form {
        Form::Html => html::read(page),
        Form::Markdown => markdown::read(page),
        Form::Text => text::read(page),
    }
}
