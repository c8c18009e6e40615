//! The JSON Schema of a page file, tried with a validator that is not ours.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::Value;
use testing::fixtures::{AGENT_LAUNCH, PARCELS};
use testing::folder::Folder;

use crate::tool;

const SCHEMA: &str = "catalog.schema.json";

/// The schema, as the tool writes it into a catalog's folder.
fn schema() -> Value {
    let folder = Folder::new();
    folder.write("parcels.toml", PARCELS);
    tool().succeed(&folder, ["generate", "--catalog=."]);
    serde_json::from_str(&folder.read(SCHEMA)).unwrap()
}

fn validator() -> Validator {
    jsonschema::options().should_validate_formats(true).build(&schema()).unwrap()
}

/// A page file as an editor passes it to its validator: a date is a string there.
fn load(page: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(string) => string.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(boolean) => boolean.into(),
            toml::Value::Datetime(datetime) => datetime.to_string().into(),
            toml::Value::Array(array) => array.into_iter().map(json).collect(),
            toml::Value::Table(table) => {
                table.into_iter().map(|(key, value)| (key, json(value))).collect()
            }
        }
    }
    json(toml::Value::Table(page.parse().unwrap_or_else(|error| panic!("{error}: {page}"))))
}

#[test]
fn good_catalogs_are_valid() {
    let hostile =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/hostile/core.toml");
    let hostile = fs::read_to_string(hostile).unwrap();
    let validator = validator();
    let without_origin = PARCELS
        .lines()
        .filter(|line| !line.starts_with("source = ") && !line.starts_with("retrieved = "));
    let without_origin: Vec<&str> = without_origin.collect();
    for page in [AGENT_LAUNCH, PARCELS, &hostile, &with_body(), &without_origin.join("\n")] {
        let errors: Vec<String> =
            validator.iter_errors(&load(page)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [&str; 0], "{page}");
    }
}

/// A page with a body that has all keys.
fn with_body() -> String {
    let body = "body = { code = { pointer = \"/code\", type = \"string\" }, message = { pointer = \
                \"/data/errors/0/message\", type = \"string\" }, basis = \"The vendor shows it.\" }\nretrieved";
    PARCELS.replacen("retrieved", body, 1)
}

/// The pointers that the rule accepts are those that the schema accepts.
#[test]
fn pointers_are_what_the_rule_accepts() {
    let validator = validator();
    for pointer in [
        "/code",
        "/",
        "//",
        "/a~0b~1",
        "/~01/x",
        "/errors/0/code",
        "/0",
        "/0/0",
        "/a0",
        "/0a",
        "/00a",
        "/-",
        "/ä/ö",
        "/a b",
        "/$.[]",
        "",
        "code",
        "#/code",
        "/a~",
        "/a~2",
        "/~/b",
        "/1",
        "/errors/12/code",
        "/00",
        "/a/01",
        "/a/10",
        "$.code",
    ] {
        let body = format!("body = {{ code = {{ pointer = \"{pointer}\" }} }}\nretrieved");
        let page = PARCELS.replacen("retrieved", &body, 1);
        let folder = Folder::new();
        folder.write("catalog/parcels.toml", &page);
        let output = tool().run(&folder, ["check"]);
        let is_accepted = output.status == Some(0);
        assert_eq!(validator.is_valid(&load(&page)), is_accepted, "{pointer:?}: {output:?}");
    }
}

/// What these rules find, an editor shows too.
#[test]
fn catalogs_of_a_bad_structure_are_invalid() {
    let validator = validator();
    let (_, row) = PARCELS.split_once("  { name = \"NotLoggedIn\"").unwrap();
    let (row, _) = row.split_once('\n').unwrap();
    let row = format!("  {{ name = \"NotLoggedIn\"{row}\n");
    for (rule, old, new) in [
        ("body-pointer", "\"/code\"", "\"code\""),
        ("body-pointer", "/errors/0/", "/errors/1/"),
        ("body-type", "type = \"string\"", "type = \"integer\""),
        ("empty-table", &*row, ""),
        ("empty-string", "title = \"Parcels\"", "title = \"\""),
        ("invalid-name", "\"GetParcel\"", "\"get_parcel\""),
        ("empty-string", "\"The vendor shows it.\"", "\"\""),
        ("missing-key", "retrieved = 2026-01-31\n", ""),
        ("missing-key", "pointer = \"/code\", ", ""),
        ("source-address", "https://docs.example.com", "docs.example.com"),
        ("unknown-key", "[common]\n", "[common]\nheading = \"Errors\"\n"),
        ("unknown-kind", "\"reused-code\"", "\"reused-codes\""),
        ("wrong-type", "status = 401", "status = \"401\""),
    ] {
        let folder = Folder::new();
        folder.write("catalog/parcels.toml", with_body());
        folder.replace("catalog/parcels.toml", old, new);
        let output = tool().run(&folder, ["check", "--format=json"]);
        output.assert_status(1);
        assert!(output.json_lines().iter().any(|finding| finding["rule"] == rule), "{output:?}");
        assert!(!validator.is_valid(&load(&folder.read("catalog/parcels.toml"))), "{rule}");
    }
}

/// A key that is missing, one that is unknown, and a value of the wrong type, everywhere.
#[test]
fn every_key_is_checked_for_its_type() {
    let validator = validator();
    let good = load(&with_body());
    assert!(validator.is_valid(&good));
    let tables = [
        ("page", ""),
        ("page", "/body"),
        ("page", "/body/code"),
        ("endpoint", "/0"),
        ("common", ""),
        ("quirk", "/0"),
        ("endpoint", "/0/errors/0"),
    ];
    let mut tried = 0;
    for (table, rest) in tables {
        let pointer = format!("/{table}{rest}");
        let keys: Vec<String> =
            good.pointer(&pointer).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut bad = good.clone();
            bad.pointer_mut(&pointer).unwrap()[&key] = Value::Bool(true);
            assert!(!validator.is_valid(&bad), "{pointer}/{key} may be a boolean");
            let optional =
                ["tables", "reviewed", "note", "body", "basis", "type", "code", "message"];
            let is_optional = optional.contains(&key.as_str()) && !rest.contains("errors");
            if !is_optional {
                let mut bad = good.clone();
                bad.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(&key);
                assert!(!validator.is_valid(&bad), "{pointer}/{key} may be missing");
            }
            tried += 1;
        }
        let mut bad = good.clone();
        bad.pointer_mut(&pointer).unwrap()["other"] = Value::from("other");
        assert!(!validator.is_valid(&bad), "{pointer} may have any key");
    }
    assert!(tried > 15);
}

/// Editors show the descriptions.
#[test]
fn every_key_is_described() {
    let schema = schema();
    let definitions = schema["definitions"].as_object().unwrap().values();
    for definition in definitions.chain([&schema]) {
        for (key, value) in definition["properties"].as_object().unwrap() {
            assert!(value["description"].is_string(), "{key}");
        }
    }
}
