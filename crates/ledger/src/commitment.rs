//! Salted commitments: what a leaf says of a body or an attachment without showing it.
//! Pure; the salt is handed in.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::{CommandId, Hash, Origin};

const DOMAIN: &str = "parenthesis/commitment@v1";

/// The place of a body or an attachment in its entry: 0 is the body, 1 the first attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartIndex(u8);

impl PartIndex {
    /// The body's place.
    pub const BODY: PartIndex = PartIndex(0);

    /// The place with this number, when an entry can have so many parts.
    #[must_use]
    pub const fn new(index: u8) -> Option<Self> {
        if (index as usize) < crate::MAX_PARTS {
            Some(Self(index))
        } else {
            None
        }
    }

    /// The number, counted from 0.
    #[must_use]
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for PartIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The commitment to one body or attachment: a SHA-256 over where it belongs, a salt and itself.
///
/// Without the salt it cannot be guessed; with salt and bytes anyone can check it. Since tree,
/// command and index are in it, neither it nor a signature over it fits anywhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Commitment(Hash);

impl Commitment {
    /// The commitment that has this hash, as read from a leaf.
    #[must_use]
    pub const fn new(hash: Hash) -> Self {
        Self(hash)
    }

    /// Commits to `bytes` with a random `salt` that is used once.
    #[must_use]
    pub fn of(
        origin: Origin,
        command: CommandId,
        index: PartIndex,
        salt: &[u8; 32],
        bytes: &[u8],
    ) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(format!("{DOMAIN}\n{origin}\n{command}\n{index}\n"));
        hasher.update(salt);
        hasher.update(bytes);
        Self(Hash::new(hasher.finalize().into()))
    }

    /// The 32 bytes of the hash.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
