//! What one browser says to another by way of us: read, limited, and put together anew from the parts
//! that are known, so that nothing else hides in it. Pure.

use serde_json::{Map, Value, json};

use super::SIGNAL_BYTES_MAX;
use crate::calls::sdp::{self, BadSignal};

/// Most entries of a state.
const STATES_MAX: usize = 8;
/// Longest name or word in a state, in bytes.
const STATE_WORD_BYTES: usize = 24;
/// Longest name of a part of a session (RFC 5888: a token), in bytes.
const MID_BYTES: usize = 32;
/// Longest fragment (RFC 8839, section 5.4), in bytes.
const FRAGMENT_BYTES: usize = 256;

/// What kind of thing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What one browser proposes.
    Offer,
    /// What the other one takes of it.
    Answer,
    /// A way by which one may be reached.
    Candidate,
    /// What a page shows of its sender, such as that there are no pictures.
    State,
}

impl Kind {
    /// As it stands in a form.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let all = [Self::Offer, Self::Answer, Self::Candidate, Self::State];
        all.into_iter().find(|kind| kind.word() == text)
    }

    /// As it stands in the data of an event.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Answer => "answer",
            Self::Candidate => "candidate",
            Self::State => "state",
        }
    }
}

/// Something that one browser says to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signal {
    kind: Kind,
    data: Value,
    bytes: usize,
}

impl Signal {
    /// Reads one from the fields of a form.
    ///
    /// # Errors
    /// [`BadSignal`] for what is too long, or none.
    pub(crate) fn read(kind: &str, data: &str) -> Result<Self, BadSignal> {
        if data.len() > SIGNAL_BYTES_MAX {
            return Err(BadSignal::TooLong);
        }
        let kind = Kind::read(kind).ok_or(BadSignal::Unreadable)?;
        let value: Value = serde_json::from_str(data).map_err(|_| BadSignal::Unreadable)?;
        let data = match kind {
            Kind::Offer | Kind::Answer => described(kind, &value)?,
            Kind::Candidate => candidate(&value)?,
            Kind::State => state(&value)?,
        };
        Ok(Self::of(kind, data))
    }

    fn of(kind: Kind, data: Value) -> Self {
        let bytes = data.to_string().len();
        Self { kind, data, bytes }
    }

    /// Its kind.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// What it says.
    pub(crate) fn data(&self) -> &Value {
        &self.data
    }

    /// How long it is as JSON.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The same without any address but those of relays; `None` where nothing is left of it.
    ///
    /// # Errors
    /// [`BadSignal`] for a session that is none.
    pub(crate) fn relay_only(self) -> Result<Option<Self>, BadSignal> {
        let mut data = self.data;
        match self.kind {
            Kind::Offer | Kind::Answer => {
                let text = data.get("sdp").and_then(Value::as_str).unwrap_or("");
                let clean = sdp::relay_only(text)?;
                data = json!({ "type": self.kind.word(), "sdp": clean });
            }
            Kind::Candidate => {
                let line = data.get("candidate").and_then(Value::as_str).unwrap_or("");
                if !line.is_empty() {
                    let Some(clean) = sdp::candidate(line) else {
                        return Ok(None);
                    };
                    if let Some(place) = data.get_mut("candidate") {
                        *place = Value::String(clean);
                    }
                }
            }
            Kind::State => {}
        }
        Ok(Some(Self::of(self.kind, data)))
    }
}

/// `RTCSessionDescriptionInit`.
fn described(kind: Kind, value: &Value) -> Result<Value, BadSignal> {
    let text = value.get("sdp").and_then(Value::as_str);
    let text = text.ok_or(BadSignal::Unreadable)?;
    if value.get("type").and_then(Value::as_str) != Some(kind.word()) {
        return Err(BadSignal::Unreadable);
    }
    sdp::check(text)?;
    Ok(json!({ "type": kind.word(), "sdp": text }))
}

/// `RTCIceCandidateInit`; `null`, or one with an empty line, says that there are no more.
fn candidate(value: &Value) -> Result<Value, BadSignal> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    let line = value.get("candidate").and_then(Value::as_str);
    let line = line.ok_or(BadSignal::Unreadable)?;
    if !line.is_empty() && !sdp::is_candidate(line) {
        return Err(BadSignal::Unreadable);
    }
    let mut clean = Map::new();
    clean.insert("candidate".into(), line.into());
    for (name, most) in [("sdpMid", MID_BYTES), ("usernameFragment", FRAGMENT_BYTES)] {
        let Some(text) = value.get(name).filter(|text| !text.is_null()) else {
            continue;
        };
        let text = text.as_str().ok_or(BadSignal::Unreadable)?;
        let plain = text.len() <= most
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+/-_".contains(&b));
        if !plain {
            return Err(BadSignal::Unreadable);
        }
        clean.insert(name.into(), text.into());
    }
    if let Some(index) = value.get("sdpMLineIndex").filter(|index| !index.is_null()) {
        let index = index.as_u64().filter(|index| *index < 1_024);
        clean.insert(
            "sdpMLineIndex".into(),
            index.ok_or(BadSignal::Unreadable)?.into(),
        );
    }
    Ok(Value::Object(clean))
}

/// A few plain words, each with yes, no or a plain word.
fn state(value: &Value) -> Result<Value, BadSignal> {
    let entries = value.as_object().ok_or(BadSignal::Unreadable)?;
    let plain = |text: &str| {
        let word = |b: u8| b.is_ascii_lowercase() || b == b'-';
        text.len() <= STATE_WORD_BYTES && text.bytes().all(word)
    };
    let fine = |value: &Value| value.is_boolean() || value.as_str().is_some_and(plain);
    let all = entries
        .iter()
        .all(|(name, value)| plain(name) && fine(value));
    if all && entries.len() <= STATES_MAX {
        Ok(value.clone())
    } else {
        Err(BadSignal::Unreadable)
    }
}
