//! A crate that implements the traits for its types.

use std::fmt;

use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
use rcs_errors::{DocumentedError, EndpointSet, Lookup, Table};

/// An error of the crate.
#[derive(Debug)]
pub struct OwnError;

impl fmt::Display for OwnError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another error")
    }
}

impl std::error::Error for OwnError {}

impl DocumentedError for OwnError {
    fn documented(&self) -> rcs_errors::sealed::Documented {
        AgentLaunchError::ALL[0].documented()
    }
}

/// Endpoints of the crate.
#[derive(Clone, Copy)]
pub struct OwnEndpoint;

impl fmt::Display for OwnEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("another endpoint")
    }
}

impl EndpointSet for OwnEndpoint {
    type Page = AgentLaunchError;

    const ALL: &'static [Self] = &[Self];

    fn table(&self) -> &'static Table {
        Endpoint::ALL[0].table()
    }

    fn lookup(self, status: u16, code: &str, message: &str) -> Lookup<AgentLaunchError> {
        Endpoint::ALL[0].lookup(status, code, message)
    }
}
