//! The public surface of the generated code, as a snapshot: a change in it is seen in review.

use insta::assert_snapshot;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ImplItem, Item, Visibility, parse_quote};

#[test]
fn the_public_surface_is_as_reviewed() {
    let mut file = syn::parse_file(include_str!("../rcs-errors/src/generated.rs")).unwrap();
    Outline.visit_file_mut(&mut file);
    assert_snapshot!(prettyplease::unparse(&file));
}

/// Leaves out docs, bodies, values, and what is private.
struct Outline;

impl VisitMut for Outline {
    fn visit_file_mut(&mut self, file: &mut syn::File) {
        file.items.retain(is_public);
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            items.retain(is_public);
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        let is_inherent = item.trait_.is_none();
        item.items.retain(|item| match item {
            // What a trait asks for, the trait itself shows.
            ImplItem::Fn(function) => is_inherent && is_pub(&function.vis),
            ImplItem::Const(constant) => is_inherent && is_pub(&constant.vis),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, item);
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        block.stmts.clear();
    }

    fn visit_expr_mut(&mut self, value: &mut Expr) {
        *value = parse_quote!(_);
    }

    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| {
            ["cfg", "derive", "must_use", "non_exhaustive"]
                .iter()
                .any(|name| attribute.path().is_ident(name))
        });
    }

    fn visit_fields_named_mut(&mut self, fields: &mut syn::FieldsNamed) {
        let fields_of = std::mem::take(&mut fields.named);
        fields.named = fields_of.into_iter().filter(|field| is_pub(&field.vis)).collect();
        visit_mut::visit_fields_named_mut(self, fields);
    }
}

fn is_pub(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn is_public(item: &Item) -> bool {
    match item {
        Item::Const(item) => is_pub(&item.vis),
        Item::Enum(item) => is_pub(&item.vis),
        Item::Fn(item) => is_pub(&item.vis),
        Item::Mod(item) => is_pub(&item.vis),
        Item::Static(item) => is_pub(&item.vis),
        Item::Struct(item) => is_pub(&item.vis),
        Item::Trait(item) => is_pub(&item.vis),
        // An implementation for a private type is of no use to others, but shows by its name.
        _ => true,
    }
}
