//! The rule `reserved-name`.

use super::names::{Name, Named, about_error, enums, errors};
use crate::diagnostic::{Diagnostic, Location};
use crate::raw::Catalog;
use crate::rule::Rule;
use crate::text::{enum_name, is_reserved_enum, quoted, reserved_endpoint, reserved_variant};

/// The generated code needs a name for something else.
pub static RULE: Rule = Rule { name: "reserved-name", docs: include_str!("reserved_name.md") };

pub(super) fn check(catalog: &Catalog) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for page in &catalog.pages {
        for Name { named, name } in enums(page) {
            let endpoint = Some(&name.value).filter(|_| named == Named::Endpoint);
            let name_quoted = quoted(&name.value);
            let message = if let Some(meaning) = endpoint.and_then(|name| reserved_endpoint(name)) {
                format!("{name_quoted} is {meaning}")
            } else if is_reserved_enum(&name.value) {
                let ident = quoted(&enum_name(&name.value));
                format!("{name_quoted} would become {ident}, which is a type of the generated code")
            } else {
                continue;
            };
            findings.push(Diagnostic::new(
                &RULE,
                Location::in_file(page.file, name.span.clone()),
                message,
                "choose another name, like `GetParcel`",
            ));
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
