#![doc = include_str!("../README.md")]

mod commands;
mod files;
pub mod import;
mod init;
pub mod output;
mod paths;
mod quirks;
mod schema;
pub mod sections;

pub use crate::commands::explain::rules;
pub use crate::commands::generate::{GeneratedFile, generated_files};
pub use crate::commands::run;
