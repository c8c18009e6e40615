//! Serialization, behind a feature of the crate that the code becomes part of.

use super::entry::Entry;
use super::set::ErrorSet;

#[cfg(all(test, not(absent = "serde")))]
/// An object with the four fields.
impl ::serde::Serialize for Entry {
    #[inline]
    fn serialize<S: ::serde::Serializer>(
        &self,
        serializer: S,
    ) -> ::core::result::Result<S::Ok, S::Error> {
        use ::serde::ser::SerializeStruct as _;
        let mut fields = serializer.serialize_struct("Entry", 4)?;
        fields.serialize_field("status", &self.status)?;
        fields.serialize_field("code", self.code)?;
        fields.serialize_field("message", self.message)?;
        fields.serialize_field("description", self.description)?;
        fields.end()
    }
}

#[cfg(all(test, not(absent = "serde")))]
/// Reads the name of an error.
pub(super) struct NameVisitor<E>(pub(super) ::core::marker::PhantomData<E>);

#[cfg(all(test, not(absent = "serde")))]
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
