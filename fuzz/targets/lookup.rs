//! A response, its status, code and message each on a line: every table and every endpoint finds what a filter
//! over errors finds.

#![no_main]

use fixtures::keywords::{self, KeywordError, TypeError, VecError};
use fixtures::markup::{self, CommonError, FirstError, MarkupError, SecondError};
use fixtures::scripts::{self, AllError, ScriptsError};
use libfuzzer_sys::fuzz_target;
use rcs_errors_catalog::{for_each_endpoint, for_each_page};

/// The committed enums.
mod committed {
    use rcs_errors::{
        DocumentedError, EndpointSet, Entry, ErrorResponse, ErrorSet, Lookup, MatchLevel,
    };
    testing::lookup_oracle!();
}

/// The enums of fixtures, whose tables are longer.
mod fixtures {
    include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
    testing::lookup_oracle!();
}

macro_rules! assert_lookups {
    ([$status:ident $code:ident $message:ident] $($module:ident $page:ident [$($table:ident)+])+) => {$(
        committed::assert_lookup::<rcs_errors::$module::$page>($status, $code, $message);
        $(committed::assert_lookup::<rcs_errors::$module::$table>($status, $code, $message);)+
    )+};
}

macro_rules! assert_lookups_at {
    (
        [$status:ident $code:ident $message:ident]
        $($module:ident $page:ident $endpoint:ident $errors:ident)*
    ) => {$(
        committed::assert_lookup_at::<rcs_errors::$module::$errors, _>(
            rcs_errors::$module::Endpoint::$endpoint, $status, $code, $message,
        );
    )*};
}

fuzz_target!(|response: &[u8]| {
    let response = String::from_utf8_lossy(response);
    let mut lines = response.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (status, code, message) = (line().parse().unwrap_or_default(), line(), line());
    for_each_page!(assert_lookups status code message);
    for_each_endpoint!(assert_lookups_at status code message);
    fixtures::assert_lookup::<KeywordError>(status, code, message);
    fixtures::assert_lookup::<MarkupError>(status, code, message);
    fixtures::assert_lookup::<CommonError>(status, code, message);
    fixtures::assert_lookup::<ScriptsError>(status, code, message);
    fixtures::assert_lookup_at::<TypeError, _>(keywords::Endpoint::Type, status, code, message);
    fixtures::assert_lookup_at::<VecError, _>(keywords::Endpoint::Vec, status, code, message);
    fixtures::assert_lookup_at::<FirstError, _>(markup::Endpoint::First, status, code, message);
    fixtures::assert_lookup_at::<SecondError, _>(markup::Endpoint::Second, status, code, message);
    fixtures::assert_lookup_at::<AllError, _>(scripts::Endpoint::All, status, code, message);
});
