//! A documented error becomes an error of a service: as a value, from generic code, and as an object.
//!
//! The tests run with the Rust of the repository and with the oldest one that the crate is for.

use std::error::Error;

use rcs_errors::agent_launch::AgentLaunchError;
use rcs_errors::{DocumentedError, ErrorSet};

/// What most services have as the type of their errors.
type BoxedError = Box<dyn Error + Send + Sync>;

fn documented() -> AgentLaunchError {
    AgentLaunchError::ALL[0]
}

/// An error of a service, with each form of a documented error as its source.
#[derive(Debug, thiserror::Error)]
enum ServiceError {
    #[error("the request failed")]
    Value(#[from] AgentLaunchError),
    #[error("a request failed")]
    Object(#[source] &'static dyn DocumentedError),
}

/// The same, generic.
#[derive(Debug, thiserror::Error)]
#[error("the request failed")]
struct GenericError<E: DocumentedError> {
    #[source]
    error: E,
}

/// Each kind of error shows the error that it was made from, and can be turned back into it.
#[track_caller]
fn assert_converted<E: DocumentedError + Copy + PartialEq>(
    error: E,
    converted: (BoxedError, anyhow::Error, eyre::Report),
) {
    let (boxed, anyhow, eyre) = converted;
    let expected = error.to_string();
    assert_eq!(
        [boxed.to_string(), anyhow.to_string(), eyre.to_string()],
        [(); 3].map(|()| expected.clone())
    );
    assert!(boxed.downcast_ref::<E>() == Some(&error));
    assert!(anyhow.downcast_ref::<E>() == Some(&error));
    assert!(eyre.downcast_ref::<E>() == Some(&error));
    assert!(boxed.source().is_none());
}

#[test]
fn a_value_converts() {
    let error = documented();
    assert_converted(error, (error.into(), error.into(), error.into()));
}

#[test]
fn a_value_of_generic_code_converts() {
    fn any<E: DocumentedError + Copy>(error: E) -> (BoxedError, anyhow::Error, eyre::Report) {
        (error.into(), error.into(), error.into())
    }
    fn any_set<E: ErrorSet>(error: E) -> (BoxedError, anyhow::Error, eyre::Report) {
        (error.into(), error.into(), error.into())
    }
    assert_converted(documented(), any(documented()));
    assert_converted(documented(), any_set(documented()));
}

/// `as_static` turns any reference into one that other errors can keep.
#[test]
fn an_object_converts() {
    fn kept(error: &dyn DocumentedError) -> (BoxedError, anyhow::Error, eyre::Report) {
        (error.as_static().into(), error.as_static().into(), error.as_static().into())
    }
    let error = documented();
    let (boxed, anyhow, eyre) = kept(&error);
    assert_eq!(boxed.to_string(), error.to_string());
    // The object is what it can be turned back into: it knows what it is.
    let objects: [&&dyn DocumentedError; 3] = [
        boxed.downcast_ref().unwrap(),
        anyhow.downcast_ref().unwrap(),
        eyre.downcast_ref().unwrap(),
    ];
    for object in objects {
        assert_eq!((object.name(), object.table()), (error.name(), AgentLaunchError::TABLE));
    }
}

#[test]
fn the_question_mark_converts() {
    fn boxed() -> Result<(), BoxedError> {
        Err(documented())?
    }
    fn anyhow() -> anyhow::Result<()> {
        use anyhow::Context as _;
        Err(documented()).context("the request failed")?
    }
    fn eyre() -> eyre::Result<()> {
        Err(documented())?
    }
    fn object(error: &dyn DocumentedError) -> anyhow::Result<()> {
        Err(error.as_static())?
    }
    fn service() -> Result<(), ServiceError> {
        Err(documented())?
    }
    let error = documented();
    assert!(boxed().unwrap_err().downcast_ref() == Some(&error));
    assert!(anyhow().unwrap_err().downcast_ref() == Some(&error));
    assert!(eyre().unwrap_err().downcast_ref() == Some(&error));
    assert!(object(&error).unwrap_err().is::<&dyn DocumentedError>());
    assert!(matches!(service(), Err(ServiceError::Value(kept)) if kept == error));
}

#[test]
fn the_source_of_another_error_is_found() {
    let error = documented();
    let value = ServiceError::from(error);
    assert_eq!(value.to_string(), "the request failed");
    assert_eq!(value.source().unwrap().downcast_ref(), Some(&error));
    let generic = GenericError { error };
    assert_eq!(generic.source().unwrap().downcast_ref(), Some(&error));
    let object = ServiceError::Object(error.as_static());
    let source: &&dyn DocumentedError = object.source().unwrap().downcast_ref().unwrap();
    assert_eq!(source.name(), error.name());
    // A chain of causes ends with it.
    let anyhow = anyhow::Error::from(value);
    assert_eq!(anyhow.root_cause().downcast_ref(), Some(&error));
}

/// `std::error::Error` has an old method `description` with a description that is not ours. Whoever calls it reads the
/// documentation.
#[test]
fn the_description_is_that_of_the_documentation() {
    #[allow(deprecated, reason = "it is what code that sees an error only can call")]
    fn read<E: Error + ?Sized>(error: &E) -> String {
        error.description().to_owned()
    }
    fn generic<E: DocumentedError>(error: &E) -> String {
        read(error)
    }
    let error = documented();
    let object: &dyn DocumentedError = &error;
    let boxed: BoxedError = error.into();
    let boxed_object: Box<dyn DocumentedError> = Box::new(error);
    let anyhow = anyhow::Error::from(error);
    let eyre = eyre::Report::from(error);
    let read = [
        read(&error),
        generic(&error),
        read(object),
        read(object.as_static()),
        read(&*boxed),
        read(&*boxed_object),
        read::<dyn Error>(anyhow.as_ref()),
        read::<dyn Error>(eyre.as_ref()),
    ];
    assert_eq!(read, [(); 8].map(|()| error.description()));
    // Not so if a reference is the error, as in a box of `as_static()`: some versions of the standard library do
    // not ask what it refers to. The object itself can be asked.
    let kept: BoxedError = object.as_static().into();
    let kept: &&dyn DocumentedError = kept.downcast_ref().unwrap();
    assert_eq!(kept.entry().description, error.description());
}
