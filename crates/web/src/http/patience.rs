//! How long a connection may stand still: whether anything has moved on it lately.
//!
//! May touch: the clock, and what passes through a connection, whose bytes it counts and never
//! looks at.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Version, header};
use axum::response::Response;
use futures_util::StreamExt as _;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::{Instant, timeout};
use tower::Service;

/// Fewer bytes than this, taken one by one, are no movement.
const MOVEMENT_BYTES: usize = 1024;

/// What moves on a connection.
pub(super) struct Progress {
    last: Mutex<Instant>,
    busy: AtomicUsize,
    written: AtomicUsize,
    enough: Notify,
}

impl Progress {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self {
            last: Mutex::new(Instant::now()),
            busy: AtomicUsize::new(0),
            written: AtomicUsize::new(0),
            enough: Notify::new(),
        })
    }

    fn moved(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// When it has stood still for so long. Whoever waits for us does not stand still: how long
    /// an answer may take has a limit of its own.
    pub(super) fn still_at(&self, patience: Duration) -> Instant {
        let last = if self.busy.load(Ordering::Relaxed) > 0 {
            Instant::now()
        } else {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner)
        };
        last + patience
    }

    /// Waits until an answer says that this connection is to end with it.
    pub(super) async fn enough(&self) {
        self.enough.notified().await;
    }

    fn wrote(&self, bytes: usize) {
        let all = self.written.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if all >= MOVEMENT_BYTES {
            self.written.store(0, Ordering::Relaxed);
            self.moved();
        }
    }
}

/// Somebody waits for us.
struct Busy(Arc<Progress>);

impl Busy {
    fn begin(progress: &Arc<Progress>) -> Self {
        progress.busy.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(progress))
    }

    /// The connection ends with this answer.
    fn enough(&self) {
        self.0.enough.notify_one();
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.moved();
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Marks an answer that tells what happens for as long as somebody listens, and for so long at most.
/// Until then whoever listens does not stand still; and when the server stops, it ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unending(pub(crate) Duration);

/// The body of such an answer, which ends once the server is told to stop.
fn until_stopped(
    body: Body,
    (busy, longest): (Busy, Unending),
    mut stopped: watch::Receiver<()>,
) -> Body {
    let (listens, gone) = oneshot::channel::<Infallible>();
    // Not with the body: of one that nobody takes, nobody asks whether it has ended.
    tokio::spawn(async move {
        let _ = timeout(longest.0, gone).await;
        drop(busy);
    });
    let stop = Box::pin(async move {
        let _ = stopped.changed().await;
    });
    let parts = body.into_data_stream().take_until(stop);
    Body::from_stream(parts.map(move |part| {
        let _listens = &listens;
        part
    }))
}

/// The address at the other end of the connection that a request came by.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub std::net::IpAddr);

/// The router of one connection.
#[derive(Clone)]
pub(super) struct Answering {
    pub(super) router: Router,
    pub(super) progress: Arc<Progress>,
    pub(super) peer: Peer,
    pub(super) stopped: watch::Receiver<()>,
}

type Answered = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

impl<B> Service<Request<B>> for Answering
where
    Router: Service<Request<B>, Response = Response, Error = Infallible>,
    <Router as Service<Request<B>>>::Future: Send + 'static,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answered;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Service::<Request<B>>::poll_ready(&mut self.router, cx)
    }

    fn call(&mut self, mut request: Request<B>) -> Answered {
        let busy = Busy::begin(&self.progress);
        let several = request.version() == Version::HTTP_2;
        request.extensions_mut().insert(self.peer);
        let answer = self.router.call(request);
        let stopped = self.stopped.clone();
        Box::pin(async move {
            let mut answer = answer.await?;
            // What is left of a request that is given up is not waited for.
            if answer.headers().contains_key(header::CONNECTION) {
                busy.enough();
            }
            if several {
                // HTTP/2 has no such header.
                answer.headers_mut().remove(header::CONNECTION);
            }
            let unending = answer.extensions_mut().remove::<Unending>();
            if let Some(longest) = unending {
                answer = answer.map(|body| until_stopped(body, (busy, longest), stopped));
            }
            Ok(answer)
        })
    }
}

/// A connection whose written bytes are counted.
pub(super) struct Counted<T> {
    inner: T,
    progress: Arc<Progress>,
}

impl<T> Counted<T> {
    pub(super) fn new(inner: T, progress: &Arc<Progress>) -> Self {
        Self {
            inner,
            progress: Arc::clone(progress),
        }
    }

    fn count(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = &written {
            self.progress.wrote(*bytes);
        }
        written
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Counted<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(cx, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Counted<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(cx, bytes);
        self.count(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, parts);
        self.count(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
