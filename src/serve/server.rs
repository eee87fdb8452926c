use std::convert::Infallible;
use std::future::{self, Future};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::body::{Body as AxumBody, Bytes};
use axum::extract::Request as AxumRequest;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response as AxumResponse};
use axum::serve::ListenerExt;
use tokio::sync::watch;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::Pages;
use super::answer::answer;
use super::error::ServeError;
use super::live::Told;
use super::request::Request;
use super::response::{Body, Response};

/// How many further ports are tried if the first is taken.
const FURTHER_PORTS: u16 = 20;

/// How long a page that is being made may take when the server ends.
const GRACE: Duration = Duration::from_millis(500);

/// A server that has its port and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    asked: u16,
}

impl Server {
    /// Takes `port` of `host`, or the next free one of the following 20. With port 0 the system chooses.
    ///
    /// # Errors
    /// If all are taken, or the address cannot be used.
    pub fn bind(host: IpAddr, port: u16) -> Result<Self, ServeError> {
        let last = if port == 0 { 0 } else { port.saturating_add(FURTHER_PORTS) };
        for tried in port..=last {
            let address = SocketAddr::new(host, tried);
            match listen(address) {
                Ok((listener, address)) => return Ok(Self { listener, address, asked: port }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(cause) => return Err(ServeError::Bind { address, cause }),
            }
        }
        Err(ServeError::NoPort { host, first: port, last })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The port that was asked for, if it was taken and this is another.
    #[must_use]
    pub fn moved_from(&self) -> Option<u16> {
        (self.asked != 0 && self.asked != self.address.port()).then_some(self.asked)
    }

    /// Shows `pages` until `until` is done. Blocks; not to be called from within an async runtime.
    ///
    /// # Errors
    /// If the system refuses threads, or the socket.
    pub fn run(self, pages: Arc<dyn Pages>, until: impl Future) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.map_err(|cause| ServeError::Run { cause })?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            // Answers are small and written in one go; waiting for more would only delay them.
            let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
            let serving = axum::serve(listener, site(pages, self.address.ip()));
            first_of(serving.into_future(), until).await
        });
        runtime.shutdown_timeout(GRACE);
        served.map_err(|cause| ServeError::Run { cause })
    }
}

/// This machine's address in its network, if it is in one: the one from which it would speak to another
/// machine. Nothing is sent.
#[must_use]
pub fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation, which nobody has (RFC 5737).
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let own = socket.local_addr().ok()?.ip();
    (!own.is_unspecified() && !own.is_loopback()).then_some(own)
}

fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Waits for `serving` to fail or `until` to be done.
async fn first_of(serving: impl Future<Output = io::Result<()>>, until: impl Future) -> io::Result<()> {
    let (mut serving, mut until) = (pin!(serving), pin!(until));
    future::poll_fn(|context| match until.as_mut().poll(context) {
        Poll::Ready(_) => Poll::Ready(Ok(())),
        Poll::Pending => serving.as_mut().poll(context),
    })
    .await
}

/// Every method and path lead to [`answer`].
fn site(pages: Arc<dyn Pages>, bound: IpAddr) -> Router {
    Router::new().fallback(move |request: AxumRequest| handle(request, Arc::clone(&pages), bound))
}

/// Answers on a thread where making a page may take its time. A panic there is this request's alone.
async fn handle(request: AxumRequest, pages: Arc<dyn Pages>, bound: IpAddr) -> AxumResponse {
    let request = read(&request);
    let answered = tokio::task::spawn_blocking(move || answer(&request, &*pages, bound)).await;
    let failed = || Response::text(500, "Making this page failed; see the terminal.".to_owned());
    write(answered.unwrap_or_else(|_| failed()))
}

/// What of a request the answer depends on.
fn read(request: &AxumRequest) -> Request {
    let (uri, headers) = (request.uri(), request.headers());
    let host = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let named = headers.get_all(header::HOST).iter().map(host);
    Request {
        method: request.method().as_str().to_owned(),
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        hosts: named.chain(uri.authority().map(ToString::to_string)).collect(),
        if_none_match: all(headers, &header::IF_NONE_MATCH),
        if_range: all(headers, &header::IF_RANGE),
        range: all(headers, &header::RANGE),
    }
}

/// All values of a header, as one list.
fn all(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

/// What is told now, and whenever it changes, as server-sent events.
fn events(told: watch::Receiver<Told>) -> AxumBody {
    let events = WatchStream::new(told).map(|told| Ok::<_, Infallible>(Event::default().data(told.json())));
    // A proxy, or a phone, cuts a connection on which nothing is said for long.
    Sse::new(events).keep_alive(KeepAlive::default()).into_response().into_body()
}

fn write(response: Response) -> AxumResponse {
    let mut written = AxumResponse::new(match response.body {
        Body::Empty => AxumBody::empty(),
        Body::Text(text) => AxumBody::from(text),
        Body::Output(bytes, range) => AxumBody::from(Bytes::from_owner(bytes).slice(range)),
        Body::Events(told) => events(told),
    });
    *written.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        // Only a location repeats what a client sent, and that was a header's text before.
        if let Ok(value) = HeaderValue::try_from(value) {
            written.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    written
}
