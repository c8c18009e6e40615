//! What several tests need.

/// Calls a generic function for every table of the page, its page as a whole included: those of
/// `rcs_errors`, or of `rcs_errors_catalog`.
#[macro_export]
macro_rules! for_each_table {
    ($errors:ident, $check:ident) => {
        $check::<$errors::agent_launch::AgentLaunchError>();
        $check::<$errors::agent_launch::CreateAgentLaunchError>();
        $check::<$errors::agent_launch::CreateAgentCarrierLaunchError>();
        $check::<$errors::agent_launch::GetAgentLaunchStatusError>();
        $check::<$errors::agent_launch::CommonError>();
    };
}
