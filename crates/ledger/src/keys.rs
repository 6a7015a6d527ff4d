//! The keys that seal the record, each wrapped by the one above it. Pure: bytes and nonces are
//! handed in. No key shows its bytes; all are wiped when dropped.

use std::fmt;

use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use zeroize::{Zeroize, Zeroizing};

use crate::Origin;

/// The first byte of everything sealed: XChaCha20-Poly1305, nonce in front, tag behind.
const SEAL_V1: u8 = 1;
const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;
/// How many bytes sealing adds.
pub(crate) const SEAL_OVERHEAD: usize = 1 + NONCE_BYTES + TAG_BYTES;

/// The bytes of a wrapped key: version, nonce, 32 bytes sealed, tag.
pub const WRAPPED_KEY_BYTES: usize = SEAL_OVERHEAD + 32;

/// Something sealed does not open: wrong key, wrong place, or changed bytes. Which, is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it does not open with this key at this place, or its bytes were changed")]
pub struct CannotOpen;

/// 32 secret bytes.
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals the concatenation of `parts`. The nonce must never be used twice with one key.
    pub(crate) fn seal(&self, nonce: &[u8; 24], bound: &[u8], parts: &[&[u8]]) -> Option<Vec<u8>> {
        let clear: usize = parts.iter().map(|part| part.len()).sum();
        // Reserved at once, so that no copy of clear bytes is left behind by growing.
        let mut sealed = Vec::with_capacity(clear + SEAL_OVERHEAD);
        sealed.push(SEAL_V1);
        sealed.extend_from_slice(nonce);
        for part in parts {
            sealed.extend_from_slice(part);
        }
        let cipher = XChaCha20Poly1305::new(self.bytes().into());
        let body = &mut sealed[1 + NONCE_BYTES..];
        let Ok(tag) = cipher.encrypt_inout_detached(nonce.into(), bound, body.into()) else {
            sealed.zeroize();
            return None;
        };
        sealed.extend_from_slice(&tag);
        Some(sealed)
    }

    /// Opens what `seal` made, when nothing was changed and `bound` is the same.
    pub(crate) fn open(
        &self,
        bound: &[u8],
        bytes: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (version, rest) = bytes.split_first().ok_or(CannotOpen)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(CannotOpen)?;
        let (body, tag) = rest.split_last_chunk::<TAG_BYTES>().ok_or(CannotOpen)?;
        if *version != SEAL_V1 {
            return Err(CannotOpen);
        }
        let mut clear = Zeroizing::new(body.to_vec());
        let cipher = XChaCha20Poly1305::new(self.bytes().into());
        cipher
            .decrypt_inout_detached(nonce.into(), bound, clear.as_mut_slice().into(), tag.into())
            .map_err(|_| CannotOpen)?;
        Ok(clear)
    }

    /// Wraps another secret.
    pub(crate) fn wrap(&self, nonce: &[u8; 24], bound: &[u8], other: &Secret) -> WrappedKey {
        let sealed = self.seal(nonce, bound, &[other.bytes()]);
        // The cipher refuses only messages of more than 256 GiB. To go on without the key would
        // lose what it seals, so stopping is the right answer to the impossible.
        let bytes = sealed
            .and_then(|sealed| sealed.try_into().ok())
            .expect("32 bytes are sealed");
        WrappedKey(bytes)
    }

    /// Opens a wrapped secret.
    pub(crate) fn unwrap(&self, bound: &[u8], wrapped: &[u8]) -> Result<Secret, CannotOpen> {
        let clear = self.open(bound, wrapped)?;
        let bytes: &[u8; 32] = clear.as_slice().try_into().map_err(|_| CannotOpen)?;
        Ok(Secret::new(*bytes))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("hidden")
    }
}

/// A key sealed by the key above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrappedKey([u8; WRAPPED_KEY_BYTES]);

impl WrappedKey {
    /// The bytes to store.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; WRAPPED_KEY_BYTES] {
        &self.0
    }

    /// The bytes to store, as a vector.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.0.to_vec()
    }
}

/// The key of the whole instance. It is kept outside the database and wraps the keys of trees.
#[derive(Debug)]
pub struct InstanceKey(Secret);

impl InstanceKey {
    /// The key with these 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Seals a secret that is no key, such as what somebody signs in with; `bound` says whose it
    /// is and what for. The nonce is random and used once. `None` beyond 256 GiB.
    #[must_use]
    pub fn seal_secret(&self, nonce: &[u8; 24], bound: &[u8], clear: &[u8]) -> Option<Vec<u8>> {
        self.0.seal(nonce, bound, &[clear])
    }

    /// Opens what [`InstanceKey::seal_secret`] made, when `bound` is the same.
    ///
    /// # Errors
    /// [`CannotOpen`] when it was changed, or sealed with another key or for something else.
    pub fn open_secret(
        &self,
        bound: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        self.0.open(bound, sealed)
    }
}

/// The key of one tree: of a family, or of one person's private tree. It wraps the keys of
/// bodies, so that destroying it erases the whole tree.
#[derive(Debug)]
pub struct FamilyKey(Secret);

impl FamilyKey {
    /// The key with these 32 random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// Wraps the key of the tree `origin`. The nonce is random and used once.
    #[must_use]
    pub fn wrap(&self, instance: &InstanceKey, origin: Origin, nonce: &[u8; 24]) -> WrappedKey {
        instance.0.wrap(nonce, &Self::bound(origin), &self.0)
    }

    /// Opens the wrapped key of the tree `origin`.
    ///
    /// # Errors
    /// When the bytes are not what [`FamilyKey::wrap`] made with this instance key and origin.
    pub fn unwrap(
        wrapped: &[u8],
        instance: &InstanceKey,
        origin: Origin,
    ) -> Result<Self, CannotOpen> {
        instance.0.unwrap(&Self::bound(origin), wrapped).map(Self)
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    fn bound(origin: Origin) -> Vec<u8> {
        format!("parenthesis/family-key@v1\n{origin}\n").into_bytes()
    }
}

/// The Ed25519 key that signs the checkpoints of one tree (or of an instance).
#[derive(Debug)]
pub struct SigningKey(Secret);

impl SigningKey {
    /// The key made of this 32-byte seed (RFC 8032, section 5.1.5).
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        Self(Secret::new(seed))
    }

    /// Wraps the signing key of the tree `origin`. The nonce is random and used once.
    #[must_use]
    pub fn wrap(&self, instance: &InstanceKey, origin: Origin, nonce: &[u8; 24]) -> WrappedKey {
        instance.0.wrap(nonce, &Self::bound(origin), &self.0)
    }

    /// Opens the wrapped signing key of the tree `origin`.
    ///
    /// # Errors
    /// When the bytes are not what [`SigningKey::wrap`] made with this instance key and origin.
    pub fn unwrap(
        wrapped: &[u8],
        instance: &InstanceKey,
        origin: Origin,
    ) -> Result<Self, CannotOpen> {
        instance.0.unwrap(&Self::bound(origin), wrapped).map(Self)
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0
    }

    fn bound(origin: Origin) -> Vec<u8> {
        format!("parenthesis/signing-key@v1\n{origin}\n").into_bytes()
    }
}

/// The randomness for sealing one body or attachment: 112 bytes, used once and wiped.
///
/// It cannot be copied, so that no nonce serves twice by accident.
pub struct Entropy {
    pub(crate) salt: Zeroizing<[u8; 32]>,
    pub(crate) body_key: Secret,
    pub(crate) nonce: [u8; NONCE_BYTES],
    pub(crate) wrap_nonce: [u8; NONCE_BYTES],
}

impl Entropy {
    /// How many random bytes are needed.
    pub const BYTES: usize = 112;

    /// Takes 112 bytes from a cryptographic random source: salt (32), body key (32), nonce of
    /// the body (24), nonce of the wrapped key (24).
    #[must_use]
    pub fn from_bytes(bytes: [u8; Self::BYTES]) -> Self {
        let bytes = Zeroizing::new(bytes);
        let (mut salt, mut body_key) = (Zeroizing::new([0; 32]), Secret::new([0; 32]));
        let (mut nonce, mut wrap_nonce) = ([0; NONCE_BYTES], [0; NONCE_BYTES]);
        salt.copy_from_slice(&bytes[..32]);
        body_key.0.copy_from_slice(&bytes[32..64]);
        nonce.copy_from_slice(&bytes[64..88]);
        wrap_nonce.copy_from_slice(&bytes[88..]);
        Self {
            salt,
            body_key,
            nonce,
            wrap_nonce,
        }
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy(hidden)")
    }
}
