//! Public keys of passkeys: DER SubjectPublicKeyInfo (RFC 5280, 5480, 8410, 3279). Pure.
//!
//! Of each key there is one spelling. The two curves have keys of one length behind a fixed
//! beginning, so that nothing needs to be parsed; for RSA there are two numbers to read.

use p256::ecdsa::signature::Verifier as _;

use super::rsa::RsaKey;
use crate::note_key;

/// The most bytes of a public key: an RSA key of 4096 bits with a large exponent.
pub const MAX_PUBLIC_KEY_BYTES: usize = 600;

/// `id-ecPublicKey`, `prime256v1`, a bit string of 65 bytes, an uncompressed point.
const P256_LEAD: [u8; 27] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
];

/// `id-Ed25519`, a bit string of 32 bytes.
const ED25519_LEAD: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// How a passkey signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256; COSE -7.
    Es256,
    /// Ed25519; COSE -8.
    Ed25519,
    /// RSASSA-PKCS1-v1_5 with SHA-256, keys of 2048 to 4096 bits; COSE -257.
    Rs256,
}

impl Algorithm {
    /// The algorithm with this COSE number.
    #[must_use]
    pub const fn from_cose(number: i64) -> Option<Self> {
        match number {
            -7 => Some(Self::Es256),
            -8 => Some(Self::Ed25519),
            -257 => Some(Self::Rs256),
            _ => None,
        }
    }

    /// Its COSE number.
    #[must_use]
    pub const fn cose(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::Ed25519 => -8,
            Self::Rs256 => -257,
        }
    }
}

/// Why a public key is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// It is not spelled as it must be.
    #[error("it is not DER SubjectPublicKeyInfo of the algorithm that the assertion names")]
    Spelling,
    /// It is no point of the curve, or one of small order.
    #[error("it is not a usable point of the curve")]
    Point,
    /// It is too small or too large.
    #[error("an RSA key must have 2048 to 4096 bits and an odd exponent from 3 to 4294967295")]
    Strength,
}

/// The public key of a passkey, which can check what the passkey signs.
#[derive(Debug)]
pub struct PublicKey(Inner);

#[derive(Debug)]
enum Inner {
    Es256(Box<p256::ecdsa::VerifyingKey>),
    Ed25519([u8; 32]),
    Rs256(Box<RsaKey>),
}

impl PublicKey {
    /// Reads a key of this algorithm.
    ///
    /// # Errors
    /// When it is not spelled as DER asks, has bytes behind it, or is weak.
    pub fn read(algorithm: Algorithm, der: &[u8]) -> Result<Self, KeyFault> {
        match algorithm {
            Algorithm::Es256 => {
                let point = der.strip_prefix(&P256_LEAD).ok_or(KeyFault::Spelling)?;
                let point: &[u8; 64] = point.try_into().map_err(|_| KeyFault::Spelling)?;
                let mut encoded = [4; 65];
                encoded[1..].copy_from_slice(point);
                let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&encoded);
                let key = key.map_err(|_| KeyFault::Point)?;
                Ok(Self(Inner::Es256(Box::new(key))))
            }
            Algorithm::Ed25519 => {
                let key = der.strip_prefix(&ED25519_LEAD).ok_or(KeyFault::Spelling)?;
                let key: [u8; 32] = key.try_into().map_err(|_| KeyFault::Spelling)?;
                note_key::strong(&key).ok_or(KeyFault::Point)?;
                Ok(Self(Inner::Ed25519(key)))
            }
            Algorithm::Rs256 => RsaKey::read(der).map(|key| Self(Inner::Rs256(Box::new(key)))),
        }
    }

    /// Whether the passkey has signed this message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match &self.0 {
            Inner::Es256(key) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Inner::Ed25519(key) => signature
                .try_into()
                .is_ok_and(|signature| note_key::signed(key, message, signature)),
            Inner::Rs256(key) => key.verifies(message, signature),
        }
    }
}
