//! A service that tells what an answer was.

#![deny(warnings)]

use rcs_errors::agent_launch::CreateAgentLaunchError;
use rcs_errors::{DocumentedError, Matched};

fn main() {
    let message = "Failed to create Agent launch request.";
    let found = CreateAgentLaunchError::candidates(400, "RCS904", message);
    match (found.matched(), found.errors()) {
        (Matched::Exact, [error]) => log(error),
        other => panic!("{other:?}"),
    }
}

fn log(error: &dyn DocumentedError) {
    println!("{}", error.name());
}
