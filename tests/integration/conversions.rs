//! Documented errors as errors of a service, with this Rust and with the oldest one.

use std::error::Error;

use rcs_errors::DocumentedError;
use rcs_errors::agent_launch::AgentLaunchError;
use testing::consumer::Consumer;

#[path = "../consumers/conversions.rs"]
mod each_form;

/// From Rust 1.86, an object becomes an object of another trait without a method.
#[test]
fn an_object_is_an_error_without_a_conversion() {
    let error = AgentLaunchError::ALL[0];
    let object: &dyn DocumentedError = &error;
    let reference: &dyn Error = object;
    assert_eq!(reference.downcast_ref(), Some(&error));
    let object: Box<dyn DocumentedError> = Box::new(error);
    let boxed: Box<dyn Error + Send + Sync> = object;
    assert_eq!(boxed.downcast_ref(), Some(&error));
    let object: Box<dyn DocumentedError> = Box::new(error);
    let boxed: Box<dyn Error> = object;
    assert_eq!(boxed.downcast_ref(), Some(&error));
}

/// The oldest Rust that the crate is for.
fn oldest_rust() -> String {
    let manifest: toml::Table = include_str!("../../rcs-errors/Cargo.toml").parse().unwrap();
    manifest["package"]["rust-version"].as_str().unwrap().to_owned()
}

#[test]
#[ignore = "an older cargo has to download the dependencies; .ci/run runs it"]
fn errors_convert_with_the_oldest_rust() {
    let manifest = "[dependencies]\n\
                    anyhow = '1'\n\
                    eyre = { version = '0.6', default-features = false, features = ['auto-install'] }\n\
                    rcs-errors = { path = '{packages}/rcs-errors' }\n\
                    thiserror = '2'\n";
    let consumer = Consumer::new("conversions", "2021", manifest);
    let oldest = oldest_rust();
    let Some(consumer) = consumer.with_rust(&oldest) else {
        eprintln!("skipped: Rust {oldest} is not installed: rustup toolchain install {oldest}");
        return;
    };
    consumer.folder.write("src/lib.rs", "#![cfg(test)]\n\nmod conversions;\n");
    consumer.folder.write("src/conversions.rs", include_str!("../consumers/conversions.rs"));
    consumer.succeed(&["test", "--quiet", "--lib"]);
}
