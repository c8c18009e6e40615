//! An answer, its status, code and message each on a line: every table finds what a naive filter finds.

#![no_main]

use libfuzzer_sys::fuzz_target;

/// The committed enums.
mod committed {
    pub(crate) use rcs_errors::agent_launch::*;
    use rcs_errors::{Entry, ErrorTable, Matched};
    include!("../../tests/common/naive.rs");
}

/// The enums of fixtures, whose tables are longer.
mod fixtures {
    include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    pub(crate) use self::{keywords::*, markup::*, scripts::*};
    include!("../../tests/common/naive.rs");
}

fuzz_target!(|answer: &[u8]| {
    let answer = String::from_utf8_lossy(answer);
    let mut lines = answer.splitn(3, '\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let (status, code, message) = (line().parse().unwrap_or_default(), line(), line());
    {
        use committed::*;
        check::<AgentLaunchError>(status, &code, &message);
        check::<CreateAgentLaunchError>(status, &code, &message);
        check::<CreateAgentCarrierLaunchError>(status, &code, &message);
        check::<GetAgentLaunchStatusError>(status, &code, &message);
        check::<CommonError>(status, &code, &message);
    }
    {
        use fixtures::*;
        check::<KeywordError>(status, &code, &message);
        check::<TypeError>(status, &code, &message);
        check::<MarkupError>(status, &code, &message);
        check::<SecondError>(status, &code, &message);
        check::<ScriptsError>(status, &code, &message);
    }
});
