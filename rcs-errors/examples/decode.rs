//! Looks an answer of the API up in the documentation.
//!
//! ```sh
//! cargo run --example decode -- 400 RCS904 "Failed to fetch Agent launch request."
//! ```

use std::env;
use std::process::ExitCode;

use rcs_errors::agent_launch::{
    AgentLaunchError, CommonError, CreateAgentCarrierLaunchError, CreateAgentLaunchError,
    GetAgentLaunchStatusError,
};
use rcs_errors::{Candidates, ErrorTable, Matched};

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
    print::<CreateAgentCarrierLaunchError>(status, code, message);
    print::<GetAgentLaunchStatusError>(status, code, message);
    print::<CommonError>(status, code, message);
    ExitCode::SUCCESS
}

/// Prints what the answer may be, according to one table.
fn print<E: ErrorTable>(status: u16, code: &str, message: &str) {
    let found = E::candidates(status, code, message);
    println!("{}: {}", E::TABLE.title, verdict(&found));
    for error in found.errors() {
        println!("  {}  {error}", error.name());
    }
}

fn verdict<E: ErrorTable>(found: &Candidates<E>) -> &'static str {
    match (found.matched(), found.errors()) {
        (Matched::Exact, [_]) => "documented",
        (Matched::Exact, _) => "documented, as several errors that the answer does not tell apart",
        (Matched::Status, _) => "documented with another message",
        (Matched::Code, _) => "documented with another status",
        (Matched::Nothing, _) => "not documented",
    }
}
