//! The shared part: what the generated code has once, whatever the catalog.
//!
//! The emitter copies these files into the generated file. So this module is compiled and tested here as it is
//! emitted, comments and layout included. What belongs to this crate only is left out of the copy: docs of a file
//! (`//!`), imports from the other files (`use super::…`), visibilities that are not `pub`, and the tests.
//!
//! In a generated file all of this is in one module, the pages' modules are below it, and the file may be
//! included anywhere in any crate. Hence the rules for these files:
//!
//! - Paths start with `::core::`, since the module around may have a `Result`, an `Option` or a module `core`.
//! - Public items carry an `allow` for what a crate does not use or does not publish.
//! - Functions are `#[inline]`: the crate that has the code then compiles none of them, and the crate that calls them
//!   compiles those that it calls. That halves the time that the code takes to build. For the same reason, `Eq` is
//!   implemented and not derived.
//! - `#[cfg(all(test, not(absent = "serde")))]` marks what needs serde, which only the tests of this crate have, and
//!   `"json"` what needs `serde_json`. The emitter turns it into a condition on the catalog's feature, or leaves out
//!   what it is on.
//! - `#[cfg(not(absent = "status"))]` marks what needs a column. It is true in this crate, where no column is absent.
//!   The emitter evaluates it for the catalog. No other conditions are known.

mod body;
mod bucket;
mod entry;
mod error;
#[macro_use]
mod implement_documented;
#[macro_use]
mod implement_endpoints;
mod index;
mod lookup;
mod quirk;
mod response;
#[cfg(test)]
mod serde;
mod set;
#[cfg(test)]
mod tests;

pub(crate) use bucket::bucket;
pub(crate) use index::FEW_RESPONSES;
