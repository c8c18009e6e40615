//! A service that logs which error a response was.

#![deny(warnings)]

use rcs_errors::agent_launch::CreateAgentLaunchError;
use rcs_errors::{DocumentedError, MatchLevel};

fn main() {
    let received = CreateAgentLaunchError::LaunchRequestFailed;
    let found =
        CreateAgentLaunchError::lookup(received.status(), received.code(), received.message());
    match (found.level(), found.errors()) {
        (MatchLevel::Exact, [error]) => log(error),
        other => panic!("{other:?}"),
    }
}

fn log(error: &dyn DocumentedError) {
    println!("{}", error.name());
}
