//! Serialization, behind a feature of the crate that the code becomes part of.

use super::entry::Entry;
use super::set::ErrorSet;

#[cfg(test)]
/// An object of the four cells.
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

#[cfg(test)]
/// Reads the name of an error.
pub(super) struct NameVisitor<E>(pub(super) ::core::marker::PhantomData<E>);

#[cfg(test)]
impl<E: ErrorSet> ::serde::de::Visitor<'_> for NameVisitor<E> {
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
