//! A client of the Agent Launch API that decides on the errors it receives.
//!
//! [`Error::Api`] has what was received and the documented errors that it may be,
//! [`Error::is_transient`] decides whether another attempt can help, and [`Error::labels`] counts errors.

mod error;

use std::time::Duration;

use rcs_errors::ErrorResponse;
use rcs_errors::agent_launch::Endpoint;
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, Response};

pub use crate::error::Error;

/// How often a request is sent at most.
const ATTEMPTS: u32 = 3;

/// How many bytes of an error's body are read. A proxy may send an HTML page of any length.
const BODY_LIMIT: usize = 64 * 1024;

/// The API, at an address.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
}

impl Client {
    /// A client of the API at this address, like `https://api.example.com/v1`. An attempt may take as
    /// long as `timeout`.
    ///
    /// A real service also sets its API key here, as a default header.
    ///
    /// # Errors
    ///
    /// If the system does not let it send requests.
    pub fn new(base: impl Into<String>, timeout: Duration) -> reqwest::Result<Self> {
        // The second request of a redirected `POST` would be a `GET`.
        let http = reqwest::Client::builder().redirect(Policy::none()).timeout(timeout).build()?;
        Ok(Self { http, base: base.into() })
    }

    /// The status of a launch, as the API sends it. The path and the names of the parameters are made
    /// up: the vendor's documentation has those of your account.
    ///
    /// # Errors
    ///
    /// If an attempt fails with an error that is not transient, or if all attempts fail.
    pub async fn launch_status(&self, agent: &str, launch: &str) -> Result<String, Error> {
        let endpoint = Endpoint::GetAgentLaunchStatus;
        let query = [("agent_number", agent), ("agent_launch_id", launch)];
        let request = || self.http.get(format!("{}/agent-launch", self.base)).query(&query);
        for attempt in 1..ATTEMPTS {
            match self.send(endpoint, request()).await {
                Err(error) if error.is_transient() => {
                    tokio::time::sleep(Duration::from_millis(100) * 2_u32.pow(attempt)).await;
                }
                result => return result,
            }
        }
        self.send(endpoint, request()).await
    }

    /// Launches an agent. It sends one request only, even if the error is transient: the API may have
    /// launched the agent before something failed. Ask for the status before you try again.
    ///
    /// # Errors
    ///
    /// If there is no response, or if it is an error.
    pub async fn create_launch(&self, launch: String) -> Result<String, Error> {
        let request = self.http.post(format!("{}/agent-launch", self.base)).body(launch);
        self.send(Endpoint::CreateAgentLaunch, request).await
    }

    async fn send(&self, endpoint: Endpoint, request: RequestBuilder) -> Result<String, Error> {
        let transport = |source| Error::Transport { endpoint, source };
        let response = request.send().await.map_err(transport)?;
        if response.status().is_success() {
            return response.text().await.map_err(transport);
        }
        let status = response.status().as_u16();
        let body = error_body(response).await;
        let response = ErrorResponse::from_json(status, &body, endpoint.table());
        Err(Error::from_response(endpoint, response))
    }
}

/// As much of the body as arrives. If it ends early, the status still says something.
async fn error_body(mut response: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < BODY_LIMIT
        && let Ok(Some(chunk)) = response.chunk().await
    {
        body.extend_from_slice(&chunk);
    }
    body.truncate(BODY_LIMIT);
    body
}
