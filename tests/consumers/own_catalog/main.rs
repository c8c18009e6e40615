//! A program with a catalog of its own, of which it uses next to nothing.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]
#![forbid(unsafe_code)]

mod errors {
    include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
}

fn main() {
    println!("{}", errors::core::CoreError::Result.message());
}
