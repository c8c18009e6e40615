//! The enums of a catalog that is out to break something.

#![deny(warnings, missing_docs, unreachable_pub, clippy::all)]

include!("catalog.rs");
