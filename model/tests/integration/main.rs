//! Catalogs and what the model makes of them.

mod cases;
mod quirks;
mod reports;
