#![doc = include_str!("../README.md")]

pub mod body;
mod commands;
mod comparison;
mod day;
mod files;
mod git;
pub mod import;
mod init;
pub mod output;
mod packages;
mod paths;
mod quirks;
mod release;
mod rename;
mod schema;
pub mod sections;

pub use crate::commands::explain::rules;
pub use crate::commands::generate::{GeneratedFile, generated_files};
pub use crate::commands::run;
