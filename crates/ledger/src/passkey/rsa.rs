//! RSASSA-PKCS1-v1_5 with SHA-256, verifying only (RFC 8017, section 8.2.2). Pure.
//!
//! The signature is raised to the public exponent, and the outcome is compared whole with the
//! one encoding of the message's hash that is right. Nothing of the outcome is parsed, so
//! there is no room for the forgeries that loose parsers allowed. Everything here is public, so
//! time tells nobody a secret.

use crypto_bigint::{
    BoxedUint, Odd,
    modular::{BoxedMontyForm, BoxedMontyParams},
};
use sha2::{Digest, Sha256};

use super::KeyFault;

const MIN_BITS: u32 = 2048;
const MAX_BITS: u32 = 4096;
const MAX_BYTES: usize = 512;

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

/// The content of the algorithm identifier: `rsaEncryption`, no parameters.
const RSA_ENCRYPTION: [u8; 13] = [
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

/// The DER of a `DigestInfo` for SHA-256, up to the hash (RFC 8017, section 9.2).
const SHA256_INFO: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// An RSA public key of 2048 to 4096 bits.
#[derive(Debug)]
pub(super) struct RsaKey {
    modulus: Odd<BoxedUint>,
    /// How many bytes the modulus, and so each signature, has.
    bytes: usize,
    exponent: u32,
}

/// The content of the element at the beginning, which has this tag, and what stands behind it.
/// Lengths have one spelling.
fn element(tag: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<2>()?;
    let (length, rest) = match head[1] {
        short if short < 0x80 => (usize::from(short), rest),
        0x81 => {
            let (length, rest) = rest.split_first()?;
            (usize::from(*length).checked_sub(0x80)? + 0x80, rest)
        }
        0x82 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            let length = usize::from(u16::from_be_bytes(*length));
            (length.checked_sub(0x100)? + 0x100, rest)
        }
        _ => return None,
    };
    (head[0] == tag).then(|| rest.split_at_checked(length))?
}

/// The bytes of the positive number at the beginning, without a leading zero.
fn positive(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (content, rest) = element(INTEGER, bytes)?;
    let number = match content {
        // A zero stands in front only where the number would else be read as negative.
        [0, number @ ..] => number
            .first()
            .filter(|first| **first >= 0x80)
            .map(|_| number)?,
        [first, ..] if *first < 0x80 => content,
        _ => return None,
    };
    Some((number, rest))
}

/// Modulus and exponent of a `SubjectPublicKeyInfo`, which is read to its last byte.
fn numbers(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (info, behind_info) = element(SEQUENCE, der)?;
    let (algorithm, key) = element(SEQUENCE, info)?;
    let (key, behind_key) = element(BIT_STRING, key)?;
    let (unused_bits, key) = key.split_first()?;
    let (pair, behind_pair) = element(SEQUENCE, key)?;
    let (modulus, exponent) = positive(pair)?;
    let (exponent, behind) = positive(exponent)?;
    let behind = [behind_info, behind_key, behind_pair, behind].concat();
    let right = algorithm == RSA_ENCRYPTION && *unused_bits == 0 && behind.is_empty();
    right.then_some((modulus, exponent))
}

impl RsaKey {
    /// Reads a key, DER SubjectPublicKeyInfo.
    pub(super) fn read(der: &[u8]) -> Result<Self, KeyFault> {
        let (modulus, exponent) = numbers(der).ok_or(KeyFault::Spelling)?;
        if exponent.len() > 4 || modulus.len() > MAX_BYTES {
            return Err(KeyFault::Strength);
        }
        let bytes = modulus.len();
        let exponent = exponent
            .iter()
            .fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
        let modulus = number(modulus).ok_or(KeyFault::Strength)?;
        let strong = (MIN_BITS..=MAX_BITS).contains(&modulus.bits());
        if !strong || exponent < 3 || exponent.is_multiple_of(2) {
            return Err(KeyFault::Strength);
        }
        let modulus = Odd::new(modulus).into_option().ok_or(KeyFault::Strength)?;
        Ok(Self {
            modulus,
            bytes,
            exponent,
        })
    }

    /// Whether this is the signature of the message's SHA-256 by this key.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let Some(signature) = number(signature).filter(|_| signature.len() == self.bytes) else {
            return false;
        };
        let (Some(expected), true) = (self.encoded(message), signature < *self.modulus) else {
            return false;
        };
        let params = BoxedMontyParams::new_vartime(self.modulus.clone());
        let exponent = BoxedUint::from(self.exponent);
        let raised = BoxedMontyForm::new(signature, &params).pow(&exponent);
        raised.retrieve() == expected
    }

    /// The one right encoding of the message's hash: `00 01 FF … FF 00`, what hash it is, and
    /// the hash.
    fn encoded(&self, message: &[u8]) -> Option<BoxedUint> {
        let hash = Sha256::digest(message);
        let fill = self.bytes.checked_sub(3 + SHA256_INFO.len() + hash.len())?;
        let mut encoded = vec![0, 1];
        encoded.resize(2 + fill, 0xff);
        encoded.push(0);
        encoded.extend_from_slice(&SHA256_INFO);
        encoded.extend_from_slice(&hash);
        number(&encoded)
    }
}

/// The number that these big-endian bytes stand for, with room for the largest modulus.
fn number(bytes: &[u8]) -> Option<BoxedUint> {
    BoxedUint::from_be_slice(bytes, MAX_BITS).ok()
}
