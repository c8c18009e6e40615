//! The enums where the standard library's trait `Error` is in scope, as it is in most services.
//!
//! The trait has an old method `description`, which must not get in the way of the enums' own.

#![deny(warnings)]

use std::error::Error;

use rcs_errors::agent_launch::{AgentLaunchError, CreateAgentLaunchError};

#[test]
#[expect(clippy::redundant_closure_for_method_calls, reason = "calls on a reference are tested")]
fn every_method_is_the_enums_own() {
    let error = AgentLaunchError::InvalidJson;
    let reference = &error;
    assert_eq!((error.status(), reference.status()), (400, 400));
    assert_eq!((error.code(), reference.code()), ("RCS701", "RCS701"));
    assert_eq!(error.message(), reference.message());
    assert_eq!(reference.description(), "Invalid JSON.");
    assert_eq!(error.entry(), reference.entry());
    assert_eq!(error.name(), "InvalidJson");
    let all: Vec<&str> = AgentLaunchError::ALL.iter().map(|error| error.description()).collect();
    assert_eq!(all[0], "Invalid JSON.");
}

#[test]
fn an_error_is_an_error() {
    fn fails() -> Result<(), Box<dyn Error + Send + Sync>> {
        Err(CreateAgentLaunchError::InvalidJson)?
    }
    let error = fails().unwrap_err();
    assert!(error.source().is_none());
    assert_eq!(
        error.downcast_ref::<CreateAgentLaunchError>(),
        Some(&CreateAgentLaunchError::InvalidJson)
    );
}

#[test]
fn a_failed_conversion_is_an_error_of_its_own() {
    fn fails() -> Result<CreateAgentLaunchError, Box<dyn Error>> {
        Ok(CreateAgentLaunchError::try_from(AgentLaunchError::LaunchStatusNotFound)?)
    }
    let error = fails().unwrap_err();
    assert_eq!(error.to_string(), "CreateAgentLaunch does not list LaunchStatusNotFound");
    assert!(error.downcast_ref::<AgentLaunchError>().is_none());
}
