//! The rule `invalid-setting`.

use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;
use crate::settings::Notes;
use crate::source::Spanned;
use crate::text::{describe_invisible, list, misleading_characters, quoted};

/// A setting has a value that it cannot have.
pub static RULE: Rule = Rule { name: "invalid-setting", docs: include_str!("invalid_setting.md") };

/// A path that is not relative to the catalog's folder, or not the same on every machine.
pub(super) fn path(file: usize, path: &Spanned<String>) -> Option<Diagnostic> {
    const HELP: &str =
        "write the path from the catalog's folder with slashes, like `../src/errors.rs`";
    let text = path.value.as_str();
    if text.is_empty() {
        return Some(diagnostic(file, path, "the path is empty", HELP));
    }
    let problem = if let Some((_, character)) = misleading_characters(text).next() {
        format!("contains {}", describe_invisible(character))
    } else if text.contains('\\') {
        "contains a backslash".to_owned()
    } else if text.starts_with('/') || text.get(1..2) == Some(":") {
        "is not relative to the catalog's folder".to_owned()
    } else {
        return None;
    };
    Some(diagnostic(file, path, &format!("the path {} {problem}", quoted(text)), HELP))
}

/// A string that cannot be the name of a cargo feature.
pub(super) fn feature(file: usize, name: &Spanned<String>) -> Option<Diagnostic> {
    let is_start = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_rest = |c: char| is_start(c) || matches!(c, '-' | '+' | '.');
    let text = name.value.as_str();
    if text.starts_with(is_start) && text.chars().all(is_rest) {
        return None;
    }
    let message = format!("{} cannot be the name of a feature", quoted(text));
    let help =
        "write the name of a feature of the crate with the generated code, like `serde` or `json`";
    Some(diagnostic(file, name, &message, help))
}

/// One feature for both: services that want one of them would compile the dependencies of the other.
pub(super) fn same_feature(
    file: usize,
    serde: &Spanned<String>,
    json: &Spanned<String>,
) -> Option<Diagnostic> {
    if serde.value != json.value {
        return None;
    }
    let message = format!("`serde-feature` and `json-feature` are both {}", quoted(&json.value));
    let help =
        "give each a separate feature, like `serde` and `json`: they need different dependencies";
    Some(diagnostic(file, json, &message, help).related(serde.span.clone(), "`serde-feature`"))
}

/// A value of `notes` that is not one of those that it can have.
pub(super) fn notes(file: usize, value: &Spanned<String>) -> Diagnostic {
    let message = format!("{} is not a value of `notes`", quoted(&value.value));
    let values: Vec<&str> = Notes::VALUES.iter().map(|(name, _)| *name).collect();
    diagnostic(file, value, &message, &format!("correct it; the values are {}", list(&values)))
}

fn diagnostic(file: usize, value: &Spanned<String>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&RULE, Location::in_file(file, value.span.clone()), message, help)
}
