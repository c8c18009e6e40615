//! What several tests need.

/// Calls a generic function for every table of the page, its page as a whole included.
#[macro_export]
macro_rules! for_each_table {
    ($check:ident) => {
        $check::<rcs_errors::agent_launch::AgentLaunchError>();
        $check::<rcs_errors::agent_launch::CreateAgentLaunchError>();
        $check::<rcs_errors::agent_launch::CreateAgentCarrierLaunchError>();
        $check::<rcs_errors::agent_launch::GetAgentLaunchStatusError>();
        $check::<rcs_errors::agent_launch::CommonError>();
    };
}
