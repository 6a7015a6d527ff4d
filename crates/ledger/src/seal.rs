//! Sealing an entry's body and opening it again.
//! Pure: randomness, time and keys are handed in. Opening fails closed.

use zeroize::Zeroizing;

use crate::{
    AuthorId, CannotOpen, CommandId, Commitment, Entropy, EntryTime, FamilyKey, Kind, Leaf,
    LeafError, LeafRule, Origin, PartIndex, Seen, Sequence, Statement, Tree, Voucher, WrappedKey,
    keys::SEAL_OVERHEAD,
};

/// The most bytes that a body has: 1 MiB.
pub const MAX_BODY_BYTES: usize = 1 << 20;

const SALT_BYTES: usize = 32;

/// An entry that is not yet in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What happened, and the version of the body's shape.
    pub kind: Kind,
    /// Who did it.
    pub author: AuthorId,
    /// The command that it came of.
    pub command: CommandId,
    /// What the author had seen of this tree.
    pub seen: Seen,
    /// The body: JSON of the shape that the kind names; at most [`MAX_BODY_BYTES`].
    pub body: Vec<u8>,
    /// The body's salt when the author's device has chosen it: 32 random bytes, used once.
    /// Without it, the salt is that of the [`Entropy`].
    pub salt: Option<[u8; 32]>,
    /// Who vouches for the author. A device has signed the author's lines, so it has chosen the
    /// salt too.
    pub voucher: Voucher,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedEntry {
    /// The clear part: the bytes that the tree hashes.
    pub leaf: Vec<u8>,
    /// Salt and body, sealed with a key of their own. Erasure destroys it.
    pub body: Vec<u8>,
    /// That key, wrapped by the tree's key. Erasure destroys it too.
    pub wrapped_key: Vec<u8>,
}

/// An entry whose body was opened and fits its leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenEntry {
    /// The clear part.
    pub leaf: Leaf,
    /// The body.
    pub body: Vec<u8>,
    /// The body's salt, with which anyone can check it against the leaf.
    pub salt: [u8; 32],
}

/// Why a draft cannot become an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The body is larger than [`MAX_BODY_BYTES`].
    #[error("the body has {bytes} bytes; an entry's body has at most {MAX_BODY_BYTES}")]
    BodyTooLarge {
        /// Its bytes.
        bytes: usize,
    },
    /// The leaf would break a rule.
    #[error(transparent)]
    Rule(#[from] LeafRule),
}

/// Why a stored entry is not what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Corrupt {
    /// The leaf is not a leaf.
    #[error("the leaf cannot be read: {0}")]
    Leaf(#[from] LeafError),
    /// The leaf is one of another tree or of another place.
    #[error("the leaf says {found} and {sequence}, which is not where it stands")]
    Misplaced {
        /// The tree that the leaf names.
        found: Tree,
        /// The sequence that the leaf names.
        sequence: Sequence,
    },
    /// Body or key do not open: wrong key, or leaf, body or key were changed.
    #[error("the body does not open: {0}")]
    Sealed(#[from] CannotOpen),
    /// The body opens, but is not the one that the leaf commits to.
    #[error("the body is not the one that the leaf commits to")]
    Commitment,
}

/// What a sealed body is bound to: its index, and every byte of its leaf. The leaf itself stands
/// here instead of its hash, since the cipher reads it several times faster than SHA-256 does.
fn bound_body(index: PartIndex, leaf: &[u8]) -> Vec<u8> {
    let domain = format!("parenthesis/body@v1\n{index}\n");
    [domain.as_bytes(), leaf].concat()
}

/// What a body's wrapped key is bound to: its place.
fn bound_key(origin: Origin, sequence: Sequence, index: PartIndex) -> Vec<u8> {
    format!("parenthesis/body-key@v1\n{origin}\n{sequence}\n{index}\n").into_bytes()
}

/// Seals one body or attachment of an entry: the sealed bytes and the wrapped key.
fn seal_part(
    leaf: &Leaf,
    leaf_bytes: &[u8],
    index: PartIndex,
    (salt, clear): (&[u8; 32], &[u8]),
    entropy: &Entropy,
    family: &FamilyKey,
) -> Option<(Vec<u8>, WrappedKey)> {
    let (origin, sequence) = (leaf.tree().origin, leaf.sequence());
    let key = &entropy.body_key;
    let bound = bound_body(index, leaf_bytes);
    let sealed = key.seal(&entropy.nonce, &bound, &[salt.as_slice(), clear])?;
    let bound = bound_key(origin, sequence, index);
    let wrapped = family.secret().wrap(&entropy.wrap_nonce, &bound, key);
    Some((sealed, wrapped))
}

/// Opens one body or attachment of an entry and checks it against the leaf's commitment: its
/// salt and its bytes.
fn open_part(
    leaf: &Leaf,
    leaf_bytes: &[u8],
    index: PartIndex,
    sealed: &[u8],
    wrapped: &[u8],
    family: &FamilyKey,
) -> Result<([u8; 32], Vec<u8>), Corrupt> {
    let statement = leaf.statement();
    let (origin, sequence) = (statement.tree.origin, leaf.sequence());
    let key = family
        .secret()
        .unwrap(&bound_key(origin, sequence, index), wrapped)?;
    let clear = key.open(&bound_body(index, leaf_bytes), sealed)?;
    let (salt, body) = clear
        .split_first_chunk::<SALT_BYTES>()
        .ok_or(Corrupt::Commitment)?;
    let found = Commitment::of(origin, statement.command, index, salt, body);
    if statement.commitments.get(index.get()) == Some(&found) {
        Ok((*salt, body.to_vec()))
    } else {
        Err(Corrupt::Commitment)
    }
}

/// Makes the stored bytes of an entry at its place in a tree.
///
/// `entropy` is used up; `family` is the key of this tree.
///
/// # Errors
/// When the body is too large or the leaf would break a rule; when a device vouches, also when
/// it has signed other lines than those that come of this draft.
pub fn seal(
    tree: Tree,
    sequence: Sequence,
    time: EntryTime,
    draft: &Draft,
    entropy: Entropy,
    family: &FamilyKey,
) -> Result<SealedEntry, SealError> {
    let too_large = SealError::BodyTooLarge {
        bytes: draft.body.len(),
    };
    if draft.body.len() > MAX_BODY_BYTES {
        return Err(too_large);
    }
    let index = PartIndex::BODY;
    let salt = Zeroizing::new(draft.salt.unwrap_or(*entropy.salt));
    let part = (&*salt, draft.body.as_slice());
    let commitment = Commitment::of(tree.origin, draft.command, index, part.0, part.1);
    let statement = Statement {
        tree,
        kind: draft.kind.clone(),
        author: draft.author,
        command: draft.command,
        seen: draft.seen,
        commitments: vec![commitment],
    };
    let leaf = Leaf::new(statement, sequence, time, draft.voucher)?;
    let bytes = leaf.to_bytes();
    let (body, wrapped) =
        seal_part(&leaf, &bytes, index, part, &entropy, family).ok_or(too_large)?;
    // Named, so that it is plain that the randomness ends here.
    drop(entropy);
    Ok(SealedEntry {
        leaf: bytes,
        body,
        wrapped_key: wrapped.to_vec(),
    })
}

/// Opens a stored entry that stands at this place of this tree. Fails closed.
///
/// # Errors
/// When any byte of leaf, body or key is not what [`seal`] made for this place with this key.
pub fn open(
    tree: Tree,
    sequence: Sequence,
    entry: &SealedEntry,
    family: &FamilyKey,
) -> Result<OpenEntry, Corrupt> {
    let leaf = Leaf::parse(&entry.leaf)?;
    if *leaf.tree() != tree || leaf.sequence() != sequence {
        return Err(Corrupt::Misplaced {
            found: *leaf.tree(),
            sequence: leaf.sequence(),
        });
    }
    if entry.body.len() > MAX_BODY_BYTES + SALT_BYTES + SEAL_OVERHEAD {
        return Err(Corrupt::Sealed(CannotOpen));
    }
    let (sealed, wrapped) = (&entry.body, &entry.wrapped_key);
    let (salt, body) = open_part(&leaf, &entry.leaf, PartIndex::BODY, sealed, wrapped, family)?;
    Ok(OpenEntry { leaf, body, salt })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two parts of one entry, each sealed properly, exchanged.
    #[test]
    fn parts_of_one_entry_cannot_be_exchanged() {
        let family = FamilyKey::new([7; 32]);
        let tree = Tree {
            kind: crate::TreeKind::Family,
            origin: Origin::from_random([1; 16]),
        };
        let command = CommandId::from_random([2; 16]);
        let second = PartIndex::new(1).unwrap();
        let entropy = |byte| Entropy::from_bytes([byte; Entropy::BYTES]);
        let commit = |index, byte| {
            Commitment::of(tree.origin, command, index, &[byte; 32], b"the same bytes")
        };
        let statement = Statement {
            tree,
            kind: Kind::new("message.sent", 1).unwrap(),
            author: AuthorId::from_random([3; 16]),
            command,
            seen: Seen::NOTHING,
            commitments: vec![commit(PartIndex::BODY, 4), commit(second, 5)],
        };
        let time = EntryTime::from_unix_millis(0).unwrap();
        let leaf = Leaf::new(statement, Sequence::FIRST, time, Voucher::Server).unwrap();
        let bytes = leaf.to_bytes();
        let part = |index, byte| {
            seal_part(
                &leaf,
                &bytes,
                index,
                (&[byte; 32], b"the same bytes"),
                &entropy(byte),
                &family,
            )
            .unwrap()
        };
        let open = |index, sealed: &[u8], wrapped: &WrappedKey| {
            open_part(&leaf, &bytes, index, sealed, wrapped.as_bytes(), &family)
        };
        let ((first, first_key), (other, other_key)) = (part(PartIndex::BODY, 4), part(second, 5));
        let opened = |salt: u8| Ok(([salt; 32], b"the same bytes".to_vec()));
        assert_eq!(open(PartIndex::BODY, &first, &first_key), opened(4));
        assert_eq!(open(second, &other, &other_key), opened(5));
        let closed = Err(Corrupt::Sealed(CannotOpen));
        assert_eq!(open(PartIndex::BODY, &other, &other_key), closed);
        assert_eq!(open(second, &first, &first_key), closed);
        assert_eq!(open(second, &first, &other_key), closed);
        // A body sealed for this place that the leaf does not commit to.
        let (wrong, wrong_key) = part(PartIndex::BODY, 6);
        assert_eq!(
            open(PartIndex::BODY, &wrong, &wrong_key),
            Err(Corrupt::Commitment)
        );
    }
}
