//! What the callers of the gateway receive.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use gateway::Upstream;
use rcs_errors::DocumentedError as _;
use rcs_errors::agent_launch::{AgentLaunchError, Endpoint};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpSocket};

/// The address of a server. It ends with the test.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

/// The address of a gateway in front of the API at this address.
async fn gateway_to(api: String) -> String {
    let upstream = Upstream::new(api, Duration::from_secs(10)).unwrap();
    serve(gateway::router(upstream)).await
}

/// The address of a gateway, whose API responds to everything with this.
async fn gateway(status: u16, body: impl Into<Bytes>) -> String {
    let response = (StatusCode::from_u16(status).unwrap(), body.into());
    gateway_to(serve(Router::new().fallback(async || response)).await).await
}

/// A request to the gateway that results in one to this endpoint.
fn request(gateway: &str, endpoint: Endpoint) -> reqwest::RequestBuilder {
    let http = reqwest::Client::new();
    match endpoint {
        Endpoint::CreateAgentLaunch => http.post(format!("{gateway}/launches")).json(&json!({})),
        Endpoint::CreateAgentCarrierLaunch => {
            http.post(format!("{gateway}/carrier-launches")).json(&json!({}))
        }
        Endpoint::GetAgentLaunchStatus => {
            http.get(format!("{gateway}/launches?agent_number=1&agent_launch_id=2"))
        }
        _ => panic!("the gateway has no path for {endpoint}"),
    }
}

/// The status and the problem in a response.
async fn problem(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let status = response.status().as_u16();
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["status"], status);
    (status, problem)
}

/// What a caller receives if the API responds with this.
async fn passed_on(endpoint: Endpoint, status: u16, body: impl Into<Bytes>) -> (u16, Value) {
    problem(request(&gateway(status, body).await, endpoint)).await
}

#[tokio::test]
async fn every_documented_error_is_passed_on() {
    for endpoint in Endpoint::ALL {
        for error in endpoint.errors() {
            let body = error.body().to_string();
            let (status, problem) = passed_on(*endpoint, error.status(), body).await;
            let expected = if error.status() == 405 { 502 } else { error.status() };
            assert_eq!(status, expected, "{error}");
            assert_eq!(problem["endpoint"], endpoint.name());
            assert_eq!(problem["code"], error.code());
            if problem.get("candidates").is_some() {
                let detail = problem["detail"].as_str().unwrap();
                assert!(detail.contains(error.description()), "{error}: {detail}");
            } else {
                assert_eq!(problem["title"], error.description());
                let kind = format!("https://gateway.example/problems/{}", error.name());
                assert_eq!(problem["type"], kind);
            }
        }
    }
}

#[tokio::test]
async fn a_problem_has_the_message_of_the_error() {
    let body = AgentLaunchError::RcsNotEnabled.body().to_string();
    let (_, problem) = passed_on(Endpoint::CreateAgentLaunch, 400, body).await;
    let expected = json!({
        "type": "https://gateway.example/problems/RcsNotEnabled",
        "title": "RCS Not Enabled.",
        "status": 400,
        "detail": "RCS Channel is not enabled for this User.",
        "endpoint": "CreateAgentLaunch",
        "code": "RCS601",
    });
    assert_eq!(problem, expected);
}

#[tokio::test]
async fn a_message_that_misleads_is_withheld() {
    let body = AgentLaunchError::LaunchStatusNotFound.body().to_string();
    assert!(body.contains("Method not allowed."));
    let (_, problem) = passed_on(Endpoint::GetAgentLaunchStatus, 400, body).await;
    let expected = json!({
        "type": "https://gateway.example/problems/LaunchStatusNotFound",
        "title": "Launch Status Not Found.",
        "status": 400,
        "endpoint": "GetAgentLaunchStatus",
        "code": "RCS904",
    });
    assert_eq!(problem, expected);
}

#[tokio::test]
async fn an_ambiguous_response_is_called_ambiguous() {
    let body = AgentLaunchError::MissingAgentNumberQuery.body().to_string();
    let (_, problem) = passed_on(Endpoint::GetAgentLaunchStatus, 400, body).await;
    let expected = json!({
        "type": "https://gateway.example/problems/AmbiguousError",
        "title": "Ambiguous Error.",
        "status": 400,
        "detail": "It is one of these: Missing Agent Number Query. Missing Agent Launch ID Query.",
        "endpoint": "GetAgentLaunchStatus",
        "code": "RCS904",
        "candidates": ["MissingAgentNumberQuery", "MissingAgentLaunchIdQuery"],
    });
    assert_eq!(problem, expected);
}

#[tokio::test]
async fn a_code_with_another_status_is_the_documented_error() {
    let body = AgentLaunchError::RcsNotEnabled.body().to_string();
    let (status, problem) = passed_on(Endpoint::CreateAgentLaunch, 403, body).await;
    assert_eq!((status, &problem["title"]), (400, &json!("RCS Not Enabled.")));
}

#[tokio::test]
async fn nothing_undocumented_is_passed_on() {
    let unknown = r#"{"code": "RCS999", "message": "secret"}"#;
    for (status, body) in [
        (404, unknown),
        (500, unknown),
        (429, "<html><h1>secret</h1></html>"),
        (503, ""),
        (400, r#"{"code": "RCS601", "message": "sec"#),
        (304, ""),
    ] {
        let (status, problem) = passed_on(Endpoint::CreateAgentLaunch, status, body).await;
        let expected = json!({
            "type": "https://gateway.example/problems/UndocumentedError",
            "title": "Undocumented Error.",
            "status": 502,
            "detail": "The API sent an error that is not documented.",
            "endpoint": "CreateAgentLaunch",
        });
        assert_eq!((status, problem), (502, expected), "{body}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read() {
    let mut body = AgentLaunchError::RcsNotEnabled.body().to_string();
    body.push_str(&" ".repeat(100_000));
    let (status, problem) = passed_on(Endpoint::CreateAgentLaunch, 400, body).await;
    assert_eq!((status, &problem["title"]), (502, &json!("Undocumented Error.")));
}

#[tokio::test]
async fn an_api_that_cannot_be_reached_is_a_bad_gateway() {
    // Bound, but not listening.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let gateway = gateway_to(format!("http://{}", socket.local_addr().unwrap())).await;
    let (status, problem) = problem(request(&gateway, Endpoint::CreateAgentLaunch)).await;
    assert_eq!((status, &problem["title"]), (502, &json!("API Unreachable.")));
}

#[tokio::test]
async fn an_api_that_takes_too_long_is_a_timeout() {
    let api = serve(Router::new().fallback(async || std::future::pending::<()>().await)).await;
    let upstream = Upstream::new(api, Duration::from_millis(100)).unwrap();
    let gateway = serve(gateway::router(upstream)).await;
    let (status, problem) = problem(request(&gateway, Endpoint::CreateAgentLaunch)).await;
    assert_eq!((status, &problem["title"]), (504, &json!("API Timeout.")));
}

#[tokio::test]
async fn mistakes_of_callers_do_not_reach_the_api() {
    let gateway = gateway_to("no address".to_owned()).await;
    let http = reqwest::Client::new();
    let post = |body| {
        let request = http.post(format!("{gateway}/launches")).body(body);
        request.header("content-type", "application/json")
    };
    for (request, expected_status, expected_title) in [
        (post("{"), 400, "Invalid Body."),
        (http.post(format!("{gateway}/launches")).body("{}"), 415, "Invalid Body."),
        (http.get(format!("{gateway}/launches?agent_number=1")), 400, "Invalid Parameters."),
        (http.get(format!("{gateway}/nothing")), 404, "No Such Path."),
        (http.get(format!("{gateway}/carrier-launches")), 405, "No Such Method."),
    ] {
        let (status, problem) = problem(request).await;
        assert_eq!((status, &problem["title"]), (expected_status, &json!(expected_title)));
    }
    let response = http.get(format!("{gateway}/carrier-launches")).send().await.unwrap();
    assert_eq!(response.headers()["allow"], "POST");
}

#[tokio::test]
async fn a_success_is_passed_on() {
    let gateway = gateway(201, r#"{"id": "L1"}"#).await;
    let response = request(&gateway, Endpoint::CreateAgentLaunch).send().await.unwrap();
    assert_eq!(response.status(), 201);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.text().await.unwrap(), r#"{"id": "L1"}"#);
}
