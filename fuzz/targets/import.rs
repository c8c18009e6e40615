//! Pages to import one after the other, separated by form feeds. Depending on the first byte they are read
//! as one of the forms into a new file, or as what they look like into the real one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use testing::oracle;

const FILE: &str = include_str!("../../catalog/agent-launch.toml");

fuzz_target!(|pages: &[u8]| {
    let pages = String::from_utf8_lossy(pages);
    let form = Some(pages.as_bytes().first().unwrap_or(&0) % 4).filter(|form| *form < 3);
    let file = form.is_none().then_some(FILE);
    oracle::import(file, pages.split('\u{c}'), form);
});
