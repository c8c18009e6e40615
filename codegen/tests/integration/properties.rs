//! What is true of every catalog, tried on catalogs that nobody thought of.

use std::fmt::Write as _;

use error_catalog_model::text::misleading_characters;
use proptest::prelude::*;
use testing::oracle;

/// What may break a literal, a doc comment, a table in it, TOML, HTML, Markdown or a terminal.
const PIECES: [&str; 58] = [
    "\"",
    "'",
    "`",
    "\\",
    "*/",
    "/*",
    "//",
    "{",
    "}",
    "#[doc]",
    "]",
    "[",
    "(",
    ")",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "&amp;",
    "&",
    "|",
    "*",
    "_",
    "~",
    "#",
    "-",
    "--",
    "...",
    "=",
    "+",
    "[x](y)",
    "![x](y)",
    "[^a]",
    "$",
    ":",
    "::",
    "https://x.example",
    "www.x.example",
    "e\u{301}",
    "é",
    "漢字",
    "🙂",
    "👩\u{200D}💻",
    "نمی\u{200C}توان",
    "<a@b.c>",
    "\u{1b}[J",
    "\u{202e}",
    "\u{9b}",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{FEFF}",
    "r#\"",
    "crate",
    "{x}",
    " ",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(PIECES.to_vec());
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The code, message and description of a row.
type Strings = [String; 3];

/// Tables with rows, and their title. The codes consist of pieces only, since others may look alike.
fn tables() -> impl Strategy<Value = (String, Vec<Vec<Strings>>)> {
    let string = || prop_oneof![pieces(), any::<String>()];
    let row = (pieces(), string(), string()).prop_map(Strings::from);
    (string(), prop::collection::vec(prop::collection::vec(row, 1..5), 1..4))
}

/// A string that no rule rejects.
fn clean(string: &str) -> String {
    let mut string = string.to_owned();
    // A character may be needed by one that is removed.
    loop {
        let Some((position, _)) = misleading_characters(&string).next() else { break };
        string.remove(position);
    }
    string.trim().to_owned()
}

/// What a page file may have: an address and a day, and a body with these keys and this basis.
type Optional = (bool, Option<Strings>);

fn optional() -> impl Strategy<Value = Optional> {
    let string = || prop_oneof![pieces(), any::<String>()];
    let body = (string(), string(), string()).prop_map(Strings::from);
    (any::<bool>(), prop::option::of(body))
}

fn quoted(string: &str) -> String {
    toml_edit::Value::from(string).to_string()
}

/// `[page]`.
fn header(title: &str, (has_origin, body): &Optional) -> String {
    let mut text = format!("[page]\nname = \"P\"\ntitle = {}\n", quoted(title));
    if *has_origin {
        text.push_str("source = \"https://x.example/?a=1&b#c\"\nretrieved = 2026-01-31\n");
    }
    if let Some([code, message, basis]) = body {
        let key = |key: &str| key.replace('~', "~0").replace('/', "~1");
        let code = quoted(&format!("/list/0/code{}", key(code)));
        let message = quoted(&format!("/list/0/text{}/0", key(message)));
        writeln!(text, "[page.body]\ncode.pointer = {code}\nmessage.pointer = {message}").unwrap();
        writeln!(text, "basis = {}", quoted(&format!("B{basis}"))).unwrap();
    }
    text
}

/// A catalog of these tables, in which each row differs from all others.
fn catalog(title: &str, optional: &Optional, tables: &[Vec<Strings>]) -> String {
    let mut text = header(title, optional);
    let title = quoted(title);
    let mut letters = 'A'..='Z';
    for (number, rows) in tables.iter().enumerate() {
        let head = format!("[[endpoint]]\nname = \"T{number}\"\ntitle = {title}\nerrors = [\n");
        text.push_str(&head);
        for (row, letter) in rows.iter().zip(&mut letters) {
            let [code, message, description] =
                row.each_ref().map(|string| quoted(&format!("{letter}{string}")));
            writeln!(
                text,
                "{{ name = \"E{letter}\", status = 400, code = {code}, message = {message}, \
                 description = {description} }},"
            )
            .unwrap();
        }
        text.push_str("]\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn strings_that_no_rule_rejects_become_code(
        (title, mut tables) in tables(),
        mut optional in optional(),
    ) {
        for string in tables.iter_mut().flatten().flatten().chain(optional.1.iter_mut().flatten()) {
            *string = clean(string);
        }
        let title = format!("T{}", clean(&title));
        let is_accepted = oracle::catalog(&catalog(&title, &optional, &tables));
        prop_assert!(is_accepted);
    }

    #[test]
    fn a_catalog_is_rejected_or_becomes_code(
        (title, tables) in tables(),
        optional in optional(),
        position in any::<prop::sample::Index>(),
        removed in 0..20_usize,
        piece in pieces(),
    ) {
        _ = oracle::catalog(&catalog(&title, &optional, &tables));
        let text: Vec<char> = catalog(&clean(&title), &optional, &tables).chars().collect();
        let (before, after) = text.split_at(position.index(text.len()));
        let after = after.iter().skip(removed);
        let edited = before.iter().copied().chain(piece.chars()).chain(after.copied());
        _ = oracle::catalog(&edited.collect::<String>());
    }

    #[test]
    fn a_file_of_any_text_is_rejected(text in any::<String>()) {
        prop_assert!(!oracle::catalog(&text));
    }
}
