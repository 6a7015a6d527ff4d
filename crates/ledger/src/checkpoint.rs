//! Checkpoints: the signed size and root of a tree, as C2SP tlog-checkpoint in a signed note.
//! Pure; the signing key is handed in. Keeping to one root for a size is the caller's duty.

use std::{fmt, str::FromStr};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ed25519_dalek::Signer as _;
use signed_note::{Note, StandardVerifier, Verifier as _, VerifierList};

use crate::{Hash, MAX_TREE_SIZE, Origin, SigningKey, ValueError};

/// The most bytes of a checkpoint with all its signatures.
pub const MAX_CHECKPOINT_BYTES: usize = 1 << 17;

const ALGORITHM_ED25519: u8 = 1;
const WANTED_NAME: &str = "a key name of 1 to 255 bytes without spaces, control characters or `+`";
const WANTED_KEY: &str = "a verifier key: its name, `+`, 8 hexadecimal digits, `+`, and 33 bytes \
     (1, then an Ed25519 public key) in padded standard base64";

/// Signs checkpoints in the name of a tree or of an instance.
pub struct Signer {
    key: ed25519_dalek::SigningKey,
    /// What stands between the text and the signature: a blank line, dash, name and space.
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
        let plain = name.len() <= 255 && !name.chars().any(char::is_control);
        if plain && signed_note::is_key_name_valid(name) {
            Ok(Self::named(name, key))
        } else {
            Err(ValueError {
                wanted: WANTED_NAME,
            })
        }
    }

    fn named(name: &str, key: &SigningKey) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(key.secret().bytes());
        let public = key.verifying_key().to_bytes();
        let id = key_id(name, &public);
        let verifier = VerifierKey {
            name: name.to_owned(),
            public,
        };
        Self {
            key,
            lead: format!("\n\u{2014} {name} "),
            id: id.to_be_bytes(),
            verifier,
        }
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

fn key_id(name: &str, public: &[u8; 32]) -> u32 {
    signed_note::key_id(name, &encoded(public))
}

/// The public key as notes encode it: the algorithm's byte, then the key.
fn encoded(public: &[u8; 32]) -> [u8; 33] {
    let mut encoded = [ALGORITHM_ED25519; 33];
    encoded[1..].copy_from_slice(public);
    encoded
}

/// A public key with its name, in text `name+id+key` as C2SP signed-note tools write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

impl VerifierKey {
    /// The name that its signatures carry.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The 32 bytes of the Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, id) = (&self.name, key_id(&self.name, &self.public));
        write!(
            f,
            "{name}+{id:08x}+{}",
            BASE64_STANDARD.encode(encoded(&self.public))
        )
    }
}

impl FromStr for VerifierKey {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let read = || {
            let standard = StandardVerifier::new(text).ok()?;
            let (_, key) = text.rsplit_once('+')?;
            let (_, public) = BASE64_STANDARD
                .decode(key)
                .ok()?
                .split_first()
                .map(|(algorithm, public)| (*algorithm, public.to_vec()))?;
            let public: [u8; 32] = public.try_into().ok()?;
            // A weak key accepts signatures that nobody made.
            let weak = ed25519_dalek::VerifyingKey::from_bytes(&public)
                .ok()?
                .is_weak();
            (!weak).then(|| Self {
                name: standard.name().to_owned(),
                public,
            })
        };
        // The last comparison leaves one spelling: upper-case digits of the id are refused.
        read()
            .filter(|key: &Self| key.to_string() == text)
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
    let mut note = Checkpoint { origin, size, root }.to_string();
    let mut signature = [0; 68];
    signature[..4].copy_from_slice(&signer.id);
    signature[4..].copy_from_slice(&signer.key.sign(note.as_bytes()).to_bytes());
    note.push_str(&signer.lead);
    BASE64_STANDARD.encode_string(signature, &mut note);
    note.push('\n');
    note.into_bytes()
}

/// Checks that `note` is a checkpoint of this tree, signed by this key.
///
/// Signatures by other keys (witnesses, an older key) are passed over, as C2SP asks: they are
/// not vouched for here.
///
/// # Errors
/// When it is no checkpoint, of another tree, or not signed by the key.
pub fn verify_checkpoint(
    note: &[u8],
    origin: Origin,
    key: &VerifierKey,
) -> Result<Checkpoint, CheckpointError> {
    if note.len() > MAX_CHECKPOINT_BYTES {
        return Err(CheckpointError::NotANote);
    }
    let note = Note::from_bytes(note).map_err(|_| CheckpointError::NotANote)?;
    let verifier =
        StandardVerifier::new(&key.to_string()).map_err(|_| CheckpointError::Unsigned)?;
    note.verify(&VerifierList::new(vec![Box::new(verifier)]))
        .map_err(|_| CheckpointError::Unsigned)?;
    let text =
        tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointError::Malformed)?;
    let found: Origin = text
        .origin()
        .parse()
        .map_err(|_| CheckpointError::OtherTree)?;
    if found != origin {
        return Err(CheckpointError::OtherTree);
    }
    let read = Checkpoint {
        origin,
        size: text.size(),
        root: (*text.hash()).into(),
    };
    let possible = read.size <= MAX_TREE_SIZE && (read.size > 0 || read.root == Hash::EMPTY_TREE);
    // Written again and compared, so that there are no extension lines and no second spelling.
    if possible && read.to_string().as_bytes() == note.text() {
        Ok(read)
    } else {
        Err(CheckpointError::Malformed)
    }
}
