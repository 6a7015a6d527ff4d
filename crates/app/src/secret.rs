//! Random secrets that stand in cookies and links: shown once, stored only as a hash.

use crate::world::{Entropy, random};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use std::fmt;
use store::TokenHash;

/// Bytes of a secret: 256 bits.
const SECRET_BYTES: usize = 32;

/// A secret in the hands of one person: a session's or an invitation's.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    pub(crate) fn fresh(entropy: &dyn Entropy) -> Self {
        Self(random(entropy))
    }

    /// The secret with these bytes, made from the instance key so that asking twice gives it twice.
    pub(crate) const fn derived(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// Reads a secret as it stands in a cookie or link.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        // 32 bytes are 43 characters; anything longer is not worth decoding.
        if text.len() != 43 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The secret as it stands in a cookie or link: 43 characters of base64url.
    #[must_use]
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What may be stored of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_and_never_printed() {
        let secret = Secret([7; 32]);
        let shown = secret.reveal();
        assert_eq!(shown.len(), 43);
        assert_eq!(Secret::read(&shown), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains(&shown));
        for bad in ["", "x", &"!".repeat(43), &shown[1..]] {
            assert_eq!(Secret::read(bad), None, "{bad}");
        }
    }
}
