//! Serialization, behind a feature of the crate that the code becomes part of.

use proc_macro2::TokenStream;
use quote::quote;

use super::enums::ident;
use crate::model::Enum;

/// What is emitted once: an entry as an object of its cells, and reading an enum by name.
pub(super) fn support(feature: &str) -> TokenStream {
    quote! {
        /// An object of the four cells.
        #[cfg(feature = #feature)]
        impl ::serde::Serialize for Entry {
            #[inline]
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                use ::serde::ser::SerializeStruct as _;
                let mut cells = serializer.serialize_struct("Entry", 4)?;
                cells.serialize_field("status", &self.status)?;
                cells.serialize_field("code", self.code)?;
                cells.serialize_field("message", self.message)?;
                cells.serialize_field("description", self.description)?;
                cells.end()
            }
        }

        /// Reads the name of an error.
        #[cfg(feature = #feature)]
        struct NameVisitor<E>(::core::marker::PhantomData<E>);

        #[cfg(feature = #feature)]
        impl<E: ErrorTable> ::serde::de::Visitor<'_> for NameVisitor<E> {
            type Value = E;

            #[inline]
            fn expecting(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, "the name of an error of {}", E::TABLE.name)
            }

            #[inline]
            fn visit_str<R: ::serde::de::Error>(self, name: &str) -> ::core::result::Result<E, R> {
                name.parse().map_err(|_| R::invalid_value(::serde::de::Unexpected::Str(name), &self))
            }
        }
    }
}

/// The enum by name.
pub(super) fn of_enum(table: &Enum, feature: &str) -> TokenStream {
    let name = ident(&table.ident);
    quote! {
        /// The name of the error.
        #[cfg(feature = #feature)]
        impl ::serde::Serialize for #name {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        /// The name of an error of the table.
        #[cfg(feature = #feature)]
        impl<'de> ::serde::Deserialize<'de> for #name {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                deserializer.deserialize_str(super::NameVisitor(::core::marker::PhantomData))
            }
        }
    }
}
