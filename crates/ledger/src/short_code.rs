//! A checkpoint as eight characters, for two people who compare by eye or by telephone. Pure.

use sha2::{Digest, Sha256};

use crate::Checkpoint;

/// Crockford's base 32: no I, L, O or U, which are misread or misheard.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The first 40 bits of the SHA-256 of the checkpoint's text, as in `7K2M-Q0XD`.
///
/// It is a help for people: two checkpoints that differ have the same code by chance once in
/// 2^40 times, and by intent sooner. Programs compare the checkpoints themselves.
#[must_use]
pub fn short_code(checkpoint: &Checkpoint) -> String {
    let digest = Sha256::digest(checkpoint.to_string());
    let bits = digest
        .iter()
        .take(5)
        .fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    let mut code = String::with_capacity(9);
    for place in (0..8).rev() {
        let digit = usize::try_from((bits >> (5 * place)) & 31).unwrap_or(0);
        code.push(char::from(ALPHABET[digit]));
        if place == 4 {
            code.push('-');
        }
    }
    code
}
