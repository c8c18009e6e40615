//! The enums of a catalog whose strings and names try to break something.

#![deny(warnings, missing_docs, unreachable_pub, clippy::all)]

include!("catalog.rs");
