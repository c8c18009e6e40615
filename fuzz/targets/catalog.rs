//! A page file: rejected with a report that points into it, or code with what is in the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use testing::oracle;

fuzz_target!(|file: &[u8]| {
    _ = oracle::catalog(&String::from_utf8_lossy(file));
});
