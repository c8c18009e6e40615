//! Syntax trees as text.
//!
//! The items of a module are printed one after the other: their syntax trees together would take many times the
//! memory of their text. And so there can be blank lines between them.

use syn::punctuated::Punctuated;
use syn::{File, ImplItem, Item, ItemEnum, ItemImpl, ItemMod, Variant, parse_quote, token};

/// What ends a module.
pub(super) const END_OF_MODULE: &str = "}\n";

/// What ends an item in a module.
const END_OF_ITEM: &str = "    }\n";

/// A module without items, up to where they begin.
pub(super) fn opening(module: ItemMod) -> String {
    strip_end(printed(Item::Mod(module)), END_OF_MODULE)
}

/// An item as it is in a module.
pub(super) fn print_in_module(item: Item) -> String {
    let mut module: ItemMod = parse_quote!(
        mod around {}
    );
    module.content = Some((token::Brace::default(), vec![item]));
    let mut text = strip_end(printed(Item::Mod(module)), END_OF_MODULE);
    text.drain(.."mod around {\n".len());
    text
}

/// An enum with these variants as it is in a module, with blank lines between them.
pub(super) fn enum_in_module(
    empty: &ItemEnum,
    variants: impl IntoIterator<Item = Variant>,
) -> String {
    let bare = ItemEnum { attrs: Vec::new(), ..empty.clone() };
    let print = |item: &ItemEnum, variant| {
        let variants = Punctuated::from_iter([variant]);
        strip_end(print_in_module(Item::Enum(ItemEnum { variants, ..item.clone() })), END_OF_ITEM)
    };
    let mut variants = variants.into_iter();
    let mut text = variants.next().map(|variant| print(empty, variant)).unwrap_or_default();
    for variant in variants {
        text.extend(["\n", without_opening(&print(&bare, variant))]);
    }
    text + END_OF_ITEM
}

/// An `impl` with these items as it is in a module, with blank lines between the groups.
pub(super) fn impl_in_module<const N: usize>(
    empty: &ItemImpl,
    groups: [Vec<ImplItem>; N],
) -> String {
    let mut text = String::new();
    for items in groups {
        let group = print_in_module(Item::Impl(ItemImpl { items, ..empty.clone() }));
        let group = strip_end(group, END_OF_ITEM);
        if text.is_empty() {
            text = group;
        } else {
            text.extend(["\n", without_opening(&group)]);
        }
    }
    text + END_OF_ITEM
}

/// What is printed after `impl Name {`.
fn without_opening(item: &str) -> &str {
    item.split_once('\n').map_or("", |(_, inside)| inside)
}

fn strip_end(mut text: String, end: &str) -> String {
    text.truncate(text.len() - end.len());
    text
}

fn printed(item: Item) -> String {
    prettyplease::unparse(&File { items: vec![item], ..parse_quote!() })
}

#[cfg(test)]
mod tests {
    use super::{END_OF_MODULE, enum_in_module, impl_in_module, opening, print_in_module};
    use syn::parse_quote;

    #[test]
    fn items_are_indented() {
        let module = parse_quote! {
            /// Outer docs.
            pub mod letters {
                //! Inner docs.
            }
        };
        let constant = parse_quote!(
            const A: u8 = 1;
        );
        let code = [opening(module), print_in_module(constant), END_OF_MODULE.to_owned()].concat();
        let expected =
            "/// Outer docs.\npub mod letters {\n    //! Inner docs.\n    const A: u8 = 1;\n}\n";
        assert_eq!(code, expected);
    }

    #[test]
    fn groups_of_an_impl_have_blank_lines_between_them() {
        let name = quote::format_ident!("A{}", "a".repeat(100));
        let [a, b, c]: [syn::ImplItem; 3] = [
            parse_quote!(
                const A: u8 = 1;
            ),
            parse_quote!(
                const B: u8 = 2;
            ),
            parse_quote!(
                const C: u8 = 3;
            ),
        ];
        let code = impl_in_module(&parse_quote!(impl #name {}), [vec![a], vec![b, c]]);
        let expected = format!(
            "    impl {name} {{\n        const A: u8 = 1;\n\n        const B: u8 = 2;\n        const C: u8 = 3;\n    }}\n"
        );
        assert_eq!(code, expected);
    }

    #[test]
    fn variants_have_blank_lines_between_them() {
        let empty = &parse_quote! {
            /// Docs.
            #[derive(Clone)]
            enum Letter {}
        };
        let a = parse_quote! {
            /// A.
            A
        };
        let code = enum_in_module(empty, [a, parse_quote!(B)]);
        let expected = "    /// Docs.\n    #[derive(Clone)]\n    enum Letter {\n        /// A.\n        A,\n\n        B,\n    }\n";
        assert_eq!(code, expected);
    }
}
