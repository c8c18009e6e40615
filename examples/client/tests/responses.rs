//! What the client makes of responses.

use std::error::Error as _;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use client::{Client, Error};
use rcs_errors::agent_launch::AgentLaunchError;
use rcs_errors::{DocumentedError as _, MatchLevel};
use tokio::net::TcpSocket;

const TIMEOUT: Duration = Duration::from_secs(10);

fn client(address: SocketAddr) -> Client {
    Client::new(format!("http://{address}"), TIMEOUT).unwrap()
}

/// An API that gives these responses, the last one again and again. It ends with the test.
struct Api {
    client: Client,
    requests: Arc<AtomicUsize>,
}

impl Api {
    async fn with_responses(responses: Vec<(u16, String)>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        let router = Router::new().fallback(async move || {
            let index = count.fetch_add(1, Ordering::Relaxed).min(responses.len() - 1);
            let (status, body) = responses[index].clone();
            (StatusCode::from_u16(status).unwrap(), body)
        });
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { client: client(address), requests }
    }

    /// The error that the client makes of this response to a new launch.
    async fn error(status: u16, body: impl Into<String>) -> Error {
        let api = Self::with_responses(vec![(status, body.into())]).await;
        let error = api.client.create_launch("{}".to_owned()).await.unwrap_err();
        assert_eq!(api.requests.load(Ordering::Relaxed), 1, "a launch is created once");
        error
    }

    /// The error that the client makes of this response to a question for the status.
    async fn status_error(status: u16, body: impl Into<String>) -> (Error, usize) {
        let api = Self::with_responses(vec![(status, body.into())]).await;
        let error = api.client.launch_status("1", "2").await.unwrap_err();
        (error, api.requests.load(Ordering::Relaxed))
    }
}

#[tokio::test]
async fn every_documented_error_has_a_decision() {
    for error in AgentLaunchError::ALL {
        let body = error.body().to_string();
        let created = Api::error(error.status(), body.clone()).await;
        let (read, requests) = Api::status_error(error.status(), body).await;
        for received in [&created, &read] {
            let Error::Api { lookup, .. } = received else { panic!("{received:?}") };
            assert_eq!(lookup.level(), MatchLevel::Exact);
            assert!(lookup.into_iter().any(|found| found.code() == error.code()));
            assert_eq!(received.is_transient(), error.status() >= 500, "{error}");
        }
        assert_eq!(requests, if read.is_transient() { 3 } else { 1 }, "{error}");
    }
}

#[tokio::test]
async fn a_documented_error_is_the_source() {
    let error = Api::error(400, AgentLaunchError::RcsNotEnabled.body().to_string()).await;
    assert_eq!(
        error.to_string(),
        "CreateAgentLaunch responded with HTTP 400 (exact: RcsNotEnabled)"
    );
    let source = error.source().and_then(|source| source.downcast_ref());
    assert_eq!(source, Some(&AgentLaunchError::RcsNotEnabled));
    let labels =
        [("endpoint", "CreateAgentLaunch"), ("level", "exact"), ("error", "RcsNotEnabled")];
    assert_eq!(error.labels(), labels);
}

#[tokio::test]
async fn an_ambiguous_response_has_no_source() {
    let body = AgentLaunchError::MissingAgentNumberQuery.body().to_string();
    let (error, _) = Api::status_error(400, body).await;
    assert_eq!(
        error.to_string(),
        "GetAgentLaunchStatus responded with HTTP 400 \
         (exact: MissingAgentNumberQuery, MissingAgentLaunchIdQuery)"
    );
    assert!(error.source().is_none());
    let labels = [("endpoint", "GetAgentLaunchStatus"), ("level", "exact"), ("error", "ambiguous")];
    assert_eq!(error.labels(), labels);
}

#[tokio::test]
async fn a_code_decides_with_any_status() {
    let transient = Api::error(404, AgentLaunchError::GatewayError.body().to_string()).await;
    assert!(transient.is_transient());
    assert_eq!(transient.labels()[1], ("level", "code-and-message"));

    let permanent = Api::error(503, AgentLaunchError::RcsNotEnabled.body().to_string()).await;
    assert!(!permanent.is_transient());

    // Another message as well.
    let permanent = Api::error(503, r#"{"code": "RCS601", "message": "No."}"#).await;
    assert!(!permanent.is_transient());
    assert_eq!(permanent.labels()[1], ("level", "code"));
}

#[tokio::test]
async fn what_is_not_documented_is_decided_by_its_status_and_kept() {
    let code = Some("RCS999".to_owned());
    for (body, code) in [
        (r#"{"code": "RCS999", "message": "New."}"#, code),
        ("<html><h1>Bad Gateway</h1></html>", None),
        ("", None),
        (r#"{"code": "RCS502", "mess"#, None),
        ("[]", None),
    ] {
        for (status, is_transient) in
            [(302, false), (400, false), (404, false), (429, true), (500, true), (503, true)]
        {
            let error = Api::error(status, body).await;
            assert_eq!(error.is_transient(), is_transient, "{status} {body}");
            let labels =
                [("endpoint", "CreateAgentLaunch"), ("level", "unknown"), ("error", "unknown")];
            assert_eq!(error.labels(), labels);
            let Error::Api { response, .. } = error else { panic!("{error:?}") };
            assert_eq!((response.status, &response.code), (status, &code));
        }
    }
}

#[tokio::test]
async fn a_long_body_is_not_read_to_its_end() {
    let error = Api::error(500, "<p>".repeat(1_000_000)).await;
    assert_eq!(error.to_string(), "CreateAgentLaunch responded with HTTP 500 (unknown)");
}

#[tokio::test]
async fn a_transient_error_can_be_followed_by_a_success() {
    let error = AgentLaunchError::GatewayError;
    let responses = vec![(500, error.body().to_string()), (200, "launched".to_owned())];
    let api = Api::with_responses(responses).await;
    assert_eq!(api.client.launch_status("1", "2").await.unwrap(), "launched");
    assert_eq!(api.requests.load(Ordering::Relaxed), 2);
}

/// What the client makes of a server that sends these bytes and closes the connection.
async fn error_of_bytes(bytes: &'static [u8]) -> Error {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client(listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        connection.write_all(bytes).unwrap();
    });
    let error = client.create_launch(String::new()).await.unwrap_err();
    server.join().unwrap();
    error
}

#[tokio::test]
async fn a_body_that_ends_early_leaves_the_status() {
    let error =
        error_of_bytes(b"HTTP/1.1 503 \r\nContent-Length: 50\r\n\r\n{\"code\": \"RCS").await;
    assert_eq!(error.to_string(), "CreateAgentLaunch responded with HTTP 503 (unknown)");
    assert!(error.is_transient());
}

#[tokio::test]
async fn without_a_response_the_transport_is_the_source() {
    let closed = error_of_bytes(b"").await;
    let cut_off = error_of_bytes(b"HTTP/1.1 200 \r\nContent-Length: 50\r\n\r\n{\"id\": ").await;
    // Bound, but not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let unreachable = client(socket.local_addr().unwrap());
    let unreachable = unreachable.create_launch(String::new()).await.unwrap_err();
    for error in [closed, cut_off, unreachable] {
        assert!(error.is_transient(), "{error:?}");
        assert!(error.source().unwrap().is::<reqwest::Error>());
        let labels = [("endpoint", "CreateAgentLaunch"), ("level", "none"), ("error", "transport")];
        assert_eq!(error.labels(), labels);
    }

    let invalid = Client::new("no address", TIMEOUT).unwrap();
    let invalid = invalid.launch_status("1", "2").await.unwrap_err();
    assert!(!invalid.is_transient(), "{invalid:?}");
}
