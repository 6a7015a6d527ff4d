//! Through what calls go: the relay of this server, TURN servers elsewhere, or both. The binary decides;
//! here it becomes what a browser is told. Touches no network.

use jiff::Timestamp;
use relay::{Credentials, MAX_SECONDS, Relay, external_credentials};
use std::fmt;
use std::sync::Arc;

/// What two TURN servers share, so that one makes credentials that the other takes.
#[derive(Clone, PartialEq, Eq)]
pub struct TurnSecret(String);

impl TurnSecret {
    /// The secret of a TURN server elsewhere (`static-auth-secret` of coturn).
    #[must_use]
    pub fn new(secret: String) -> Self {
        Self(secret)
    }
}

impl fmt::Debug for TurnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TurnSecret")
    }
}

/// Through what calls go. Without any of it there are none, but between browsers that may see each
/// other's address.
#[derive(Debug, Clone, Default)]
pub struct CallSettings {
    /// The relay of this server.
    pub relay: Option<Arc<Relay>>,
    /// Where browsers reach it: `turn:family.example.org:3478?transport=udp`.
    pub relay_urls: Vec<String>,
    /// TURN servers elsewhere, as browsers are told of them.
    pub turn: Vec<String>,
    /// What those were given.
    pub turn_secret: Option<TurnSecret>,
}

impl PartialEq for CallSettings {
    fn eq(&self, other: &Self) -> bool {
        let same_relay = match (&self.relay, &other.relay) {
            (Some(one), Some(two)) => Arc::ptr_eq(one, two),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        same_relay
            && self.relay_urls == other.relay_urls
            && self.turn == other.turn
            && self.turn_secret == other.turn_secret
    }
}

impl Eq for CallSettings {}

/// A server that a browser may use, as its `RTCIceServer`.
#[derive(Clone, PartialEq, Eq)]
pub struct IceServer {
    /// Its addresses.
    pub urls: Vec<String>,
    /// Who asks, and until when that is good.
    pub credentials: Credentials,
}

impl CallSettings {
    /// Whether a call can go by a relay at all.
    #[must_use]
    pub fn has_relay(&self) -> bool {
        let ours = self.relay.is_some() && !self.relay_urls.is_empty();
        ours || self.elsewhere().is_some()
    }

    /// What one place in one call is told. `who` is `{call}/{seat}`: those with the same call reach each
    /// other. Give each who joins, and each who comes back, a seat of its own; the name goes to the
    /// browser and to the TURN servers, so it has no person's name in it. Good for [`MAX_SECONDS`].
    #[must_use]
    pub fn ice_servers(&self, who: &str, now: Timestamp) -> Vec<IceServer> {
        let until = u64::try_from(now.as_second()).unwrap_or(0) + MAX_SECONDS;
        let ours = self.relay.as_ref().filter(|_| !self.relay_urls.is_empty());
        let ours = ours.map(|relay| IceServer {
            urls: self.relay_urls.clone(),
            credentials: relay.credentials(who, until),
        });
        let theirs = self.elsewhere().map(|secret| IceServer {
            urls: self.turn.clone(),
            credentials: external_credentials(&secret.0, who, until),
        });
        ours.into_iter().chain(theirs).collect()
    }

    /// The same as the JSON that a browser's `RTCPeerConnection` takes.
    #[must_use]
    pub fn ice_json(&self, who: &str, now: Timestamp) -> String {
        let servers = self.ice_servers(who, now).into_iter().map(|server| {
            serde_json::json!({
                "urls": server.urls,
                "username": server.credentials.username,
                "credential": server.credentials.password,
            })
        });
        serde_json::Value::Array(servers.collect()).to_string()
    }

    /// Ends one place in a call: nothing passes to or from it by our relay any more, and its credentials
    /// are refused. A TURN server elsewhere cannot be told; there it ends with its credentials.
    pub async fn end(&self, who: &str) {
        if let Some(relay) = &self.relay {
            relay.end(who).await;
        }
    }

    /// Stops the relay, when the server stops.
    pub async fn close(&self) {
        if let Some(relay) = &self.relay {
            relay.close().await;
        }
    }

    fn elsewhere(&self) -> Option<&TurnSecret> {
        self.turn_secret.as_ref().filter(|_| !self.turn.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_of_what_there_is_and_for_less_than_an_hour() {
        let none = CallSettings::default();
        assert!(!none.has_relay());
        let now: Timestamp = "2027-02-01T12:00:00Z".parse().unwrap();
        assert_eq!(none.ice_json("call/seat", now), "[]");

        let settings = CallSettings {
            turn: vec!["turns:turn.example:443?transport=tcp".to_owned()],
            turn_secret: Some(TurnSecret::new("north".to_owned())),
            ..CallSettings::default()
        };
        assert!(settings.has_relay());
        let told = settings.ice_json("call/seat", now);
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let until = now.as_second() + 3_000;
        let made = external_credentials("north", "call/seat", until.try_into().unwrap());
        assert_eq!(
            told,
            serde_json::json!([{
                "urls": ["turns:turn.example:443?transport=tcp"],
                "username": format!("{until}:call/seat"),
                "credential": made.password,
            }])
        );
        assert!(!format!("{settings:?}").contains("north"));
    }
}
