//! A response, its status, code and message each on a line: every table finds what a filter over its errors
//! finds.

#![no_main]

use fixtures::keywords::{KeywordError, TypeError};
use fixtures::markup::{MarkupError, SecondError};
use fixtures::scripts::ScriptsError;
use libfuzzer_sys::fuzz_target;
use rcs_errors_catalog::for_each_page;

/// The committed enums.
mod committed {
    use rcs_errors::{Entry, ErrorSet, MatchLevel};
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

fuzz_target!(|response: &[u8]| {
    let response = String::from_utf8_lossy(response);
    let mut lines = response.splitn(3, '\n');
    let mut line = || lines.next().unwrap_or_default();
    let (status, code, message) = (line().parse().unwrap_or_default(), line(), line());
    for_each_page!(assert_lookups status code message);
    fixtures::assert_lookup::<KeywordError>(status, code, message);
    fixtures::assert_lookup::<TypeError>(status, code, message);
    fixtures::assert_lookup::<MarkupError>(status, code, message);
    fixtures::assert_lookup::<SecondError>(status, code, message);
    fixtures::assert_lookup::<ScriptsError>(status, code, message);
});
