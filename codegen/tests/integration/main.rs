//! Small catalogs and the code that is generated from them.

mod build;
mod generated;
mod properties;
mod reserved;
