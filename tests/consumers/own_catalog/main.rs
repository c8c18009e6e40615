//! A program with another catalog, of which it uses one message.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]
#![forbid(unsafe_code)]

mod errors {
    include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
}

fn main() {
    println!("{}", errors::core::CoreError::Result.message());
}
