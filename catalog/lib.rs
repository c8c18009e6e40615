//! The enums as the build script has just made them of this folder.
//!
//! Services depend on `rcs-errors` instead, which has the same code committed and needs no build
//! script; a test compares the two.

#![no_std]

include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The README's examples, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
