//! Looks a response of the API up in the documentation.
//!
//! ```sh
//! cargo run --example decode -- 400 RCS904 "Failed to fetch Agent launch request."
//! ```

use std::env;
use std::process::ExitCode;

use rcs_errors::agent_launch::{
    AgentLaunchError, CreateAgentLaunchError, GetAgentLaunchStatusError,
};
use rcs_errors::{ErrorSet, Lookup, MatchLevel};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [status, code, message] = arguments.as_slice() else {
        eprintln!("usage: decode STATUS CODE MESSAGE");
        return ExitCode::from(2);
    };
    let Ok(status) = status.parse() else {
        eprintln!("the status is not a number: {status:?}");
        return ExitCode::from(2);
    };

    print::<AgentLaunchError>(status, code, message);
    print::<CreateAgentLaunchError>(status, code, message);
    print::<GetAgentLaunchStatusError>(status, code, message);
    ExitCode::SUCCESS
}

/// Prints what the response may be, according to one table.
fn print<E: ErrorSet>(status: u16, code: &str, message: &str) {
    let found = E::lookup(status, code, message);
    println!("{}: {}", E::TABLE.title, verdict(&found));
    for error in found.errors() {
        println!("  {}  {error}", error.name());
    }
}

fn verdict<E: ErrorSet>(found: &Lookup<E>) -> &'static str {
    match (found.level(), found.errors()) {
        (MatchLevel::Exact, [_]) => "documented",
        (MatchLevel::Exact, _) => {
            "documented, as several errors that the response does not distinguish"
        }
        (MatchLevel::CodeAndStatus, _) => "documented with another message",
        (MatchLevel::CodeAndMessage, _) => "documented with another status",
        (MatchLevel::Code, _) => "documented with another status and message",
        (MatchLevel::Unknown, _) => "not documented",
    }
}
