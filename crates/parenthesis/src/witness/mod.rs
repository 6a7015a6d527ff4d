//! `parenthesis witness`: cosigns the checkpoints of other people's records, as C2SP tlog-witness
//! asks. It never sees an entry. Touches its folder and its port.

mod state;
pub mod submit;

use crate::cli::WitnessOptions;
use crate::output::{Failure, say};
use crate::runtime::{Stop, runtime};
use crate::serve::bind;
use app::{Clock as _, SystemClock};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use ledger::witness::{AddCheckpoint, MAX_REQUEST_BYTES, WitnessRefusal, consider};
use ledger::{Cosigner, Origin, VerifierKey};
use state::Witnessed;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tower_http::timeout::TimeoutLayer;

/// How long a request may take.
const REQUEST_TIME: Duration = Duration::from_secs(10);

/// `parenthesis witness`.
///
/// # Errors
/// A [`Failure`] when it cannot start.
pub fn run(options: &WitnessOptions) -> Result<(), Failure> {
    let logs = logs(&options.log)?;
    runtime()?.block_on(async {
        let mut stop = Stop::install()?;
        let listener = bind(options.listen).await?;
        let address = listener.local_addr().map_err(Failure::of)?;
        let (state, cosigner) = Witnessed::open(&options.data, &options.name)?;
        let key = cosigner.key().to_string();
        let witness = Arc::new(Witness {
            logs,
            cosigner,
            state: Mutex::new(state),
        });
        say(&format!(
            "The witness is ready: http://{address}\nIts key: {key}"
        ))?;
        web::serve(
            listener,
            router(witness),
            web::Serving::plain(),
            async move { stop.told().await },
        )
        .await
        .map_err(|e| Failure::while_doing("serving", e))
    })
}

/// The keys that are trusted, by record. A record whose key changed has several.
fn logs(keys: &[String]) -> Result<BTreeMap<Origin, Vec<VerifierKey>>, Failure> {
    let mut logs: BTreeMap<Origin, Vec<VerifierKey>> = BTreeMap::new();
    for text in keys {
        let wrong = |e: ledger::ValueError| Failure::new(format!("--log {text}: {e}"));
        let key: VerifierKey = text.parse().map_err(wrong)?;
        let origin = key.name().parse().map_err(wrong)?;
        logs.entry(origin).or_default().push(key);
    }
    Ok(logs)
}

struct Witness {
    logs: BTreeMap<Origin, Vec<VerifierKey>>,
    cosigner: Cosigner,
    state: Mutex<Witnessed>,
}

fn router(witness: Arc<Witness>) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(MAX_REQUEST_BYTES))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            REQUEST_TIME,
        ))
        .with_state(witness)
}

async fn add_checkpoint(State(witness): State<Arc<Witness>>, body: Bytes) -> Response {
    // Waits for the disk, so not on a thread that serves others.
    let answered = tokio::task::spawn_blocking(move || witness.answer(&body)).await;
    answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

impl Witness {
    fn answer(&self, body: &[u8]) -> Response {
        match self.cosigned(body) {
            Ok(Some(line)) => {
                ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], line).into_response()
            }
            Ok(None) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Err(refusal) => {
                let status = StatusCode::from_u16(refusal.status())
                    .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let (kind, text) = refusal.answer();
                (status, [(header::CONTENT_TYPE, kind)], text).into_response()
            }
        }
    }

    /// A signature line; `None` when the new state could not be kept.
    fn cosigned(&self, body: &[u8]) -> Result<Option<String>, WitnessRefusal> {
        let request = AddCheckpoint::read(body)?;
        let origin = request.origin()?;
        let keys = self.logs.get(&origin).map_or(&[][..], Vec::as_slice);
        // One lock over state and disk: no two requests meet.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let last = state.last(origin);
        let update = consider(&request, keys, last)?;
        if update.state() != last
            && let Err(error) = state.keep(origin, update.state())
        {
            tracing::error!(%error, "the witness could not keep what it was to sign");
            return Ok(None);
        }
        let seconds = u64::try_from(SystemClock.now().as_second()).unwrap_or(0);
        Ok(Some(update.cosign(seconds, &self.cosigner)))
    }
}
