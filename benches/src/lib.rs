//! What the benchmarks of rcs-errors share.

pub mod catalog;
pub mod child;
pub mod former;
pub mod package;
pub mod peers;
pub mod table;
