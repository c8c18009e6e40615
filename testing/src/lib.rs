//! What the tests of the packages share.

pub mod cases;
pub mod consumer;
pub mod folder;
pub mod modules;
pub mod oracle;
pub mod tool;

/// Frozen page files, which the tests of several packages use.
pub mod fixtures {
    /// The vendor's page as it was when these tests were written: seven quirks, all acknowledged.
    pub const AGENT_LAUNCH: &str = include_str!("../fixtures/agent-launch.toml");

    /// A small page: two endpoints, a common table and three quirks, all acknowledged.
    pub const PARCELS: &str = include_str!("../fixtures/parcels.toml");
}
