//! A catalog's file: refused with a report that points into it, or code that says what the file says.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rcs_errors_codegen::properties;

fuzz_target!(|file: &[u8]| {
    _ = properties::catalog(&String::from_utf8_lossy(file));
});
