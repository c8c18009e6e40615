//! The enums of a page by hand, with other crates' derives.
//!
//! Each has the four fields of its rows. It has less than an enum of rcs-errors: no documentation, no
//! lookup of a response, and no conversions between the enums.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::catalog::{Error, Page};

const DERIVES: &str = "Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash";

/// Enums with strum: each variant has its name, messages and properties; names can be parsed, and all
/// variants are in an array.
#[must_use]
pub fn strum(page: &Page) -> String {
    let mut code = String::new();
    for (name, errors) in page.enums() {
        _ = write!(
            code,
            "#[derive({DERIVES}, strum::AsRefStr, strum::EnumMessage, strum::EnumProperty, \
             strum::EnumString, strum::VariantArray)]\n\
             pub enum {name} {{\n"
        );
        for Error { name, status, code: error_code, message, description } in errors {
            _ = write!(
                code,
                "    #[strum(message = {message:?}, detailed_message = {description:?}, \
                 props(status = {status}, code = {error_code:?}))]\n    {name},\n"
            );
        }
        code += "}\n";
    }
    code
}

/// A `with_code` for each enum, with a map of phf from a code to the errors that have it.
#[must_use]
pub fn phf(page: &Page) -> String {
    let mut code = String::new();
    for (name, errors) in page.enums() {
        _ = write!(
            code,
            "impl {name} {{\n    \
             pub fn with_code(code: &str) -> &'static [Self] {{\n        \
             static BY_CODE: phf::Map<&str, &[{name}]> = phf::phf_map! {{\n"
        );
        let codes: BTreeSet<&str> = errors.iter().map(|error| error.code.as_str()).collect();
        for error_code in codes {
            let with_code: String = errors
                .iter()
                .filter(|error| error.code == error_code)
                .flat_map(|error| [&name, "::", &error.name, ", "])
                .collect();
            _ = writeln!(code, "            {error_code:?} => &[{with_code}],");
        }
        code += "        };\n        \
                 BY_CODE.get(code).copied().unwrap_or_default()\n    \
                 }\n}\n";
    }
    code
}

/// Enums with thiserror: each variant is displayed, and each field is a function.
#[must_use]
pub fn thiserror(page: &Page) -> String {
    let mut code = String::new();
    for (name, errors) in page.enums() {
        _ = writeln!(code, "#[derive({DERIVES}, thiserror::Error)]\npub enum {name} {{");
        for Error { name, status, code: error_code, message, description } in &errors {
            let display = format!("HTTP {status} {error_code}: {message} ({description})");
            _ = writeln!(code, "    #[error({display:?})]\n    {name},");
        }
        _ = writeln!(code, "}}\nimpl {name} {{");
        code += &accessor("status", "u16", &errors, |error| error.status.to_string());
        code += &accessor("code", "&'static str", &errors, |error| format!("{:?}", error.code));
        code +=
            &accessor("message", "&'static str", &errors, |error| format!("{:?}", error.message));
        code += &accessor("description", "&'static str", &errors, |error| {
            format!("{:?}", error.description)
        });
        code += "}\n";
    }
    code
}

/// A function that returns a field, with an arm for each error.
fn accessor(field: &str, returned: &str, errors: &[&Error], value: fn(&Error) -> String) -> String {
    let mut arms = String::new();
    for error in errors {
        _ = writeln!(arms, "            Self::{} => {},", error.name, value(error));
    }
    format!(
        "    pub const fn {field}(&self) -> {returned} {{\n        match self {{\n{arms}        }}\n    }}\n"
    )
}
