//! Catalogs and what the model makes of them.

mod body;
mod cases;
mod quirks;
mod reports;
