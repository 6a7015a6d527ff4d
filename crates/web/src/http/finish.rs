//! Around every answer: a limit on its time, the standing headers, one line in the log. What
//! panicked is shown as our fault.
//!
//! May touch: the clock (how long an answer took) and the log, which gets the method, the route
//! as declared, the status, the time and the number of a fault; never a path with an id or a link's secret, a name, an
//! address, a cookie or a body.

use std::time::{Duration, Instant};

use app::{Fault, Incident, Store};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::timeout;

use super::cookies::Cookies;
use super::failure::{self, Failure};
use super::{Reader, Web, is_multipart};

/// Longest time for one answer, the reading of its request included.
const ANSWER_TIME: Duration = Duration::from_secs(25);
/// The same for a form with files, whose sender may not stand still meanwhile.
const FILES_TIME: Duration = Duration::from_secs(10 * 60);

/// Marks an answer that stands for a handler that panicked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Panicked;

/// Runs the rest and finishes what comes back.
pub(crate) async fn finish<S: Store>(
    State(web): State<Web<S>>,
    request: Request,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let asked = kept_headers(request.headers());
    let time = if is_multipart(request.headers()) {
        FILES_TIME
    } else {
        ANSWER_TIME
    };
    let mut response = match timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => instead(&web, &asked, &Failure::Slow),
    };
    if response.extensions_mut().remove::<Panicked>().is_some() {
        let fault = Fault::new("answering a request", "the handler panicked");
        response = instead(&web, &asked, &Failure::Fault(fault));
    }
    web.standing.put(response.headers_mut());
    let incident = response.extensions_mut().remove::<Incident>();
    tracing::info!(
        %method,
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        incident = incident.map(tracing::field::display),
        "answered"
    );
    response
}

/// What is needed of a request to say in the reader's language that it failed.
fn kept_headers(headers: &HeaderMap) -> [(header::HeaderName, Option<header::HeaderValue>); 3] {
    [
        header::COOKIE,
        header::ACCEPT_LANGUAGE,
        header::ACCEPT_ENCODING,
    ]
    .map(|name| {
        let value = headers.get(&name).cloned();
        (name, value)
    })
}

fn instead<S: Store>(
    web: &Web<S>,
    asked: &[(header::HeaderName, Option<header::HeaderValue>)],
    failure: &Failure,
) -> Response {
    let mut headers = HeaderMap::new();
    for (name, value) in asked {
        if let Some(value) = value {
            headers.insert(name, value.clone());
        }
    }
    let reader = Reader::of(&headers, &Cookies::read(&headers));
    failure::answer(web, &reader, failure)
}
