//! What a service decides with: what is known of each error, and of each response that an endpoint may send.

#![deny(warnings)]

use rcs_errors::MatchLevel;
use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};

/// A status that is not the one of an error.
const OTHER_STATUS: u16 = 404;

fn main() {
    println!("# Errors");
    for error in AgentLaunchError::ALL {
        let quirks: Vec<&str> = error.quirks().iter().map(|quirk| quirk.kind.as_str()).collect();
        println!("{}: {error}", error.name());
        println!("    trusted message: {:?}", error.trusted_message());
        println!("    quirks: {quirks:?}");
    }
    for endpoint in Endpoint::ALL {
        println!("\n# {endpoint}: {}", endpoint.title());
        let mut seen = Vec::new();
        for error in AgentLaunchError::ALL {
            let (code, message) = (error.code(), error.message());
            for status in [error.status(), OTHER_STATUS] {
                if !seen.contains(&(status, code, message)) {
                    seen.push((status, code, message));
                    println!("{status} {code} {message}");
                    println!("    {}", endpoint.lookup(status, code, message));
                }
            }
        }
        let unknown = endpoint.lookup(OTHER_STATUS, "?", AgentLaunchError::ALL[0].message());
        assert_eq!((unknown.level(), unknown.listed()), (MatchLevel::Unknown, false));
        assert_eq!((unknown.agree(|_| true), unknown.only(), unknown.exact()), (None, None, None));
    }
}
