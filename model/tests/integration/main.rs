//! Catalogs and what the model makes of them.

mod cases;
mod modules;
mod quirks;
mod reports;
