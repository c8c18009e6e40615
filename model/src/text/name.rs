//! Names that become identifiers of the generated code.

/// The types of the generated code's shared part whose names end like those of a page's enums.
const RESERVED_ENUMS: [&str; 3] = ["DocumentedError", "NotListedError", "UnknownNameError"];

/// A module with such a name would hide the type.
const PRIMITIVES: [&str; 17] = [
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
    "u32", "u64", "u8", "usize",
];

/// The keywords of all editions, reserved ones included, that are in lower case.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The enum of a page or a table with this name.
#[must_use]
pub fn enum_name(name: &str) -> String {
    format!("{name}Error")
}

/// Whether a name is in upper camel case: ASCII letters and digits, the first an upper-case letter.
#[must_use]
pub fn is_upper_camel_case(name: &str) -> bool {
    let is_upper = |character: char| character.is_ascii_uppercase();
    name.starts_with(is_upper) && name.chars().all(|character| character.is_ascii_alphanumeric())
}

/// A string in upper camel case: its words without what separates them, each with an upper-case letter first.
/// `None` if it has a character that is not ASCII, or no letter.
///
/// Digits at the beginning are left out, and so is an apostrophe within a word.
#[must_use]
pub fn upper_camel_case(string: &str) -> Option<String> {
    if !string.is_ascii() {
        return None;
    }
    let string = string.strip_prefix("r#").unwrap_or(string).replace('\'', "");
    let words: Vec<&str> = string
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // `NO_SUCH_PARCEL`, while `JSON` is a name already.
    let is_shouted = words.len() > 1 && !string.contains(|c: char| c.is_ascii_lowercase());
    let mut name = String::new();
    for word in words {
        let word = if name.is_empty() {
            word.trim_start_matches(|c: char| c.is_ascii_digit())
        } else {
            word
        };
        let mut characters = word.chars();
        name.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        let rest = characters.as_str();
        name.push_str(&if is_shouted { rest.to_ascii_lowercase() } else { rest.to_owned() });
    }
    is_upper_camel_case(&name).then_some(name)
}

/// Whether the generated code needs the enum's name of such a page or table for another type.
#[must_use]
pub fn is_reserved_enum(name: &str) -> bool {
    RESERVED_ENUMS.contains(&enum_name(name).as_str())
}

/// What the name of such an error is in the generated code already, as the rest of a sentence; `None` if
/// it is not reserved.
#[must_use]
pub fn reserved_variant(name: &str) -> Option<&'static str> {
    match name {
        "ALL" | "TABLE" => Some("a constant of every enum"),
        "Self" => Some("a keyword of Rust"),
        _ => None,
    }
}

/// What the name of such an endpoint is in the generated code already, as the rest of a sentence; `None` if
/// it is not reserved. It becomes a variant of `Endpoint`, and its enum has the name that [`is_reserved_enum`]
/// is about.
#[must_use]
pub fn reserved_endpoint(name: &str) -> Option<&'static str> {
    match name {
        "ALL" => Some("a constant of `Endpoint`"),
        "Self" => Some("a keyword of Rust"),
        _ => None,
    }
}

/// The module of a page file with this name, which is given without `.toml`.
#[must_use]
pub fn module_name(stem: &str) -> String {
    stem.replace('-', "_")
}

/// Why a page file cannot have this name, as the rest of a sentence; `None` if it can. The name is given without
/// `.toml`.
#[must_use]
pub fn page_file_problem(stem: &str) -> Option<&'static str> {
    match stem {
        "catalog" => Some("is the name of the file with the catalog's settings"),
        "sealed" => Some("is the name of a module of the generated code"),
        _ => module_name_problem(stem),
    }
}

/// Why no module of Rust can be named after a file with this name, as the rest of a sentence; `None` if one can.
#[must_use]
pub fn module_name_problem(stem: &str) -> Option<&'static str> {
    if !is_snake_case(stem) {
        Some("has other characters than lower-case letters, digits and single hyphens between them")
    } else if KEYWORDS.contains(&stem) {
        Some("is a keyword of Rust")
    } else if PRIMITIVES.contains(&stem) {
        Some("is the name of a primitive type")
    } else {
        None
    }
}

fn is_snake_case(stem: &str) -> bool {
    let mut words = stem.split(['-', '_']);
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    stem.starts_with(|c: char| c.is_ascii_lowercase())
        && words.all(|word| !word.is_empty() && word.chars().all(lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_name_is_what_rust_takes() {
        for stem in ["agent-launch", "agent_launch", "v2", "core", "a-1", "std", "union"] {
            assert_eq!(module_name_problem(stem), None, "{stem}");
        }
        for stem in ["", "-a", "a-", "a--b", "a-_b", "2fa", "Agent", "é", "a b", "a.b", "_a"] {
            assert!(!is_snake_case(stem), "{stem}");
        }
        for stem in ["type", "self", "crate", "async", "gen", "try", "abstract", "true", "dyn"] {
            assert_eq!(module_name_problem(stem), Some("is a keyword of Rust"), "{stem}");
        }
    }

    #[test]
    fn a_page_file_is_not_called_like_another_file_or_module() {
        for stem in ["catalog", "sealed"] {
            assert!(page_file_problem(stem).is_some(), "{stem}");
            assert_eq!(module_name_problem(stem), None, "{stem}");
        }
        assert_eq!(page_file_problem("type"), Some("is a keyword of Rust"));
        assert_eq!(page_file_problem("sealed-letters"), None);
    }

    /// `gen` is one in the edition 2024 only, and `Self` is not in lower case.
    #[test]
    fn keywords_are_what_a_parser_of_rust_does_not_take_for_a_name() {
        for keyword in KEYWORDS {
            let is_name = syn::parse_str::<syn::Ident>(keyword).is_ok();
            assert_eq!(is_name, keyword == "gen", "{keyword}");
        }
    }

    #[test]
    fn a_name_is_made_of_words() {
        for (string, name) in [
            ("no_such", "NoSuch"),
            ("no-such-parcel", "NoSuchParcel"),
            ("noSuchParcel", "NoSuchParcel"),
            ("No such parcel.", "NoSuchParcel"),
            ("NO_SUCH_PARCEL", "NoSuchParcel"),
            ("invalid JSON", "InvalidJSON"),
            ("JSON", "JSON"),
            ("404NotFound", "NotFound"),
            ("404 not found", "NotFound"),
            ("http2 error", "Http2Error"),
            ("Can't be read", "CantBeRead"),
            ("r#type", "Type"),
        ] {
            assert_eq!(upper_camel_case(string).as_deref(), Some(name), "{string}");
        }
        for string in ["", "404", "--", "Päckchen", "РarcelLost"] {
            assert_eq!(upper_camel_case(string), None, "{string}");
        }
    }

    #[test]
    fn a_name_is_ascii_and_begins_with_an_upper_case_letter() {
        for name in ["A", "InvalidJson", "Http2", "JSON", "Error", "Result", "Some"] {
            assert!(is_upper_camel_case(name), "{name}");
        }
        for name in ["", "a", "2A", "A_B", "A-B", "A b", "É", "Ünal", "r#A", "A\u{200B}"] {
            assert!(!is_upper_camel_case(name), "{name}");
        }
    }
}
