//! Code that depends on the catalog: for many errors the rows are no constant and the tables have buckets; a
//! quirk's errors are named once; and not every code is an alias.

use error_catalog_codegen::Codegen;
use insta::assert_snapshot;
use testing::folder::Folder;

/// The code for a page with so many errors, the first of which have the same code.
fn generate(errors: usize, same: usize, code: &str) -> String {
    let rows = (0..errors).map(|number| {
        let separate = format!("'E-{number}'");
        let code = if number < same { code } else { &separate };
        let strings = format!("message = 'No {number}.', description = 'Bad {number}.'");
        format!("{{ name = 'E{number}', status = 400, code = {code}, {strings} }},\n")
    });
    let rows: String = rows.collect();
    let names: Vec<String> = (0..same).map(|number| format!("'E{number}'")).collect();
    let names = names.join(", ");
    let kinds =
        ["reused-code", "look-alike-code"].into_iter().take(1 + usize::from(!code.is_ascii()));
    let quirks =
        kinds.map(|kind| format!("{{ kind = '{kind}', errors = [{names}], note = 'A note.' }}"));
    let quirks = quirks.collect::<Vec<_>>().join(", ");
    let catalog = format!(
        "page = {{ name = 'Parcels', title = 'Parcels', source = 'https://docs.example.com', retrieved = 2026-01-31 }}\n\
        quirk = [{quirks}]\n\
        [[endpoint]]\nname = 'GetParcel'\ntitle = 'Get a parcel'\nerrors = [\n{rows}]\n",
    );
    let folder = Folder::new();
    folder.write("parcels.toml", catalog);
    Codegen::new(folder.as_ref()).generate().unwrap()
}

/// From the first `begin` to the first `end` after it, without indentation.
fn part(code: &str, begin: &str, end: &str) -> String {
    let from = code.find(begin).unwrap();
    let to = from + code[from..].find(end).unwrap() + end.len();
    code[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn sixteen_errors_are_a_constant_without_buckets() {
    let code = generate(16, 2, "'SAME'");
    assert!(code.contains("const ENTRIES: &[super::Entry; 16] = &["));
    assert_snapshot!(part(&code, "const ROW_NUMBERS", "};"));
}

#[test]
fn seventeen_errors_are_a_static_with_buckets() {
    let code = generate(17, 2, "'SAME'");
    assert!(code.contains("static ENTRIES: [super::Entry; 17] = ["));
    assert_snapshot!(part(&code, "const ROW_NUMBERS", "};"));
}

/// However many errors a quirk has, each of them is named once, with the note; they link to it.
#[test]
fn a_quirk_is_documented_once() {
    for same in [9, 10, 12] {
        let code = generate(12, same, "'SAME'");
        assert_eq!(code.matches("A note.").count(), 1);
        // At each variant of the page and of the table.
        let link = "/// Quirks: [`reused-code`](self#quirk-1-reused-code)";
        assert_eq!(code.matches(link).count(), 2 * same);
    }
    assert_snapshot!(part(&generate(12, 9, "'SAME'"), "# Quirks", "#[derive"));
}

/// rustdoc rejects quotation marks in an alias, and all white space but a space; its search would not show
/// markup as it is. An alias is on one line.
#[test]
fn a_code_is_an_alias_if_rustdoc_accepts_it() {
    for code in ["'E'", "'E 1'", "'E`1'"] {
        assert!(generate(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
    // At the variant of the page, not at that of the table.
    let code = generate(2, 2, "'SAME'");
    assert_eq!(code.matches("#[doc(alias = \"SAME\")]").count(), 2);
    assert!(generate(2, 2, r"'E\1'").contains(r#"#[doc(alias = "E\\1")]"#));
    let (short, long) = (format!("'{}'", "E".repeat(60)), format!("'{}'", "E".repeat(61)));
    assert!(generate(2, 2, &short).contains("#[doc(alias = "));
    assert!(!generate(2, 2, &long).contains("#[doc(alias = "));
    for code in ["'<E>'", "'E&1'", "'E\"1'", "\"E'1\"", "'E\u{A0}1'", "'E\u{3000}1'"] {
        assert!(!generate(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
}
