//! The rule `body-pointer`.

use crate::diagnostic::{Diagnostic, Location};
use crate::raw::{Body, Catalog};
use crate::rule::Rule;
use crate::source::Spanned;
use crate::text::{is_first_element, misleading_characters, pointer_tokens, quoted};

/// A pointer of a page's `body` cannot be where a response has code or message.
pub static RULE: Rule = Rule { name: "body-pointer", docs: include_str!("body_pointer.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        let Some(body) = page.header.as_ref().and_then(|header| header.body.as_ref()) else {
            continue;
        };
        let mut problems = Vec::new();
        for pointer in body.values().filter_map(|value| value.pointer.as_ref()) {
            problems.extend(problem(page.file, pointer));
        }
        if problems.is_empty() {
            problems.extend(conflict(page.file, body));
        }
        findings.append(&mut problems);
    }
    findings
}

/// A body that is nested deeper is rejected by parsers, and building one could exhaust the stack.
const MAX_KEYS: usize = 100;

/// What is wrong with one pointer.
fn problem(file: usize, pointer: &Spanned<String>) -> Option<Diagnostic> {
    let text = content(pointer)?;
    let tokens = || pointer_tokens(text);
    let is_digits = |token: &&str| !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit());
    let (problem, help) = if !text.starts_with('/') {
        let proposal = proposal(text).map(|pointer| format!("did you mean {}? ", quoted(&pointer)));
        let help = "A pointer has `/` before each key, like `/data/error/code`";
        ("does not begin with `/`".to_owned(), proposal.unwrap_or_default() + help)
    } else if tokens().any(has_bad_escape) {
        let help = "write `~0` for the character `~` in a key, and `~1` for `/`";
        ("has `~` without `0` or `1` after it".to_owned(), help.to_owned())
    } else if let Some(index) = tokens().filter(is_digits).find(|token| !is_first_element(token)) {
        let help = "write `0`, since an array may have only one element; a key made of digits is not supported";
        (format!("has the array index {}", quoted(index)), help.to_owned())
    } else if tokens().count() > MAX_KEYS {
        let help =
            format!("write at most {MAX_KEYS}: parsers of JSON limit how deep a body is nested");
        (format!("has {} keys", tokens().count()), help)
    } else {
        return None;
    };
    let message = format!("the pointer {} {problem}", quoted(&pointer.value));
    Some(Diagnostic::new(&RULE, Location::in_file(file, pointer.span.clone()), message, help))
}

/// The pointer. White space around it, characters that are not shown, and an empty string are other mistakes.
fn content(pointer: &Spanned<String>) -> Option<&str> {
    let text = pointer.value.trim();
    let is_shown = misleading_characters(text).next().is_none();
    (!text.is_empty() && is_shown).then_some(text)
}

fn has_bad_escape(token: &str) -> bool {
    token.split('~').skip(1).any(|rest| !rest.starts_with(['0', '1']))
}

/// The pointer that was most likely meant by a path in another notation, like `$.errors[0].code` or `data/code`.
fn proposal(path: &str) -> Option<String> {
    let path = path.trim_start_matches(['#', '$', '.', '/']).replace("[0]", ".0");
    let is_key = |key: &str| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let is_start = |c: char| c.is_alphabetic() || c == '_';
        is_first_element(key) || key.starts_with(is_start) && key.chars().all(is_name)
    };
    let keys: Vec<&str> = path.split(['.', '/']).collect();
    keys.iter().all(|key| is_key(key)).then(|| format!("/{}", keys.join("/")))
}

/// Why no response has a value at both places.
fn conflict(file: usize, body: &Body) -> Option<Diagnostic> {
    let [code, message] = [&body.code, &body.message].map(|value| value.as_ref()?.pointer.as_ref());
    let (code, message) = (code?, message?);
    let (code_text, message_text) = (content(code)?, content(message)?);
    let code_tokens: Vec<&str> = pointer_tokens(code_text).collect();
    let message_tokens: Vec<&str> = pointer_tokens(message_text).collect();
    let pairs = code_tokens.iter().zip(&message_tokens);
    let shared = pairs.clone().take_while(|(one, other)| one == other).count();
    let [code_quoted, message_quoted] = [code_text, message_text].map(quoted);
    let (problem, help) = match (code_tokens.get(shared), message_tokens.get(shared)) {
        (None, None) => (
            format!("code and message have the same pointer {code_quoted}"),
            "correct one of them, or remove the one that a response does not have",
        ),
        (Some(one), Some(other)) if is_first_element(one) || is_first_element(other) => {
            let place = quoted(&pointer_before(&code_tokens[..shared]));
            let place = if shared == 0 { "the body".to_owned() } else { place };
            (
                format!(
                    "the pointers {code_quoted} and {message_quoted} contradict each other: {place} cannot be \
                     an array and an object"
                ),
                "correct one of them",
            )
        }
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => (
            format!("the code at {code_quoted} cannot contain the message at {message_quoted}"),
            "correct one of them: a code is a string or a number",
        ),
        (Some(_), None) => (
            format!("the message at {message_quoted} cannot contain the code at {code_quoted}"),
            "correct one of them: a message is a string or a number",
        ),
    };
    let finding =
        Diagnostic::new(&RULE, Location::in_file(file, message.span.clone()), problem, help);
    Some(finding.label("the message").related(code.span.clone(), "the code"))
}

fn pointer_before(tokens: &[&str]) -> String {
    tokens.iter().flat_map(|token| ["/", token]).collect()
}
