//! Handing notices to the push services of browsers (RFC 8030): encrypted for the browser alone
//! (RFC 8291), signed with the key that it was given (RFC 8292).
//!
//! Touches the network, the clock, and the log, which gets numbers of answers; never an address, a key
//! or a word of a notice. Where a notice goes was typed by somebody who signed in, so no service of
//! this machine or its network is asked, unless the operator named it.

mod address;
mod token;

use crate::cli::PushOptions;
use crate::output::Failure;
use address::Guarded;
use app::mail::Carried;
use app::{Nudge, Subscription};
use jiff::Timestamp;
use std::time::Duration;
use ureq::unversioned::transport::DefaultConnector;
use url::Url;
use web_push_native::Auth;

/// A service takes a notice within this time, or is asked again later.
const ANSWER_TIME: Duration = Duration::from_secs(5);
/// A service keeps a notice for a browser that is off for so long, in seconds.
const KEPT_SECONDS: &str = "43200";

/// The origins of push services that the command line names.
///
/// # Errors
/// A [`Failure`] that says what is wrong with one.
pub fn nearby(options: &PushOptions) -> Result<Vec<String>, Failure> {
    let origin = |typed: &String| -> Result<String, Failure> {
        let wrong = || {
            Failure::new(format!(
                "--push-service-nearby {typed}: give an origin, such as https://push.home.arpa or \
                 http://192.168.1.5:8080"
            ))
        };
        let url = Url::parse(typed).map_err(|_| wrong())?;
        let origin = url.origin().ascii_serialization();
        let web = matches!(url.scheme(), "http" | "https");
        let plain = typed.strip_suffix('/').unwrap_or(typed) == origin;
        if web && plain {
            Ok(origin)
        } else {
            Err(wrong())
        }
    };
    options.push_service_nearby.iter().map(origin).collect()
}

/// Hands notices over.
#[derive(Debug)]
pub struct Pushing {
    agent: ureq::Agent,
    nearby: Vec<String>,
    /// Whom a service can ask about this server.
    contact: String,
}

impl Pushing {
    /// For a server.
    pub fn new(settings: &web::Settings) -> Self {
        let nearby = settings.push_nearby().to_vec();
        // A proxy would find the names, and nobody would look at what they lead to.
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(ANSWER_TIME))
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .build();
        let guarded = Guarded::new(nearby.clone());
        Self {
            agent: ureq::Agent::with_parts(config, DefaultConnector::default(), guarded),
            nearby,
            contact: if settings.is_https() {
                settings.origin().to_owned()
            } else {
                "https://localhost".to_owned()
            },
        }
    }

    /// Hands one notice over.
    pub async fn send(&self, to: &Subscription, nudge: &Nudge, payload: String) -> Carried {
        let Some(request) = self.request(to, nudge, payload) else {
            tracing::warn!("a notice to a browser could not be made");
            return Carried::Never;
        };
        let agent = self.agent.clone();
        let answer = tokio::task::spawn_blocking(move || agent.run(request)).await;
        match answer {
            Ok(Ok(answer)) => became(answer.status().as_u16()),
            // What went wrong may name the service.
            Ok(Err(_)) => {
                tracing::warn!("a push service was not reached");
                Carried::Later
            }
            Err(_) => Carried::Later,
        }
    }

    fn request(
        &self,
        to: &Subscription,
        nudge: &Nudge,
        payload: String,
    ) -> Option<ureq::http::Request<Vec<u8>>> {
        let url = Url::parse(&to.endpoint).ok()?;
        let origin = url.origin().ascii_serialization();
        // What was nearby once need not be so any more.
        if url.scheme() != "https" && !self.nearby.contains(&origin) {
            return None;
        }
        let key = web_push_native::p256::PublicKey::from_sec1_bytes(&to.browser_key).ok()?;
        let auth = Auth::from(to.auth);
        let body = web_push_native::encrypt(payload.into_bytes(), &key, &auth).ok()?;
        let said = token::authorization(&to.signing_key, &origin, &self.contact, Timestamp::now())?;
        let request = ureq::http::Request::post(to.endpoint.as_ref())
            .header("Authorization", said)
            .header("Content-Encoding", "aes128gcm")
            .header("Content-Type", "application/octet-stream")
            .header("TTL", KEPT_SECONDS)
            .header("Urgency", if nudge.urgent { "high" } else { "normal" })
            // Tried twice, it takes its own place.
            .header("Topic", &nudge.id);
        request.body(body).ok()
    }
}

/// What a service's answer means (RFC 8030, sections 5 and 7.3).
fn became(status: u16) -> Carried {
    match status {
        200..=299 => Carried::Taken,
        404 | 410 => Carried::Gone,
        408 | 425 | 429 | 500..=599 => {
            tracing::warn!(status, "a push service takes no notice now");
            Carried::Later
        }
        _ => {
            tracing::warn!(status, "a push service turned a notice away");
            Carried::Never
        }
    }
}

#[cfg(test)]
mod tests;
