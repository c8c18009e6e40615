//! What can go wrong, and what the client makes of it.

use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
use rcs_errors::{ErrorResponse, Lookup};

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The API responded with an error.
    #[error("{endpoint} responded with HTTP {} ({lookup})", .response.status)]
    Api {
        /// What was called.
        endpoint: Endpoint,
        /// What was received. Of an error that is not documented, nothing else is known.
        response: ErrorResponse<String>,
        /// The documented errors that the response may be: several if the documentation does not
        /// distinguish them, and none if it does not have the code.
        lookup: Lookup<AgentLaunchError>,
        /// The documented error that matches best, if there is only one.
        source: Option<AgentLaunchError>,
    },
    /// There was no response, or it ended early.
    #[error("no complete response from {endpoint}")]
    Transport {
        /// What was called.
        endpoint: Endpoint,
        /// What went wrong.
        source: reqwest::Error,
    },
}

impl Error {
    /// Looks up what was received, and logs it.
    pub(crate) fn from_response(endpoint: Endpoint, response: ErrorResponse<String>) -> Self {
        let lookup = response.lookup_at(endpoint);
        tracing::warn!(
            endpoint = endpoint.name(),
            status = response.status,
            code = response.code,
            message = response.message,
            level = lookup.level().as_str(),
            listed = lookup.listed(),
            errors = ?lookup.errors(),
            "the API responded with an error",
        );
        Self::Api { endpoint, response, lookup, source: lookup.only() }
    }

    /// Whether the same request may succeed later: a documented error of the server, for example.
    ///
    /// A service that decides on each error by its name can let its build fail if there is a new one: see
    /// *Noticing a new documented error* in the docs of `rcs_errors`.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            // The status that was received decides only if the code is unknown (or if there is none, as in
            // the HTML page of a proxy), or if the errors that the response may be differ.
            Self::Api { response, lookup, .. } => lookup
                .agree(|error| error.status() >= 500)
                .unwrap_or(response.status == 429 || response.status >= 500),
            // A request that cannot be built, for example because of its address, is never sent.
            Self::Transport { source, .. } => !source.is_builder(),
        }
    }

    /// The labels of a metric that counts errors. They have a limited number of values, because nothing
    /// that was received is among them.
    #[must_use]
    pub fn labels(&self) -> [(&'static str, &'static str); 3] {
        let (endpoint, level, error) = match self {
            Self::Api { endpoint, lookup, source, .. } => {
                let several = if lookup.errors().is_empty() { "unknown" } else { "ambiguous" };
                let name = source.map_or(several, |error| error.name());
                (endpoint, lookup.level().as_str(), name)
            }
            Self::Transport { endpoint, .. } => (endpoint, "none", "transport"),
        };
        [("endpoint", endpoint.name()), ("level", level), ("error", error)]
    }
}
