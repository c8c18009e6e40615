//! The source text of the shared part, fitted to a catalog.
//!
//! # How, and why so
//!
//! The shared part is the module `runtime` of this crate. Its files are copied as text, so comments and layout stay.
//! What is left out is found in their tokens, which know where they are in the text:
//!
//! - What belongs to this crate only: docs of a file (`//!`), `use super::…`, `pub(super)`, `pub(crate)`.
//! - An attribute `#[cfg(…)]` is a condition on the catalog. If it is false, the item, field, variant, arm,
//!   statement, parameter or argument that it is on is left out as well, with its other attributes, also in the body
//!   of a macro. If it is true, only the attribute is left out, or replaced by the condition that the generated code has
//!   to keep.
//!
//! `#[cfg(all(test, not(absent = "serde")))]` is the condition for serde, which only the tests of this crate have: the
//! generated code has it behind the catalog's feature. `#[cfg(not(absent = "status"))]` is the condition for a column. A
//! `cfg` about what is *absent* is false when this crate is compiled, where nothing is absent. So the module is compiled
//! and tested with all columns, and needs no build script. `all`, `any` and `not` combine conditions.
//!
//! A comment about something with a condition is after the condition, and is left out with it. Docs may be before it.
//! Forms that the shared part has no use for are not known, such as a closure with two parameters among arguments
//! with conditions. Too little would be left out then, and the rest would not compile. Where some of the parameters or
//! arguments are left out, the others keep their lines, even if rustfmt would join them.
//!
//! What else was considered:
//!
//! - Printing the tokens: loses comments and the layout, and no printer lays them out again as rustfmt does.
//! - Finding the end of an item by the indentation of its lines: depends on how rustfmt lays it out, and
//!   cannot leave out a part of a line.
//! - Parsing it with syn: the body of a macro is not parsed, and what every enum repeats is in one.
//! - Placeholders in a template: the module would not compile, and so could not be tested as it is.
//! - Everything emitted, with real `cfg`s or generics over columns: services would pay for what their catalog does not
//!   have, in the time of their builds and in docs that show it.

use super::condition::Facts;
use super::fit::fitted;

/// The files of the shared part, in the order in which they are emitted.
const FILES: [&str; 12] = [
    include_str!("../runtime/entry.rs"),
    include_str!("../runtime/quirk.rs"),
    include_str!("../runtime/error.rs"),
    include_str!("../runtime/lookup.rs"),
    include_str!("../runtime/set.rs"),
    include_str!("../runtime/response.rs"),
    include_str!("../runtime/body.rs"),
    include_str!("../runtime/index.rs"),
    include_str!("../runtime/bucket.rs"),
    include_str!("../runtime/serde.rs"),
    include_str!("../runtime/implement_documented.rs"),
    include_str!("../runtime/implement_endpoints.rs"),
];

/// The shared part. Without a feature for serde or for JSON, what needs it is left out.
pub(super) fn shared(facts: &Facts<'_>) -> String {
    let files = FILES.map(|file| fitted(file, facts));
    let files: Vec<&str> =
        files.iter().map(|file| file.trim()).filter(|file| !file.is_empty()).collect();
    files.join("\n\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{FILES, Facts, fitted, shared};

    #[test]
    fn nothing_of_this_crate_is_left() {
        for feature in [None, Some("wire")] {
            let facts = Facts { serde_feature: feature, json_feature: feature, ..Facts::default() };
            let code = shared(&facts);
            for text in ["use super::", "pub(super)", "pub(crate)", "test", "absent ="] {
                assert!(!code.contains(text), "{text}");
            }
            assert_eq!(code.contains("serde"), feature.is_some());
            assert_eq!(code.contains("cfg(feature = \"wire\")"), feature.is_some());
            assert!(!code.contains("\n\n\n"));
            assert!(syn::parse_file(&code).is_ok());
        }
    }

    #[test]
    fn line_endings_of_a_checkout_have_no_effect() {
        let facts = Facts { serde_feature: Some("serde"), ..Facts::default() };
        for file in FILES {
            let file = file.replace("\r\n", "\n");
            assert_eq!(fitted(&file.replace('\n', "\r\n"), &facts), fitted(&file, &facts));
        }
    }

    /// A file that is not in the list would be missing in the generated code.
    #[test]
    fn every_file_is_emitted() {
        let not_emitted = ["mod.rs", "tests.rs"];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime");
        #[expect(clippy::disallowed_methods, reason = "the order does not matter")]
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<_> =
            files.filter(|path| not_emitted.iter().all(|name| !path.ends_with(name))).collect();
        assert_eq!(files.len(), FILES.len());
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(FILES.contains(&text.as_str()), "{}", path.display());
        }
    }
}
