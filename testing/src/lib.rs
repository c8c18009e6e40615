//! What the tests of the packages share.

pub mod cases;
pub mod consumer;
pub mod fixtures;
pub mod folder;
pub mod modules;
pub mod oracle;
pub mod output;
pub mod tool;
