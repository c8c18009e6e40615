//! The JSON Schema of a catalog's file, tried with a validator that is not ours.

use std::fs;
use std::process::Command;

use jsonschema::Validator;
use serde_json::Value;

fn validator() -> Validator {
    let schema = fs::read_to_string("../catalog/catalog.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// A file as an editor hands it to its validator: a date is a text there.
fn load(path: &str) -> Value {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(number) => number.into(),
            toml::Value::Float(number) => number.into(),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(moment) => moment.to_string().into(),
            toml::Value::Array(array) => array.into_iter().map(json).collect(),
            toml::Value::Table(table) => {
                table.into_iter().map(|(key, value)| (key, json(value))).collect()
            }
        }
    }
    let text = fs::read_to_string(path).unwrap();
    json(toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))))
}

#[test]
fn the_committed_schema_is_up_to_date() {
    let output = Command::new(env!("CARGO_BIN_EXE_catalog"))
        .args(["schema", "--check", "--catalog=../catalog"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn good_catalogs_are_valid() {
    let validator = validator();
    for path in [
        "../catalog/agent-launch.toml",
        "tests/fixtures/good/parcels/parcels.toml",
        "tests/fixtures/good/hostile/core.toml",
        "tests/fixtures/good/neighbours/not-common.toml",
    ] {
        let errors: Vec<String> =
            validator.iter_errors(&load(path)).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn catalogs_of_a_bad_structure_are_not() {
    let validator = validator();
    for rule in [
        "empty-table",
        "empty-text",
        "invalid-name",
        "missing-key",
        "source-address",
        "unknown-key",
        "unknown-kind",
        "wrong-type",
    ] {
        let path = format!("tests/fixtures/bad/{rule}/parcels.toml");
        assert!(!validator.is_valid(&load(&path)), "{rule}");
    }
}

/// A key that is missing, one that is unknown, and a value of the wrong type, everywhere.
#[test]
fn every_key_is_held_to_its_type() {
    let validator = validator();
    let good = load("tests/fixtures/good/parcels/parcels.toml");
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
        let place = format!("/{table}{rest}");
        let keys: Vec<String> =
            good.pointer(&place).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut bad = good.clone();
            bad.pointer_mut(&place).unwrap()[&key] = Value::Bool(true);
            assert!(!validator.is_valid(&bad), "{place}/{key} may be a boolean");
            if key != "endpoint" {
                let mut bad = good.clone();
                bad.pointer_mut(&place).unwrap().as_object_mut().unwrap().remove(&key);
                assert!(!validator.is_valid(&bad), "{place}/{key} may be missing");
            }
            tried += 1;
        }
        let mut bad = good.clone();
        bad.pointer_mut(&place).unwrap()["other"] = Value::from("other");
        assert!(!validator.is_valid(&bad), "{place} may have any key");
    }
    assert!(tried > 15);
}

/// So that editors can show it.
#[test]
fn every_key_is_described() {
    let schema = fs::read_to_string("../catalog/catalog.schema.json").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let definitions = schema["definitions"].as_object().unwrap().values();
    for definition in definitions.chain([&schema]) {
        for (key, value) in definition["properties"].as_object().unwrap() {
            assert!(value["description"].is_string(), "{key}");
        }
    }
}
