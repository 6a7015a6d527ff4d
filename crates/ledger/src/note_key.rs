//! Public keys with a name, as signed notes know them: `name+id+key`.
//! Pure. One type serves the keys of logs and those of cosigners; they differ in one byte.

use std::fmt;

use crate::lines::{array_of, base64};

/// The most bytes of a key's name.
const MAX_NAME_BYTES: usize = 255;

pub(crate) const WANTED_NAME: &str =
    "a key name of 1 to 255 bytes without spaces, control characters or `+`";

/// Whether a signed note can carry a key of this name.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() <= MAX_NAME_BYTES
        && !name.chars().any(char::is_control)
        && signed_note::is_key_name_valid(name)
}

/// An Ed25519 public key with its name, for signatures of one kind (C2SP signed-note, *Signature
/// types*).
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct NoteKey<const KIND: u8> {
    name: String,
    public: [u8; 32],
}

impl<const KIND: u8> NoteKey<KIND> {
    /// The key of this name, which [`is_name`] allows; `public` is not of small order.
    pub(crate) const fn new(name: String, public: [u8; 32]) -> Self {
        Self { name, public }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The first four bytes of the SHA-256 over name, newline, kind and key.
    pub(crate) fn id(&self) -> u32 {
        signed_note::key_id(&self.name, &self.encoded())
    }

    /// The public key as notes encode it: the kind's byte, then the key.
    fn encoded(&self) -> [u8; 33] {
        let mut encoded = [KIND; 33];
        encoded[1..].copy_from_slice(&self.public);
        encoded
    }

    /// Reads `name+id+key`. The key may hold a `+` of its own, the name and the id may not.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('+')?;
        let (_, key) = rest.split_once('+')?;
        let encoded: [u8; 33] = array_of(key)?;
        let (kind, public) = encoded.split_first_chunk::<1>()?;
        let public: [u8; 32] = public.try_into().ok()?;
        strong(&public)?;
        let key = Self::new(name.to_owned(), public);
        // The last comparison checks the id and leaves one spelling of it.
        (*kind == [KIND] && is_name(name) && key.to_string() == text).then_some(key)
    }
}

impl<const KIND: u8> fmt::Display for NoteKey<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, id) = (&self.name, self.id());
        write!(f, "{name}+{id:08x}+{}", base64(&self.encoded()))
    }
}

impl<const KIND: u8> fmt::Debug for NoteKey<KIND> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The key with these bytes, unless they are none or one of small order: a weak key accepts
/// signatures that nobody made.
pub(crate) fn strong(public: &[u8; 32]) -> Option<ed25519_dalek::VerifyingKey> {
    let read = || ed25519_dalek::VerifyingKey::from_bytes(public).ok();
    let key = if reduced(public) { read() } else { None };
    key.filter(|key| !key.is_weak())
}

/// Whether the coordinate in these bytes is less than 2^255 - 19 (RFC 8032, section 5.1.3): the
/// library reads greater ones too, as second spellings of small ones.
fn reduced(public: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = public;
    *low < 0xed || high & 0x7f != 0x7f || middle.iter().any(|&byte| byte != 0xff)
}

/// Whether this is a signature (RFC 8032) of the message by the key.
pub(crate) fn signed(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    use ed25519_dalek::Verifier as _;
    let signature = ed25519_dalek::Signature::from_bytes(signature);
    strong(public).is_some_and(|key| key.verify(message, &signature).is_ok())
}
