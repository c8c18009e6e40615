//! An enum of errors: its definition, its constants, and the macro that implements the rest.

use super::docs::{self, comment};
use super::error_enum::{ErrorEnum, Scope, ident};
use super::layout::{Expression, item};
use crate::lookup::Index;
use error_catalog_model::page::Page;

/// The items of an enum, in the module of its page.
pub(super) fn error_enum(of: &ErrorEnum<'_>) -> [String; 3] {
    [definition(of), constants(of), implementation(of)]
}

fn definition(of: &ErrorEnum<'_>) -> String {
    let mut text = comment(&docs::of_enum(of), "///", 4);
    text.push_str("    #[derive(Clone, Copy, PartialEq, PartialOrd, Ord, Hash)]\n");
    text.push_str("    #[non_exhaustive]\n");
    text.extend(["    pub enum ", &of.ident(), " {\n"]);
    for (error, number) in of.errors().zip(0..) {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&comment(&docs::of_variant(of, error), "///", 8));
        if let Some(alias) = docs::alias(error).filter(|_| of.scope == Scope::Page) {
            text.extend(["        #[doc(alias = ", &format!("{alias:?}"), ")]\n"]);
        }
        text.extend(["        ", &error.name, ",\n"]);
    }
    text.push_str("    }\n");
    text
}

/// The constants that the macro reads: it has their docs.
fn constants(of: &ErrorEnum<'_>) -> String {
    let variants = of.errors().map(|error| Expression::Word(format!("Self::{}", error.name)));
    let rows = if of.has_first_rows() { &[] } else { &of.rows[..] };
    let Index { order, responses, codes, buckets } = of.index();
    let numbers = |numbers: &[usize]| Expression::numbers(numbers).referenced();
    let index = Expression::Struct {
        path: "super::Index",
        fields: vec![
            ("errors", Expression::Word("&super::pick(Self::ALL, Self::INDEX_ORDER)".to_owned())),
            ("responses", numbers(&responses)),
            ("codes", numbers(&codes)),
            ("buckets", numbers(&buckets)),
        ],
        base: None,
    };
    let all = Expression::Array(variants.collect()).referenced();
    let public = [
        (
            "Every error of the table, in the table's order.",
            item("pub const ALL: &'static [Self]", &all, 8),
        ),
        (
            "Where the errors are documented.",
            item("pub const TABLE: &'static super::Table", &table(of).referenced(), 8),
        ),
    ];
    let public = public.map(|(docs, item)| format!("        /// {docs}\n{item}\n"));
    let order_type = format!("const INDEX_ORDER: [u32; {}]", order.len());
    let private = [
        item("const ROW_NUMBERS: &'static [u32]", &numbers(rows), 8),
        item(&order_type, &Expression::numbers(&order), 8),
        item("const LOOKUP_INDEX: super::Index<Self>", &index, 8),
    ];
    format!("    impl {} {{\n{}{}    }}\n", of.ident(), public.concat(), private.concat())
}

fn table(of: &ErrorEnum<'_>) -> Expression {
    match of.scope {
        Scope::Page => Expression::Word("PAGE".to_owned()),
        Scope::Table(_) => Expression::Struct {
            path: "super::Table",
            fields: vec![
                ("name", Expression::string(of.name)),
                ("title", Expression::string(of.title)),
            ],
            base: Some("PAGE"),
        },
    }
}

fn implementation(of: &ErrorEnum<'_>) -> String {
    match of.scope {
        Scope::Page => format!("    implement_documented!({});\n", of.ident()),
        Scope::Table(_) => {
            format!("    implement_documented!({} in {});\n", of.ident(), ident(&of.page.name))
        }
    }
}

/// What the enums of a page share: where it is documented, and its rows.
pub(super) fn rows(page: &Page, is_short: bool) -> [String; 3] {
    let count = page.errors.len();
    let strings = [
        ("page", &page.name),
        ("name", &page.name),
        ("title", &page.title),
        ("source", &page.source),
        ("retrieved", &page.retrieved),
    ];
    let table = Expression::Struct {
        path: "super::Table",
        fields: strings.map(|(field, value)| (field, Expression::string(value))).into(),
        base: None,
    };
    let entries = page.errors.iter().map(|error| Expression::Struct {
        path: "super::Entry",
        fields: vec![
            ("status", Expression::number(error.status.into())),
            ("code", Expression::string(&error.code)),
            ("message", Expression::string(&error.message)),
            ("description", Expression::string(&error.description)),
        ],
        base: None,
    });
    let entries = Expression::Array(entries.collect());
    let entries = if is_short {
        // A constant is seen by the compiler of the crate that looks an error up.
        item(&format!("const ENTRIES: &[super::Entry; {count}]"), &entries.referenced(), 4)
    } else {
        item(&format!("static ENTRIES: [super::Entry; {count}]"), &entries, 4)
    };
    let names = page.errors.iter().map(|error| Expression::string(&error.name));
    let names = Expression::Array(names.collect());
    let names = item(&format!("static NAMES: [&str; {count}]"), &names, 4);
    [
        format!(
            "    /// The page, which is also a table.\n{}",
            item("const PAGE: super::Table", &table, 4)
        ),
        format!("    /// The cells of each error of the page.\n{entries}"),
        format!("    /// The name of each error of the page.\n{names}"),
    ]
}
