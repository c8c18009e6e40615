//! Every error that Kaleyra documents for its RCS Agent Launch API, as Rust enums.
//!
//! There is an enum for each endpoint, and one for all of them: see [`agent_launch`]. Each value
//! knows its row of the documentation:
//!
//! ```
//! use rcs_errors::agent_launch::CreateAgentLaunchError;
//!
//! let error = CreateAgentLaunchError::InvalidJson;
//! assert_eq!(error.status(), 400);
//! assert_eq!(error.code(), "RCS701");
//! assert_eq!(error.message(), "Invalid json format passed.");
//! assert_eq!(error.description(), "Invalid JSON.");
//! assert_eq!(error.to_string(), "HTTP 400 RCS701: Invalid json format passed. (Invalid JSON.)");
//! ```
//!
//! # From a response to an error
//!
//! The documentation has one code for several errors, and some errors look the same in a response.
//! So a response gives a [`Lookup`]: all errors that match it best, and how well they match.
//!
//! ```
//! use rcs_errors::agent_launch::GetAgentLaunchStatusError;
//! use rcs_errors::MatchLevel;
//!
//! fn explain(status: u16, code: &str, message: &str) -> String {
//!     let found = GetAgentLaunchStatusError::lookup(status, code, message);
//!     match (found.level(), found.errors()) {
//!         (MatchLevel::Exact, [error]) => error.description().to_owned(),
//!         (MatchLevel::Exact, several) => format!("the documentation does not distinguish {several:?}"),
//!         (MatchLevel::Unknown, _) => format!("{code} is not documented for this endpoint"),
//!         (_, near) => format!("documented with another status or message: {near:?}"),
//!     }
//! }
//!
//! assert_eq!(explain(500, "RCS502", "Internal Gateway Error."), "Gateway Error.");
//! assert_eq!(
//!     explain(400, "RCS904", "Failed to fetch Agent launch request."),
//!     "the documentation does not distinguish [MissingAgentNumberQuery, MissingAgentLaunchIdQuery]",
//! );
//! assert_eq!(explain(400, "RCS701", "Invalid json format passed."), "RCS701 is not documented for this endpoint");
//! ```
//!
//! # Between endpoints
//!
//! The error of an endpoint converts into the one of the page with [`From`], and back with
//! [`TryFrom`], which fails if the endpoint does not list it.
//!
//! ```
//! use rcs_errors::agent_launch::{AgentLaunchError, CreateAgentLaunchError, GetAgentLaunchStatusError};
//!
//! let error = AgentLaunchError::from(CreateAgentLaunchError::InvalidJson);
//! assert_eq!(error, AgentLaunchError::InvalidJson);
//! assert!(CreateAgentLaunchError::try_from(error).is_ok());
//! assert!(GetAgentLaunchStatusError::try_from(error).is_err());
//! ```
//!
//! A conversion that fails is a separate error, [`NotListedError`], so that `?` cannot pass it off as
//! an error of the API:
//!
//! ```compile_fail
//! use rcs_errors::agent_launch::{AgentLaunchError, CreateAgentLaunchError};
//!
//! fn narrow(error: AgentLaunchError) -> Result<CreateAgentLaunchError, AgentLaunchError> {
//!     Ok(CreateAgentLaunchError::try_from(error)?)
//! }
//! ```
//!
//! # Features
//!
//! All features are off by default; without them the crate has no dependencies and no build script.
//!
//! - `serde`: the enums serialize as their names and deserialize from them; an [`Entry`] serializes
//!   as an object with its four fields.
//! - `http`: `StatusCodeExt::status_code` gives the status of any error as an `http::StatusCode`.
//!
//! # What is not here
//!
//! This crate has no client for the API and no types for its responses. It does not decide what an
//! ambiguous response means.

#![no_std]

#[cfg(feature = "http")]
mod status_code;

#[cfg(feature = "http")]
pub use status_code::StatusCodeExt;

include!("generated.rs");
