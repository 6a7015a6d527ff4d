//! Sealing an entry's body and attachments and opening them again.
//! Pure: randomness, time and keys are handed in. Opening fails closed.

use zeroize::Zeroizing;

use crate::{
    AuthorId, CannotOpen, CommandId, Commitment, Entropy, EntryTime, FamilyKey, Kind, Leaf,
    LeafError, LeafRule, MAX_PARTS, Origin, PartIndex, Seen, Sequence, Statement, Tree, Voucher,
    WrappedKey, keys::SEAL_OVERHEAD,
};

/// The most bytes that a body has: 1 MiB.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// The most bytes that an attachment has: 21 MiB. People send at most 20 MiB; a picture that is
/// written anew may grow a little.
pub const MAX_ATTACHMENT_BYTES: usize = 21 << 20;

/// How many bytes an attachment grows by when it is sealed.
pub const ATTACHMENT_OVERHEAD: usize = SALT_BYTES + SEAL_OVERHEAD;

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

/// An attachment of an entry that is not yet in a tree. It carries its own randomness, so that no
/// two parts share a key.
#[derive(Debug)]
pub struct DraftAttachment<'a> {
    /// What is attached; at most [`MAX_ATTACHMENT_BYTES`], also nothing.
    pub bytes: &'a [u8],
    /// Its salt when the author's device has chosen it, as with the body of a [`Draft`].
    pub salt: Option<[u8; 32]>,
    /// The randomness that seals it.
    pub entropy: Entropy,
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

/// An attachment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedAttachment {
    /// Its place in the entry: 1 for the first one.
    pub index: PartIndex,
    /// Salt and bytes, sealed with a key of their own. Erasure destroys it.
    pub sealed: Vec<u8>,
    /// That key, wrapped by the tree's key. Erasure destroys it too.
    pub wrapped_key: Vec<u8>,
}

/// An attachment that was opened and fits its leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAttachment {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its salt, with which anyone can check it against the leaf.
    pub salt: [u8; 32],
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
    /// An attachment is larger than [`MAX_ATTACHMENT_BYTES`].
    #[error("an attachment has {bytes} bytes; it may have at most {MAX_ATTACHMENT_BYTES}")]
    AttachmentTooLarge {
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
    /// Body, attachment or key do not open: wrong key, or leaf, part or key were changed.
    #[error("what is sealed does not open: {0}")]
    Sealed(#[from] CannotOpen),
    /// It opens, but is not what the leaf commits to.
    #[error("it is not what the leaf commits to")]
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
    let mut clear = key.open(&bound_body(index, leaf_bytes), sealed)?;
    let (salt, bytes) = clear
        .split_first_chunk::<SALT_BYTES>()
        .ok_or(Corrupt::Commitment)?;
    let salt = *salt;
    let found = Commitment::of(origin, statement.command, index, &salt, bytes);
    if statement.commitments.get(index.get()) != Some(&found) {
        return Err(Corrupt::Commitment);
    }
    // Moved within what was opened: an attachment is not in memory twice.
    let mut bytes = std::mem::take(&mut *clear);
    bytes.drain(..SALT_BYTES);
    Ok((salt, bytes))
}

/// The leaf that stands at this place of this tree.
fn leaf_at(tree: Tree, sequence: Sequence, bytes: &[u8]) -> Result<Leaf, Corrupt> {
    let leaf = Leaf::parse(bytes)?;
    if *leaf.tree() != tree || leaf.sequence() != sequence {
        return Err(Corrupt::Misplaced {
            found: *leaf.tree(),
            sequence: leaf.sequence(),
        });
    }
    Ok(leaf)
}

/// Makes the stored bytes of an entry without attachments at its place in a tree.
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
    let place = (tree, sequence);
    seal_with(place, time, draft, entropy, Vec::new(), family).map(|(entry, _)| entry)
}

/// As [`seal`], with attachments: the first one becomes part 1, and so on. The leaf commits to all
/// of them; what is sealed of them is given beside the entry, to be stored and erased singly.
///
/// # Errors
/// As [`seal`]; also when an attachment is too large or there are more than `MAX_PARTS - 1`.
pub fn seal_with(
    (tree, sequence): (Tree, Sequence),
    time: EntryTime,
    draft: &Draft,
    entropy: Entropy,
    attachments: Vec<DraftAttachment<'_>>,
    family: &FamilyKey,
) -> Result<(SealedEntry, Vec<SealedAttachment>), SealError> {
    if draft.body.len() > MAX_BODY_BYTES {
        let bytes = draft.body.len();
        return Err(SealError::BodyTooLarge { bytes });
    }
    // Before anything is hashed: what breaks the rule costs nothing.
    if attachments.len() >= MAX_PARTS {
        return Err(LeafRule::TooManyParts.into());
    }
    let mut parts = vec![Part {
        index: PartIndex::BODY,
        bytes: &draft.body,
        salt: Zeroizing::new(draft.salt.unwrap_or(*entropy.salt)),
        entropy,
    }];
    for (index, attachment) in (1..).zip(attachments) {
        let bytes = attachment.bytes.len();
        if bytes > MAX_ATTACHMENT_BYTES {
            return Err(SealError::AttachmentTooLarge { bytes });
        }
        parts.push(Part {
            index: PartIndex::new(index).ok_or(LeafRule::TooManyParts)?,
            bytes: attachment.bytes,
            salt: Zeroizing::new(attachment.salt.unwrap_or(*attachment.entropy.salt)),
            entropy: attachment.entropy,
        });
    }
    let commit = |part: &Part<'_>| {
        Commitment::of(
            tree.origin,
            draft.command,
            part.index,
            &part.salt,
            part.bytes,
        )
    };
    let statement = Statement {
        tree,
        kind: draft.kind.clone(),
        author: draft.author,
        command: draft.command,
        seen: draft.seen,
        commitments: parts.iter().map(commit).collect(),
    };
    let leaf = Leaf::new(statement, sequence, time, draft.voucher)?;
    let bytes = leaf.to_bytes();
    let mut sealed = Vec::with_capacity(parts.len());
    for part in parts {
        sealed.push(part.seal(&leaf, &bytes, family)?);
    }
    let body = sealed.remove(0);
    let entry = SealedEntry {
        leaf: bytes,
        body: body.sealed,
        wrapped_key: body.wrapped_key,
    };
    Ok((entry, sealed))
}

/// A part of a draft with all that seals it; used up by sealing, and its randomness with it.
struct Part<'a> {
    index: PartIndex,
    bytes: &'a [u8],
    salt: Zeroizing<[u8; 32]>,
    entropy: Entropy,
}

impl Part<'_> {
    fn seal(
        self,
        leaf: &Leaf,
        leaf_bytes: &[u8],
        family: &FamilyKey,
    ) -> Result<SealedAttachment, SealError> {
        let clear = (&*self.salt, self.bytes);
        let sealed = seal_part(leaf, leaf_bytes, self.index, clear, &self.entropy, family);
        // The cipher refuses only what is far beyond every limit here.
        let (sealed, wrapped) = sealed.ok_or(SealError::BodyTooLarge {
            bytes: self.bytes.len(),
        })?;
        Ok(SealedAttachment {
            index: self.index,
            sealed,
            wrapped_key: wrapped.to_vec(),
        })
    }
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
    let leaf = leaf_at(tree, sequence, &entry.leaf)?;
    if entry.body.len() > MAX_BODY_BYTES + SALT_BYTES + SEAL_OVERHEAD {
        return Err(Corrupt::Sealed(CannotOpen));
    }
    let (sealed, wrapped) = (&entry.body, &entry.wrapped_key);
    let (salt, body) = open_part(&leaf, &entry.leaf, PartIndex::BODY, sealed, wrapped, family)?;
    Ok(OpenEntry { leaf, body, salt })
}

/// Opens a stored attachment of the entry with this leaf, which stands at this place of this
/// tree. Fails closed; part 0 is no attachment.
///
/// # Errors
/// When any byte of leaf, attachment or key, or its index, is not what [`seal_with`] made for this
/// place with this key.
pub fn open_attachment(
    tree: Tree,
    sequence: Sequence,
    leaf: &[u8],
    attachment: &SealedAttachment,
    family: &FamilyKey,
) -> Result<OpenAttachment, Corrupt> {
    let SealedAttachment {
        index,
        sealed,
        wrapped_key,
    } = attachment;
    let read = leaf_at(tree, sequence, leaf)?;
    if *index == PartIndex::BODY || sealed.len() > MAX_ATTACHMENT_BYTES + ATTACHMENT_OVERHEAD {
        return Err(Corrupt::Sealed(CannotOpen));
    }
    let (salt, bytes) = open_part(&read, leaf, *index, sealed, wrapped_key, family)?;
    Ok(OpenAttachment { bytes, salt })
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
