//! A gateway in front of the Agent Launch API.
//!
//! Its callers get problem details for everything that goes wrong: for errors that the API documents,
//! and for those of the gateway itself.

mod problem;

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use rcs_errors::ErrorResponse;
use rcs_errors::agent_launch::Endpoint;
use reqwest::RequestBuilder;
use reqwest::redirect::Policy;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::problem::Problem;

/// How many bytes an error's body may have. A proxy may send an HTML page of any length.
const BODY_LIMIT: usize = 64 * 1024;

/// Why there is nothing to pass on.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("there is no such path")]
    Path,
    #[error("the path does not have this method")]
    Method,
    #[error("the body of the request is invalid")]
    Body(#[from] JsonRejection),
    #[error("the parameters of the request are invalid")]
    Parameters(#[from] QueryRejection),
    #[error("{0} responded with {1:?}")]
    Api(Endpoint, ErrorResponse<String>),
    #[error("the API did not respond")]
    Transport(#[from] reqwest::Error),
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let problem = match &self {
            Self::Path => Problem::new("NoSuchPath", StatusCode::NOT_FOUND, "No Such Path."),
            Self::Method => {
                Problem::new("NoSuchMethod", StatusCode::METHOD_NOT_ALLOWED, "No Such Method.")
            }
            Self::Body(rejection) => {
                Problem::new("InvalidBody", rejection.status(), "Invalid Body.")
                    .with_detail(rejection.body_text())
            }
            Self::Parameters(rejection) => {
                Problem::new("InvalidParameters", rejection.status(), "Invalid Parameters.")
                    .with_detail(rejection.body_text())
            }
            Self::Api(endpoint, response) => {
                Problem::from_api(*endpoint, response.lookup_at(*endpoint))
            }
            Self::Transport(error) if error.is_timeout() => {
                Problem::new("ApiTimeout", StatusCode::GATEWAY_TIMEOUT, "API Timeout.")
            }
            Self::Transport(_) => {
                Problem::new("ApiUnreachable", StatusCode::BAD_GATEWAY, "API Unreachable.")
            }
        };
        tracing::warn!(error = &self as &dyn std::error::Error, ?problem);
        problem.into_response()
    }
}

/// The API behind the gateway.
#[derive(Debug, Clone)]
pub struct Upstream {
    http: reqwest::Client,
    base: String,
}

impl Upstream {
    /// The API at this address, like `https://api.example.com/v1`. A response may take as long as
    /// `timeout`. The paths below are made up: the vendor's documentation has those of your account.
    ///
    /// A real gateway also sets its API key here, as a default header.
    ///
    /// # Errors
    ///
    /// If the system does not let it send requests.
    pub fn new(base: impl Into<String>, timeout: Duration) -> reqwest::Result<Self> {
        // The second request of a redirected `POST` would be a `GET`.
        let http = reqwest::Client::builder().redirect(Policy::none()).timeout(timeout).build()?;
        Ok(Self { http, base: base.into() })
    }

    async fn send(&self, endpoint: Endpoint, request: RequestBuilder) -> Result<Response, Error> {
        let response = request.send().await?;
        let status = response.status();
        let body = Body::new(reqwest::Body::from(response));
        if status.is_success() {
            return Ok((status, [(CONTENT_TYPE, "application/json")], body).into_response());
        }
        // A body that is too long or ends early is not that of a documented error.
        let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
        let response = ErrorResponse::from_json(status.as_u16(), &body, endpoint.table());
        Err(Error::Api(endpoint, response))
    }
}

/// What the gateway serves.
pub fn router(upstream: Upstream) -> Router {
    Router::new()
        .route("/launches", post(create_launch).get(launch_status))
        .route("/carrier-launches", post(create_carrier_launch))
        .fallback(async || Error::Path)
        .method_not_allowed_fallback(async || Error::Method)
        .with_state(upstream)
}

async fn create_launch(
    State(upstream): State<Upstream>,
    launch: Result<Json<Value>, JsonRejection>,
) -> Result<Response, Error> {
    let request = upstream.http.post(format!("{}/agent-launch", upstream.base)).json(&launch?.0);
    upstream.send(Endpoint::CreateAgentLaunch, request).await
}

async fn create_carrier_launch(
    State(upstream): State<Upstream>,
    launch: Result<Json<Value>, JsonRejection>,
) -> Result<Response, Error> {
    let request = upstream.http.post(format!("{}/carrier-launch", upstream.base)).json(&launch?.0);
    upstream.send(Endpoint::CreateAgentCarrierLaunch, request).await
}

/// The API sends the same error for either of them, if it is missing. So the gateway checks both.
#[derive(Debug, Deserialize, Serialize)]
struct Launch {
    agent_number: String,
    agent_launch_id: String,
}

async fn launch_status(
    State(upstream): State<Upstream>,
    launch: Result<Query<Launch>, QueryRejection>,
) -> Result<Response, Error> {
    let request = upstream.http.get(format!("{}/agent-launch", upstream.base)).query(&launch?.0);
    upstream.send(Endpoint::GetAgentLaunchStatus, request).await
}
