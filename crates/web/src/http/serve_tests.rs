//! Tests of serving: slow clients are closed, and told to stop it stops. Time is paused: it
//! moves on by itself whenever nobody has anything to do.

use super::*;
use axum::body::Bytes;
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::oneshot;

const LARGE: usize = 32 * 1024 * 1024;

async fn started() -> (
    TcpStream,
    oneshot::Sender<()>,
    tokio::task::JoinHandle<io::Result<()>>,
) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/large", get(async || Bytes::from(vec![b'x'; LARGE])));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, router, async move {
        let _ = stopped.await;
    }));
    (TcpStream::connect(address).await.unwrap(), stop, server)
}

/// Reads until the server closes, and says after how long it did.
async fn closed_after(stream: &mut TcpStream) -> (Duration, String) {
    let begun = Instant::now();
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said).await;
    (begun.elapsed(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test(start_paused = true)]
async fn who_never_finishes_a_request_is_closed_within_thirty_seconds() {
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: a\r\nx: "] {
        let (mut stream, _stop, _) = started().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        let (after, _) = closed_after(&mut stream).await;
        assert!(after <= Duration::from_secs(30), "{begun:?} {after:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed_within_thirty_seconds() {
    let (mut stream, _stop, _) = started().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let (after, said) = closed_after(&mut stream).await;
    assert!(said.ends_with("here"), "{said}");
    assert!(after <= Duration::from_secs(30), "{after:?}");
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_is_closed_within_thirty_seconds() {
    let (mut stream, _stop, _) = started().await;
    stream
        .write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    tokio::time::advance(Duration::from_secs(1)).await;
    // Nothing is read until the server has given up.
    let waiting = Instant::now() + Duration::from_secs(29);
    tokio::time::timeout_at(waiting, std::future::pending::<()>())
        .await
        .unwrap_err();
    let mut taken = Vec::new();
    let _ = stream.read_to_end(&mut taken).await;
    assert!(taken.len() < LARGE, "the whole answer came");
}

#[tokio::test]
async fn a_head_without_measure_is_refused() {
    let (mut stream, _stop, _) = started().await;
    let long = "x".repeat(4 * HEAD_BYTES);
    let head = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {long}\r\n\r\n");
    let _ = stream.write_all(head.as_bytes()).await;
    let mut answer = Vec::new();
    // The server closes without reading the rest, which may reach us before its answer does.
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431"),
        "{answer}"
    );
}

#[tokio::test(start_paused = true)]
async fn told_to_stop_it_stops_with_idle_connections_open() {
    let (mut stream, stop, server) = started().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut begun = [0; 15];
    stream.read_exact(&mut begun).await.unwrap();
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
    assert_eq!(&begun, b"HTTP/1.1 200 OK");
}
