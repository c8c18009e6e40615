//! The source text of the shared part, fitted to a catalog.
//!
//! # How, and why so
//!
//! The shared part is the module `runtime` of this crate. Its files are read as text and fitted line by line:
//!
//! - Lines that belong to this crate only are left out (`//!`, `use super::…`, `pub(super)`).
//! - A line `#[cfg(…)]` is a condition on the catalog. If it does not hold, the line and the item, field, arm or
//!   statement after it are left out. If it holds, the line is left out, or replaced by the condition that the
//!   generated code has to keep.
//!
//! The end is found by the layout: rustfmt begins and ends an item, a field, an arm or a statement at the same
//! indentation, and the end is the first such line that closes with `}`, `;` or `,`. The repository checks that these
//! files are formatted.
//!
//! Today only serde has a condition (`#[cfg(test)]`, since only the tests of this crate have serde). A catalog's
//! columns will have theirs in the same way: `#[cfg(not(absent = "status"))]` before the field of `Entry`, the
//! accessor, the level and the comparison that need the column. A `cfg` about what is *absent* holds when this
//! crate is compiled, where nothing is absent: so the module stays compiled and tested with all columns, and needs
//! no build script. Types of optional cells will be aliases in the module (`type Message<'a> = &'a str`), which the
//! emitter replaces by the type.
//!
//! A `cfg` is only ever on its own line, before docs and attributes, and before what rustfmt lays out vertically
//! whatever its length. Parameters and arguments, which rustfmt joins, will be replaced as whole lists.
//!
//! What else was considered:
//!
//! - Tokens instead of lines: loses comments and the layout, and no printer lays them out again as rustfmt does; a
//!   build script would have to compile a parser and a printer for it.
//! - Placeholders in a template: the module would not compile, and so could not be tested as it is.
//! - Everything emitted, with real `cfg`s or generics over columns: services would pay for what their catalog does not
//!   have, in the time of their builds and in docs that show it.

use std::iter::Peekable;
use std::str::Lines;

/// The files of the shared part, in the order in which they are emitted.
const FILES: [&str; 6] = [
    include_str!("../runtime/entry.rs"),
    include_str!("../runtime/set.rs"),
    include_str!("../runtime/lookup.rs"),
    include_str!("../runtime/bucket.rs"),
    include_str!("../runtime/serde.rs"),
    include_str!("../runtime/implement.rs"),
];

/// The shared part. Without a feature for serde, what needs serde is left out.
pub(super) fn shared(serde_feature: Option<&str>) -> String {
    let files = FILES.map(|file| fitted(file, serde_feature));
    let files: Vec<&str> =
        files.iter().map(|file| file.trim()).filter(|file| !file.is_empty()).collect();
    files.join("\n\n") + "\n"
}

/// A file without what belongs to this crate only.
fn fitted(file: &str, serde_feature: Option<&str>) -> String {
    let mut text = String::with_capacity(file.len());
    // `lines` also takes the line endings of a checkout that changed them.
    let mut lines = file.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("//!") || line.starts_with("use super::") {
            continue;
        }
        let code = line.trim_start();
        if code == "#[cfg(test)]" {
            let indent = &line[..line.len() - code.len()];
            match serde_feature {
                Some(feature) => {
                    text.extend([indent, "#[cfg(feature = ", &format!("{feature:?}"), ")]\n"]);
                }
                None => skip(&mut lines, indent.len(), &mut text),
            }
        } else {
            text.push_str(&line.replacen("pub(super) ", "", usize::MAX));
            text.push('\n');
        }
    }
    text
}

/// Skips what follows a condition at this indentation, and the blank line around it.
fn skip(lines: &mut Peekable<Lines<'_>>, indent: usize, text: &mut String) {
    let is_end = |line: &str| {
        let code = line.trim_start();
        let is_own =
            line.len() - code.len() == indent && !code.starts_with('#') && !code.starts_with("//");
        is_own && code.ends_with(['}', ';', ','])
    };
    for line in lines.by_ref() {
        if is_end(line) {
            break;
        }
    }
    if lines.next_if_eq(&"").is_none() && text.ends_with("\n\n") {
        // It was the last item of its block.
        text.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, fitted, shared};

    const FILE: &str = "\
//! Docs.

use super::entry::Entry;

struct First {
    a: u8,
    #[cfg(test)]
    /// Docs, with a comma,
    b: u8,
    pub(super) c: u8,
}

#[cfg(test)]
impl Second
where
    Self: Sized,
{
    fn second() {}
}

fn third(x: u8) -> u8 {
    #[cfg(test)]
    if x == 1 {
        return 2;
    }
    match x {
        0 => 1,
        #[cfg(test)]
        1 => {
            2
        }
        _ => 3,
    }
}

mod fourth {
    fn a() {}

    #[cfg(test)]
    #[inline]
    fn b(
        c: u8,
    ) -> u8 {
        c
    }
}
";

    #[test]
    fn what_a_condition_excludes_is_left_out() {
        let expected = "\
struct First {
    a: u8,
    c: u8,
}

fn third(x: u8) -> u8 {
    match x {
        0 => 1,
        _ => 3,
    }
}

mod fourth {
    fn a() {}
}
";
        assert_eq!(fitted(FILE, None).trim_start(), expected);
        assert_eq!(fitted(&FILE.replace('\n', "\r\n"), None).trim_start(), expected);
    }

    #[test]
    fn with_a_feature_the_condition_is_the_feature() {
        let code = fitted(FILE, Some("wire"));
        let expected = FILE
            .replace("#[cfg(test)]", "#[cfg(feature = \"wire\")]")
            .replace("pub(super) ", "")
            .replace("//! Docs.\n\nuse super::entry::Entry;\n\n", "");
        assert_eq!(code.trim_start(), expected);
    }

    #[test]
    fn nothing_of_this_crate_is_left() {
        for feature in [None, Some("serde")] {
            let code = shared(feature);
            for text in ["//!", "use super::", "pub(super)", "cfg(test)"] {
                assert!(!code.contains(text), "{text}");
            }
            assert_eq!(code.contains("serde"), feature.is_some());
            assert!(!code.contains("\n\n\n"));
            assert!(syn::parse_file(&code).is_ok());
        }
    }

    /// What is before a condition stays when the item goes.
    #[test]
    fn a_condition_is_before_docs_and_attributes() {
        for file in FILES {
            let lines: Vec<&str> = file.lines().map(str::trim_start).collect();
            for pair in lines.windows(2).filter(|pair| pair[1] == "#[cfg(test)]") {
                assert!(!pair[0].starts_with("///") && !pair[0].starts_with("#["), "{}", pair[0]);
            }
        }
    }

    /// A file that is not in the list would be missing in the generated code.
    #[test]
    fn every_file_is_emitted() {
        let own = ["mod.rs", "tests.rs"];
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime");
        #[expect(clippy::disallowed_methods, reason = "the order does not matter")]
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files: Vec<_> =
            files.filter(|path| own.iter().all(|own| !path.ends_with(own))).collect();
        assert_eq!(files.len(), FILES.len());
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(FILES.contains(&text.as_str()), "{}", path.display());
        }
    }
}
