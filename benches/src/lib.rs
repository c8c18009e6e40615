//! What the benchmarks of rcs-errors have in common.

pub mod catalog;
pub mod table;
