//! A service that answers with errors of the API in JSON.

#![deny(warnings)]

use rcs_errors::StatusCodeExt as _;
use rcs_errors::agent_launch::AgentLaunchError;

fn main() {
    let error: AgentLaunchError = serde_json::from_str("\"GatewayError\"").unwrap();
    assert_eq!(error.status_code(), http::StatusCode::INTERNAL_SERVER_ERROR);
    println!("{} {}", serde_json::to_string(&error).unwrap(), error.status_code().as_u16());
}
