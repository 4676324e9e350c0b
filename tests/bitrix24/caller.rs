//! A caller for the portal's own tests: one connection a call, nothing retried, nothing hidden.

use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::emulator::{Emulator, Settings};

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// Seconds of `Retry-After`.
    pub retry_after: Option<String>,
    /// The body, where it is JSON.
    pub body: Value,
}

impl Reply {
    /// `result`.
    pub fn result(&self) -> &Value {
        &self.body["result"]
    }

    /// Status, code and words of an error.
    pub fn error(&self) -> (u16, &Value, &str) {
        (self.status, &self.body["error"], self.body["error_description"].as_str().unwrap_or_default())
    }
}

/// A portal with the default settings.
pub fn portal() -> Emulator {
    Emulator::start(Settings::default()).expect("loopback has a free port")
}

/// A call with parameters as JSON. `Err` where no whole reply came.
pub async fn attempt(portal: &Emulator, method: &str, parameters: &Value) -> Result<Reply, String> {
    let address = format!("{}{method}", portal.webhook());
    send(&address, "application/json", parameters.to_string()).await
}

/// A call that gets a reply.
pub async fn call(portal: &Emulator, method: &str, parameters: Value) -> Reply {
    attempt(portal, method, &parameters).await.expect("a reply")
}

/// A batch from its commands, in their order.
pub async fn batch(portal: &Emulator, halt: u8, commands: &[(&str, &str)]) -> Reply {
    let commands: Vec<String> =
        commands.iter().map(|(key, command)| format!("{}:{}", json!(key), json!(command))).collect();
    let body = format!("{{\"halt\":{halt},\"cmd\":{{{}}}}}", commands.join(","));
    send(&format!("{}batch", portal.webhook()), "application/json", body).await.expect("a reply")
}

/// Sends a body to an address.
pub async fn send(address: &str, kind: &str, body: String) -> Result<Reply, String> {
    let uri: hyper::Uri = address.parse().expect("an address");
    let host = uri.authority().expect("a host").to_string();
    let words = |error: &dyn std::error::Error| error.to_string();
    let stream = TcpStream::connect(&host).await.map_err(|error| words(&error))?;
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|error| words(&error))?;
    let running = tokio::spawn(connection);
    let request = Request::post(uri.path_and_query().expect("a path").as_str())
        .header("Host", host)
        .header("User-Agent", "sverka-tests/1")
        .header("Accept", "application/json")
        .header("Content-Type", kind)
        .body(Full::new(Bytes::from(body)))
        .expect("a request");
    let response = sender.send_request(request).await.map_err(|error| words(&error))?;
    let status: StatusCode = response.status();
    let retry_after = response.headers().get("Retry-After").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = response.into_body().collect().await.map_err(|error| words(&error))?.to_bytes();
    running.abort();
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    Ok(Reply { status: status.as_u16(), retry_after, body })
}

/// A call that is given up after `patience`; `None` where nothing came.
pub async fn patient(
    portal: &Emulator,
    method: &str,
    parameters: Value,
    patience: Duration,
) -> Option<Result<Reply, String>> {
    tokio::time::timeout(patience, attempt(portal, method, &parameters)).await.ok()
}
