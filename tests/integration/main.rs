//! What is true of the whole: the real catalog, the code that is generated from it, and crates that use it.

#[macro_use]
mod pages;

mod catalog;
mod consumers;
mod conversions;
mod freshness;
mod hostile;
mod lookup;
mod maintainer;
mod modules;
mod outline;
mod traits;
