//! The bytes of a backup: a header, then segments sealed one after the other, so that neither
//! sealing nor opening needs more memory than one segment. `docs/backup.md` specifies them.
//! Touches the reader and writer that it is handed.

use aead_stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// The first line of every backup.
pub const FORMAT: &[u8; 22] = b"parenthesis/backup@v1\n";
const SALT: usize = 32;
const NONCE: usize = 19;
const HEADER: usize = FORMAT.len() + SALT + NONCE;
/// Clear bytes in each segment but the last, which has fewer or as many, and at least none.
const SEGMENT: usize = 64 * 1024;
const TAG: usize = 16;

/// Why a backup cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file does not begin as a backup does.
    #[error("it is no backup: it does not begin with the line parenthesis/backup@v1")]
    NoBackup,
    /// A segment does not open.
    #[error(
        "it does not open: the key is another one than that with which the backup was made, or \
         the file was changed or is not whole"
    )]
    Closed,
    /// There is more than a backup can hold.
    #[error("it is too large to be sealed")]
    TooLarge,
}

/// The random bytes of one backup.
pub struct Fresh {
    salt: [u8; SALT],
    nonce: [u8; NONCE],
}

impl Fresh {
    /// Fresh random bytes.
    ///
    /// # Errors
    /// When the system gives none.
    pub fn random() -> io::Result<Self> {
        let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
        getrandom::fill(&mut salt).map_err(io::Error::other)?;
        getrandom::fill(&mut nonce).map_err(io::Error::other)?;
        Ok(Self { salt, nonce })
    }

    fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        let bytes = FORMAT.iter().chain(&self.salt).chain(&self.nonce);
        for (place, byte) in header.iter_mut().zip(bytes) {
            *place = *byte;
        }
        header
    }

    fn cipher(&self, instance_key: &[u8; 32]) -> XChaCha20Poly1305 {
        // HMAC fills a short key up with zeros to one block (RFC 2104, section 2).
        let mut block = Zeroizing::new([0; 64]);
        block[..instance_key.len()].copy_from_slice(instance_key);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&(*block).into());
        mac.update(b"parenthesis/backup-key@v1\n");
        mac.update(&self.salt);
        XChaCha20Poly1305::new(&mac.finalize().into_bytes())
    }
}

/// Seals everything that can be read. Returns how many bytes were written.
///
/// # Errors
/// When reading or writing fails, or there are more than 2^32 segments.
pub fn seal(
    instance_key: &[u8; 32],
    fresh: &Fresh,
    from: &mut impl Read,
    to: &mut impl Write,
) -> Result<u64, SealError> {
    let header = fresh.header();
    to.write_all(&header)?;
    let mut stream = EncryptorBE32::from_aead(fresh.cipher(instance_key), &fresh.nonce.into());
    let mut written = length(header.len());
    let mut next = segment(from, SEGMENT)?;
    loop {
        let clear = next;
        next = Zeroizing::new(Vec::new());
        if clear.len() == SEGMENT {
            next = segment(from, SEGMENT)?;
        }
        let payload = Payload {
            msg: &clear,
            aad: &header,
        };
        if next.is_empty() {
            let sealed = stream
                .encrypt_last(payload)
                .map_err(|_| SealError::TooLarge)?;
            to.write_all(&sealed)?;
            return Ok(written + length(sealed.len()));
        }
        let sealed = stream
            .encrypt_next(payload)
            .map_err(|_| SealError::TooLarge)?;
        to.write_all(&sealed)?;
        written += length(sealed.len());
    }
}

/// Opens a backup. What was written is whole and unchanged only when this returns without an
/// error. Returns how many clear bytes there are.
///
/// # Errors
/// When the file is no backup, was changed or cut, or was made with another key.
pub fn open(
    instance_key: &[u8; 32],
    from: &mut impl Read,
    to: &mut impl Write,
) -> Result<u64, SealError> {
    let header = segment(from, HEADER)?;
    let header: &[u8; HEADER] = header
        .as_slice()
        .try_into()
        .map_err(|_| SealError::NoBackup)?;
    let rest = header.strip_prefix(FORMAT).ok_or(SealError::NoBackup)?;
    let (salt, nonce) = rest.split_first_chunk().ok_or(SealError::NoBackup)?;
    let nonce = nonce.try_into().map_err(|_| SealError::NoBackup)?;
    let fresh = Fresh { salt: *salt, nonce };
    let mut stream = DecryptorBE32::from_aead(fresh.cipher(instance_key), &fresh.nonce.into());
    let mut written = 0;
    let mut next = segment(from, SEGMENT + TAG)?;
    loop {
        let sealed = next;
        next = Zeroizing::new(Vec::new());
        if sealed.len() == SEGMENT + TAG {
            next = segment(from, SEGMENT + TAG)?;
        }
        let payload = Payload {
            msg: &sealed,
            aad: header,
        };
        if next.is_empty() {
            let clear = stream
                .decrypt_last(payload)
                .map_err(|_| SealError::Closed)?;
            to.write_all(&clear)?;
            return Ok(written + length(clear.len()));
        }
        let clear = stream
            .decrypt_next(payload)
            .map_err(|_| SealError::Closed)?;
        to.write_all(&clear)?;
        written += length(clear.len());
    }
}

fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// The next bytes, as many as asked for unless the end comes before.
fn segment(from: &mut impl Read, bytes: usize) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut segment = Zeroizing::new(Vec::with_capacity(bytes));
    from.take(length(bytes)).read_to_end(&mut segment)?;
    Ok(segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn sealed(clear: &[u8]) -> Vec<u8> {
        let fresh = Fresh {
            salt: [1; SALT],
            nonce: [2; NONCE],
        };
        let mut bytes = Vec::new();
        let written = seal(&KEY, &fresh, &mut &*clear, &mut bytes).unwrap();
        assert_eq!(written, length(bytes.len()));
        bytes
    }

    fn opened(key: &[u8; 32], mut bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut clear = Vec::new();
        open(key, &mut bytes, &mut clear).map(|_| clear)
    }

    #[test]
    fn what_was_sealed_opens_at_every_length_around_a_segment() {
        for length in [
            0,
            1,
            SEGMENT - 1,
            SEGMENT,
            SEGMENT + 1,
            2 * SEGMENT,
            3 * SEGMENT + 5,
        ] {
            let clear: Vec<u8> = (0..=250).cycle().take(length).collect();
            let bytes = sealed(&clear);
            let segments = length.div_ceil(SEGMENT).max(1);
            assert_eq!(bytes.len(), HEADER + length + segments * TAG);
            assert_eq!(opened(&KEY, &bytes).unwrap(), clear);
            assert!(matches!(opened(&[8; 32], &bytes), Err(SealError::Closed)));
        }
    }

    #[test]
    fn no_byte_can_be_changed_cut_or_added() {
        let bytes = sealed(&[5; 100]);
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(opened(&KEY, &changed).is_err(), "byte {at}");
            assert!(opened(&KEY, &bytes[..at]).is_err(), "cut at {at}");
        }
        assert!(opened(&KEY, &[&bytes[..], b"x"].concat()).is_err());
    }

    #[test]
    fn segments_cannot_be_left_out_doubled_or_exchanged() {
        let clear: Vec<u8> = (0..=250).cycle().take(3 * SEGMENT).collect();
        let bytes = sealed(&clear);
        let (header, body) = bytes.split_at(HEADER);
        let parts: Vec<&[u8]> = body.chunks(SEGMENT + TAG).collect();
        let whole: Vec<usize> = (0..parts.len()).collect();
        for order in [
            &[0, 1][..],
            &[1, 2],
            &[0, 2],
            &[1, 0, 2],
            &[0, 1, 1, 2],
            &[0, 1, 2, 2],
            &[2],
        ] {
            assert_ne!(order, whole);
            let parts = order.iter().flat_map(|index| parts[*index]);
            let bytes: Vec<u8> = header.iter().chain(parts).copied().collect();
            assert!(opened(&KEY, &bytes).is_err(), "{order:?}");
        }
    }
}
