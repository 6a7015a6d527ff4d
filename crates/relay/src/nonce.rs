//! Nonces that nobody has to remember: the time, and a mark over it and over who asked. A stranger who
//! asks a million times leaves nothing behind. Pure.

use crate::credentials::Keys;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::net::SocketAddr;

/// A nonce is good for so long, in seconds (RFC 8656, section 5 advises an hour).
const LASTS: u64 = 3_600;
const TIME_BYTES: usize = 8;

/// A nonce for whoever asks from here.
pub(crate) fn nonce(keys: &Keys, source: SocketAddr, now: u64) -> String {
    let mut bytes = now.to_be_bytes().to_vec();
    bytes.extend_from_slice(&mark(keys, source, now));
    STANDARD.encode(bytes)
}

/// Whether we made this one for whoever asks from here, not long ago.
pub(crate) fn is_fresh(keys: &Keys, nonce: &str, source: SocketAddr, now: u64) -> bool {
    let Ok(bytes) = STANDARD.decode(nonce) else {
        return false;
    };
    let Some((time, found)) = bytes.split_first_chunk::<TIME_BYTES>() else {
        return false;
    };
    let made = u64::from_be_bytes(*time);
    let young = made <= now && now - made < LASTS;
    // A nonce is no secret: it is sent to whoever asks. So how long comparing takes tells nothing.
    young && found == mark(keys, source, made)
}

fn mark(keys: &Keys, source: SocketAddr, made: u64) -> [u8; 20] {
    // A username begins with a digit, so no password is ever made of the same bytes.
    let from = source.to_string();
    keys.mac(&[b"nonce", &made.to_be_bytes(), from.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_good_for_an_hour_and_for_whoever_asked() {
        let keys = Keys::new([1; 32]);
        let here: SocketAddr = "192.0.2.7:5000".parse().unwrap();
        let there: SocketAddr = "192.0.2.7:5001".parse().unwrap();
        let made = nonce(&keys, here, 10_000);
        assert!(is_fresh(&keys, &made, here, 10_000));
        assert!(is_fresh(&keys, &made, here, 10_000 + LASTS - 1));
        assert!(!is_fresh(&keys, &made, here, 10_000 + LASTS));
        assert!(!is_fresh(&keys, &made, here, 9_999));
        assert!(!is_fresh(&keys, &made, there, 10_000));
        assert!(!is_fresh(&Keys::new([2; 32]), &made, here, 10_000));
        for bad in ["", "x", "AAAA", &made[..made.len() - 4]] {
            assert!(!is_fresh(&keys, bad, here, 10_000), "{bad}");
        }
    }
}
