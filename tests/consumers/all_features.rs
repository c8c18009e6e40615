//! A service that sends errors of the API as JSON.

#![deny(warnings)]

use rcs_errors::StatusCodeExt as _;
use rcs_errors::agent_launch::AgentLaunchError;

fn main() {
    let error: AgentLaunchError = serde_json::from_str("\"GatewayError\"").unwrap();
    let status: http::StatusCode = error.status_code();
    assert_eq!(status.as_u16(), error.status());
    println!("{}", serde_json::to_string(&error).unwrap());
}
