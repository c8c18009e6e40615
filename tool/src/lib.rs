#![doc = include_str!("../README.md")]

mod commands;
mod files;
pub mod import;
pub mod output;
mod quirks;

pub use crate::commands::explain::rules;
pub use crate::commands::run;
pub use crate::commands::schema::json_schema;
