//! A crate without the standard library.

#![no_std]
#![deny(warnings)]

use rcs_errors::agent_launch::{AgentLaunchError, CommonError};

/// Where an error is documented, if it is one of the common ones.
#[must_use]
pub fn common(name: &str) -> Option<&'static str> {
    let error: AgentLaunchError = name.parse().ok()?;
    let error = CommonError::try_from(error).ok()?;
    Some(error.entry().message)
}
