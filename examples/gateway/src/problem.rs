//! Problem details (RFC 9457): what the gateway sends if something is wrong.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
use rcs_errors::{Lookup, StatusCodeExt as _};
use serde::{Serialize, Serializer};

/// Where the types of problems begin. A real gateway has a page about each of them there.
const TYPES: &str = "https://gateway.example/problems/";

/// The body of an error.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    endpoint: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    candidates: &'static [AgentLaunchError],
}

impl Problem {
    /// A problem of the gateway.
    pub(crate) fn new(kind: &str, status: StatusCode, title: &'static str) -> Self {
        Self {
            kind: format!("{TYPES}{kind}"),
            title,
            status,
            detail: None,
            endpoint: None,
            code: None,
            candidates: &[],
        }
    }

    pub(crate) fn with_detail(self, detail: String) -> Self {
        Self { detail: Some(detail), ..self }
    }

    /// An error of the API. Only what is documented is passed on: what was received may be anything.
    pub(crate) fn from_api(endpoint: Endpoint, lookup: Lookup<AgentLaunchError>) -> Self {
        // Without a documented status, or with several, it is nothing that a caller can correct.
        let status = lookup.agree(status).unwrap_or(StatusCode::BAD_GATEWAY);
        let problem = match lookup.errors() {
            [] => Self::new("UndocumentedError", status, "Undocumented Error.")
                .with_detail("The API sent an error that is not documented.".to_owned()),
            [error] => {
                let problem = Self::new(error.name(), status, error.description());
                // A message that belongs to another error would only mislead.
                Self { detail: error.trusted_message().map(str::to_owned), ..problem }
            }
            errors => {
                let descriptions: Vec<_> =
                    errors.iter().map(AgentLaunchError::description).collect();
                let detail = format!("It is one of these: {}", descriptions.join(" "));
                let problem = Self::new("AmbiguousError", status, "Ambiguous Error.");
                Self { candidates: errors, ..problem.with_detail(detail) }
            }
        };
        let code = lookup.agree(|error| error.code());
        Self { endpoint: Some(endpoint.name()), code, ..problem }
    }
}

/// The status of the gateway for an error of the API.
fn status(error: AgentLaunchError) -> StatusCode {
    match error.status_code() {
        // The gateway has chosen the method, and not its caller.
        StatusCode::METHOD_NOT_ALLOWED => StatusCode::BAD_GATEWAY,
        status => status,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn as_number<S: Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status, [(CONTENT_TYPE, "application/problem+json")], Json(self)).into_response()
    }
}
