//! The rule `reserved-name`.

use super::names::{Name, about_error, enums, errors};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{enum_name, is_reserved_enum, quoted, reserved_variant};

/// The generated code needs a name for something else.
pub static RULE: Rule = Rule { name: "reserved-name", docs: include_str!("reserved_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        for Name { name, .. } in enums(page) {
            if is_reserved_enum(&name.value) {
                let (name_quoted, ident) = (quoted(&name.value), quoted(&enum_name(&name.value)));
                findings.push(Diagnostic::new(
                    &RULE,
                    Location::in_file(page.file, name.span.clone()),
                    format!(
                        "{name_quoted} would become {ident}, which is a type of the generated code"
                    ),
                    "choose another name, like `GetParcel`",
                ));
            }
        }
        for rows in errors(page) {
            let meaning = rows.first().and_then(|(_, name)| reserved_variant(&name.value));
            let Some(meaning) = meaning else { continue };
            findings.extend(about_error(&rows, |_, name| {
                Diagnostic::new(
                    &RULE,
                    Location::in_file(page.file, name.span.clone()),
                    format!("{} is {meaning}", quoted(&name.value)),
                    "choose another name, like `ParcelNotFound`",
                )
            }));
        }
    }
    findings
}
