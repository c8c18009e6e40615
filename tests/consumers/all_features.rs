//! A service that sends and reads errors of the API as JSON.

#![deny(warnings)]

use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
use rcs_errors::{DocumentedError as _, ErrorResponse, StatusCodeExt as _};

fn main() {
    let error: AgentLaunchError = serde_json::from_str("\"GatewayError\"").unwrap();
    let status: http::StatusCode = error.status_code();
    assert_eq!(status.as_u16(), error.status());
    let body = error.body().to_string();
    let table = Endpoint::ALL[0].table();
    let response = ErrorResponse::from_json(error.status(), body.as_bytes(), table);
    assert!(response.lookup::<AgentLaunchError>().errors().contains(&error));
    println!("{}", serde_json::to_string(&error).unwrap());
}
