//! The code that is made of small catalogs, and what another crate's build script needs of it.

use std::fs;

use insta::assert_snapshot;
use rcs_errors_codegen::Codegen;

const SHARED: &str =
    concat!(include_str!("../src/emit/shared.rs"), "\n", include_str!("../src/emit/bucket.rs"),);

fn generate(catalog: &str) -> String {
    let code = Codegen::new(format!("tests/fixtures/good/{catalog}")).generate().unwrap();
    let (header, pages) = code.split_once(SHARED).expect("the shared part stands as in its file");
    format!("{header}// … the shared part …\n{pages}")
}

#[test]
fn a_page_with_endpoints_and_common_errors() {
    assert_snapshot!(generate("parcels"));
}

#[test]
fn texts_and_names_that_are_out_to_break_something() {
    assert_snapshot!(generate("hostile"));
}

#[test]
fn serde_is_emitted_when_asked_for_only() {
    let codegen = Codegen::new("tests/fixtures/good/parcels");
    assert!(!codegen.generate().unwrap().contains("serde"));

    let code = codegen.serde_feature("wire-format").generate().unwrap();
    let serde: Vec<_> = code
        .lines()
        .skip_while(|line| *line != r#"#[cfg(feature = "wire-format")]"#)
        .take_while(|line| !line.starts_with("#[allow"))
        .collect();
    assert_snapshot!(serde.join("\n"));
    for name in ["Parcels", "GetParcel", "SendParcel", "Common"] {
        assert!(code.contains(&format!("Serialize for {name}Error")), "{name}");
        assert!(code.contains(&format!("Deserialize<'de> for {name}Error")), "{name}");
    }
    let features = code.matches("#[cfg(feature").count();
    assert_eq!(features, code.matches(r#"#[cfg(feature = "wire-format")]"#).count());
}

/// The order of the folder, of keys and of tables with their endpoints is the file's business only
/// as far as the documentation has it.
#[test]
fn the_same_catalog_gives_the_same_bytes() {
    let first = tempfile::tempdir().unwrap();
    let second = tempfile::tempdir().unwrap();
    let text = fs::read_to_string("tests/fixtures/good/parcels/parcels.toml").unwrap();
    for name in ["a.toml", "b.toml", "c.toml"] {
        fs::write(first.path().join(name), &text).unwrap();
    }
    for name in ["c.toml", "a.toml", "b.toml"] {
        fs::write(second.path().join(name), &text).unwrap();
    }
    // What is no page has no effect.
    fs::write(second.path().join("README.md"), "not a page").unwrap();
    fs::write(second.path().join(".a.toml"), "what an editor left behind").unwrap();
    let generate = |folder: &tempfile::TempDir| Codegen::new(folder.path()).generate().unwrap();
    assert_eq!(generate(&first), generate(&second));
}

#[test]
fn an_error_shows_the_whole_report() {
    let error = Codegen::new("tests/fixtures/several").generate().unwrap_err();
    assert_eq!(error.to_string(), format!("{error:?}"));
    let count = error.to_string().matches("error[").count();
    assert!(error.to_string().starts_with(&format!("{count} findings in ")), "{error}");
}
