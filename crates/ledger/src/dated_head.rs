//! Dated heads: the log's word that a size was the newest at a time, as e-mails carry it.
//! Pure: the time is handed in. That no entry is recorded under an earlier time afterwards is
//! the caller's duty.

use std::fmt;

use crate::{
    Checkpoint, CheckpointError, EntryTime, Origin, SignatureError, Signer, VerifierKey,
    signatures::{Signed, verify_log},
};

/// The first line of a dated head.
pub const DATED_HEAD_FORMAT: &str = "parenthesis/newest@v1";

/// A size that was the newest at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DatedHead {
    /// When, by the log's clock.
    pub time: EntryTime,
    /// The tree, its size and its root.
    pub checkpoint: Checkpoint,
}

impl DatedHead {
    /// What a signed note says, without asking who has signed it: to find out which tree, and so
    /// which key, it is about.
    ///
    /// # Errors
    /// When it is no signed note, or its text is not a dated head of a tree of this record.
    pub fn claimed(note: &[u8]) -> Result<Self, CheckpointError> {
        Self::read(&Signed::read(note)?.text)
    }

    /// Reads a note's text.
    fn read(text: &[u8]) -> Result<Self, CheckpointError> {
        let read = || {
            let text = std::str::from_utf8(text).ok()?;
            let text = text.strip_prefix(DATED_HEAD_FORMAT)?.strip_prefix('\n')?;
            let (time, checkpoint) = text.split_once('\n')?;
            Some((time.parse().ok()?, checkpoint))
        };
        let (time, checkpoint) = read().ok_or(CheckpointError::Malformed)?;
        let checkpoint = Checkpoint::read(checkpoint.as_bytes())?;
        Ok(Self { time, checkpoint })
    }
}

impl fmt::Display for DatedHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{DATED_HEAD_FORMAT}\n{}\n{}", self.time, self.checkpoint)
    }
}

/// Signs a dated head: a note with one signature. The same arguments give the same bytes.
#[must_use]
pub fn dated_head(head: &DatedHead, signer: &Signer) -> Vec<u8> {
    let text = head.to_string();
    let line = signer.line(&text);
    format!("{text}\n{line}").into_bytes()
}

/// Checks that `note` is a dated head of this tree with exactly one signature, by this key.
///
/// # Errors
/// When it is no dated head, of another tree, or signed otherwise.
pub fn verify_dated_head(
    note: &[u8],
    origin: Origin,
    key: &VerifierKey,
) -> Result<DatedHead, SignatureError> {
    let read = Signed::read(note)?;
    verify_log(&read, key)?;
    match DatedHead::read(&read.text)? {
        head if head.checkpoint.origin == origin => Ok(head),
        _ => Err(CheckpointError::OtherTree.into()),
    }
}
