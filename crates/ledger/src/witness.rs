//! A witness of other people's trees (C2SP tlog-witness): what it makes of a request to cosign.
//! Pure. The witness keeps its newest state for each tree, hands it in, and stores the new one
//! durably before it answers; both under one lock, so that no two requests meet.

use crate::{
    Checkpoint, Cosigner, Hash, LineError, MAX_CHECKPOINT_BYTES, Origin, Seen, VerifierKey,
    check_consistency, cosign, lines::Lines, verify_checkpoint,
};

/// The most hashes in a request (C2SP tlog-witness).
pub const MAX_REQUEST_HASHES: usize = 63;

/// The most bytes of a request: an old size, hashes, an empty line and a checkpoint.
pub const MAX_REQUEST_BYTES: usize = 32 + MAX_REQUEST_HASHES * 45 + MAX_CHECKPOINT_BYTES;

const WANTED_OLD: &str = "`old ` and a decimal number without leading zeros";
const WANTED_HASH: &str =
    "at most 63 hashes (32 bytes in padded standard base64, 44 characters), then an empty line";
const WANTED_CHECKPOINT: &str = "a checkpoint: an origin, a size and a root, each on its line, \
     an empty line, and signatures";
const WANTED_OLD_SMALLER: &str = "an old size that is not greater than that of the checkpoint";

/// A request to cosign a checkpoint, as read. Nothing in it is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// The size that the witness is believed to have cosigned last.
    pub old_size: u64,
    /// The proof that the tree of that size is the beginning of the new one; at most
    /// [`MAX_REQUEST_HASHES`].
    pub proof: Vec<Hash>,
    /// The signed note.
    pub checkpoint: Vec<u8>,
}

/// Why a witness does not cosign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WitnessRefusal {
    /// The request is not spelled as it must be.
    #[error("{0}")]
    Malformed(LineError),
    /// The checkpoint is of a tree that this witness does not know.
    #[error("this witness knows no such log")]
    UnknownLog,
    /// No key of the log that this witness trusts has signed, or one of its signatures does not
    /// hold.
    #[error("the checkpoint is not signed by a key that this witness trusts for this log")]
    Unsigned,
    /// The witness has another size in mind, or another root at this size.
    #[error("this witness has cosigned size {size} last, and nothing that contradicts it")]
    Conflict {
        /// The size that it has cosigned last.
        size: u64,
    },
    /// The new tree does not follow from the old one.
    #[error("the proof does not show that this tree grew out of the one cosigned last")]
    Inconsistent,
}

impl WitnessRefusal {
    /// The status of the HTTP answer: 400, 403, 404, 409 or 422.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed(_) => 400,
            Self::Unsigned => 403,
            Self::UnknownLog => 404,
            Self::Conflict { .. } => 409,
            Self::Inconsistent => 422,
        }
    }

    /// The `Content-Type` and the body of the HTTP answer: for a conflict the size that was
    /// cosigned last, else a sentence.
    #[must_use]
    pub fn answer(self) -> (&'static str, String) {
        match self {
            Self::Conflict { size } => ("text/x.tlog.size", format!("{size}\n")),
            Self::Malformed(_) | Self::UnknownLog | Self::Unsigned | Self::Inconsistent => {
                ("text/plain; charset=utf-8", format!("{self}\n"))
            }
        }
    }
}

impl AddCheckpoint {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// [`WitnessRefusal::Malformed`] with the line and what would be right there;
    /// [`WitnessRefusal::UnknownLog`] when the checkpoint is not of a tree of any such record.
    pub fn read(bytes: &[u8]) -> Result<Self, WitnessRefusal> {
        let read = Self::parse(bytes).map_err(WitnessRefusal::Malformed)?;
        read.claimed()?;
        Ok(read)
    }

    fn parse(bytes: &[u8]) -> Result<Self, LineError> {
        if bytes.len() > MAX_REQUEST_BYTES {
            return Err(LineError {
                line: 1,
                wanted: "a request of at most 133939 bytes",
            });
        }
        let mut lines = Lines::of(bytes)?;
        let old_size = lines.number("old ", WANTED_OLD)?;
        let proof = lines.hashes(MAX_REQUEST_HASHES, WANTED_HASH)?;
        let checkpoint = lines.rest.as_bytes().to_vec();
        if checkpoint.is_empty() || checkpoint.len() > MAX_CHECKPOINT_BYTES {
            return Err(lines.wrong_next(WANTED_CHECKPOINT));
        }
        Ok(Self {
            old_size,
            proof,
            checkpoint,
        })
    }

    /// The bytes of the request.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = format!("old {}\n", self.old_size);
        for hash in &self.proof {
            text.push_str(&format!("{hash}\n"));
        }
        text.push('\n');
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.checkpoint);
        bytes
    }

    /// The tree that the request is about, by its own word: whose keys and state to look up.
    ///
    /// # Errors
    /// As [`AddCheckpoint::read`].
    pub fn origin(&self) -> Result<Origin, WitnessRefusal> {
        self.claimed().map(|checkpoint| checkpoint.origin)
    }

    fn claimed(&self) -> Result<Checkpoint, WitnessRefusal> {
        Checkpoint::claimed(&self.checkpoint).map_err(|error| match error {
            crate::CheckpointError::OtherTree => WitnessRefusal::UnknownLog,
            crate::CheckpointError::NotANote
            | crate::CheckpointError::Malformed
            | crate::CheckpointError::Unsigned => self.malformed(WANTED_CHECKPOINT),
        })
    }

    /// The fault of the checkpoint's first line.
    fn malformed(&self, wanted: &'static str) -> WitnessRefusal {
        let before = u32::try_from(self.proof.len()).unwrap_or(u32::MAX);
        WitnessRefusal::Malformed(LineError {
            line: before.saturating_add(3),
            wanted,
        })
    }
}

/// That a witness may cosign, once it has stored the new state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "store the new state durably, then cosign"]
pub struct Update {
    checkpoint: Checkpoint,
}

impl Update {
    /// The state to store durably before anything is answered.
    #[must_use]
    pub const fn state(&self) -> Seen {
        Seen {
            size: self.checkpoint.size,
            root: self.checkpoint.root,
        }
    }

    /// What is to be cosigned.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The body of the answer: one signature line. `seconds` since 1970.
    #[must_use]
    pub fn cosign(&self, seconds: u64, cosigner: &Cosigner) -> String {
        cosign(&self.checkpoint, seconds, cosigner)
    }
}

/// Decides on a request. `keys` are those that the witness trusts for this tree, none when it
/// does not know the tree. `state` is the size and root that it cosigned last, or
/// [`Seen::NOTHING`].
///
/// # Errors
/// With the reason not to cosign, in the order in which C2SP tlog-witness asks.
pub fn consider(
    request: &AddCheckpoint,
    keys: &[VerifierKey],
    state: Seen,
) -> Result<Update, WitnessRefusal> {
    let checkpoint = request.claimed()?;
    if keys.is_empty() {
        return Err(WitnessRefusal::UnknownLog);
    }
    let note = &request.checkpoint;
    let signed = |key| verify_checkpoint(note, checkpoint.origin, key) == Ok(checkpoint);
    if !keys.iter().any(signed) {
        return Err(WitnessRefusal::Unsigned);
    }
    if request.old_size > checkpoint.size {
        return Err(WitnessRefusal::Malformed(LineError {
            line: 1,
            wanted: WANTED_OLD_SMALLER,
        }));
    }
    let conflict = WitnessRefusal::Conflict { size: state.size };
    let same_size = checkpoint.size == state.size;
    if request.old_size != state.size || (same_size && checkpoint.root != state.root) {
        return Err(conflict);
    }
    // Every tree grows out of the empty one, and there is nothing to prove of it.
    let (old, new) = (state, checkpoint);
    let follows = if old.size == 0 {
        request.proof.is_empty()
    } else {
        check_consistency(&request.proof, old.size, old.root, new.size, new.root).is_ok()
    };
    if follows {
        Ok(Update { checkpoint })
    } else {
        Err(WitnessRefusal::Inconsistent)
    }
}
