//! The wire: a door on loopback that can be shut and opened again, HTTP/1.1 connections, the
//! reading of a request into parameters, and replies that break off.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{ACCEPT, CONTENT_TYPE, HeaderMap, RETRY_AFTER, USER_AGENT};
use hyper::service::service_fn;
use hyper::{Method, Response, StatusCode, Version};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::{Map, Value};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{Notify, watch};

use super::params::{self, Ordered};
use super::service::{Outcome, Request, Service};

/// An address on loopback that stays the same while the door is shut.
#[derive(Debug)]
pub struct Door {
    /// Bound and never listening: keeps the port while nobody answers on it.
    _keeper: TcpSocket,
    address: SocketAddr,
    open: watch::Sender<bool>,
}

impl Door {
    /// Takes a free port.
    pub fn new() -> io::Result<Self> {
        let keeper = socket()?;
        keeper.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let address = keeper.local_addr()?;
        Ok(Self { _keeper: keeper, address, open: watch::Sender::new(true) })
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Opens it, or shuts it: connections break, and new ones are refused.
    pub fn set_open(&self, open: bool) {
        self.open.send_replace(open);
    }

    fn listen(&self) -> io::Result<TcpListener> {
        let socket = socket()?;
        socket.bind(self.address)?;
        socket.listen(1024)
    }
}

fn socket() -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseport(true)?;
    Ok(socket)
}

/// Listens while the door is open, for ever.
pub async fn keep(door: Arc<Door>, service: Arc<Service>, mut listener: TcpListener) {
    let mut open = door.open.subscribe();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    tokio::spawn(connection(stream, Arc::clone(&service), Arc::clone(&door)));
                }
            }
            () = until(&mut open, false) => {
                drop(listener);
                until(&mut open, true).await;
                let Ok(opened) = door.listen() else { return };
                listener = opened;
            }
        }
    }
}

/// Waits until the door is as wanted; for ever where nobody will move it again.
async fn until(open: &mut watch::Receiver<bool>, wanted: bool) {
    if open.wait_for(|open| *open == wanted).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// The first listener: the port is ready before anybody is told of it.
pub fn first_listener(door: &Door) -> io::Result<TcpListener> {
    door.listen()
}

/// One connection, until its end or its reset.
async fn connection(stream: TcpStream, service: Arc<Service>, door: Arc<Door>) {
    let broken = Arc::new(Notify::new());
    let mut open = door.open.subscribe();
    let answer = {
        let broken = Arc::clone(&broken);
        let door = Arc::clone(&door);
        service_fn(move |request: hyper::Request<Incoming>| {
            respond(request, Arc::clone(&service), Arc::clone(&door), Arc::clone(&broken))
        })
    };
    let mut served = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    tokio::select! {
        // The other side may break it off at any time.
        _ = &mut served => return,
        () = broken.notified() => {}
        () = until(&mut open, false) => {}
    }
    let stream = served.into_parts().io.into_inner();
    // Closed with a reset, not with a farewell.
    let _ = stream.set_zero_linger();
}

async fn respond(
    request: hyper::Request<Incoming>,
    service: Arc<Service>,
    door: Arc<Door>,
    broken: Arc<Notify>,
) -> Result<Response<Cuttable>, Infallible> {
    let Some(request) = read(request).await else {
        broken.notify_one();
        return std::future::pending().await;
    };
    // On its own: a portal goes on with what it has begun when the caller has gone.
    let serving = tokio::spawn(async move { service.serve(request).await });
    match serving.await.unwrap_or(Outcome::Reset) {
        Outcome::Reply { status, retry_after, is_json, body, cut } => {
            let kind = if is_json { "application/json; charset=utf-8" } else { "text/html" };
            let mut response = Response::new(Cuttable::new(body, cut));
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            response.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(kind));
            if let Some(seconds) = retry_after {
                response.headers_mut().insert(RETRY_AFTER, seconds.into());
            }
            Ok(response)
        }
        Outcome::Reset => {
            broken.notify_one();
            std::future::pending().await
        }
        Outcome::Refuse(outage) => {
            tokio::spawn(shut(door, outage));
            std::future::pending().await
        }
        Outcome::Silence => std::future::pending().await,
    }
}

async fn shut(door: Arc<Door>, outage: Duration) {
    door.set_open(false);
    tokio::time::sleep(outage).await;
    door.set_open(true);
}

/// Reads a request; nothing where it broke off. `/rest/{user}/{code}/{method}[.json]`.
async fn read(request: hyper::Request<Incoming>) -> Option<Request> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.ok()?.to_bytes();
    let mut improper = Vec::new();
    if head.version != Version::HTTP_11 {
        improper.push(format!("{:?}", head.version));
    }
    look_at_headers(&head.method, &head.headers, &mut improper);
    let path: Vec<&str> = head.uri.path().trim_matches('/').split('/').collect();
    let (user, code, method) = if let ["rest", user, code, method] = path.as_slice() {
        (*user, *code, *method)
    } else {
        improper.push("the address is not that of a webhook".to_owned());
        ("", "", path.last().copied().unwrap_or_default())
    };
    let method = method.strip_suffix(".json").unwrap_or(method);
    let query = head.uri.query().unwrap_or_default();
    let (mut parameters, mut commands) = (params::from_query(query), Ordered::commands_of_query(query));
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (of_body, commands_of_body) = read_body(kind, &body, &mut improper);
    if let (Value::Object(all), Value::Object(more)) = (&mut parameters, of_body) {
        all.extend(more);
    }
    if !commands_of_body.0.is_empty() {
        commands = commands_of_body;
    }
    if let Value::Object(all) = &parameters
        && method == "batch"
    {
        let unknown = all.keys().filter(|name| !["cmd", "halt"].contains(&name.as_str()));
        improper.extend(unknown.map(|name| format!("batch: no parameter {name}")));
    }
    Some(Request {
        user: user.to_owned(),
        code: code.to_owned(),
        method: method.to_owned(),
        parameters,
        commands,
        improper,
    })
}

fn look_at_headers(method: &Method, headers: &HeaderMap, improper: &mut Vec<String>) {
    if ![Method::GET, Method::POST].contains(method) {
        improper.push(format!("{method} instead of GET or POST"));
    }
    for needed in [USER_AGENT, ACCEPT] {
        if !headers.contains_key(&needed) {
            improper.push(format!("no header {needed}"));
        }
    }
}

#[derive(Deserialize)]
struct Commands {
    #[serde(default)]
    cmd: Ordered,
}

/// The parameters of a body. What cannot be read is no parameters, as PHP has it.
fn read_body(kind: &str, body: &Bytes, improper: &mut Vec<String>) -> (Value, Ordered) {
    let nothing = || (Value::Object(Map::new()), Ordered::default());
    if body.is_empty() {
        return nothing();
    }
    if kind.starts_with("application/json") {
        let parameters = serde_json::from_slice::<Value>(body).unwrap_or_default();
        if !parameters.is_object() {
            if parameters != Value::Array(Vec::new()) {
                improper.push("the body is not a JSON object".to_owned());
            }
            return nothing();
        }
        let commands = serde_json::from_slice::<Commands>(body).map(|commands| commands.cmd);
        return (parameters, commands.unwrap_or_default());
    }
    if kind.starts_with("application/x-www-form-urlencoded")
        && let Ok(form) = std::str::from_utf8(body)
    {
        return (params::from_query(form), Ordered::commands_of_query(form));
    }
    improper.push(format!("a body of the type «{kind}»"));
    nothing()
}

/// A body of a known length that may break off in its middle.
struct Cuttable {
    left: Option<Bytes>,
    length: u64,
    cut: bool,
}

impl Cuttable {
    fn new(text: String, cut: bool) -> Self {
        let mut bytes = Bytes::from(text);
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if cut {
            bytes.truncate(bytes.len() / 2);
        }
        Self { left: Some(bytes), length, cut }
    }
}

impl Body for Cuttable {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.left.take() {
            Some(bytes) => {
                // The half that is sent must be on its way before the connection breaks.
                context.waker().wake_by_ref();
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            None if self.cut => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
            None => Poll::Ready(None),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
