//! Proofs that stand by themselves (C2SP tlog-proof): an index, a proof of inclusion and a
//! checkpoint, with extra data before them. Reading and writing only; nothing is verified here.
//! Pure; bounded by `MAX_RECEIPT_BYTES`.

use crate::{
    Hash, LineError, MAX_CHECKPOINT_BYTES, MAX_PROOF_HASHES, MAX_RECEIPT_BYTES, Sequence,
    lines::{Lines, base64, bytes_of},
};

/// The first line of every proof of this edition.
pub const TLOG_PROOF_FORMAT: &str = "c2sp.org/tlog-proof@v1";

const WANTED_EXTRA: &str = "`extra ` and bytes in padded standard base64";
const WANTED_INDEX: &str =
    "`index ` and a decimal number without leading zeros, less than 9007199254740991";
const WANTED_HASH: &str =
    "at most 54 hashes (32 bytes in padded standard base64, 44 characters), then an empty line";
const WANTED_CHECKPOINT: &str = "a checkpoint of 1 to 131072 bytes";

/// A proof that stands by itself, as read. Nothing in it is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Data of the application, which the proof does not cover.
    pub extra: Option<Vec<u8>>,
    /// The entry's place, counted from 0.
    pub index: Sequence,
    /// From the leaf's sibling up to the root's child; at most [`MAX_PROOF_HASHES`].
    pub inclusion: Vec<Hash>,
    /// The signed note; at most [`MAX_CHECKPOINT_BYTES`].
    pub checkpoint: Vec<u8>,
}

impl TlogProof {
    /// Reads a proof. Accepts exactly the bytes that [`TlogProof::to_bytes`] writes.
    ///
    /// # Errors
    /// With the line (from 1) and what would be right there.
    pub fn read(bytes: &[u8]) -> Result<Self, LineError> {
        if bytes.len() > MAX_RECEIPT_BYTES {
            return Err(LineError {
                line: 1,
                wanted: "a proof of at most 2097152 bytes",
            });
        }
        let mut lines = Lines::of(bytes)?;
        lines.exactly(TLOG_PROOF_FORMAT, "`c2sp.org/tlog-proof@v1`")?;
        let extra = match lines.rest.strip_prefix("extra ") {
            None => None,
            Some(_) => {
                let line = lines.next(WANTED_EXTRA)?;
                let extra = line.strip_prefix("extra ").and_then(bytes_of);
                Some(extra.ok_or_else(|| lines.wrong(WANTED_EXTRA))?)
            }
        };
        let index = lines.number("index ", WANTED_INDEX)?;
        let index = Sequence::new(index).ok_or_else(|| lines.wrong(WANTED_INDEX))?;
        let inclusion = lines.hashes(MAX_PROOF_HASHES, WANTED_HASH)?;
        let checkpoint = lines.rest.as_bytes().to_vec();
        if checkpoint.is_empty() || checkpoint.len() > MAX_CHECKPOINT_BYTES {
            return Err(lines.wrong_next(WANTED_CHECKPOINT));
        }
        Ok(Self {
            extra,
            index,
            inclusion,
            checkpoint,
        })
    }

    /// The bytes of the proof.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("{TLOG_PROOF_FORMAT}\n");
        if let Some(extra) = &self.extra {
            text.push_str("extra ");
            text.push_str(&base64(extra));
            text.push('\n');
        }
        text.push_str(&format!("index {}\n", self.index));
        for hash in &self.inclusion {
            text.push_str(&format!("{hash}\n"));
        }
        text.push('\n');
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.checkpoint);
        bytes
    }
}
