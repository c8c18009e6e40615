//! The JSON body of a response: where its code and its message are.

#[cfg(all(test, not(absent = "json")))]
use super::entry::{Body, BodyValue, Entry, Table};

#[cfg(all(test, not(absent = "json")))]
/// Where code and message are if the catalog has no `body`.
const DEFAULT_BODY: Body = Body {
    code: ::core::option::Option::Some(BodyValue { pointer: "/code", is_number: false }),
    message: ::core::option::Option::Some(BodyValue { pointer: "/message", is_number: false }),
};

#[cfg(all(test, not(absent = "json")))]
/// Where the bodies of a table's responses have code and message.
#[inline]
pub(super) fn table_body(table: &Table) -> Body {
    table.body.unwrap_or(DEFAULT_BODY)
}

#[cfg(all(test, not(absent = "json")))]
/// The body of the response that has this error.
#[inline]
pub(super) fn error_body(entry: &Entry, table: &Table) -> ::serde_json::Value {
    let Body { code, message } = table_body(table);
    let mut body = ::serde_json::Value::Null;
    for (value, string) in [(code, entry.code), (message, entry.message)] {
        if let ::core::option::Option::Some(value) = value {
            *place(&mut body, value.pointer) = match string.parse::<i64>() {
                ::core::result::Result::Ok(number) if value.is_number => number.into(),
                _ => string.into(),
            };
        }
    }
    body
}

#[cfg(all(test, not(absent = "json")))]
/// The value at a JSON pointer. The objects and arrays around it are made if they are missing. Only `0`
/// is an index of an array.
#[inline]
fn place<'b>(body: &'b mut ::serde_json::Value, pointer: &str) -> &'b mut ::serde_json::Value {
    let mut place = body;
    for token in pointer.split('/').skip(1) {
        if token == "0" {
            if !place.is_array() {
                *place = [::serde_json::Value::Null].into_iter().collect();
            }
            place = &mut place[0];
        } else {
            if !place.is_object() {
                *place = ::serde_json::Value::Object(::serde_json::Map::new());
            }
            place = &mut place[token.replace("~1", "/").replace("~0", "~")];
        }
    }
    place
}
