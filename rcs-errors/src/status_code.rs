//! The status of an error as the `http` crate has it.

use http::StatusCode;

use crate::DocumentedError;

/// The status of a documented error, as a `StatusCode` of the `http` crate.
///
/// ```
/// use rcs_errors::agent_launch::AgentLaunchError;
/// use rcs_errors::StatusCodeExt;
///
/// let status = AgentLaunchError::InvalidJson.status_code();
/// assert_eq!(status, http::StatusCode::BAD_REQUEST);
/// ```
pub trait StatusCodeExt: DocumentedError {
    /// The documented HTTP status.
    fn status_code(&self) -> StatusCode {
        // Every documented status is an error status, 400 to 599, so the fallback is never used.
        StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<E: DocumentedError + ?Sized> StatusCodeExt for E {}
