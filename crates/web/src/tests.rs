//! What stands around every answer, seen with handlers that go wrong.

use super::*;
use app::{Config, SystemClock, SystemEntropy};
use axum::body::to_bytes;
use axum::http::{Request, StatusCode};
use axum::routing::get;
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
    assert!(response.headers().contains_key("content-security-policy"));
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
