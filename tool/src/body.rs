//! The body that a response with a page's errors has.

use error_catalog_model::page::{Body, BodyValue, Error, JsonType};
use error_catalog_model::text::{is_first_element, pointer_key, pointer_tokens};
use serde_json::{Value, json};

/// A body with this error: code and message at the pointers of the page, and nothing else.
#[must_use]
pub fn example(body: &Body, error: &Error) -> Value {
    let mut example = Value::Null;
    for (value, string) in [(&body.code, &error.code), (&body.message, &error.message)] {
        if let Some(BodyValue { pointer, json_type }) = value {
            *place(&mut example, pointer) = json_value(string, *json_type);
        }
    }
    example
}

/// The value that a pointer leads to. The arrays and objects on the way are made if they are missing.
fn place<'v>(mut value: &'v mut Value, pointer: &str) -> &'v mut Value {
    for token in pointer_tokens(pointer) {
        if is_first_element(token) {
            if !value.is_array() {
                *value = json!([null]);
            }
            value = &mut value[0];
        } else {
            if !value.is_object() {
                *value = json!({});
            }
            value = &mut value[pointer_key(token)];
        }
    }
    value
}

/// A string of the catalog with this type. A number was validated: if it were none, it would stay a string.
fn json_value(string: &str, json_type: JsonType) -> Value {
    let number = match json_type {
        JsonType::Number => string.parse::<i64>().ok(),
        JsonType::String => None,
    };
    number.map_or_else(|| string.into(), Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(pointer: &str, json_type: JsonType) -> BodyValue {
        BodyValue { pointer: pointer.to_owned(), json_type }
    }

    #[test]
    fn code_and_message_are_where_the_pointers_lead() {
        let error = Error {
            name: "Lost".to_owned(),
            status: 410,
            code: "12".to_owned(),
            message: "Lost \"it\".".to_owned(),
            description: "Lost.".to_owned(),
            tables: Vec::new(),
            quirks: Vec::new(),
        };
        let (string, number) = (JsonType::String, JsonType::Number);
        for (code, message, expected) in [
            (Some(value("/code", string)), None, r#"{"code":"12"}"#),
            (None, Some(value("/", string)), r#"{"":"Lost \"it\"."}"#),
            (
                Some(value("/code", number)),
                Some(value("/data/error/text", string)),
                r#"{"code":12,"data":{"error":{"text":"Lost \"it\"."}}}"#,
            ),
            (
                Some(value("/errors/0/code", string)),
                Some(value("/errors/0/text", string)),
                r#"{"errors":[{"code":"12","text":"Lost \"it\"."}]}"#,
            ),
            (Some(value("/0/0", number)), Some(value("/0/0", string)), r#"[["Lost \"it\"."]]"#),
            (
                Some(value("/a~1b/m~0n", string)),
                Some(value("/a~1b/~01", string)),
                r#"{"a/b":{"m~n":"12","~1":"Lost \"it\"."}}"#,
            ),
        ] {
            let body = Body { code, message, basis: None };
            assert_eq!(example(&body, &error).to_string(), expected);
        }
    }
}
