//! The plain port beside one with TLS: it leads to the pages' own address and says nothing else.
//!
//! May touch: the path of a request. Where it leads never depends on what the request says its
//! host is.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::Settings;
use super::headers::Standing;

/// Leads whoever looks for a page to the same page under the public address. Whatever else is
/// asked is refused: what it carries was not protected on its way.
pub fn redirecting(settings: &Settings) -> Router {
    let origin: Arc<str> = settings.origin().into();
    let standing = Arc::new(Standing::plain());
    Router::new().fallback(async move |request: Request| {
        let mut response = led_on(&origin, &request);
        standing.put(response.headers_mut());
        response
    })
}

fn led_on(origin: &str, request: &Request) -> Response {
    let mut response = Response::new(Body::empty());
    // What comes with the request is not read.
    let close = HeaderValue::from_static("close");
    response.headers_mut().insert(header::CONNECTION, close);
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        *response.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        let allowed = HeaderValue::from_static("GET, HEAD");
        response.headers_mut().insert(header::ALLOW, allowed);
        return response;
    }
    let path = request.uri().path_and_query();
    let path = path.map_or("/", |both| both.as_str());
    // `OPTIONS *` has no slash, and is refused above; anything else without one leads home.
    let path = if path.starts_with('/') { path } else { "/" };
    match HeaderValue::from_str(&format!("{origin}{path}")) {
        Ok(location) => {
            *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
            response.headers_mut().insert(header::LOCATION, location);
        }
        Err(_) => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower::ServiceExt as _;

    async fn asked(method: Method, uri: &str) -> Response {
        let settings = Settings::new("https://family.example:8443").unwrap();
        let request = Request::builder().method(method).uri(uri);
        let request = request.header("host", "evil.example");
        let request = request.body(Body::from("form_token=x")).unwrap();
        redirecting(&settings).oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn it_leads_to_the_public_address_and_nowhere_else() {
        for (uri, leads) in [
            ("/", "/"),
            ("/calendar?month=2026-10", "/calendar?month=2026-10"),
            ("//evil.example/x", "//evil.example/x"),
            ("http://evil.example/x", "/x"),
            ("http://evil.example", "/"),
        ] {
            for method in [Method::GET, Method::HEAD] {
                let response = asked(method, uri).await;
                assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT);
                let leads = format!("https://family.example:8443{leads}");
                assert_eq!(response.headers()["location"], leads.as_str(), "{uri}");
                assert!(response.headers().contains_key("content-security-policy"));
                assert_eq!(response.headers()["cache-control"], "private, no-store");
                let hsts = "strict-transport-security";
                assert!(!response.headers().contains_key(hsts), "not over http");
            }
        }
        for method in [Method::POST, Method::PUT, Method::OPTIONS] {
            let response = asked(method, "/sign-in").await;
            assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
            assert!(!response.headers().contains_key("location"));
        }
    }
}
