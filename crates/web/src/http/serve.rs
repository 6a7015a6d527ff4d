//! Serving connections, with a limit on everything that a slow or hostile client could hold.
//!
//! May touch: the listener and the clock. HTTP/1.1 as it is, for a proxy in front; with TLS of
//! our own HTTP/2 as well. `axum::serve` sets no limit on how long a request's head may take, so
//! hyper is set up here.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::server::ResolvesServerCert;
use tokio_rustls::rustls::{self, ServerConfig};

use super::client::Proxies;
use super::patience::{Answering, Counted, Peer, Progress};
use super::places::{Place, Places};

/// Longest wait for a whole request head, for a client that takes nothing of what it asked for,
/// and for the next request of an idle connection.
const STILL_TIME: Duration = Duration::from_secs(20);
/// What a connection gets to end by itself before it is cut.
const LAST_TIME: Duration = Duration::from_secs(4);
/// Longest time for a TLS handshake.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// Most bytes of a request's head.
const HEAD_BYTES: u32 = 32 * 1024;
/// Most headers of a request.
const HEADERS: usize = 64;
/// Most requests at once on one connection of HTTP/2.
const STREAMS: u32 = 64;
/// Most connections at once; more wait in the system's queue.
const CONNECTIONS: usize = 4_096;
/// Most connections at once from one address of the internet.
const FROM_ONE_ADDRESS: usize = 64;
/// How long open answers may take once we are told to stop.
const STOP_TIME: Duration = Duration::from_secs(10);
/// Pause after a failed accept, such as one for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

const HTTP_2: &[u8] = b"h2";
const HTTP_1: &[u8] = b"http/1.1";
/// By which a certificate's issuer asks whether this is really the server of that name (RFC
/// 8737): the answer is the certificate of the handshake, and nothing is spoken after it.
const ISSUER_ASKS: &[u8] = b"acme-tls/1";

/// How connections are taken.
#[derive(Clone, Default)]
pub struct Serving {
    tls: Option<TlsAcceptor>,
    proxies: Proxies,
}

impl std::fmt::Debug for Serving {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Serving")
            .field("tls", &self.tls.is_some())
            .finish_non_exhaustive()
    }
}

impl Serving {
    /// As plain HTTP/1.1.
    #[must_use]
    pub fn plain() -> Self {
        Self::default()
    }

    /// With TLS 1.3 or 1.2, and HTTP/2 for whoever speaks it. The certificate of each handshake is
    /// asked for, so it may change while the server runs.
    ///
    /// # Errors
    /// None with the cryptography that is built in.
    pub fn tls(mut self, certificates: Arc<dyn ResolvesServerCert>) -> Result<Self, rustls::Error> {
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(certificates);
        config.alpn_protocols = [HTTP_2, HTTP_1, ISSUER_ASKS].map(<[u8]>::to_vec).into();
        self.tls = Some(TlsAcceptor::from(Arc::new(config)));
        Ok(self)
    }

    /// These proxies bring everybody's connections, so theirs are not counted by address.
    #[must_use]
    pub fn behind(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }
}

/// Serves a router until `shutdown` is done, then lets open answers finish for ten seconds.
///
/// Connections that send no whole request head for 20 seconds, or take nothing for 20 seconds,
/// are closed.
///
/// # Errors
/// None at present: a failed accept is tried again.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    serving: Serving,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let places = Places::new(CONNECTIONS, FROM_ONE_ADDRESS);
    let (stop, stopped) = watch::channel(());
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = next(&listener, &places, &serving.proxies) => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok(Some((stream, peer, place))) => {
                let taken = Taken {
                    router: router.clone(),
                    peer,
                    stopped: stopped.clone(),
                    _place: place,
                };
                tokio::spawn(taken.serve(stream, serving.tls.clone()));
            }
            Ok(None) => {}
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop((listener, stopped));
    let _ = stop.send(());
    if timeout(STOP_TIME, stop.closed()).await.is_err() {
        tracing::warn!("stopped with answers still open");
    }
    Ok(())
}

/// The next connection; `None` when it comes from where there are too many already.
async fn next(
    listener: &TcpListener,
    places: &Places,
    proxies: &Proxies,
) -> io::Result<Option<(TcpStream, Peer, Place)>> {
    let place = places.next().await?;
    let (stream, from) = listener.accept().await?;
    let from = from.ip().to_canonical();
    let counted = (!proxies.trust(from)).then_some(from);
    let Some(place) = places.give(place, counted) else {
        return Ok(None);
    };
    // Answers are written whole, so waiting to join small packets only delays them.
    stream.set_nodelay(true)?;
    Ok(Some((stream, Peer(from), place)))
}

/// A connection that was taken.
struct Taken {
    router: Router,
    peer: Peer,
    stopped: watch::Receiver<()>,
    _place: Place,
}

impl Taken {
    /// Serves it to its end. One that breaks is the client's matter.
    async fn serve(mut self, stream: TcpStream, tls: Option<TlsAcceptor>) {
        let Some(tls) = tls else {
            return self.talk(stream, false).await;
        };
        let handshake = timeout(HANDSHAKE_TIME, tls.accept(stream));
        let shaken = tokio::select! {
            shaken = handshake => shaken,
            _ = self.stopped.changed() => return,
        };
        let Ok(Ok(stream)) = shaken else { return };
        match stream.get_ref().1.alpn_protocol() {
            Some(ISSUER_ASKS) => {}
            Some(HTTP_2) => self.talk(stream, true).await,
            _ => self.talk(stream, false).await,
        }
    }

    async fn talk<T>(mut self, stream: T, several: bool)
    where
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let progress = Progress::new();
        let io = TokioIo::new(Counted::new(stream, &progress));
        let service = TowerToHyperService::new(Answering {
            router: self.router.clone(),
            progress: Arc::clone(&progress),
            peer: self.peer,
            stopped: self.stopped.clone(),
        });
        let builder = spoken(several);
        let mut connection = pin!(builder.serve_connection(io, service));
        let mut cut = None;
        loop {
            let wake = cut.unwrap_or_else(|| progress.still_at(STILL_TIME));
            let stopping = tokio::select! {
                _ = connection.as_mut() => return,
                _ = self.stopped.changed(), if cut.is_none() => STOP_TIME,
                () = progress.enough(), if cut.is_none() => LAST_TIME,
                () = sleep_until(wake) => {
                    if cut.is_some() {
                        return;
                    }
                    if progress.still_at(STILL_TIME) > Instant::now() {
                        continue;
                    }
                    LAST_TIME
                }
            };
            connection.as_mut().graceful_shutdown();
            cut = Some(Instant::now() + stopping);
        }
    }
}

/// What is spoken on a connection: one request after another, or several at once.
fn spoken(several: bool) -> auto::Builder<TokioExecutor> {
    let builder = auto::Builder::new(TokioExecutor::new());
    if several {
        let mut builder = builder.http2_only();
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS)
            .max_header_list_size(HEAD_BYTES);
        return builder;
    }
    let mut builder = builder.http1_only();
    builder
        .http1()
        // Whoever closes the page right after pressing a button has still pressed it.
        .half_close(true)
        .timer(TokioTimer::new())
        .header_read_timeout(STILL_TIME)
        .max_buf_size(HEAD_BYTES as usize)
        .max_headers(HEADERS);
    builder
}

#[cfg(test)]
#[path = "serve_tests.rs"]
mod tests;
