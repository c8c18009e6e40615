//! What the benchmarks of rcs-errors have in common.

pub mod catalog;
pub mod child;
pub mod package;
pub mod peers;
pub mod table;
pub mod tool;
