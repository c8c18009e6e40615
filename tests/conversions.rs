//! Names, and the way between the enum of an endpoint and the one of the page, both ways.

mod common;

use std::fmt::Debug;

use rcs_errors::agent_launch::{
    AgentLaunchError, CommonError, CreateAgentCarrierLaunchError, CreateAgentLaunchError,
    GetAgentLaunchStatusError,
};
use rcs_errors::{ErrorTable, NotInTableError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

#[test]
fn a_name_is_read_back() {
    fn check<E: ErrorTable>() {
        for error in E::ALL {
            assert_eq!(error.name().parse::<E>(), Ok(*error));
        }
        for name in ["", "invalidjson", "InvalidJson ", "RCS701", "NoSuchError"] {
            let unknown = name.parse::<E>().unwrap_err();
            assert_eq!(unknown.table(), E::TABLE);
            assert_eq!(
                unknown.to_string(),
                format!("not the name of an error of {}", E::TABLE.name)
            );
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn an_error_converts_into_the_page_and_back_where_the_table_lists_it() {
    fn check<E>()
    where
        E: ErrorTable + TryFrom<AgentLaunchError, Error = NotInTableError<AgentLaunchError>>,
        AgentLaunchError: From<E>,
    {
        for error in E::ALL {
            let of_page = AgentLaunchError::from(*error);
            assert_eq!(of_page.name(), error.name());
            assert!(std::ptr::eq(of_page.entry(), error.entry()));
            assert_eq!(E::try_from(of_page), Ok(*error));
        }
        let names: Vec<&str> = E::ALL.iter().map(E::name).collect();
        for of_page in AgentLaunchError::ALL {
            match E::try_from(*of_page) {
                Ok(error) => assert_eq!(error.name(), of_page.name()),
                Err(missing) => {
                    assert!(!names.contains(&of_page.name()));
                    assert_eq!(missing.table(), E::TABLE);
                    assert_eq!(
                        missing.to_string(),
                        format!("{} does not list {}", E::TABLE.name, of_page.name())
                    );
                    assert_eq!(missing.into_inner(), *of_page);
                }
            }
        }
    }
    check::<CreateAgentLaunchError>();
    check::<CreateAgentCarrierLaunchError>();
    check::<GetAgentLaunchStatusError>();
    check::<CommonError>();
}

#[test]
fn errors_are_ordered_as_in_their_table() {
    fn check<E: ErrorTable>() {
        assert!(E::ALL.is_sorted_by(|one, next| one < next));
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn with_serde_an_error_is_its_name_and_an_entry_its_cells() {
    fn check<E: ErrorTable + Serialize + DeserializeOwned + Debug>() {
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
        for wrong in [json!("NoSuchError"), json!(1), json!(null), json!({ "InvalidJson": null })] {
            let error = serde_json::from_value::<E>(wrong).unwrap_err().to_string();
            let expected = format!("the name of an error of {}", E::TABLE.name);
            assert!(error.contains(&expected), "{error}");
        }
    }
    for_each_table!(rcs_errors, check);
}

#[test]
fn with_http_an_error_has_a_status_code() {
    fn check<E: ErrorTable>() {
        use rcs_errors::StatusCodeExt as _;
        for error in E::ALL {
            assert_eq!(error.status_code().as_u16(), error.entry().status);
        }
    }
    for_each_table!(rcs_errors, check);
}
