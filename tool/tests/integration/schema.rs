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
    for page in [AGENT_LAUNCH, PARCELS, &hostile] {
        let errors: Vec<String> =
            validator.iter_errors(&load(page)).map(|error| error.to_string()).collect();
        assert_eq!(errors, [] as [&str; 0], "{page}");
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
        ("empty-table", &*row, ""),
        ("empty-string", "title = \"Parcels\"", "title = \"\""),
        ("invalid-name", "\"GetParcel\"", "\"get_parcel\""),
        ("missing-key", "retrieved = 2026-01-31\n", ""),
        ("source-address", "https://docs.example.com", "docs.example.com"),
        ("unknown-key", "[common]\n", "[common]\nheading = \"Errors\"\n"),
        ("unknown-kind", "\"reused-code\"", "\"reused-codes\""),
        ("wrong-type", "status = 401", "status = \"401\""),
    ] {
        let folder = Folder::new();
        folder.write("catalog/parcels.toml", PARCELS);
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
    let good = load(PARCELS);
    assert!(validator.is_valid(&good));
    let tables = [
        ("page", ""),
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
            if !["tables", "reviewed", "note"].contains(&key.as_str()) {
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
