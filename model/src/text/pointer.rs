//! JSON pointers, as in RFC 6901.

/// The tokens of a pointer, as they are written: what is behind each slash.
pub fn pointer_tokens(pointer: &str) -> impl Iterator<Item = &str> {
    pointer.split('/').skip(1)
}

/// The key of an object that a token is.
#[must_use]
pub fn pointer_key(token: &str) -> String {
    // In this order: `~01` is the key `~1`.
    token.replace("~1", "/").replace("~0", "~")
}

/// Whether a token of a page file's pointer is an index: that of the first element of an array. Other indices are
/// rejected, and no key consists of digits.
#[must_use]
pub fn is_first_element(token: &str) -> bool {
    token == "0"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_has_the_keys_of_rfc_6901() {
        for (pointer, expected) in [
            ("", &[][..]),
            ("/", &[""]),
            ("/code", &["code"]),
            ("/data/error/0/code", &["data", "error", "0", "code"]),
            ("/a~1b", &["a/b"]),
            ("/m~0n", &["m~n"]),
            ("/~01", &["~1"]),
            ("/~10", &["/0"]),
            ("/ /%^\"", &[" ", "%^\""]),
            ("/a//", &["a", "", ""]),
        ] {
            let keys: Vec<String> = pointer_tokens(pointer).map(pointer_key).collect();
            assert_eq!(keys, expected, "{pointer}");
        }
    }
}
