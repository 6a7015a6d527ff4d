//! Tests of serving: slow clients are closed, and told to stop it stops. Time is paused: it
//! moves on by itself whenever nobody has anything to do.

use super::super::patience::Unending;
use super::*;
use axum::body::{Body, Bytes};
use axum::response::Response;
use axum::routing::{get, post};
use futures_util::stream;
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::oneshot;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::ClientHello;
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

const LARGE: usize = 32 * 1024 * 1024;
/// How long somebody is told things.
const LONGEST: Duration = Duration::from_secs(200);

type Started = (
    TcpStream,
    oneshot::Sender<()>,
    tokio::task::JoinHandle<io::Result<()>>,
);

async fn started() -> Started {
    started_as(Serving::plain()).await
}

async fn started_as(serving: Serving) -> Started {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/", get(async || "here"))
        .route("/sent", post(async |body: Bytes| format!("{}", body.len())))
        .route("/told", get(told))
        .route("/large", get(async || Bytes::from(vec![b'x'; LARGE])));
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(listener, router, serving, async move {
        let _ = stopped.await;
    }));
    (TcpStream::connect(address).await.unwrap(), stop, server)
}

/// Says something now and then, for as long as somebody listens.
async fn told() -> Response {
    let beats = stream::unfold((), |()| async {
        tokio::time::sleep(Duration::from_secs(25)).await;
        Some((Ok::<_, io::Error>(Bytes::from_static(b":\n\n")), ()))
    });
    let mut response = Response::new(Body::from_stream(beats));
    response.extensions_mut().insert(Unending(LONGEST));
    response
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
    let long = "x".repeat(4 * HEAD_BYTES as usize);
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

/// What one reader takes for the end of a message must not be the middle of it for another.
#[tokio::test]
async fn two_lengths_of_one_message_are_refused() {
    for lengths in [
        "content-length: 3\r\ncontent-length: 30\r\n",
        "content-length: 3, 30\r\n",
        "content-length: +3\r\n",
        "transfer-encoding: chunked, gzip\r\n",
        "transfer-encoding: x\r\n",
    ] {
        let (mut stream, _stop, _) = started().await;
        let head = format!("POST / HTTP/1.1\r\nhost: a\r\n{lengths}\r\na=b");
        let _ = stream.write_all(head.as_bytes()).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 400"), "{lengths}: {answer}");
    }
    // With both, the chunks count, and the connection is not used for anything else.
    let (mut stream, _stop, _) = started().await;
    let both = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n";
    stream.write_all(both.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
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

/// Whoever listens to what is told is not cut off, however little that is; and does not keep the
/// server from stopping: what is told ends then, whole.
#[tokio::test(start_paused = true)]
async fn who_listens_stays_and_holds_nobody_up() {
    let (mut stream, stop, server) = started().await;
    stream
        .write_all(b"GET /told HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let until = Instant::now() + Duration::from_secs(150);
    let mut said = Vec::new();
    while Instant::now() < until {
        assert_ne!(stream.read_buf(&mut said).await.unwrap(), 0, "cut off");
    }
    let said = String::from_utf8(said).unwrap();
    assert!(said.matches(":\n\n").count() > 4, "{said}");
    let begun = Instant::now();
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "{rest:?}");
}

/// Who sends a head or takes an answer a byte at a time is no better than who does nothing.
#[tokio::test(start_paused = true)]
async fn a_byte_now_and_then_keeps_no_connection() {
    let (mut stream, _stop, _) = started().await;
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx: ")
        .await
        .unwrap();
    let begun = Instant::now();
    while stream.write_all(b"x").await.is_ok() && begun.elapsed() < Duration::from_secs(60) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert!(
        begun.elapsed() <= Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );

    let (mut stream, _stop, _) = started().await;
    stream
        .write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n")
        .await
        .unwrap();
    let mut taken = 0;
    let mut byte = [0];
    for _ in 0..40 {
        taken += stream.read(&mut byte).await.unwrap_or(0);
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    assert!(taken + rest.len() < LARGE, "the whole answer came");
}

/// Shows the same certificate to everybody.
#[derive(Debug)]
struct Shown(Arc<CertifiedKey>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

const HOST: &str = "family.example";

fn certified() -> (Serving, CertificateDer<'static>) {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    let cert = params.self_signed(&key).unwrap().der().clone();
    let private = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let signs = ring::sign::any_supported_type(&private).unwrap();
    let shown = CertifiedKey::new(vec![cert.clone()], signs);
    let serving = Serving::plain()
        .tls(Arc::new(Shown(Arc::new(shown))))
        .unwrap();
    (serving, cert)
}

async fn shaken(
    stream: TcpStream,
    cert: CertificateDer<'static>,
    alpn: &[&[u8]],
) -> TlsStream<TcpStream> {
    let mut roots = RootCertStore::empty();
    roots.add(cert).unwrap();
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    let connector = TlsConnector::from(Arc::new(config));
    connector
        .connect(HOST.try_into().unwrap(), stream)
        .await
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_never_ends_is_given_up() {
    let (serving, _) = certified();
    for begun in [
        &b""[..],
        b"\x16\x03\x01",
        b"GET / HTTP/1.1\r\nhost: a\r\n\r\n",
    ] {
        let (mut stream, _stop, _) = started_as(serving.clone()).await;
        stream.write_all(begun).await.unwrap();
        let (after, said) = closed_after(&mut stream).await;
        assert!(
            after <= HANDSHAKE_TIME + Duration::from_secs(1),
            "{after:?}"
        );
        assert!(
            !said.contains("HTTP/1.1"),
            "plain HTTP is not answered: {said}"
        );
    }
}

#[tokio::test]
async fn each_client_gets_what_it_speaks_and_an_issuer_only_the_handshake() {
    let (serving, cert) = certified();
    for alpn in [&[][..], &[HTTP_1][..]] {
        let (stream, _stop, _) = started_as(serving.clone()).await;
        let mut stream = shaken(stream, cert.clone(), alpn).await;
        let asked = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
        stream.write_all(asked).await.unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).await.unwrap();
        assert!(said.ends_with("here"), "{said}");
    }
    let (stream, _stop, _) = started_as(serving.clone()).await;
    let mut stream = shaken(stream, cert.clone(), &[ISSUER_ASKS]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(ISSUER_ASKS));
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said).await;
    assert!(said.is_empty());
    let (stream, _stop, _) = started_as(serving).await;
    let stream = shaken(stream, cert, &[HTTP_2, HTTP_1]).await;
    let (mut client, connection) = h2::client::handshake(stream).await.unwrap();
    tokio::spawn(connection);
    let request = axum::http::Request::get("https://family.example/")
        .body(())
        .unwrap();
    let (answer, _) = client.send_request(request, true).unwrap();
    let mut body = answer.await.unwrap().into_body();
    assert_eq!(body.data().await.unwrap().unwrap(), "here");
}

type Talk = (
    h2::client::SendRequest<Bytes>,
    tokio::task::JoinHandle<Result<(), h2::Error>>,
);

async fn several(serving: Serving, cert: CertificateDer<'static>) -> (Talk, oneshot::Sender<()>) {
    let (stream, stop, _) = started_as(serving).await;
    let stream = shaken(stream, cert, &[HTTP_2]).await;
    let (client, connection) = h2::client::handshake(stream).await.unwrap();
    ((client, tokio::spawn(connection)), stop)
}

/// The same over HTTP/2: idle, a request that never ends, an answer that nobody takes.
#[tokio::test(start_paused = true)]
async fn slow_connections_with_several_requests_are_closed_too() {
    let (serving, cert) = certified();
    let limit = Duration::from_secs(30);

    let ((client, connection), _stop) = several(serving.clone(), cert.clone()).await;
    let begun = Instant::now();
    let _ = connection.await.unwrap();
    assert!(begun.elapsed() <= limit, "idle: {:?}", begun.elapsed());
    drop(client);

    let ((mut client, connection), _stop) = several(serving, cert).await;
    let request = axum::http::Request::get("https://family.example/large")
        .body(())
        .unwrap();
    let (answer, _) = client.send_request(request, true).unwrap();
    let body = answer.await.unwrap().into_body();
    let begun = Instant::now();
    // Its window is never opened again.
    let _ = connection.await.unwrap();
    assert!(begun.elapsed() <= limit, "not taken: {:?}", begun.elapsed());
    drop(body);
}

/// Whoever asks to be told things and then takes none of them keeps the connection for as long as
/// things are told at most.
#[tokio::test(start_paused = true)]
async fn who_listens_and_takes_nothing_is_closed_in_the_end() {
    let (serving, cert) = certified();
    let (stream, _stop, _) = started_as(serving).await;
    let stream = shaken(stream, cert, &[HTTP_2]).await;
    let (mut client, connection) = h2::client::Builder::new()
        .initial_window_size(0)
        .handshake::<_, Bytes>(stream)
        .await
        .unwrap();
    let connection = tokio::spawn(connection);
    let request = axum::http::Request::get("https://family.example/told")
        .body(())
        .unwrap();
    let (answer, _) = client.send_request(request, true).unwrap();
    let body = answer.await.unwrap().into_body();
    let begun = Instant::now();
    let _ = connection.await.unwrap();
    let after = begun.elapsed();
    assert!(
        after > Duration::from_secs(100),
        "it is told things: {after:?}"
    );
    assert!(after <= LONGEST + Duration::from_secs(30), "{after:?}");
    drop(body);
}
