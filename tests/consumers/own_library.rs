//! A library that publishes another catalog, in a crate with names that hide those of the prelude.

#![no_std]
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]
#![forbid(unsafe_code)]

/// A name that hides the one of the prelude, as many crates have it.
pub type Result<T> = ::core::result::Result<T, core::CoreError>;

/// Another one.
pub struct Option;

include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));

/// An error, as a result.
///
/// # Errors
///
/// Always.
pub fn fails() -> Result<()> {
    Err(core::CoreError::Ok)
}
