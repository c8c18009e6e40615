//! The enums of a page as they are written by hand, with what others derive.
//!
//! Each has the four cells of its rows. Neither has all that rcs-errors has: no documentation, no
//! lookup by an answer, and no conversions between the enums.

use crate::catalog::{Error, Page};

const DERIVES: &str = "Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash";

/// With strum: the name, messages and properties of each variant, a parser of names, and all of them.
#[must_use]
pub fn strum(page: &Page) -> String {
    let enums = page.enums().into_iter().map(|(name, errors)| {
        let variants = errors.iter().map(|error| {
            let Error { name, status, code, message, description } = error;
            format!(
                "    #[strum(message = {message:?}, detailed_message = {description:?}, \
                 props(status = {status}, code = {code:?}))]\n    {name},\n"
            )
        });
        format!(
            "#[derive({DERIVES}, strum::AsRefStr, strum::EnumMessage, strum::EnumProperty, \
             strum::EnumString, strum::VariantArray)]\n\
             pub enum {name} {{\n{}}}\n",
            variants.collect::<String>()
        )
    });
    enums.collect()
}

/// For each enum a map from its codes to the errors that have them, with phf.
#[must_use]
pub fn phf(page: &Page) -> String {
    let maps = page.enums().into_iter().map(|(name, errors)| {
        let mut codes: Vec<&str> = errors.iter().map(|error| error.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        let entries = codes.into_iter().map(|code| {
            let errors = errors.iter().filter(|error| error.code == code);
            let errors = errors.map(|error| format!("{name}::{}, ", error.name));
            format!("            {code:?} => &[{}],\n", errors.collect::<String>())
        });
        format!(
            "impl {name} {{\n\
             \x20   pub fn with_code(code: &str) -> &'static [Self] {{\n\
             \x20       static BY_CODE: phf::Map<&str, &[{name}]> = phf::phf_map! {{\n{}\
             \x20       }};\n\
             \x20       BY_CODE.get(code).copied().unwrap_or_default()\n\
             \x20   }}\n}}\n",
            entries.collect::<String>()
        )
    });
    maps.collect()
}

/// With thiserror: what is shown of each variant, and a function a cell.
#[must_use]
pub fn thiserror(page: &Page) -> String {
    let enums = page.enums().into_iter().map(|(name, errors)| {
        let variants = errors.iter().map(|error| {
            let Error { name, status, code, message, description } = error;
            let shown = format!("HTTP {status} {code}: {message} ({description})");
            format!("    #[error({shown:?})]\n    {name},\n")
        });
        let cells = [
            cell("status", "u16", &errors, |error| error.status.to_string()),
            cell("code", "&'static str", &errors, |error| format!("{:?}", error.code)),
            cell("message", "&'static str", &errors, |error| format!("{:?}", error.message)),
            cell("description", "&'static str", &errors, |error| {
                format!("{:?}", error.description)
            }),
        ];
        format!(
            "#[derive({DERIVES}, thiserror::Error)]\n\
             pub enum {name} {{\n{}}}\n\
             impl {name} {{\n{}}}\n",
            variants.collect::<String>(),
            cells.concat()
        )
    });
    enums.collect()
}

/// A function with an arm an error.
fn cell(name: &str, returns: &str, errors: &[&Error], value: fn(&Error) -> String) -> String {
    let arms = errors
        .iter()
        .map(|error| format!("            Self::{} => {},\n", error.name, value(error)));
    format!(
        "    pub const fn {name}(&self) -> {returns} {{\n        match self {{\n{}        }}\n    }}\n",
        arms.collect::<String>()
    )
}
