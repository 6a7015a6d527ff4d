//! Checkpoints: the signed size and root of a tree, as C2SP tlog-checkpoint in a signed note.
//! Pure; the signing key is handed in. Keeping to one root for a size is the caller's duty.

use std::{fmt, str::FromStr};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ed25519_dalek::Signer as _;
use signed_note::Note;

use crate::{
    Hash, MAX_TREE_SIZE, Origin, SigningKey, ValueError,
    note_key::{self, NoteKey},
    signatures::{Signed, log_signed},
};

/// The most bytes of a checkpoint with all its signatures.
pub const MAX_CHECKPOINT_BYTES: usize = 1 << 17;

const ALGORITHM_ED25519: u8 = 1;
const WANTED_KEY: &str = "a verifier key: its name, `+`, 8 hexadecimal digits, `+`, and 33 bytes \
     (1, then an Ed25519 public key) in padded standard base64";

/// Signs checkpoints in the name of a tree or of an instance.
pub struct Signer {
    key: ed25519_dalek::SigningKey,
    /// What stands before the signature: dash, name and space.
    lead: String,
    id: [u8; 4],
    verifier: VerifierKey,
}

impl Signer {
    /// The signer of one tree; its name is the tree's origin.
    #[must_use]
    pub fn for_tree(origin: Origin, key: &SigningKey) -> Self {
        Self::named(&origin.to_string(), key)
    }

    /// A signer with another name, as of an instance.
    ///
    /// # Errors
    /// When the name is not one that a signed note can carry.
    pub fn new(name: &str, key: &SigningKey) -> Result<Self, ValueError> {
        if note_key::is_name(name) {
            Ok(Self::named(name, key))
        } else {
            Err(ValueError {
                wanted: note_key::WANTED_NAME,
            })
        }
    }

    fn named(name: &str, key: &SigningKey) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(key.secret().bytes());
        let public = key.verifying_key().to_bytes();
        let verifier = VerifierKey(NoteKey::new(name.to_owned(), public));
        Self {
            key,
            lead: format!("\u{2014} {name} "),
            id: verifier.id().to_be_bytes(),
            verifier,
        }
    }

    /// The signature line over a note's text, with its newline.
    pub(crate) fn line(&self, text: &str) -> String {
        let mut signature = [0; 68];
        signature[..4].copy_from_slice(&self.id);
        signature[4..].copy_from_slice(&self.key.sign(text.as_bytes()).to_bytes());
        let mut line = self.lead.clone();
        BASE64_STANDARD.encode_string(signature, &mut line);
        line.push('\n');
        line
    }

    /// The key that checks what this signer signs. It is public.
    #[must_use]
    pub const fn verifier_key(&self) -> &VerifierKey {
        &self.verifier
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.verifier)
    }
}

/// A public key with its name, in text `name+id+key` as C2SP signed-note tools write it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct VerifierKey(NoteKey<ALGORITHM_ED25519>);

impl VerifierKey {
    /// The name that its signatures carry.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// The 32 bytes of the Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        self.0.public()
    }

    /// The key's id: the first four bytes of a SHA-256 over name and key. In text, 8 lower-case
    /// hexadecimal digits, which serve as the key's short form.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        NoteKey::read(text)
            .map(Self)
            .ok_or(ValueError { wanted: WANTED_KEY })
    }
}

/// What a checkpoint says: a tree, its size and its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    /// The tree.
    pub origin: Origin,
    /// How many entries it has.
    pub size: u64,
    /// Its root at that size.
    pub root: Hash,
}

impl Checkpoint {
    /// What a signed note says, without asking who has signed it: to find out which tree, and
    /// so which key, it is about. Nothing in it is vouched for until its signature is verified.
    ///
    /// # Errors
    /// When it is no signed note, or its text is not a checkpoint of a tree of this record.
    pub fn claimed(note: &[u8]) -> Result<Self, CheckpointError> {
        Self::read(self::note(note)?.text())
    }

    /// Reads a note's text.
    pub(crate) fn read(text: &[u8]) -> Result<Self, CheckpointError> {
        let read =
            tlog_tiles::Checkpoint::from_bytes(text).map_err(|_| CheckpointError::Malformed)?;
        let origin: Origin = read
            .origin()
            .parse()
            .map_err(|_| CheckpointError::OtherTree)?;
        let (size, root) = (read.size(), (*read.hash()).into());
        let read = Self { origin, size, root };
        let possible = size <= MAX_TREE_SIZE && (size > 0 || root == Hash::EMPTY_TREE);
        // Written again and compared, so that there are no extension lines and no second
        // spelling.
        if possible && read.to_string().as_bytes() == text {
            Ok(read)
        } else {
            Err(CheckpointError::Malformed)
        }
    }

    /// Reads a note's text, which must be about this tree.
    pub(crate) fn of_tree(text: &[u8], origin: Origin) -> Result<Self, CheckpointError> {
        match Self::read(text)? {
            read if read.origin == origin => Ok(read),
            _ => Err(CheckpointError::OtherTree),
        }
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)
    }
}

/// Why a checkpoint is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is not a signed note.
    #[error("it is not a signed note")]
    NotANote,
    /// No signature of the key that is asked for holds.
    #[error("it is not signed by the key that is asked for")]
    Unsigned,
    /// The signed text is not a checkpoint of this edition.
    #[error("the signed text is not an origin, a size and a root, each on its line")]
    Malformed,
    /// It is the checkpoint of another tree.
    #[error("it is the checkpoint of another tree")]
    OtherTree,
}

/// Signs size and root of a tree: the bytes of a C2SP tlog-checkpoint with one signature.
///
/// The same arguments always give the same bytes. Two roots must never be signed for one size.
#[must_use]
pub fn checkpoint(origin: Origin, size: u64, root: Hash, signer: &Signer) -> Vec<u8> {
    let text = Checkpoint { origin, size, root }.to_string();
    let line = signer.line(&text);
    format!("{text}\n{line}").into_bytes()
}

/// The note in these bytes, not yet verified.
pub(crate) fn note(bytes: &[u8]) -> Result<Note, CheckpointError> {
    if bytes.len() > MAX_CHECKPOINT_BYTES {
        return Err(CheckpointError::NotANote);
    }
    Note::from_bytes(bytes).map_err(|_| CheckpointError::NotANote)
}

/// Checks that `note` is a checkpoint of this tree, signed by this key.
///
/// Signatures by other keys (witnesses, an older key) are passed over, as C2SP asks: they are
/// not vouched for here.
///
/// # Errors
/// When it is no checkpoint, of another tree, or not signed by the key; also when one of several
/// signatures of the key does not hold.
pub fn verify_checkpoint(
    note: &[u8],
    origin: Origin,
    key: &VerifierKey,
) -> Result<Checkpoint, CheckpointError> {
    let read = Signed::read(note)?;
    let named = (key.name(), key.id());
    let own = read.signatures.iter();
    let own = own.filter(|line| (line.name(), line.id()) == named);
    let mut held = own.map(|line| log_signed(key, &read.text, line)).peekable();
    if held.peek().is_none() || !held.all(|held| held) {
        return Err(CheckpointError::Unsigned);
    }
    Checkpoint::of_tree(&read.text, origin)
}
