//! What is true of every catalog and every page to import, whatever is in it.
//!
//! Each oracle is a function that panics if it is not true. Tests call them with what proptest makes up,
//! and fuzz targets with what reaches code that nothing reached before. The oracle of lookups is a macro that
//! defines the function, [`lookup_oracle!`](crate::lookup_oracle).

mod catalog;
mod import;
mod lookup;

pub use self::catalog::catalog;
pub use self::import::{import, parsed};

/// The file that defines [`lookup_oracle!`](crate::lookup_oracle), for crates that tests make and that cannot
/// depend on this package.
pub const LOOKUP: &str = include_str!("lookup.rs");
