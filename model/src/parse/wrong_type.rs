//! The rule `wrong-type`.

use toml::de::DeValue;

use super::fields::{Type, Value};
use crate::diagnostic::{Diagnostic, Location};
use crate::rule::Rule;

/// A value has another type than its key asks for.
pub static RULE: Rule = Rule { name: "wrong-type", docs: include_str!("wrong_type.md") };

pub(super) fn diagnostic<T>(
    file: usize,
    key: &str,
    expected: &Type<'_, T>,
    value: &Value<'_>,
) -> Diagnostic {
    let found = type_name(value.get_ref());
    let message = format!("`{key}` must be {}, and this is {found}", expected.name);
    Diagnostic::new(&RULE, Location::in_file(file, value.span()), message, expected.help)
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            (Some(_), None) => "a date",
            (Some(_), Some(_)) => "a date with a time",
            (None, _) => "a time",
        },
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}
