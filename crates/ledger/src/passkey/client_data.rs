//! What a browser says when a passkey signs (WebAuthn, *CollectedClientData*). Pure.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::json::{Json, Twice};

/// The most bytes of it: a challenge, an origin, and what browsers may add.
pub const MAX_CLIENT_DATA_BYTES: usize = 4096;

/// Why what the browser says does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientFault {
    /// It is not JSON of the shape that browsers write.
    #[error(
        "it is not a JSON object with `type`, `challenge`, `origin` and, if at all, `crossOrigin`, each once"
    )]
    Json,
    /// It was not for signing in or agreeing, but for making a passkey or something else.
    #[error("its `type` is not `webauthn.get`")]
    Type,
    /// It was asked for something else.
    #[error("its `challenge` is not the commitment to the entry agreed to")]
    Challenge,
    /// It was asked by another page.
    #[error("its `origin` is not an `https://` address at the passkey's domain")]
    Origin,
    /// It was asked from within a page of somebody else.
    #[error("it was asked from within a page of another site")]
    CrossOrigin,
}

/// What is read of it. Browsers may add members.
struct ClientData {
    kind: String,
    challenge: String,
    origin: String,
    cross_origin: bool,
}

impl ClientData {
    fn read(bytes: &[u8]) -> Option<Self> {
        let json = Json::read(bytes)?;
        let text = |name| -> Option<String> { Some(json.member(name).ok()??.text()?.to_owned()) };
        let cross_origin = match json.member("crossOrigin") {
            Ok(None) => false,
            Ok(Some(Json::Bool(cross))) => *cross,
            Ok(Some(_)) | Err(Twice) => return None,
        };
        Some(Self {
            kind: text("type")?,
            challenge: text("challenge")?,
            origin: text("origin")?,
            cross_origin,
        })
    }
}

/// Whether this is a domain as origins write it: labels of 1 to 63 lower-case letters, digits
/// and inner hyphens, at most 253 bytes.
pub(super) fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        (1..=63).contains(&label.len())
            && label.bytes().all(plain)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// The host of an origin `https://host` or `https://host:port`, with nothing after it.
fn https_host(origin: &str) -> Option<&str> {
    let rest = origin.strip_prefix("https://")?;
    let host = match rest.split_once(':') {
        None => rest,
        Some((host, port)) => {
            let plain = port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0');
            let port: u16 = port.parse().ok().filter(|_| plain)?;
            // The usual port is left out of an origin, so this would be a second spelling.
            (port != 443).then_some(host)?
        }
    };
    is_host(host).then_some(host)
}

/// Checks what the browser says; the challenge only where it is known.
pub(super) fn check(
    bytes: &[u8],
    rp: &str,
    challenge: Option<&[u8; 32]>,
) -> Result<(), ClientFault> {
    let read = ClientData::read(bytes).ok_or(ClientFault::Json)?;
    if read.kind != "webauthn.get" {
        return Err(ClientFault::Type);
    }
    let spelled = |challenge| read.challenge == BASE64_URL_SAFE_NO_PAD.encode(challenge);
    if !challenge.is_none_or(spelled) {
        return Err(ClientFault::Challenge);
    }
    let host = https_host(&read.origin).ok_or(ClientFault::Origin)?;
    let below = host
        .strip_suffix(rp)
        .is_some_and(|left| left.ends_with('.'));
    if host != rp && !below {
        return Err(ClientFault::Origin);
    }
    if read.cross_origin {
        return Err(ClientFault::CrossOrigin);
    }
    Ok(())
}
