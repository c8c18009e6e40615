//! A new catalog: its settings, and what the crate that uses it needs.

pub(crate) mod paste;
pub(crate) mod settings;
