//! SHA-256 hashes as the record writes them: 32 bytes, in text as padded standard base64.
//! Pure values; the hashing of leaves and nodes is that of RFC 6962, done by `tlog_tiles`.

use std::{fmt, str::FromStr};

use base64::{Engine as _, display::Base64Display, prelude::BASE64_STANDARD};

use crate::ValueError;

/// What a hash in text must look like; the end of a sentence that starts with "expected".
pub(crate) const WANTED: &str = "32 bytes in padded standard base64 (44 characters)";

/// A SHA-256 hash: of a leaf, of a node, of a whole tree, or a commitment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The root of the tree without leaves: SHA-256 of no bytes (RFC 6962, section 2.1).
    pub const EMPTY_TREE: Hash = Hash(tlog_tiles::EMPTY_HASH.0);

    /// The hash with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash of a leaf: SHA-256 of `0x00` and the leaf's bytes (RFC 6962, section 2.1).
    #[must_use]
    pub fn of_leaf(leaf: &[u8]) -> Self {
        tlog_tiles::record_hash(leaf).into()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Base64Display::new(&self.0, &BASE64_STANDARD).fmt(f)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hash({self})")
    }
}

impl FromStr for Hash {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let mut bytes = [0; 32];
        match BASE64_STANDARD.decode_slice(text, &mut bytes) {
            Ok(32) => Ok(Self(bytes)),
            Ok(_) | Err(_) => Err(ValueError { wanted: WANTED }),
        }
    }
}

impl From<tlog_tiles::Hash> for Hash {
    fn from(hash: tlog_tiles::Hash) -> Self {
        Self(hash.0)
    }
}

impl From<Hash> for tlog_tiles::Hash {
    fn from(hash: Hash) -> Self {
        Self(hash.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_of_a_hash_is_read() {
        let hash = Hash::of_leaf(b"hello world");
        let text = hash.to_string();
        assert_eq!(text.len(), 44);
        assert_eq!(text.parse::<Hash>(), Ok(hash));
        for wrong in [
            text.trim_end_matches('=').to_owned(),
            format!("{text} "),
            format!("{text}AAAA"),
            text.replace('=', "A"),
            text.replacen(char::is_alphanumeric, "-", 1),
            String::new(),
        ] {
            assert_eq!(
                wrong.parse::<Hash>(),
                Err(ValueError { wanted: WANTED }),
                "{wrong}"
            );
        }
    }
}
