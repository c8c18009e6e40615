//! Catalogs of all shapes, under strict lints.

#![no_std]
#![deny(warnings, missing_docs, unused, unreachable_pub, clippy::pedantic)]
#![deny(missing_copy_implementations, missing_debug_implementations, unnameable_types)]
#![forbid(unsafe_code)]

/// Errors of no endpoint, which nobody documents on the web.
pub mod common {
    include!("generated/common.rs");
}

/// Bodies of responses: nested, with numbers, without codes, and with keys that try to break something.
pub mod bodies {
    include!("generated/bodies.rs");
}

/// Errors of no endpoint, of which this crate publishes one code.
mod private {
    include!("generated/common.rs");
}

/// What this crate uses of the catalog that it does not publish.
pub const CODE: &str = private::letters::LettersError::ALL[0].code();

#[cfg(test)]
mod tests {
    #[cfg(feature = "json")]
    extern crate std;

    #[cfg(feature = "json")]
    use std::string::ToString as _;

    use super::bodies::{keywords, markup, messages, nothing, numbers, scripts};
    use super::common::letters;

    #[test]
    fn a_table_has_what_its_page_has() {
        let table = letters::LettersError::TABLE;
        assert_eq!((table.source, table.retrieved, table.body), (None, None, None));
        let table = nothing::NothingError::TABLE;
        assert_eq!((table.source, table.retrieved, table.body), (None, None, None));
        assert_eq!(nothing::Endpoint::Get.table().name, "Get");
        let body = numbers::NumbersError::TABLE.body.unwrap();
        let [code, message] = [body.code, body.message].map(Option::unwrap);
        assert_eq!((code.pointer, code.is_number), ("/error/details/0/code", true));
        assert_eq!((message.pointer, message.is_number), ("/error/details/0/texts/0", false));
        let body = messages::MessagesError::TABLE.body.unwrap();
        assert!(body.code.is_none() && body.message.is_some());
    }

    /// Whether the bodies of all errors of an enum are read as they are written.
    #[cfg(feature = "json")]
    macro_rules! assert_bodies {
        ($catalog:ident: $($errors:ty),+ $(,)?) => {{
            use super::$catalog::{DocumentedError as _, ErrorResponse};
            $(for error in <$errors>::ALL {
                let (status, table) = (error.status(), error.table());
                let body = error.body().to_string();
                let response = ErrorResponse::from_json(status, body.as_bytes(), table);
                let has_code = table.body.is_none_or(|body| body.code.is_some());
                assert_eq!(response.code.as_deref(), has_code.then(|| error.code()), "{body}");
                assert_eq!(response.message.as_deref(), Some(error.message()), "{body}");
                let found = response.lookup::<$errors>();
                assert_eq!(found.errors().contains(error), has_code);
                for end in 0..body.len() {
                    let response = ErrorResponse::from_json(status, &body.as_bytes()[..end], table);
                    assert_eq!(response, ErrorResponse::new(status, None, None));
                }
            })+
        }};
    }

    #[cfg(feature = "json")]
    #[test]
    fn bodies_are_read_as_they_are_written() {
        assert_bodies!(common: letters::LettersError);
        assert_bodies!(
            bodies: keywords::KeywordError,
            keywords::VecError,
            markup::MarkupError,
            markup::CommonError,
            messages::MessagesError,
            nothing::NothingError,
            numbers::NumbersError,
            scripts::ScriptsError,
        );
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_body_is_shaped_like_those_of_the_api() {
        use super::bodies::DocumentedError as _;
        let number = numbers::NumbersError::ALL[0].body().to_string();
        assert_eq!(number, r#"{"error":{"details":[{"code":1400,"texts":["Not a letter."]}]}}"#);
        let message = messages::MessagesError::ALL[0].body().to_string();
        assert_eq!(message, r#"{"m":"Not a letter."}"#);
        let nothing = nothing::NothingError::ALL[0].body().to_string();
        assert_eq!(nothing, r#"{"code":"1400","message":"Not a letter."}"#);
    }
}
