//! What runs below every command that opens a folder: the runtime, the log, and being told to
//! stop. Touches standard error, signals and what happens on a panic.

use crate::cli::LogFormat;
use crate::output::Failure;
use std::io::IsTerminal as _;
use std::panic::PanicHookInfo;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{FilterExt as _, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, fmt, registry};

/// A runtime: one worker a core. Logs and panics are set up with it.
///
/// # Errors
/// A [`Failure`] when the system gives no threads.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    runtime_logging(LogFormat::Text)
}

/// The same, with the log in this form.
///
/// # Errors
/// A [`Failure`] when the system gives no threads.
pub fn runtime_logging(format: LogFormat) -> Result<tokio::runtime::Runtime, Failure> {
    log(format);
    std::panic::set_hook(Box::new(panicked));
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| Failure::while_doing("starting", e))
}

/// Logs go to stderr; `PARENTHESIS_LOG` chooses how much.
fn log(format: LogFormat) {
    let filter = EnvFilter::try_from_env("PARENTHESIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,web=info,parenthesis=info"));
    // A second start in one process (tests) keeps the first logger.
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    let lines = lines.with_filter(filter.and(filter_fn(is_fit)));
    let _ = registry().with(lines).try_init();
}

/// Whether a line may be logged at all. Ours say nothing private at any level. Libraries do at
/// their finer ones (the HTTP library every header, cookies too), so whatever is asked for, they
/// say what went wrong and no more. Those below the relay of calls say between whom, so they say nothing.
fn is_fit(line: &Metadata<'_>) -> bool {
    const OURS: [&str; 5] = ["app", "parenthesis", "store", "verify", "web"];
    const NEVER: [&str; 3] = ["stun", "turn", "webrtc_util"];
    let from = line.target().split("::").next().unwrap_or_default();
    OURS.contains(&from) || (*line.level() <= Level::WARN && !NEVER.contains(&from))
}

/// Logs where a panic was. What it said may hold what somebody wrote, so that goes nowhere.
fn panicked(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(
        || "an unknown place".to_owned(),
        |at| format!("{}:{}", at.file(), at.line()),
    );
    tracing::error!(place, "panicked");
}

/// SIGTERM and Ctrl-C. From its making on, neither ends the program by itself.
pub struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    /// Begins to listen. Needs a runtime around it.
    ///
    /// # Errors
    /// A [`Failure`] when the system does not let us.
    pub fn install() -> Result<Self, Failure> {
        let listen = |kind| signal(kind).map_err(|e| Failure::while_doing("starting", e));
        Ok(Self {
            terminate: listen(SignalKind::terminate())?,
            interrupt: listen(SignalKind::interrupt())?,
        })
    }

    /// Waits until one of the two came; one that came earlier counts.
    pub async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_below_the_relay_of_calls_says_nothing() {
        let lines = Lines::default();
        let writer = lines.clone();
        let layer = fmt::layer().with_writer(move || writer.clone());
        let log = registry().with(layer.with_filter(filter_fn(is_fit)));
        tracing::subscriber::with_default(log, || {
            tracing::error!(target: "turn::allocation", "from 192.0.2.7");
            tracing::error!(target: "stun::agent", "from 192.0.2.7");
            tracing::error!(target: "webrtc_util::conn", "from 192.0.2.7");
            tracing::warn!(target: "hyper", "a warning");
            tracing::info!(target: "hyper::proto", "a header");
            tracing::info!(target: "parenthesis", "ours");
        });
        let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        let found = ["a warning", "ours"].map(|words| said.contains(words));
        assert_eq!(found, [true, true], "{said}");
        let found = ["192.0.2.7", "a header"].map(|words| said.contains(words));
        assert_eq!(found, [false, false], "{said}");
    }

    #[test]
    fn a_panic_is_logged_by_its_place_and_says_nothing() {
        let lines = Lines::default();
        let writer = lines.clone();
        let log = fmt().with_writer(move || writer.clone()).finish();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(panicked));
        tracing::subscriber::with_default(log, || {
            let caught = std::panic::catch_unwind(|| panic!("what somebody wrote"));
            assert!(caught.is_err());
        });
        std::panic::set_hook(before);
        let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(said.contains("runtime.rs:"), "{said}");
        assert!(!said.contains("somebody"), "{said}");
    }
}
