//! What an authenticator says when it signs (WebAuthn, *Authenticator Data*). Pure.

use sha2::{Digest, Sha256};

/// The most bytes of it: 37, and extensions.
pub const MAX_AUTHENTICATOR_DATA_BYTES: usize = 2048;

/// SHA-256 of the relying party's id (32), flags (1), counter (4).
const FIXED_BYTES: usize = 37;
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;
const EXTENSIONS: u8 = 0x80;

/// Why what the authenticator says does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataFault {
    /// It is too short, too long, or has something behind it that its flags do not announce.
    #[error("it is not 37 bytes, or more where its flags say that extensions follow")]
    Length,
    /// It is for another domain.
    #[error("it is for another domain than the assertion names")]
    OtherDomain,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    NotPresent,
    /// The authenticator did not verify who was present.
    #[error("it has not verified who was present")]
    NotVerified,
}

pub(super) fn check(bytes: &[u8], rp: &str) -> Result<(), DataFault> {
    let (fixed, extensions) = bytes
        .split_first_chunk::<FIXED_BYTES>()
        .ok_or(DataFault::Length)?;
    let (domain, rest) = fixed.split_at(32);
    let flags = rest.first().copied().unwrap_or(0);
    // Extensions are a CBOR map; a new key is told of when a passkey is made, never here.
    let map = extensions.first().is_some_and(|first| first >> 5 == 5);
    if flags & NEW_KEY != 0 || (flags & EXTENSIONS != 0) != map || (!map && !extensions.is_empty())
    {
        return Err(DataFault::Length);
    }
    if domain != Sha256::digest(rp).as_slice() {
        return Err(DataFault::OtherDomain);
    }
    if flags & PRESENT == 0 {
        return Err(DataFault::NotPresent);
    }
    if flags & VERIFIED == 0 {
        return Err(DataFault::NotVerified);
    }
    Ok(())
}
