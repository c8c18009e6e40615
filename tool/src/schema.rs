//! The JSON Schema of a page file, for editors.

use error_catalog_model::page::JsonType;
use error_catalog_model::quirk;
use error_catalog_model::raw::{Body, BodyValue, Header, Keys, Page, Quirk, Row, Table};
use serde_json::{Map, Value, json};

/// The schema's file, in the catalog's folder.
pub(crate) const FILE: &str = "catalog.schema.json";

/// The JSON Schema of a page file.
pub(crate) fn json_schema() -> String {
    format!("{:#}\n", schema())
}

/// The schema, in the draft that editors for TOML understand. Which keys there are, and which of them
/// are required, is what the parser accepts.
fn schema() -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
    schema.insert("title".to_owned(), json!("Catalog page"));
    let page = object(
        "A page of the documentation, with every table and every row as the vendor shows them.",
        Page::KEYS,
        page_key,
    );
    schema.extend(page);
    let mut header = object(
        "What the page is called, and where and when it was read.",
        Header::KEYS,
        header_key,
    );
    let both = json!({ "source": ["retrieved"], "retrieved": ["source"] });
    header.insert("dependencies".to_owned(), both);
    let mut body = object(
        "Where the JSON body of a response has code and message: at least one of them.",
        Body::KEYS,
        body_key,
    );
    body.insert("anyOf".to_owned(), json!([{ "required": ["code"] }, { "required": ["message"] }]));
    schema.insert(
        "definitions".to_owned(),
        json!({
            "Header": header,
            "Body": body,
            "BodyValue": object(
                "Where the body has a value, and which type the value has there.",
                BodyValue::KEYS,
                body_value_key,
            ),
            "Table": object("A table of errors.", Table::KEYS, table_key),
            "Error": object("A row of a table: an error.", Row::KEYS, row_key),
            "Quirk": object(
                "Something that the documentation gets wrong, and that the catalog knows of. It covers \
                 exactly one finding.",
                Quirk::KEYS,
                quirk_key,
            ),
        }),
    );
    Value::Object(schema)
}

/// A TOML table with these keys; `key` describes each of them.
fn object(description: &str, keys: Keys, key: fn(&str) -> Value) -> Map<String, Value> {
    let properties: Map<String, Value> =
        keys.all().map(|name| (name.to_owned(), key(name))).collect();
    let mut object = Map::new();
    object.insert("description".to_owned(), json!(description));
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Value::Object(properties));
    object.insert("additionalProperties".to_owned(), json!(false));
    object.insert("required".to_owned(), json!(keys.required));
    object
}

fn page_key(key: &str) -> Value {
    match key {
        "page" => definition("What the page is called, and where and when it was read.", "Header"),
        "endpoint" => array("The tables of the endpoints, in the page's order.", "Table"),
        "common" => definition(
            "The table of the errors common to all endpoints, if the page has one.",
            "Table",
        ),
        "quirk" => array(
            "What the documentation gets wrong, each acknowledged with a note. `cargo catalog check --fix` \
             adds the entry for a quirk that has none.",
            "Quirk",
        ),
        // The test below fails for a key without a description.
        _ => Value::Bool(true),
    }
}

fn header_key(key: &str) -> Value {
    match key {
        "name" => name(
            "Ours to choose, in upper camel case: `AgentLaunch` becomes the enum `AgentLaunchError`, \
             of all errors of the page.",
        ),
        "title" => string("The heading of the page."),
        "source" => json!({
            "description": "The address of the page. Errors that are not documented on a web page have neither \
                            `source` nor `retrieved`.",
            "type": "string",
            "pattern": r#"^https?://[^\s<>"'`\\]+$"#,
        }),
        "retrieved" => json!({
            "description": "The day on which the page was read, without quotation marks: `2026-01-31`.",
            "type": "string",
            "format": "date",
        }),
        "left-out" => json!({
            "description": "What the page has and the catalog does not keep, in the page's order: \
                            `column Severity`, `table Rate Limits`, `row 200 1200`. \
                            `cargo catalog import` writes it.",
            "type": "array",
            "items": { "type": "string", "minLength": 1 },
        }),
        "body" => definition("Where the JSON body of a response has code and message.", "Body"),
        _ => Value::Bool(true),
    }
}

fn body_key(key: &str) -> Value {
    match key {
        "code" => definition("Where the body has the code.", "BodyValue"),
        "message" => definition("Where the body has the message.", "BodyValue"),
        "basis" => string(
            "How this is known, in your own words: that the vendor documents it, or what else it is \
             inferred from.",
        ),
        _ => Value::Bool(true),
    }
}

fn body_value_key(key: &str) -> Value {
    match key {
        "pointer" => json!({
            "description": "The JSON pointer to the value, as in RFC 6901: `/code`, `/data/error/code`. The only \
                            array index is `0`. A key with `~` or `/` has `~0` or `~1` instead.",
            "type": "string",
            "pattern": "^(/(0|([^/~]|~[01])*([^/~0-9]|~[01])([^/~]|~[01])*)?)+$",
        }),
        "type" => json!({
            "description": "The type of the value: `string` (the default), or `number` for whole numbers.",
            "type": "string",
            "enum": JsonType::ALL.map(JsonType::name),
            "default": "string",
        }),
        _ => Value::Bool(true),
    }
}

fn table_key(key: &str) -> Value {
    match key {
        "name" => name(
            "Ours to choose, in upper camel case: `CreateAgentLaunch` becomes the enum \
             `CreateAgentLaunchError`.",
        ),
        "title" => string("The heading above the table."),
        "errors" => json!({
            "description": "The rows, in the table's order.",
            "type": "array",
            "items": { "$ref": "#/definitions/Error" },
            "minItems": 1,
        }),
        _ => Value::Bool(true),
    }
}

fn row_key(key: &str) -> Value {
    match key {
        "name" => name(
            "The variant's name in upper camel case, ours to choose and to keep. Within a page, rows with \
             the same name have the same status, code, message and description.",
        ),
        "status" => json!({
            "description": "The HTTP status, 400 to 599.",
            "type": "integer",
            "maximum": 599,
            "minimum": 400,
        }),
        "code" => string("The error code, verbatim."),
        "message" => string("The message that the API sends, verbatim."),
        "description" => string("What the documentation says the error is, verbatim."),
        _ => Value::Bool(true),
    }
}

fn quirk_key(key: &str) -> Value {
    match key {
        "kind" => json!({
            "description": "The rule that finds it.",
            "type": "string",
            "enum": quirk::rules().map(|rule| rule.name).collect::<Vec<_>>(),
        }),
        "errors" => json!({
            "description": "The names of all errors that it is about, in any order.",
            "type": "array",
            "items": { "type": "string" },
            "minItems": 1,
        }),
        "tables" => json!({
            "description": "The names of all tables that it is about, in any order: of `indistinguishable` \
                            those that list the errors together, of `not-common` those that lack the error.",
            "type": "array",
            "items": { "type": "string" },
        }),
        "reviewed" => json!({
            "description": "The digest of the facts with which the note was read. \
                            `cargo catalog check --reviewed` writes it.",
            "type": "string",
        }),
        "note" => json!({
            "description": "What is odd, and what a service can rely on instead. It becomes part of the \
                            enums' docs.",
            "type": "string",
        }),
        _ => Value::Bool(true),
    }
}

/// A name that becomes an identifier.
fn name(description: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$" })
}

/// A string that is not empty.
fn string(description: &str) -> Value {
    json!({ "description": description, "type": "string", "minLength": 1 })
}

fn definition(description: &str, definition: &str) -> Value {
    let reference = format!("#/definitions/{definition}");
    json!({ "description": description, "allOf": [{ "$ref": reference }] })
}

fn array(description: &str, items: &str) -> Value {
    let reference = format!("#/definitions/{items}");
    json!({ "description": description, "type": "array", "items": { "$ref": reference } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_that_the_parser_accepts_is_described() {
        let described = |keys: Keys, key: fn(&str) -> Value| {
            for name in keys.all() {
                assert!(key(name)["description"].is_string(), "{name}");
            }
        };
        described(Page::KEYS, page_key);
        described(Header::KEYS, header_key);
        described(Body::KEYS, body_key);
        described(BodyValue::KEYS, body_value_key);
        described(Table::KEYS, table_key);
        described(Row::KEYS, row_key);
        described(Quirk::KEYS, quirk_key);
    }
}
