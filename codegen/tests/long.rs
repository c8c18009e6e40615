//! Where the generated code is another: for many errors its rows are no constant, its tables have buckets,
//! and its docs do not name every error of a quirk at each of them; and not every code is an alias.

use std::fs;

use insta::assert_snapshot;
use rcs_errors_codegen::Codegen;

/// The code for a page with so many errors, the first of which have the same code.
fn generate(errors: usize, same: usize, code: &str) -> String {
    let rows = (0..errors).map(|number| {
        let own = format!("'E-{number}'");
        let code = if number < same { code } else { &own };
        let texts = format!("message = 'No {number}.', description = 'Bad {number}.'");
        format!("{{ name = 'E{number}', status = 400, code = {code}, {texts} }},\n")
    });
    let rows: Vec<String> = rows.collect();
    let rows = rows.concat();
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
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("parcels.toml"), catalog).unwrap();
    Codegen::new(folder.path()).generate().unwrap()
}

/// From the first line that has this in it to the first one then that ends so, without indentation.
fn part(code: &str, begin: &str, end: &str) -> String {
    let from = code.find(begin).unwrap();
    let to = from + code[from..].find(end).unwrap() + end.len();
    code[from..to].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn sixteen_errors_are_a_constant_without_buckets() {
    let code = generate(16, 2, "'SAME'");
    assert!(code.contains("const ENTRIES: &[super::Entry; 16] = &["));
    assert_snapshot!(part(&code, "const INDEX", "};"));
}

#[test]
fn seventeen_errors_are_a_static_with_buckets() {
    let code = generate(17, 2, "'SAME'");
    assert!(code.contains("static ENTRIES: [super::Entry; 17] = ["));
    assert_snapshot!(part(&code, "const INDEX", "};"));
}

#[test]
fn not_all_of_many_errors_are_named_at_each() {
    let quirk = |same| part(&generate(12, same, "'SAME'"), "**Quirk**", "A note.");
    assert_snapshot!(quirk(9));
    assert_snapshot!(quirk(10));
    assert_snapshot!(quirk(12));
}

/// rustdoc refuses quotation marks in an alias, and all white space but a space; what may be markup, its
/// search would not show as it is.
#[test]
fn a_code_is_an_alias_where_rustdoc_takes_it() {
    for code in ["'E'", "'E 1'", "'E`1'"] {
        assert!(generate(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
    for code in ["'<E>'", "'E&1'", "'E\"1'", "\"E'1\"", "'E\u{A0}1'", "'E\u{3000}1'"] {
        assert!(!generate(2, 2, code).contains("#[doc(alias = "), "{code}");
    }
}
