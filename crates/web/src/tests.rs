//! What stands around every answer, seen with handlers that go wrong.

use super::*;
use app::{Config, SystemClock, SystemEntropy};
use axum::body::to_bytes;
use axum::http::{Request, StatusCode};
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower::ServiceExt as _;

async fn asked(path: &str) -> (StatusCode, String) {
    let folder = tempfile::tempdir().unwrap();
    let store = store::SqliteStore::open(folder.path()).await.unwrap();
    let config = Config {
        instance_key: [7; 32],
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    let app = Arc::new(App::open(store, config).unwrap());
    let web = http::Web::new(app, Settings::new("http://localhost:8080").unwrap(), None);
    let router = Router::new()
        .route(
            "/panic",
            get(async || -> &'static str { panic!("Mara's secret") }),
        )
        .route(
            "/never",
            get(async || std::future::pending::<&'static str>().await),
        );
    let request = Request::get(path)
        .header("accept-language", "nl")
        .body(Body::empty())
        .unwrap();
    let response = dressed(router, web).oneshot(request).await.unwrap();
    for name in [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "permissions-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "cache-control",
    ] {
        assert!(response.headers().contains_key(name), "{name} on {path}");
    }
    assert!(
        !response.headers().contains_key("strict-transport-security"),
        "not over http"
    );
    let status = response.status();
    let body = to_bytes(response.into_body(), 100_000).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_panic_is_our_fault_with_a_number_and_without_its_words() {
    let (status, page) = asked("/panic").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.contains("dat ligt aan ons") && !page.contains("secret"),
        "{page}"
    );
    let number = page.split("nummer ").nth(1).unwrap();
    assert!(
        number.as_bytes()[..9]
            .iter()
            .all(|b| b.is_ascii_hexdigit() || *b == b'-'),
        "{number}"
    );
}

#[tokio::test]
async fn an_answer_that_never_comes_is_given_up() {
    // The store has threads of its own, so only the waiting itself happens in paused time.
    let waiting = asked("/never");
    let (status, page) = {
        let mut waiting = std::pin::pin!(waiting);
        let begun = tokio::time::timeout(std::time::Duration::from_secs(2), &mut waiting).await;
        assert!(begun.is_err(), "it waits");
        tokio::time::pause();
        waiting.await
    };
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.contains("duurde te lang"), "{page}");
}

async fn listening() -> tokio::net::TcpStream {
    let folder = tempfile::tempdir().unwrap();
    let store = store::SqliteStore::open(folder.path()).await.unwrap();
    let config = Config {
        instance_key: [7; 32],
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    let app = Arc::new(App::open(store, config).unwrap());
    let router = router(app, Settings::new("http://localhost:8080").unwrap());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let never = std::future::pending();
    tokio::spawn(serve(listener, router, Serving::plain(), never));
    tokio::net::TcpStream::connect(address).await.unwrap()
}

/// A form that comes a byte at a time is given up, and so is the connection.
#[tokio::test]
async fn a_form_that_never_ends_is_given_up() {
    let mut stream = listening().await;
    let head = "POST /sign-in HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\nmail=";
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    let mut said = Vec::new();
    let (mut takes, mut gives) = stream.split();
    let drip = async {
        while gives.write_all(b"x").await.is_ok() {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = takes.read_to_end(&mut said) => {}
        () = drip => {}
    }
    assert!(begun.elapsed() <= std::time::Duration::from_secs(30));
    let said = String::from_utf8_lossy(&said);
    assert!(said.starts_with("HTTP/1.1 503"), "{said}");
    assert!(said.contains("connection: close\r\n"), "{said}");
}

/// More than a form may have is refused before it is read, and a form that nobody need be signed
/// in for may have less.
#[tokio::test]
async fn a_form_without_measure_is_refused_unread() {
    for (path, bytes, refused) in [
        ("/sign-in", 16 * 1024 + 1, true),
        ("/sign-in", 16 * 1024, false),
        ("/proposals/new", 64 * 1024 + 1, true),
        ("/proposals/new", 64 * 1024, false),
    ] {
        let mut stream = listening().await;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {bytes}\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        if !refused {
            stream.write_all(&vec![b'x'; bytes]).await.unwrap();
        }
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said).await;
        let said = String::from_utf8_lossy(&said);
        let status = if refused {
            "HTTP/1.1 413"
        } else {
            "HTTP/1.1 403"
        };
        assert!(said.starts_with(status), "{path} {bytes}: {said}");
    }
}
