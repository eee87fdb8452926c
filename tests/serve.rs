//! What the server promises, over real connections: each promise a test of its name.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::task::{Poll, Waker};
use std::thread::{self, JoinHandle};

use diglot::serve::{Found, Pages, ServeError, Server};
use diglot::site::OutputPath;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A site in memory.
struct Site {
    base: &'static str,
    outputs: BTreeMap<&'static str, &'static [u8]>,
}

impl Pages for Site {
    fn base_path(&self) -> String {
        self.base.to_owned()
    }

    fn output(&self, path: &OutputPath) -> Found {
        assert!(path.as_str() != "panics.html", "as asked");
        self.outputs.get(path.as_str()).map_or(Found::Nothing, |bytes| Found::Output(Arc::from(*bytes)))
    }
}

fn site(base: &'static str) -> Site {
    let outputs: [(&str, &[u8]); 14] = [
        ("index.html", b"home"),
        ("404.html", b"missing"),
        ("de/index.html", b"deutsch"),
        ("de/a b/\u{fc}/index.html", b"strange"),
        ("de/100%.txt", b"percent"),
        ("digits.bin", b"0123456789"),
        ("empty.txt", b""),
        ("style.css", b"a{}"),
        ("feed.atom", b"<feed/>"),
        ("film.mp4", b"film"),
        (".well-known/x.json", b"{}"),
        ("CNAME", b"example.org"),
        ("app.webmanifest", b"{}"),
        ("picture.svg", b"<svg/>"),
    ];
    Site { base, outputs: outputs.into() }
}

/// Tells a server to end.
#[derive(Clone, Default)]
struct End(Arc<Mutex<(bool, Option<Waker>)>>);

impl End {
    fn now(&self) {
        let mut state = self.0.lock().expect("unpoisoned");
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }

    async fn wait(self) {
        poll_fn(|context| {
            let mut state = self.0.lock().expect("unpoisoned");
            state.1 = Some(context.waker().clone());
            if state.0 { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

/// A server at work.
struct Running {
    address: SocketAddr,
    end: End,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn new(site: Site) -> Self {
        let server = Server::bind(LOOPBACK, 0).expect("a free port");
        let (address, end) = (server.address(), End::default());
        let until = end.clone().wait();
        let thread = Some(thread::spawn(move || server.run(Arc::new(site), until)));
        Self { address, end, thread }
    }

    /// Sends a request as it is and reads until the server closes.
    fn send(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        Answer::read(&bytes)
    }

    /// Sends a request line and headers, closed after it.
    fn ask(&self, line: &str, headers: &[&str]) -> Answer {
        let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
        self.send(&format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    fn get_with(&self, path: &str, headers: &[&str]) -> Answer {
        self.ask(&format!("GET {path}"), &[&["Host: localhost"], headers].concat())
    }

    fn finish(mut self) {
        self.end.now();
        let served = self.thread.take().map(|thread| thread.join().expect("no panic"));
        assert!(matches!(served, Some(Ok(()))));
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end.now();
    }
}

struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let pair =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self {
            status: status.expect("a status"),
            headers: lines.filter_map(pair).collect(),
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

#[test]
fn a_folder_shows_its_index_page() {
    let server = Running::new(site("/"));
    for (path, body) in
        [("/", "home"), ("/de/", "deutsch"), ("/index.html", "home"), ("/de/?view=ask", "deutsch")]
    {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.body.as_str()), (200, body), "{path}");
    }
}

#[test]
fn percent_encoded_names_are_found() {
    let server = Running::new(site("/"));
    assert_eq!(server.get("/de/a%20b/%C3%BC/").body, "strange");
    assert_eq!(server.get("/de/100%25.txt").body, "percent");
    assert_eq!(server.get("/.well-known/x.json").body, "{}");
}

#[test]
fn a_folder_without_its_slash_is_redirected_to_it_with_the_query() {
    let server = Running::new(site("/"));
    let answer = server.get("/de?view=ask");
    assert_eq!((answer.status, answer.header("location")), (308, "/de/?view=ask"));
    let answer = server.get("/de/a%20b/%C3%BC");
    assert_eq!((answer.status, answer.header("location")), (308, "/de/a%20b/%C3%BC/"));
}

#[test]
fn a_folder_without_an_index_page_shows_no_listing() {
    let server = Running::new(site("/"));
    for path in ["/.well-known/", "/.well-known", "/de/a%20b/", "/style.css/"] {
        assert_eq!((server.get(path).status, server.get(path).body), (404, "missing".to_owned()), "{path}");
    }
}

#[test]
fn what_is_missing_shows_the_sites_own_page_at_any_depth() {
    let server = Running::new(site("/"));
    for path in ["/x", "/x/y/z/", "/de/x?y"] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.body.as_str()), (404, "missing"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
}

#[test]
fn no_path_leaves_the_site() {
    let server = Running::new(site("/"));
    let paths = [
        "/../Cargo.toml",
        "/de/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/%2E%2E%2fCargo.toml",
        "/..%2fCargo.toml",
        "/%252e%252e/Cargo.toml",
        "/%252e%252e%252fCargo.toml",
        "/..%5cCargo.toml",
        "/de%5c..%5c..%5cCargo.toml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/index.html%00.txt",
        "/%00",
        "/C:/x",
        "/.diglot/manifest",
        "/%ff",
        "/de/./index.html",
        "/%0d%0aX: y",
    ];
    for path in paths {
        let path = path.replace(' ', "%20");
        let answer = server.get(&path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.headers.contains_key("location") && !answer.headers.contains_key("x"));
    }
}

#[test]
fn a_backslash_as_it_is_does_not_leave_the_site_either() {
    let server = Running::new(site("/"));
    assert!(matches!(server.get("/..\\Cargo.toml").status, 400 | 404));
}

#[test]
fn a_target_with_two_slashes_redirects_nowhere_else() {
    let server = Running::new(site("/"));
    for path in ["//evil.example/de", "/%2fevil.example/de", "//de", "/%5cevil.example"] {
        let answer = server.get(path);
        assert!(answer.status >= 400 && answer.header("location").is_empty(), "{path}");
    }
}

#[test]
fn it_answers_only_to_its_own_hosts() {
    let server = Running::new(site("/"));
    let with_port = format!("Host: 127.0.0.1:{}", server.address.port());
    for host in ["Host: localhost", "Host: LOCALHOST:1", "Host: a.localhost", "Host: [::1]:80", &with_port] {
        assert_eq!(server.ask("GET /", &[host]).status, 200, "{host}");
    }
    for host in
        ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.1.2.3", "evil.example:80"]
    {
        let answer = server.ask("GET /", &[&format!("Host: {host}")]);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (421, "text/plain; charset=utf-8"),
            "{host}"
        );
        assert!(!answer.body.contains("home"));
    }
}

#[test]
fn a_request_without_a_host_is_refused() {
    let server = Running::new(site("/"));
    assert_eq!(server.ask("GET /", &[]).status, 400);
    assert_eq!(server.send("GET / HTTP/1.0\r\n\r\n").status, 400);
}

#[test]
fn a_host_in_the_target_or_a_second_header_is_checked_too() {
    let server = Running::new(site("/"));
    assert_eq!(server.get("http://evil.example/").status, 421);
    assert_eq!(server.get("http://localhost/").body, "home");
    assert!(server.get_with("/", &["Host: evil.example"]).status >= 400);
}

#[test]
fn only_get_and_head_are_allowed() {
    let server = Running::new(site("/"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let answer = server.ask(&format!("{method} /"), &["Host: localhost", "Content-Length: 0"]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let server = Running::new(site("/"));
    for path in ["/", "/digits.bin", "/missing", "/de", "/empty.txt"] {
        let get = server.get(path);
        let head = server.ask(&format!("HEAD {path}"), &["Host: localhost"]);
        let without_date = |answer: &Answer| {
            let mut headers = answer.headers.clone();
            headers.remove("date");
            (answer.status, headers)
        };
        assert_eq!(without_date(&head), without_date(&get), "{path}");
        assert_eq!(
            (head.body.as_str(), get.header("content-length")),
            ("", get.body.len().to_string().as_str())
        );
    }
}

#[test]
fn media_types_are_right() {
    let server = Running::new(site("/"));
    let types = [
        ("/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/feed.atom", "application/atom+xml; charset=utf-8"),
        ("/app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/picture.svg", "image/svg+xml; charset=utf-8"),
        ("/film.mp4", "video/mp4"),
        ("/CNAME", "application/octet-stream"),
    ];
    for (path, media) in types {
        assert_eq!(server.get(path).header("content-type"), media, "{path}");
    }
}

#[test]
fn nothing_is_kept_by_a_browser_or_taken_for_another_type() {
    let server = Running::new(site("/repo/"));
    for path in ["/repo/", "/repo/missing", "/repo/de", "/", "/outside", "/repo/../x", "/repo/digits.bin"] {
        let answer = server.get(path);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[test]
fn below_a_base_path_the_root_leads_to_it_and_the_rest_is_outside() {
    let server = Running::new(site("/repo/"));
    assert_eq!(server.get("/repo/").body, "home");
    assert_eq!(server.get("/repo/de/").body, "deutsch");
    assert_eq!(server.get("/repo/de").header("location"), "/repo/de/");
    let root = server.get("/");
    assert_eq!((root.status, root.header("location")), (307, "/repo/"));
    let without_slash = server.get("/repo");
    assert_eq!((without_slash.status, without_slash.header("location")), (308, "/repo/"));
    for path in ["/de/", "/repository/", "/index.html", "/repo%2fx/../../"] {
        let outside = server.get(path);
        assert!(matches!(outside.status, 400 | 404), "{path}");
    }
    let outside = server.get("/de/");
    assert_eq!(outside.header("content-type"), "text/plain; charset=utf-8");
    assert!(outside.body.contains("/repo/"));
    assert_eq!(server.get("/repo/missing").body, "missing");
}

#[test]
fn what_the_client_has_is_not_sent_again() {
    let server = Running::new(site("/"));
    let etag = server.get("/").header("etag").to_owned();
    assert!(etag.starts_with('"'));
    for tags in [etag.clone(), format!("W/{etag}"), format!("\"x\", {etag}"), "*".to_owned()] {
        let answer = server.get_with("/", &[&format!("If-None-Match: {tags}")]);
        assert_eq!(
            (answer.status, answer.body.as_str(), answer.header("etag")),
            (304, "", etag.as_str()),
            "{tags}"
        );
    }
    assert_eq!(server.get_with("/", &["If-None-Match: \"x\""]).status, 200);
    assert_eq!(server.get_with("/de/", &[&format!("If-None-Match: {etag}")]).status, 200);
    assert_eq!(server.get_with("/missing", &["If-None-Match: *"]).status, 404);
}

#[test]
fn a_range_of_bytes_is_sent() {
    let server = Running::new(site("/"));
    assert_eq!(server.get("/digits.bin").header("accept-ranges"), "bytes");
    let ranges = [
        ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=7-", "789", "bytes 7-9/10"),
        ("bytes=-2", "89", "bytes 8-9/10"),
        ("bytes=8-99", "89", "bytes 8-9/10"),
        ("bytes=0-0", "0", "bytes 0-0/10"),
    ];
    for (range, body, said) in ranges {
        let answer = server.get_with("/digits.bin", &[&format!("Range: {range}")]);
        assert_eq!((answer.status, answer.body.as_str()), (206, body), "{range}");
        assert_eq!(
            (answer.header("content-range"), answer.header("content-length")),
            (said, body.len().to_string().as_str())
        );
    }
}

#[test]
fn a_range_out_of_reach_says_how_much_there_is() {
    let server = Running::new(site("/"));
    for (path, range, said) in
        [("/digits.bin", "bytes=10-", "bytes */10"), ("/empty.txt", "bytes=0-", "bytes */0")]
    {
        let answer = server.get_with(path, &[&format!("Range: {range}")]);
        assert_eq!((answer.status, answer.header("content-range")), (416, said));
    }
}

#[test]
fn a_range_that_is_not_understood_or_of_changed_bytes_is_ignored() {
    let server = Running::new(site("/"));
    let etag = server.get("/digits.bin").header("etag").to_owned();
    let same = server.get_with("/digits.bin", &["Range: bytes=1-2", &format!("If-Range: {etag}")]);
    assert_eq!((same.status, same.body.as_str()), (206, "12"));
    let changed = server.get_with("/digits.bin", &["Range: bytes=1-2", "If-Range: \"x\""]);
    assert_eq!((changed.status, changed.body.as_str()), (200, "0123456789"));
    for range in ["bytes=4-2", "bytes=0-1,4-5", "lines=1-2", "bytes=x"] {
        assert_eq!(server.get_with("/digits.bin", &[&format!("Range: {range}")]).status, 200, "{range}");
    }
    assert_eq!(server.ask("HEAD /digits.bin", &["Host: localhost", "Range: bytes=1-2"]).status, 200);
}

#[test]
fn one_connection_carries_many_requests() {
    let server = Running::new(site("/"));
    let one = "GET /de/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let last = "GET /de/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = server.send(&format!("{one}{one}{last}"));
    assert_eq!(answer.body.matches("HTTP/1.1 200 OK").count(), 2);
    assert!(answer.body.ends_with("deutsch"));
}

#[test]
fn a_page_that_panics_is_this_requests_misfortune_alone() {
    let server = Running::new(site("/"));
    assert_eq!(server.get("/panics.html").status, 500);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn garbage_on_the_socket_is_answered_and_harms_nobody() {
    let server = Running::new(site("/"));
    let long =
        format!("GET /{} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "x".repeat(60_000));
    assert!(server.send(&long).status >= 400);
    assert_eq!(server.send("\0\0\0\0 nonsense\r\n\r\n").status, 400);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn it_ends_when_told_even_with_open_connections() {
    let server = Running::new(site("/"));
    let idle = TcpStream::connect(server.address).expect("it listens");
    assert_eq!(server.get("/").status, 200);
    server.finish();
    drop(idle);
}

#[test]
fn a_taken_port_moves_it_to_the_next_free_one_and_it_tells() {
    let taken = TcpListener::bind((LOOPBACK, 0)).expect("a free port");
    let port = taken.local_addr().expect("it is bound").port();
    let server = Server::bind(LOOPBACK, port).expect("a free port near by");
    assert_eq!(server.moved_from(), Some(port));
    assert!((1..=20).contains(&(server.address().port() - port)));
    assert_eq!(Server::bind(LOOPBACK, 0).expect("a free port").moved_from(), None);
}

#[test]
fn if_all_ports_are_taken_it_says_which() {
    let first = TcpListener::bind((LOOPBACK, 0)).expect("a free port");
    let port = first.local_addr().expect("it is bound").port();
    let mut others = Vec::new();
    let error = loop {
        match Server::bind(LOOPBACK, port) {
            Ok(server) => others.push(server),
            Err(error) => break error,
        }
    };
    assert!(others.len() <= 20);
    assert!(matches!(error, ServeError::NoPort { first, .. } if first == port), "{error}");
    assert!(error.message().contains(&port.to_string()) && !error.help().is_empty());
}

#[test]
fn an_address_that_is_not_this_machines_is_an_error_that_names_it() {
    let elsewhere = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    let error = Server::bind(elsewhere, 4000).expect_err("it is reserved for documentation");
    assert!(
        matches!(error, ServeError::Bind { .. }) && error.message().contains("192.0.2.1:4000"),
        "{error}"
    );
}
