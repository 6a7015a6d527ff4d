//! Cosignatures (C2SP tlog-cosignature, Ed25519): the word of a witness that it has seen a
//! checkpoint and that nothing it saw before contradicts it.
//! Pure: the time is handed in, and what the witness saw before is the caller's to check.

use std::{fmt, str::FromStr};

use ed25519_dalek::Signer as _;
use signed_note::Signature;

use crate::{
    Checkpoint, DeviceKey, MAX_TREE_SIZE, Origin, SignatureError, SigningKey, ValueError,
    checkpoint::CheckpointError,
    device_name,
    lines::base64,
    note_key::{self, NoteKey},
    signatures::{Signed, lines_of, shown},
};

const ALGORITHM_COSIGNATURE: u8 = 4;
const WANTED_KEY: &str = "a cosigner's key: its name, `+`, 8 hexadecimal digits, `+`, and 33 \
     bytes (4, then an Ed25519 public key) in padded standard base64";

/// The public key of a cosigner with its name, in text `name+id+key` (signature type 4).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CosignerKey(NoteKey<ALGORITHM_COSIGNATURE>);

impl CosignerKey {
    /// The key under which a device cosigns checkpoints of a tree.
    #[must_use]
    pub fn of_device(origin: Origin, key: &DeviceKey) -> Self {
        Self(NoteKey::new(device_name(origin, key), *key.as_bytes()))
    }

    /// Whether its name is not that of a device of this tree with another key.
    pub(crate) fn is_named_right(&self, origin: Origin) -> bool {
        let of_device = self.name().starts_with(&format!("{origin}/device/"));
        let own = || DeviceKey::new(*self.public()).map(|key| device_name(origin, &key));
        !of_device || own().is_ok_and(|own| own == self.name())
    }

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

    /// The key's id: the first four bytes of a SHA-256 over name and key.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl fmt::Display for CosignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for CosignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CosignerKey({self})")
    }
}

impl FromStr for CosignerKey {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        NoteKey::read(text)
            .map(Self)
            .ok_or(ValueError { wanted: WANTED_KEY })
    }
}

/// Signs what it has seen: a witness, or a parent's device.
pub struct Cosigner {
    key: ed25519_dalek::SigningKey,
    public: CosignerKey,
}

impl Cosigner {
    /// The cosigner of this name.
    ///
    /// # Errors
    /// When the name is not one that a signed note can carry.
    pub fn new(name: &str, key: &SigningKey) -> Result<Self, ValueError> {
        if !note_key::is_name(name) {
            return Err(ValueError {
                wanted: note_key::WANTED_NAME,
            });
        }
        let public = *DeviceKey::of(key).as_bytes();
        let public = CosignerKey(NoteKey::new(name.to_owned(), public));
        Ok(Self::with(key, public))
    }

    /// A device, as the cosigner of checkpoints of this tree.
    #[must_use]
    pub fn for_device(origin: Origin, key: &SigningKey) -> Self {
        Self::with(key, CosignerKey::of_device(origin, &DeviceKey::of(key)))
    }

    fn with(key: &SigningKey, public: CosignerKey) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(key.secret().bytes());
        Self { key, public }
    }

    /// The key that checks what it signs. It is public.
    #[must_use]
    pub const fn key(&self) -> &CosignerKey {
        &self.public
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cosigner({})", self.public)
    }
}

/// What a cosigner signs.
fn message(seconds: u64, text: &[u8]) -> Vec<u8> {
    let head = format!("cosignature/v1\ntime {seconds}\n");
    [head.as_bytes(), text].concat()
}

/// Cosigns a checkpoint: one signature line with its newline, for [`crate::add_signatures`].
///
/// `seconds` since 1970-01-01T00:00:00Z, at most 2^53 - 1. That this checkpoint is consistent
/// with each one that this cosigner signed before is the caller's duty.
#[must_use]
pub fn cosign(checkpoint: &Checkpoint, seconds: u64, cosigner: &Cosigner) -> String {
    let message = message(seconds, checkpoint.to_string().as_bytes());
    let mut signature = Vec::with_capacity(76);
    signature.extend(cosigner.public.id().to_be_bytes());
    signature.extend(seconds.to_be_bytes());
    signature.extend(cosigner.key.sign(&message).to_bytes());
    let name = cosigner.public.name();
    format!("\u{2014} {name} {}\n", base64(&signature))
}

/// The time in a signature line, when the line is by this key over this text.
pub(crate) fn signed_at(key: &CosignerKey, text: &[u8], signature: &Signature) -> Option<u64> {
    if signature.name() != key.name() || signature.id() != key.id() {
        return None;
    }
    let (time, signature) = signature.signature().split_first_chunk::<8>()?;
    let seconds = u64::from_be_bytes(*time);
    let signature: &[u8; 64] = signature.try_into().ok()?;
    let message = message(seconds, text);
    let holds = seconds <= MAX_TREE_SIZE && note_key::signed(key.public(), &message, signature);
    holds.then_some(seconds)
}

/// Finds the one signature by this key among others and checks it.
fn verify(text: &[u8], lines: &[Signature], key: &CosignerKey) -> Result<u64, SignatureError> {
    let shown = || shown(key.name(), key.id());
    let by_key = |line: &&Signature| line.name() == key.name() && line.id() == key.id();
    let mut lines = lines.iter().filter(by_key);
    let line = lines
        .next()
        .ok_or_else(|| SignatureError::Missing(shown()))?;
    if lines.next().is_some() {
        return Err(SignatureError::Twice(shown()));
    }
    signed_at(key, text, line).ok_or_else(|| SignatureError::Wrong(shown()))
}

/// Checks that this key has cosigned the checkpoint in `note`, and says when by the cosigner's
/// clock: seconds since 1970. Other signatures are passed over, the log's too.
///
/// # Errors
/// When it is no checkpoint, or there is not exactly one signature by this key, or it does not
/// hold.
pub fn verify_cosignature(note: &[u8], key: &CosignerKey) -> Result<u64, SignatureError> {
    Checkpoint::claimed(note)?;
    let read = Signed::read(note)?;
    verify(&read.text, &read.signatures, key)
}

/// Checks one signature line (with its newline) over a checkpoint, and says its time in seconds
/// since 1970.
///
/// # Errors
/// When it is not one signature line by this key, or does not hold.
pub fn verify_cosignature_line(
    checkpoint: &Checkpoint,
    line: &str,
    key: &CosignerKey,
) -> Result<u64, SignatureError> {
    let lines = lines_of(line.as_bytes()).ok_or(CheckpointError::NotANote)?;
    if let Some(other) = lines.get(1) {
        return Err(SignatureError::Stranger(shown(other.name(), other.id())));
    }
    verify(checkpoint.to_string().as_bytes(), &lines, key)
}
