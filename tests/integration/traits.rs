//! What the traits of the enums do: names and conversions, serde, `StatusCode`, and the standard library's `Error`.
//!
//! `Error` is in scope here, as it is in most services. It has an old method `description`, which must not hide
//! the method of the enums.

#![deny(warnings)]

use std::error::Error;
use std::fmt::Debug;

use rcs_errors::agent_launch::{AgentLaunchError, CreateAgentLaunchError};
use rcs_errors::{ErrorSet, NotListedError};
use rcs_errors_catalog::for_each_page;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

#[test]
fn a_name_is_read_back() {
    fn check<E: ErrorSet>() {
        for error in E::ALL {
            assert_eq!(error.name().parse::<E>(), Ok(*error));
        }
        let name = E::ALL[0].name();
        for name in ["", &name.to_lowercase(), &format!("{name} "), E::ALL[0].entry().code, "?"] {
            let unknown = name.parse::<E>().unwrap_err();
            assert_eq!(unknown.table, E::TABLE);
            assert_eq!(
                unknown.to_string(),
                format!("not the name of an error of {}", E::TABLE.name)
            );
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn an_error_converts_into_the_page_and_back_if_the_table_lists_it() {
    fn check<P, E>()
    where
        P: ErrorSet<Page = P> + From<E>,
        E: ErrorSet<Page = P> + TryFrom<P, Error = NotListedError>,
    {
        for error in E::ALL {
            let of_page = P::from(*error);
            assert_eq!((of_page, of_page.into_page()), (error.into_page(), of_page));
            assert_eq!(of_page.name(), error.name());
            assert!(std::ptr::eq(of_page.entry(), error.entry()));
            assert_eq!(E::try_from(of_page), Ok(*error));
        }
        let names: Vec<&str> = E::ALL.iter().map(E::name).collect();
        for of_page in P::ALL {
            match E::try_from(*of_page) {
                Ok(error) => assert_eq!(error.name(), of_page.name()),
                Err(missing) => {
                    assert!(!names.contains(&of_page.name()));
                    assert_eq!((missing.name, missing.table), (of_page.name(), E::TABLE));
                    assert_eq!(
                        missing.to_string(),
                        format!("{} does not list {}", E::TABLE.name, of_page.name())
                    );
                }
            }
        }
    }
    macro_rules! check_tables {
        ([] $($module:ident $page:ident $tables:tt)+) => {
            $(check_tables!(rcs_errors::$module $page $tables);)+
        };
        ($errors:ident::$module:ident $page:ident [$($table:ident)+]) => {
            $(check::<$errors::$module::$page, $errors::$module::$table>();)+
        };
    }
    for_each_page!(check_tables);
}

#[test]
fn errors_are_ordered_as_in_their_table() {
    fn check<E: ErrorSet>() {
        assert!(E::ALL.is_sorted_by(|one, next| one < next));
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn with_serde_an_error_is_its_name_and_an_entry_its_fields() {
    fn check<E: ErrorSet + Serialize + DeserializeOwned + Debug>() {
        for error in E::ALL {
            let value = serde_json::to_value(error).unwrap();
            assert_eq!(value, json!(error.name()));
            assert_eq!(serde_json::from_value::<E>(value).unwrap(), *error);
            let entry = error.entry();
            assert_eq!(
                serde_json::to_value(entry).unwrap(),
                json!({
                    "status": entry.status,
                    "code": entry.code,
                    "message": entry.message,
                    "description": entry.description,
                })
            );
        }
        let name = E::ALL[0].name();
        for wrong in [json!("?"), json!(1), json!(null), json!({ name: null })] {
            let error = serde_json::from_value::<E>(wrong).unwrap_err().to_string();
            let expected = format!("the name of an error of {}", E::TABLE.name);
            assert!(error.contains(&expected), "{error}");
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn with_http_an_error_has_a_status_code() {
    fn check<E: ErrorSet>() {
        use rcs_errors::StatusCodeExt as _;
        for error in E::ALL {
            assert_eq!(error.status_code().as_u16(), error.entry().status);
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
#[expect(clippy::redundant_closure_for_method_calls, reason = "calls on a reference are tested")]
fn every_method_is_the_one_of_the_enum() {
    let error = AgentLaunchError::ALL[0];
    let reference = &error;
    let entry = error.entry();
    assert_eq!(reference.entry(), entry);
    assert_eq!((error.status(), reference.status()), (entry.status, entry.status));
    assert_eq!((error.code(), reference.code()), (entry.code, entry.code));
    assert_eq!((error.message(), reference.message()), (entry.message, entry.message));
    assert_eq!(reference.description(), entry.description);
    assert_eq!(error.name(), format!("{error:?}"));
    let all: Vec<&str> = AgentLaunchError::ALL.iter().map(|error| error.description()).collect();
    assert_eq!(all[0], entry.description);
}

#[test]
fn an_error_is_an_error() {
    fn fails() -> Result<(), Box<dyn Error + Send + Sync>> {
        Err(CreateAgentLaunchError::ALL[0])?
    }
    let error = fails().unwrap_err();
    assert!(error.source().is_none());
    assert_eq!(
        error.downcast_ref::<CreateAgentLaunchError>(),
        Some(&CreateAgentLaunchError::ALL[0])
    );
}

#[test]
fn a_failed_conversion_is_a_separate_error() {
    fn fails(error: AgentLaunchError) -> Result<CreateAgentLaunchError, Box<dyn Error>> {
        Ok(CreateAgentLaunchError::try_from(error)?)
    }
    let mut errors = AgentLaunchError::ALL.iter();
    let is_listed = |error: AgentLaunchError| CreateAgentLaunchError::try_from(error).is_ok();
    let unlisted = *errors.find(|error| !is_listed(**error)).unwrap();
    let error = fails(unlisted).unwrap_err();
    assert_eq!(error.to_string(), format!("CreateAgentLaunch does not list {}", unlisted.name()));
    assert!(error.downcast_ref::<AgentLaunchError>().is_none());
}
