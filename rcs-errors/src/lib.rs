//! Every error that Kaleyra documents for its RCS Agent Launch API, as Rust enums.
//!
//! A module for each page of the documentation, like [`agent_launch`], has an enum for each endpoint
//! with the errors that its table lists, an enum for all errors of the page, and an enum of the
//! endpoints. Each error knows its row of the documentation: status, code, message and description.
//!
//! # Look up a response
//!
//! A lookup gives every documented error that a response may be, because the documentation has one
//! code for several errors, and some errors look the same in a response:
//!
//! ```
//! use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
//!
//! // What was received.
//! let (status, code, message) = (500, "RCS502", "Internal Gateway Error.");
//! let found = Endpoint::CreateAgentLaunch.lookup(status, code, message);
//!
//! // An error that is certain.
//! assert_eq!(found.exact(), Some(AgentLaunchError::GatewayError));
//! // A decision: what is the same for all errors that were found.
//! let retry = found.agree(|error| error.status() >= 500);
//! // It is `None` if nothing was found, or if the errors differ. Then the status decides.
//! assert!(retry.unwrap_or(status >= 500));
//! ```
//!
//! [`Lookup::level`] says how well the response matches, and [`Lookup::errors`] has all errors that
//! match equally well.
//!
//! With the feature `json`, [`ErrorResponse::from_json`] reads code and message from the body of a
//! response. It never fails: if there is no code (an HTML page of a proxy, for example), a lookup
//! finds nothing, and only the status is left to decide by. An [`ErrorResponse`] also keeps what was
//! received, for logs.
//!
//! - Strings are compared byte for byte. Trim them before, if your client does not.
//! - Pass `""` for a message that was not received, and for a code that was not received. No
//!   documented code is empty, so nothing is found.
//! - The code decides: if it is not documented, nothing is found, even if the message is documented.
//!   Messages are free text, and may repeat what users typed.
//! - The status counts more than the message: [`MatchLevel`] has the order.
//! - If the vendor adds a row, a response that was certain can become ambiguous: [`Lookup::exact`] is
//!   `None` from then on. [`Lookup::agree`] still decides if the new error is like the others.
//!
//! # Endpoints
//!
//! `Endpoint::lookup` looks in the table of the endpoint first. If another table of the page has a
//! better match, it gives that one, and [`Lookup::listed`] is `false`. This can happen even if the
//! endpoint lists the code, with another status or message.
//!
//! ```
//! use rcs_errors::agent_launch::{AgentLaunchError, Endpoint, GetAgentLaunchStatusError};
//!
//! let error = AgentLaunchError::InvalidJson;
//! let (status, code, message) = (error.status(), error.code(), error.message());
//!
//! let found = Endpoint::GetAgentLaunchStatus.lookup(status, code, message);
//! assert_eq!(found.exact(), Some(error));
//! assert!(!found.listed());
//!
//! // The enum of the endpoint knows nothing but the endpoint's table.
//! let found = GetAgentLaunchStatusError::lookup(status, code, message);
//! assert!(found.errors().is_empty());
//! ```
//!
//! The errors of an endpoint convert into those of the page with [`From`], and back with [`TryFrom`],
//! which fails with a [`NotListedError`] if the endpoint does not list the error.
//!
//! # Quirks
//!
//! The documentation has mistakes, and this crate repeats it as it is. The docs of a module list the
//! mistakes that were found, and `quirks` has those of an error at run time. If users see messages, take
//! `trusted_message`, which is `None` if the message is that of another error:
//!
//! ```
//! use rcs_errors::agent_launch::AgentLaunchError;
//!
//! let error = AgentLaunchError::LaunchStatusNotFound;
//! assert_eq!(error.trusted_message(), None);
//! for quirk in error.quirks() {
//!     println!("{}: {}", quirk.kind, quirk.note);
//! }
//! ```
//!
//! # Errors of your service
//!
//! Every enum implements [`Error`](core::error::Error), and is `Copy`, `Send`, `Sync` and `'static`.
//! So `?` turns its values into a `Box<dyn Error + Send + Sync>` or an `anyhow::Error`, and with
//! `thiserror`, an enum can be the `#[source]` of your error. Where errors of several enums meet, use
//! [`as_static`](DocumentedError::as_static): a `&'static dyn DocumentedError` is an error as well.
//!
//! ```
//! use std::error::Error;
//! use std::fmt;
//!
//! use rcs_errors::DocumentedError;
//!
//! #[derive(Debug)]
//! struct LaunchError {
//!     source: &'static dyn DocumentedError,
//! }
//!
//! impl fmt::Display for LaunchError {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         f.write_str("the agent was not launched")
//!     }
//! }
//!
//! impl Error for LaunchError {
//!     fn source(&self) -> Option<&(dyn Error + 'static)> {
//!         Some(&self.source)
//!     }
//! }
//!
//! fn reject(error: &dyn DocumentedError) -> Result<(), Box<dyn Error + Send + Sync>> {
//!     Err(LaunchError { source: error.as_static() })?
//! }
//! # assert!(reject(&rcs_errors::agent_launch::AgentLaunchError::InvalidJson).is_err());
//! ```
//!
//! This works from Rust 1.83. From Rust 1.86, a `Box<dyn DocumentedError>` is also coerced into a
//! `Box<dyn Error + Send + Sync>`.
//!
//! `Display` is for logs: it shows status, code, message and description. The message may be that of
//! another error, so it is not for users. A [`NotListedError`] is a separate type, so that `?` cannot
//! turn a failed conversion into an error of the API.
//!
//! # Noticing a new documented error
//!
//! The enums are `#[non_exhaustive]`, so a `match` needs an arm for errors that a later version adds.
//! To decide on each of them yourself, let that arm panic, and call the function for all errors in a
//! constant. Then a new version of this crate breaks your build, and the message names the error:
//!
//! ```compile_fail,E0080
//! use rcs_errors::agent_launch::AgentLaunchError;
//!
//! const fn is_transient(error: AgentLaunchError) -> bool {
//!     match error {
//!         AgentLaunchError::GatewayError => true,
//!         AgentLaunchError::InvalidJson => false,
//!         // … and each of the others: this example does not compile without them.
//!         _ => panic!("{}", error.name()),
//!     }
//! }
//!
//! const _: () = {
//!     let mut rest = AgentLaunchError::ALL;
//!     while let [error, others @ ..] = rest {
//!         let _ = is_transient(*error);
//!         rest = others;
//!     }
//! };
//! ```
//!
//! # Gateways and mocks
//!
//! With the feature `json`, [`DocumentedError::body`] is the body that the API sends with an error (the
//! trait has to be in scope). [`Table::body`] has the pointers to code and message, and the docs of a
//! module say how they are known.
//!
//! ```
//! # #[cfg(feature = "json")] {
//! use rcs_errors::agent_launch::AgentLaunchError;
//! use rcs_errors::{DocumentedError, ErrorResponse};
//!
//! let error = AgentLaunchError::InvalidJson;
//! let body = error.body().to_string();
//!
//! let response = ErrorResponse::from_json(error.status(), body.as_bytes(), error.table());
//! assert!(response.lookup::<AgentLaunchError>().errors().contains(&error));
//! # }
//! ```
//!
//! # Upgrading
//!
//! - The enums of errors and endpoints, [`QuirkKind`] and most structs are `#[non_exhaustive]`: they
//!   can have new variants and fields in any version. A `match` needs a wildcard arm. [`MatchLevel`]
//!   is not: it has these levels until the next breaking version.
//! - The order of variants is that of the page, and so is `Ord`. It can change with every version. Do
//!   not store the order or the number of a variant: store its name, which `FromStr` reads again. Labels
//!   of metrics are names, too: they change if an error is renamed, which is a breaking change.
//! - It is a breaking change if a page, an enum or a variant is removed or renamed, or if the status
//!   or the code of an error changes. New errors, and new messages and descriptions, are a minor
//!   version; the order and the docs a patch version. Below 1.0, the second number rises with a
//!   breaking change, and the third with all others.
//! - If the vendor rewords a message, responses with the old one are no longer exact matches.
//!
//! # Features
//!
//! All features are off by default. Without them the crate has no dependencies and needs nothing but
//! `core`. It has no build script.
//!
//! - `serde`: the enums of errors serialize as their names and deserialize from them; an [`Entry`] serializes
//!   as an object with its four fields.
//! - `json`: [`ErrorResponse::from_json`] reads the body of a response, and
//!   [`DocumentedError::body`] makes one, with `serde_json` and `alloc`.
//! - `http`: [`StatusCodeExt`] gives the status of an error as a `StatusCode` of the `http` crate, which
//!   needs `std`.
//!
//! # What is not here
//!
//! This crate has no client for the API and no types for its responses. It does not decide what an
//! ambiguous response means.
//!
#![cfg_attr(not(feature = "http"), doc = "[`StatusCodeExt`]: #features")]
#![cfg_attr(not(feature = "json"), doc = "[`ErrorResponse::from_json`]: #features")]
#![cfg_attr(not(feature = "json"), doc = "[`DocumentedError::body`]: #features")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![no_std]

#[cfg(feature = "http")]
mod status_code;

#[cfg(feature = "http")]
pub use status_code::StatusCodeExt;

include!("generated.rs");
