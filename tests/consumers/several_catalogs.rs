//! Several catalogs in one crate, each in a module with the same name as its page.

#![deny(warnings, missing_docs, unused, unreachable_pub, clippy::pedantic)]
#![forbid(unsafe_code)]

/// Parcels.
pub mod parcels {
    include!("generated/parcels.rs");
}

/// Errors that are called like items of the standard library.
pub mod core {
    include!("generated/core.rs");
}

/// Errors that are called like constants.
pub mod names {
    include!("generated/names.rs");
}

#[cfg(test)]
mod tests {
    use super::core::DocumentedError as _;
    use super::names::DocumentedError as _;
    use super::parcels::DocumentedError as _;
    use super::{core, names, parcels};

    #[test]
    fn each_catalog_has_separate_types() {
        assert_eq!(parcels::parcels::ParcelsError::ALL[0].table().page, "Parcels");
        assert_eq!(core::core::CoreError::ALL[0].table().page, "Core");
        assert_eq!(names::names::NamesError::ALL[0].table().page, "Names");
    }

    #[test]
    fn a_variant_is_not_mistaken_for_a_constant() {
        use names::names::PutError;
        for error in PutError::ALL {
            assert_eq!(error.message(), format!("{error:?}."));
            let found = PutError::lookup(400, error.code(), error.message());
            assert_eq!(found.exact(), Some(*error));
        }
    }
}
