//! The status of an error as the `http` crate has it.

use http::StatusCode;

use crate::DocumentedError;

/// The status of any documented error as an [`http::StatusCode`].
///
/// ```
/// use rcs_errors::agent_launch::AgentLaunchError;
/// use rcs_errors::StatusCodeExt;
///
/// let status = AgentLaunchError::MethodNotAllowed.status_code();
/// assert_eq!(status, http::StatusCode::METHOD_NOT_ALLOWED);
/// ```
pub trait StatusCodeExt: DocumentedError {
    /// The documented HTTP status.
    fn status_code(&self) -> StatusCode {
        // Every documented status is an error status, 400 to 599, so the fallback is never used.
        StatusCode::from_u16(self.entry().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<E: DocumentedError + ?Sized> StatusCodeExt for E {}
