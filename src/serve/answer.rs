use std::net::IpAddr;
use std::sync::Arc;

use super::etag::Etag;
use super::host::is_own;
use super::live::with_script;
use super::media::media_type;
use super::range::{self, Asked};
use super::request::Request;
use super::response::{Body, Response};
use super::target::{decode, normal_base};
use super::{Found, Pages};
use crate::diagnostic::SourcePath;
use crate::render::html::escape;
use crate::site::{Address, OutputPath};

/// What a server bound to the address `bound` answers to `request`.
pub(super) fn answer(request: &Request, pages: &dyn Pages, bound: IpAddr) -> Response {
    let response = refuse_host(request, bound).or_else(|| refuse_method(request));
    response.unwrap_or_else(|| show(request, pages)).for_method(&request.method)
}

/// Refuses a request that was not meant for this server.
fn refuse_host(request: &Request, bound: IpAddr) -> Option<Response> {
    let Some(other) = request.hosts.iter().find(|host| !is_own(host, bound)) else {
        let none = request.hosts.is_empty();
        return none.then(|| Response::text(400, "The request names no host.".to_owned()));
    };
    let text = format!(
        "This server does not answer to {other:?}, only to localhost, loopback addresses and its own address."
    );
    Some(Response::text(421, text))
}

fn refuse_method(request: &Request) -> Option<Response> {
    if matches!(request.method.as_str(), "GET" | "HEAD") {
        return None;
    }
    Some(Response::text(405, "This site can only be read.".to_owned()).with("allow", "GET, HEAD"))
}

/// Shows what stands at the request's path.
fn show(request: &Request, pages: &dyn Pages) -> Response {
    let Some(path) = decode(&request.path) else {
        return Response::text(400, "This path cannot be one of the site's.".to_owned());
    };
    if let Some(own) = pages.live().and_then(|live| live.answer(&path, pages)) {
        return own;
    }
    let base_as_given = pages.base_path();
    let base = normal_base(&base_as_given);
    let Some(relative) = path.strip_prefix(&base) else {
        let moved = moved(request, pages, &path);
        return moved.unwrap_or_else(|| outside(request, &path, &base, &base_as_given));
    };
    within(request, pages, relative)
        .unwrap_or_else(|| moved(request, pages, &path).unwrap_or_else(|| not_found(pages)))
}

/// What is found below the base path.
fn within(request: &Request, pages: &dyn Pages, relative: &str) -> Option<Response> {
    if relative.is_empty() || relative.ends_with('/') {
        return found(request, pages, &format!("{relative}index.html"));
    }
    found(request, pages, relative).or_else(|| match find(pages, &format!("{relative}/index.html")) {
        Found::Nothing => None,
        _ => Some(Response::redirect(308, request.with_slash())),
    })
}

/// The way to what stood at `path` while the site had another base path.
fn moved(request: &Request, pages: &dyn Pages, path: &str) -> Option<Response> {
    let stands = |relative: &str| {
        let index = relative.is_empty() || relative.ends_with('/');
        let file = if index { format!("{relative}index.html") } else { relative.to_owned() };
        find(pages, &file) != Found::Nothing
    };
    let formers = pages.former_base_paths();
    let relative = formers
        .iter()
        .find_map(|former| path.strip_prefix(&normal_base(former)).filter(|relative| stands(relative)))?;
    let to = Address::href_of_file(relative, &pages.base_path());
    Some(Response::redirect(307, format!("{to}{}", request.query_with_mark())))
}

fn find(pages: &dyn Pages, path: &str) -> Found {
    OutputPath::new(path).map_or(Found::Nothing, |path| pages.output(&path))
}

/// What is found at a path of the site; `None` if nothing is.
fn found(request: &Request, pages: &dyn Pages, path: &str) -> Option<Response> {
    match find(pages, path) {
        Found::Output(bytes) => Some(output(request, path, bytes)),
        Found::Page(bytes, files) => Some(page(request, pages, path, &bytes, &files)),
        Found::Moved(to) => Some(Response::redirect(307, address(pages, &to))),
        Found::Faulty(words) => Some(faulty(pages, &words)),
        Found::Nothing => None,
    }
}

/// The address of an output, as a browser asks for it.
fn address(pages: &dyn Pages, path: &OutputPath) -> String {
    let path = path.as_str();
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    Address::href_of_file(folder.unwrap_or(path), &pages.base_path())
}

/// Answers to a path that is not below the base path, by showing the way there.
fn outside(request: &Request, path: &str, base: &str, base_as_given: &str) -> Response {
    if base.strip_suffix('/') == Some(path) {
        return Response::redirect(308, request.with_slash());
    }
    if path == "/" {
        return Response::redirect(307, format!("{base_as_given}{}", request.query_with_mark()));
    }
    Response::text(404, format!("Nothing is here. The site begins at {base_as_given}"))
}

/// The site's own page for what is missing, which works at any address.
fn not_found(pages: &dyn Pages) -> Response {
    match find(pages, "404.html") {
        Found::Output(bytes) => Response::new(404, Body::whole(bytes)),
        // It becomes the page as soon as there is one.
        Found::Page(bytes, files) => Response::new(404, Body::whole(kept_up(pages, &bytes, &files))),
        _ => return Response::text(404, "The site has no page here.".to_owned()),
    }
    .with("content-type", media_type("404.html"))
}

/// A page that cannot be made says why, and becomes the page as soon as it can.
fn faulty(pages: &dyn Pages, words: &str) -> Response {
    let mut said = String::new();
    escape(&mut said, words);
    let page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Diglot</title></head>\n\
         <body>\n<pre>{said}</pre>\n</body>\n</html>\n"
    );
    let body = Body::whole(kept_up(pages, page.as_bytes(), &[]));
    Response::new(500, body).with("content-type", media_type("index.html"))
}

/// A page with the script that keeps it as the site is, if the site changes.
fn kept_up(pages: &dyn Pages, page: &[u8], files: &[SourcePath]) -> Arc<[u8]> {
    match pages.live() {
        Some(_) => with_script(page, files).into(),
        None => page.into(),
    }
}

/// Shows a page, or says that the client has it.
fn page(request: &Request, pages: &dyn Pages, path: &str, bytes: &[u8], files: &[SourcePath]) -> Response {
    output(request, path, kept_up(pages, bytes, files))
}

/// Shows an output, or the part of it that is asked for, or says that the client has it.
fn output(request: &Request, path: &str, bytes: Arc<[u8]>) -> Response {
    let etag = Etag::of(&bytes);
    if request.if_none_match.as_ref().is_some_and(|tags| etag.is_in(tags)) {
        return Response::new(304, Body::Empty).with("etag", etag.to_string());
    }
    let length = bytes.len();
    let response = match asked_range(request, &etag, length) {
        Asked::OutOfReach => {
            return Response::text(416, format!("There are only {length} bytes."))
                .with("content-range", format!("bytes */{length}"));
        }
        Asked::Whole => Response::new(200, Body::whole(bytes)),
        Asked::Part(part) => {
            let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            Response::new(206, Body::Output(bytes, part)).with("content-range", said)
        }
    };
    response
        .with("content-type", media_type(path))
        .with("etag", etag.to_string())
        .with("accept-ranges", "bytes")
}

/// The part that is asked for, unless the output has changed since the client got the rest.
fn asked_range(request: &Request, etag: &Etag, length: usize) -> Asked {
    let is_same = request.if_range.as_ref().is_none_or(|tag| etag.is(tag));
    match &request.range {
        Some(header) if is_same && request.method == "GET" => range::read(header, length),
        _ => Asked::Whole,
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::{Body, Found, Pages, Request, Response, answer};
    use crate::site::OutputPath;

    /// A site of one page.
    struct OnePage;

    impl Pages for OnePage {
        fn base_path(&self) -> String {
            "/repo/".to_owned()
        }

        fn output(&self, path: &OutputPath) -> Found {
            match path.as_str() {
                "de/index.html" => Found::Output(Arc::from(*b"page")),
                _ => Found::Nothing,
            }
        }
    }

    fn get(path: &str) -> Response {
        let hosts = vec!["localhost".to_owned()];
        let request =
            Request { method: "GET".to_owned(), path: path.to_owned(), hosts, ..Request::default() };
        answer(&request, &OnePage, IpAddr::V4(Ipv4Addr::LOCALHOST))
    }

    #[test]
    fn without_a_page_of_its_own_for_what_is_missing_the_site_says_it_in_words() {
        let response = get("/repo/missing");
        assert_eq!(response.status, 404);
        assert!(matches!(response.body, Body::Text(_)));
    }

    proptest! {
        #[test]
        fn whatever_is_asked_only_the_site_is_shown(path in "(/(repo|de|index.html|\\.\\.|\\.|%2e%2e|%252e|%5c|%00|\\PC)?){0,6}") {
            let response = get(&path);
            let shows = matches!(response.body, Body::Output(..));
            prop_assert_eq!(shows, response.status == 200);
            prop_assert!(!shows || path == "/repo/de/" || path == "/repo/de/index.html", "{}", path);
            prop_assert!([200, 307, 308, 400, 404].contains(&response.status));
        }
    }
}
