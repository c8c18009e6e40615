//! The enums if the standard library's trait `Error` is in scope, as it is in most services.
//!
//! The trait has an old method `description`, which must not hide the method of the enums.

#![deny(warnings)]

use std::error::Error;

use rcs_errors::agent_launch::{AgentLaunchError, CreateAgentLaunchError};

#[test]
#[expect(clippy::redundant_closure_for_method_calls, reason = "calls on a reference are tested")]
fn every_method_is_the_one_of_the_enum() {
    let error = AgentLaunchError::ALL[0];
    let reference = &error;
    let entry = error.entry();
    assert_eq!(reference.entry(), entry);
    assert_eq!((error.status(), reference.status()), (entry.status, entry.status));
    assert_eq!((error.code(), reference.code()), (entry.code, entry.code));
    assert_eq!((error.message(), reference.message()), (entry.message, entry.message));
    assert_eq!(reference.description(), entry.description);
    assert_eq!(error.name(), format!("{error:?}"));
    let all: Vec<&str> = AgentLaunchError::ALL.iter().map(|error| error.description()).collect();
    assert_eq!(all[0], entry.description);
}

#[test]
fn an_error_is_an_error() {
    fn fails() -> Result<(), Box<dyn Error + Send + Sync>> {
        Err(CreateAgentLaunchError::ALL[0])?
    }
    let error = fails().unwrap_err();
    assert!(error.source().is_none());
    assert_eq!(
        error.downcast_ref::<CreateAgentLaunchError>(),
        Some(&CreateAgentLaunchError::ALL[0])
    );
}

#[test]
fn a_failed_conversion_is_a_separate_error() {
    fn fails(error: AgentLaunchError) -> Result<CreateAgentLaunchError, Box<dyn Error>> {
        Ok(CreateAgentLaunchError::try_from(error)?)
    }
    let mut errors = AgentLaunchError::ALL.iter();
    let is_listed = |error: AgentLaunchError| CreateAgentLaunchError::try_from(error).is_ok();
    let unlisted = *errors.find(|error| !is_listed(**error)).unwrap();
    let error = fails(unlisted).unwrap_err();
    assert_eq!(error.to_string(), format!("CreateAgentLaunch does not list {}", unlisted.name()));
    assert!(error.downcast_ref::<AgentLaunchError>().is_none());
}
