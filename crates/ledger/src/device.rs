//! Devices of an author: their keys, and their word for an entry.
//! Pure. Which device belongs to whom is said by entries of the record, not here.

use std::{fmt, str::FromStr};

use ed25519_dalek::Signer as _;
use sha2::{Digest, Sha256};

use crate::{
    Origin, SigningKey, Statement, ValueError,
    lines::{array_of, base64},
    note_key,
};

const WANTED_DEVICE: &str = "an Ed25519 public key: 32 bytes in padded standard base64 (44 \
     characters), not of small order";

/// The public key of a device: Ed25519, 32 bytes, in text as padded standard base64.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceKey([u8; 32]);

impl DeviceKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// When they are no point of the curve, or one of small order, for which signatures that
    /// nobody made would hold.
    pub fn new(bytes: [u8; 32]) -> Result<Self, ValueError> {
        let strong = note_key::strong(&bytes).map(|_| Self(bytes));
        strong.ok_or(ValueError {
            wanted: WANTED_DEVICE,
        })
    }

    /// The public half of a device's key.
    #[must_use]
    pub fn of(key: &SigningKey) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(key.secret().bytes());
        Self(key.verifying_key().to_bytes())
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base64(&self.0))
    }
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceKey({self})")
    }
}

impl FromStr for DeviceKey {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let bytes = array_of(text).ok_or(ValueError {
            wanted: WANTED_DEVICE,
        })?;
        Self::new(bytes)
    }
}

/// The name under which a device cosigns checkpoints of a tree: the origin, `/device/`, and the
/// first 16 hexadecimal digits of the SHA-256 of its public key.
#[must_use]
pub fn device_name(origin: Origin, key: &DeviceKey) -> String {
    let digest = Sha256::digest(key.as_bytes());
    let digits: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{origin}/device/{digits}")
}

/// A device's word that the author is the author: its key and its signature over
/// [`Statement::signed_bytes`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DeviceVoucher {
    /// The key of the device.
    pub key: DeviceKey,
    /// The Ed25519 signature. A [`crate::Leaf`] is never made with one that does not hold.
    pub signature: [u8; 64],
}

impl DeviceVoucher {
    /// Signs what an author states, as a device does.
    #[must_use]
    pub fn sign(statement: &Statement, key: &SigningKey) -> Self {
        let signer = ed25519_dalek::SigningKey::from_bytes(key.secret().bytes());
        Self {
            key: DeviceKey::of(key),
            signature: signer.sign(&statement.signed_bytes()).to_bytes(),
        }
    }

    /// Whether the device has signed this statement.
    #[must_use]
    pub fn holds_for(&self, statement: &Statement) -> bool {
        note_key::signed(
            self.key.as_bytes(),
            &statement.signed_bytes(),
            &self.signature,
        )
    }

    /// Reads the two words that stand after `device` in a leaf.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let (key, signature) = words.split_once(' ')?;
        Some(Self {
            key: key.parse().ok()?,
            signature: array_of(signature)?,
        })
    }
}

impl fmt::Display for DeviceVoucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.key, base64(&self.signature))
    }
}

impl fmt::Debug for DeviceVoucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeviceVoucher({self})")
    }
}
