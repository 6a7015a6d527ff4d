//! Running the server: the folder, the key, the runtime, the listener, and a clean stop.

use crate::cli::ServeOptions;
use crate::instance;
use app::{App, Config, SystemClock, SystemEntropy};
use std::fmt;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use store::SqliteStore;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Why the program stops, as a sentence.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure that says this.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Something failed while doing something.
    pub fn while_doing(doing: &str, error: impl fmt::Display) -> Self {
        Self(format!("{doing} failed: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `parenthesis serve`.
///
/// # Errors
/// A [`Failure`] when the server cannot start.
pub fn run(options: &ServeOptions) -> Result<(), Failure> {
    let key = instance::key(&options.data, &options.key)?;
    runtime()?.block_on(async {
        let (app, store) = open(&options.data, key).await?;
        let listener = bind(options.listen).await?;
        let url = match &options.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => local_url(&listener)?,
        };
        say(&format!("Parenthesis is ready: {url}"));
        until_stopped(listener, app, store, url).await
    })
}

/// A runtime for the server: one worker a core.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    log();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::while_doing("starting", e))
}

/// Logs go to stderr; `PARENTHESIS_LOG` chooses how much.
fn log() {
    let filter = EnvFilter::try_from_env("PARENTHESIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,web=info"));
    // A second start in one process (tests) keeps the first logger.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

/// Opens the folder's store and an app over it with the machine's clock and randomness.
pub async fn open(
    data: &Path,
    key: [u8; 32],
) -> Result<(Arc<App<SqliteStore>>, SqliteStore), Failure> {
    let store = SqliteStore::open(data)
        .await
        .map_err(|e| Failure::new(e.to_string()))?;
    let config = Config {
        instance_key: key,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
    };
    let app = App::open(store.clone(), config).map_err(|e| Failure::new(e.to_string()))?;
    Ok((Arc::new(app), store))
}

/// Takes the port.
pub async fn bind(listen: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen)
        .await
        .map_err(|e| Failure::new(format!("cannot listen on {listen}: {e}")))
}

/// `http://localhost:PORT`: a name, since passkeys and secure cookies need one.
pub fn local_url(listener: &TcpListener) -> Result<String, Failure> {
    let address = listener
        .local_addr()
        .map_err(|e| Failure::while_doing("listening", e))?;
    Ok(format!("http://localhost:{}", address.port()))
}

/// A line for whoever started the program.
#[expect(clippy::print_stdout, reason = "the command line speaks on stdout")]
pub fn say(line: &str) {
    println!("{line}");
}

/// Serves until SIGTERM or Ctrl-C, finishes what is running, and closes the store.
pub async fn until_stopped(
    listener: TcpListener,
    app: Arc<App<SqliteStore>>,
    store: SqliteStore,
    url: String,
) -> Result<(), Failure> {
    let mut terminate =
        signal(SignalKind::terminate()).map_err(|e| Failure::while_doing("starting", e))?;
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    };
    let settings = web::Settings::new(&url).map_err(|e| Failure::new(e.to_string()))?;
    let router = web::router(app, settings);
    let served = web::serve(listener, router, stop).await;
    store.close().await;
    served.map_err(|e| Failure::while_doing("serving", e))?;
    say("Parenthesis has stopped.");
    Ok(())
}
