//! All signatures of a checkpoint at once: where every line must be by a key that is known and
//! must hold, so that no byte can be changed unseen. Pure.

use std::collections::HashMap;

use signed_note::Signature;

use crate::{
    Checkpoint, CheckpointError, CosignerKey, Origin, VerifierKey, checkpoint::note, cosign,
    note_key,
};

/// The most signatures that a checkpoint carries.
pub const MAX_SIGNATURES: usize = 100;

/// A cosigner's word that it has seen a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// Who cosigned.
    pub key: CosignerKey,
    /// When, by the cosigner's clock: seconds since 1970-01-01T00:00:00Z.
    pub seconds: u64,
}

/// A checkpoint all of whose signatures hold, and by whom they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attested {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The log's keys that signed, in the order of the lines; at least one.
    pub signed: Vec<VerifierKey>,
    /// The cosignatures, in the order of the lines.
    pub cosigned: Vec<Cosignature>,
}

/// Why the signatures of a checkpoint are not accepted. Keys are shown as `name+id`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// It is no checkpoint, of another tree, or no key of the log has signed it.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A line is by a key that is not listed.
    #[error("a signature is by {0}, a key that is not listed")]
    Stranger(String),
    /// A line is by a listed key and does not hold.
    #[error("the signature by {0} does not hold")]
    Wrong(String),
    /// Two lines are by one key.
    #[error("there are two signatures by {0}")]
    Twice(String),
    /// A key should have signed and has not.
    #[error("there is no signature by {0}")]
    Missing(String),
    /// A key has the name that a device of this tree with another key has.
    #[error("{0} has the name of a device with another key")]
    Name(String),
    /// There is no room for another signature.
    #[error("a checkpoint has at most {MAX_SIGNATURES} signatures")]
    TooMany,
}

/// How a key is shown in an error.
pub(crate) fn shown(name: &str, id: u32) -> String {
    format!("{name}+{id:08x}")
}

/// A note's text and its signatures, none of which is verified yet.
pub(crate) struct Signed {
    pub(crate) text: Vec<u8>,
    pub(crate) signatures: Vec<Signature>,
}

impl Signed {
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, CheckpointError> {
        let text = note(bytes)?.text().to_vec();
        // The text ends with a newline; one more newline parts it from the signatures.
        let lines = bytes.get(text.len() + 1..).unwrap_or_default();
        let signatures = lines_of(lines).ok_or(CheckpointError::NotANote)?;
        Ok(Self { text, signatures })
    }
}

/// The signatures in these lines, each of which ends with a newline.
pub(crate) fn lines_of(lines: &[u8]) -> Option<Vec<Signature>> {
    let lines = lines.strip_suffix(b"\n")?;
    lines
        .split(|&byte| byte == b'\n')
        .map(|line| Signature::from_bytes(line).ok())
        .collect()
}

pub(crate) fn log_signed(key: &VerifierKey, text: &[u8], signature: &Signature) -> bool {
    let bytes = signature.signature().try_into().ok();
    bytes.is_some_and(|bytes| note_key::signed(key.public(), text, bytes))
}

/// Checks that a note has exactly one signature, by this key.
pub(crate) fn verify_log(read: &Signed, key: &VerifierKey) -> Result<(), SignatureError> {
    for (place, signature) in read.signatures.iter().enumerate() {
        let (name, id) = (signature.name(), signature.id());
        let shown = || shown(name, id);
        if (name, id) != (key.name(), key.id()) {
            return Err(SignatureError::Stranger(shown()));
        }
        if place > 0 {
            return Err(SignatureError::Twice(shown()));
        }
        if !log_signed(key, &read.text, signature) {
            return Err(SignatureError::Wrong(shown()));
        }
    }
    Ok(())
}

/// The keys by which the signatures of a checkpoint may be, found by what a line says of them.
pub(crate) struct Signers<'k> {
    origin: Origin,
    logs: HashMap<(&'k str, u32), Vec<&'k VerifierKey>>,
    cosigners: HashMap<(&'k str, u32), Vec<&'k CosignerKey>>,
    /// A cosigner that bears the name of another device.
    misnamed: Option<&'k CosignerKey>,
}

impl<'k> Signers<'k> {
    pub(crate) fn new(
        origin: Origin,
        logs: &'k [VerifierKey],
        cosigners: &'k [CosignerKey],
    ) -> Self {
        let mut signers = Self {
            origin,
            logs: HashMap::new(),
            cosigners: HashMap::new(),
            misnamed: cosigners.iter().find(|key| !key.is_named_right(origin)),
        };
        for key in logs {
            let named = signers.logs.entry((key.name(), key.id()));
            named.or_default().push(key);
        }
        for key in cosigners {
            let named = signers.cosigners.entry((key.name(), key.id()));
            named.or_default().push(key);
        }
        signers
    }

    /// As [`verify_signatures`].
    pub(crate) fn verify(&self, note: &[u8]) -> Result<Attested, SignatureError> {
        let read = Signed::read(note)?;
        let checkpoint = Checkpoint::of_tree(&read.text, self.origin)?;
        if let Some(key) = self.misnamed {
            return Err(SignatureError::Name(shown(key.name(), key.id())));
        }
        let (mut signed, mut cosigned) = (Vec::new(), Vec::<Cosignature>::new());
        for signature in &read.signatures {
            let (name, id) = (signature.name(), signature.id());
            let wrong = || SignatureError::Wrong(shown(name, id));
            if let Some(listed) = self.logs.get(&(name, id)) {
                let mut listed = listed.iter().copied();
                let key = listed.find(|key| log_signed(key, &read.text, signature));
                let key = key.ok_or_else(wrong)?;
                if signed.contains(key) {
                    return Err(SignatureError::Twice(shown(name, id)));
                }
                signed.push(key.clone());
                continue;
            }
            let listed = self.cosigners.get(&(name, id));
            let listed = listed.ok_or_else(|| SignatureError::Stranger(shown(name, id)))?;
            let found = listed.iter().find_map(|&key| {
                let seconds = cosign::signed_at(key, &read.text, signature)?;
                let key = key.clone();
                Some(Cosignature { key, seconds })
            });
            let found = found.ok_or_else(wrong)?;
            if cosigned.iter().any(|earlier| earlier.key == found.key) {
                return Err(SignatureError::Twice(shown(name, id)));
            }
            cosigned.push(found);
        }
        if signed.is_empty() {
            return Err(CheckpointError::Unsigned.into());
        }
        Ok(Attested {
            checkpoint,
            signed,
            cosigned,
        })
    }
}

/// Checks that `note` is a checkpoint of this tree, that each of its signatures is by one of
/// these keys and holds, that none of the keys has signed twice, and that at least one of the
/// `logs` has signed. Not each of the keys needs to have signed. No cosigner may bear the name
/// of a device of this tree that has another key.
///
/// # Errors
/// With the first thing that does not hold.
pub fn verify_signatures(
    note: &[u8],
    origin: Origin,
    logs: &[VerifierKey],
    cosigners: &[CosignerKey],
) -> Result<Attested, SignatureError> {
    Signers::new(origin, logs, cosigners).verify(note)
}

/// Adds signature lines (as [`crate::cosign`] makes them) to a checkpoint. A line takes the
/// place of an earlier one by the same key; no lines leave it as it is. Nothing is verified here: verify a line before.
///
/// # Errors
/// When it is no checkpoint, when a line is no signature line, or when there would be more than
/// [`MAX_SIGNATURES`] or [`crate::MAX_CHECKPOINT_BYTES`].
pub fn add_signatures(note: &[u8], lines: &str) -> Result<Vec<u8>, SignatureError> {
    let mut read = Signed::read(note)?;
    let new = match lines {
        "" => Vec::new(),
        _ => lines_of(lines.as_bytes()).ok_or(CheckpointError::NotANote)?,
    };
    for signature in new {
        let by = |other: &Signature| (other.name().to_owned(), other.id());
        let key = by(&signature);
        read.signatures.retain(|other| by(other) != key);
        read.signatures.push(signature);
    }
    let mut note = read.text;
    note.push(b'\n');
    for signature in &read.signatures {
        note.extend(signature.to_bytes());
    }
    let fits = read.signatures.len() <= MAX_SIGNATURES && note.len() <= crate::MAX_CHECKPOINT_BYTES;
    if fits {
        Ok(note)
    } else {
        Err(SignatureError::TooMany)
    }
}
