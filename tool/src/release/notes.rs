//! The lines about a catalog in a changelog. The vendor's strings are shown as code, whatever is in them.

use error_catalog_model::change::{Change, Column};
use error_catalog_model::page::BodyValue;
use error_catalog_model::text::printable;
use error_catalog_model::version::Bump;

/// How each line begins.
pub(super) const MARK: &str = "- Catalog: ";

/// The section of an entry that a change is listed in.
pub(super) fn section(change: &Change) -> &'static str {
    match change {
        Change::PageAdded { .. }
        | Change::EnumAdded { .. }
        | Change::EndpointAdded { .. }
        | Change::VariantAdded { .. }
        | Change::BodyChanged { old: None, .. }
        | Change::JsonAdded { .. }
        | Change::SerdeAdded { .. } => "Added",
        Change::PageRemoved { .. }
        | Change::EnumRemoved { .. }
        | Change::EndpointRemoved { .. }
        | Change::VariantRemoved { .. }
        | Change::BodyChanged { new: None, .. }
        | Change::JsonRemoved { .. }
        | Change::SerdeRemoved { .. } => "Removed",
        Change::PageRenamed { .. }
        | Change::EnumRenamed { .. }
        | Change::VariantRenamed { .. }
        | Change::ValueChanged { .. }
        | Change::BodyChanged { .. }
        | Change::OrderChanged { .. }
        | Change::DocsChanged { .. } => "Changed",
    }
}

/// The line about a change.
pub(super) fn line(change: &Change) -> String {
    let text = match change {
        Change::PageAdded { module } | Change::PageRemoved { module } => {
            format!("the page {}", code(module))
        }
        Change::EnumAdded { name } | Change::EnumRemoved { name } => code(name),
        Change::EndpointAdded { name } | Change::EndpointRemoved { name } => {
            code(&format!("Endpoint::{name}"))
        }
        Change::VariantAdded { enum_name, name } | Change::VariantRemoved { enum_name, name } => {
            code(&format!("{enum_name}::{name}"))
        }
        Change::SerdeAdded { feature } | Change::SerdeRemoved { feature } => {
            format!("the traits of serde, with the feature {}", code(feature))
        }
        Change::BodyChanged { module, column, old, new } => {
            let place = |value: &BodyValue| {
                format!("{} ({})", code(&value.pointer), value.json_type.name())
            };
            let subject =
                format!("{}: the {} in the body of a response,", code(module), column.name());
            match (old, new) {
                (Some(old), Some(new)) => {
                    format!("{subject} now at {}, and before at {}", place(new), place(old))
                }
                (value, None) | (None, value) => {
                    let places: Vec<String> = value.iter().map(place).collect();
                    format!("{subject} at {}", places.concat())
                }
            }
        }
        Change::JsonAdded { feature } | Change::JsonRemoved { feature } => {
            format!("reading and writing JSON bodies, with the feature {}", code(feature))
        }
        Change::PageRenamed { old, new } => {
            format!("the page {} is now {}", code(old), code(new))
        }
        Change::EnumRenamed { old, new } => format!("{} is now {}", code(old), code(new)),
        Change::VariantRenamed { enum_name, old, new } => {
            format!("{} is now {}", code(&format!("{enum_name}::{old}")), code(new))
        }
        Change::ValueChanged { enum_name, name, column, old, new } => {
            let remark = match column {
                Column::Message => "; this can turn an exact match into a near one",
                Column::Status | Column::Code | Column::Description => "",
            };
            format!(
                "the {} of {} is now {}, and was {}{remark}",
                column.name(),
                code(&format!("{enum_name}::{name}")),
                code(new),
                code(old),
            )
        }
        Change::OrderChanged { enum_name } => format!("the order of {}", code(enum_name)),
        Change::DocsChanged { module, what } => format!("{}: {what}", code(module)),
    };
    let is_breaking = section(change) == "Changed" && change.bump() == Bump::Breaking;
    format!("{MARK}{text}{}", if is_breaking { " (breaking)" } else { "" })
}

/// Markdown that shows exactly this string, as code on one line.
fn code(string: &str) -> String {
    let string = printable(string);
    let longest = string.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space at both ends is not shown.
    let touches = string.starts_with(['`', ' ']) || string.ends_with(['`', ' ']);
    let pad = if touches || string.is_empty() { " " } else { "" };
    format!("{fence}{pad}{string}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};

    use super::*;

    #[test]
    fn strings_of_the_vendor_are_shown_as_they_are() {
        for string in [
            "Invalid json.",
            "`",
            "``` a `` b ` c",
            "`a` and `b`",
            " a ",
            "<b>*bold*</b> [link](https://example.com) &amp; \\ | # - ~~~ @name #1 www.example.com",
            "-->",
        ] {
            let markdown = format!("{MARK}{}", code(string));
            let events: Vec<Event<'_>> = Parser::new(&markdown).collect();
            let expected = [
                Event::Start(Tag::List(None)),
                Event::Start(Tag::Item),
                Event::Text("Catalog: ".into()),
                Event::Code(string.into()),
                Event::End(TagEnd::Item),
                Event::End(TagEnd::List(false)),
            ];
            assert_eq!(events, expected, "{string}");
        }
    }

    #[test]
    fn a_string_stays_on_one_line() {
        assert_eq!(code("a\nb\u{202E}"), "`a\\u{a}b\\u{202e}`");
    }
}
