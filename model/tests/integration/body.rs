//! `body` of `[page]`, in every way in which TOML writes tables.

use std::path::{Path, PathBuf};

use error_catalog_model::page::{Body, BodyValue, JsonType};
use error_catalog_model::{Page, Rules};

const ENDPOINT: &str = "\n[[endpoint]]\nname = 'Get'\ntitle = 'Get'\nerrors = [\n  { name = 'Lost', status = 410, \
                        code = '12', message = 'Lost.', description = 'Lost.' },\n]\n";

fn page(text: &str) -> Page {
    let files = vec![(PathBuf::from("parcels.toml"), text.as_bytes().to_vec())];
    match error_catalog_model::check(Path::new("catalog"), files, Rules::All) {
        Ok(mut catalog) => catalog.pages.remove(0),
        Err(report) => panic!("{report:?} in {text}"),
    }
}

#[test]
fn every_spelling_of_a_body_is_read() {
    let header = "[page]\nname = 'Parcels'\ntitle = 'Parcels'\n";
    let value = |pointer: &str, json_type| BodyValue { pointer: pointer.to_owned(), json_type };
    let expected = Body {
        code: Some(value("/code", JsonType::Number)),
        message: Some(value("/data/error/0/text", JsonType::String)),
        basis: Some("The vendor shows it.".to_owned()),
    };
    for body in [
        "body = { code = { pointer = '/code', type = 'number' }, message = { pointer = '/data/error/0/text' }, \
         basis = 'The vendor shows it.' }",
        "body = { code.pointer = '/code', code.type = 'number', message.pointer = '/data/error/0/text', \
         message.type = 'string', basis = 'The vendor shows it.' }",
        "body.code.pointer = '/code'\nbody.code.type = 'number'\nbody.message.pointer = '/data/error/0/text'\n\
         body.basis = 'The vendor shows it.'",
        "[page.body]\ncode = { pointer = '/code', type = 'number' }\nmessage.pointer = '/data/error/0/text'\n\
         basis = 'The vendor shows it.'",
        "[page.body.message]\npointer = '/data/error/0/text'\n[page.body.code]\npointer = '/code'\n\
         type = 'number'\n[page.body]\nbasis = 'The vendor shows it.'",
        "[page.'body']\n'code' = { \"pointer\" = \"\\u002Fcode\", type = '''number''' }\n\
         message = { pointer = \"\"\"\n/data/error/0/text\"\"\" }\nbasis = 'The vendor shows it.'",
    ] {
        let page = page(&format!("{header}{body}\n{ENDPOINT}"));
        assert_eq!(page.body.as_ref(), Some(&expected), "{body}");
        assert_eq!(page.origin, None);
    }
    let inline =
        "page = { name = 'Parcels', title = 'Parcels', body = { message = { pointer = '/0' } } }";
    let body = page(&format!("{inline}\n{ENDPOINT}")).body.unwrap();
    assert_eq!(body.message, Some(value("/0", JsonType::String)));
    assert_eq!((body.code, body.basis), (None, None));
    let late = "[page.body.code]\npointer = '/code'\n";
    let body = page(&format!("{header}{ENDPOINT}{late}")).body.unwrap();
    assert_eq!(body.code, Some(value("/code", JsonType::String)));
}

/// White space, invisible characters and empty strings are reported as such, and not as wrong pointers and numbers.
#[test]
fn a_string_with_another_mistake_is_reported_once() {
    for (pointer, code, rule) in [
        ("/code", "12 ", "stray-whitespace"),
        ("/code", "1\u{200B}2", "invisible-character"),
        ("/code", "", "empty-string"),
        (" /code", "12", "stray-whitespace"),
        ("/co\u{200B}de~", "12", "invisible-character"),
        ("", "12", "empty-string"),
    ] {
        let text = format!(
            "[page]\nname = 'Parcels'\ntitle = 'Parcels'\n\
             body = {{ code = {{ pointer = '{pointer}', type = 'number' }}, message = {{ pointer = '/text' }} }}\n\
             {}",
            ENDPOINT.replace("code = '12'", &format!("code = '{code}'"))
        );
        let files = vec![(PathBuf::from("parcels.toml"), text.into_bytes())];
        let report =
            error_catalog_model::check(Path::new("catalog"), files, Rules::All).unwrap_err();
        let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.name).collect();
        assert_eq!(rules, [rule], "{pointer:?} {code:?}");
    }
}
