//! What is written at once, what the answer can be, and the limits. Pure.

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use crate::fault::Fault;
use crate::id::{CommandId, TreeId};
use crate::rows::Row;
use crate::run::{first_hash, hash_count};

/// Limits on everything that is written or read.
pub mod limits {
    /// Longest id, in bytes.
    pub const ID_BYTES: usize = 128;
    /// Longest leaf, in bytes.
    pub const LEAF_BYTES: usize = 64 * 1024;
    /// Longest sealed body, in bytes. Larger things are attachments.
    pub const BODY_BYTES: usize = 1024 * 1024;
    /// Longest sealed attachment, in bytes: 21 MiB and what sealing adds.
    pub const ATTACHMENT_BYTES: usize = 21 * 1024 * 1024 + 1024;
    /// Most attachments of one entry.
    pub const ATTACHMENTS_PER_ENTRY: usize = 10;
    /// Highest index of an attachment.
    pub const ATTACHMENT_INDEX: u32 = 63;
    /// Longest wrapped key, in bytes.
    pub const KEY_BYTES: usize = 1024;
    /// Longest checkpoint, in bytes.
    pub const CHECKPOINT_BYTES: usize = 16 * 1024;
    /// Most trees in one batch.
    pub const APPENDS: usize = 16;
    /// Most entries in one batch, over all its trees.
    pub const ENTRIES: usize = 256;
    /// Most bytes in one batch, over all its trees, besides attachments.
    pub const BATCH_BYTES: usize = 4 * 1024 * 1024;
    /// Most bytes of sealed attachments in one batch, over all its trees.
    pub const BATCH_ATTACHMENT_BYTES: usize = 64 * 1024 * 1024;
    /// Most rows in one batch.
    pub const ROWS: usize = 64;
    /// Most erasures in one batch.
    pub const ERASURES: usize = 16 * 1024;
    /// Most entries that one `load` returns.
    pub const LOAD: u32 = 1024;
    /// Most hashes that one `hashes` returns.
    pub const HASHES: usize = 1024;
    /// Most mails that are read at once.
    pub const MAILS: u32 = 32;
    /// Most rows that a list returns, unless it says otherwise.
    pub const LIST: u32 = 256;
    /// Most topics of which it is kept how far a member was shown them.
    pub const SHOWN: u32 = 4096;
    /// Most addresses of calendars of a member.
    pub const FEEDS: u32 = 20;
    /// Most browsers of an account that are told.
    pub const PUSHES: u32 = 20;
    /// Most tablets of a family.
    pub const TABLETS: u32 = 8;
}

/// One entry of a tree, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place in the tree, from 0.
    pub sequence: u64,
    /// The leaf: what is hashed.
    pub leaf: Vec<u8>,
    /// The sealed body; `None` once erased.
    pub body: Option<Vec<u8>>,
    /// The body's key, wrapped; `None` once erased.
    pub wrapped_key: Option<Vec<u8>>,
    /// What is attached, by ascending index; at most [`limits::ATTACHMENTS_PER_ENTRY`]. Given with
    /// an append; empty when an entry is loaded, since attachments are read singly
    /// ([`Store::attachment`](crate::Store::attachment)).
    pub attachments: Vec<SealedPart>,
}

/// An attachment of an entry, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedPart {
    /// Its place in the entry: 1 to [`limits::ATTACHMENT_INDEX`].
    pub index: u32,
    /// The sealed bytes: 1 to [`limits::ATTACHMENT_BYTES`].
    pub sealed: Vec<u8>,
    /// Their key, wrapped: 1 to [`limits::KEY_BYTES`] bytes.
    pub wrapped_key: Vec<u8>,
}

/// That an attachment is there, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttachmentFacts {
    /// The entry's place in its tree.
    pub sequence: u64,
    /// The attachment's place in the entry.
    pub index: u32,
    /// How many sealed bytes it has.
    pub bytes: u64,
}

/// Entries to add at the end of one tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeAppend {
    /// The tree; it begins with its first append (`expected_size` 0).
    pub tree: TreeId,
    /// How many entries it has, as far as the caller knows.
    pub expected_size: u64,
    /// At least one; sequences `expected_size`, `expected_size + 1`, ….
    pub entries: Vec<StoredEntry>,
    /// The stored hashes that the entries complete, by stored-hash index (numbered as in
    /// `tlog`), ascending and without a hole.
    pub hashes: Vec<(u64, [u8; 32])>,
    /// The signed checkpoint of the tree with these entries.
    pub checkpoint: Vec<u8>,
}

impl TreeAppend {
    pub(crate) fn bytes(&self) -> usize {
        let entries = self.entries.iter().map(|entry| {
            entry.leaf.len()
                + entry.body.as_ref().map_or(0, Vec::len)
                + entry.wrapped_key.as_ref().map_or(0, Vec::len)
        });
        entries.sum::<usize>() + self.hashes.len() * 32 + self.checkpoint.len()
    }

    pub(crate) fn attachment_bytes(&self) -> usize {
        let parts = self.entries.iter().flat_map(|entry| &entry.attachments);
        parts.map(|part| part.sealed.len()).sum()
    }

    fn check(&self) -> Result<(), Fault> {
        id_length(self.tree.as_str())?;
        if self.entries.is_empty() {
            return Err(Fault::Malformed("an append without entries"));
        }
        if self.expected_size > u64::from(u32::MAX) {
            return Err(Fault::Malformed("a tree beyond 2^32 entries"));
        }
        if self.checkpoint.len() > limits::CHECKPOINT_BYTES {
            return Err(Fault::Malformed("a checkpoint too long"));
        }
        let mut next_hash = first_hash(self.expected_size);
        for (sequence, entry) in (self.expected_size..).zip(&self.entries) {
            if entry.sequence != sequence {
                return Err(Fault::Malformed("sequences with a hole"));
            }
            next_hash += hash_count(sequence);
            entry.check()?;
        }
        let indexes = first_hash(self.expected_size)..next_hash;
        if !self.hashes.iter().map(|(index, _)| *index).eq(indexes) {
            return Err(Fault::Malformed("hashes that are not those of the entries"));
        }
        Ok(())
    }
}

impl StoredEntry {
    fn check(&self) -> Result<(), Fault> {
        let body = self.body.as_ref().map_or(0, Vec::len);
        let key = self.wrapped_key.as_ref().map_or(0, Vec::len);
        if self.leaf.len() > limits::LEAF_BYTES {
            return Err(Fault::Malformed("a leaf too long"));
        }
        if body > limits::BODY_BYTES || key > limits::KEY_BYTES {
            return Err(Fault::Malformed("a body or key too long"));
        }
        self.check_attachments()
    }

    fn check_attachments(&self) -> Result<(), Fault> {
        if self.attachments.len() > limits::ATTACHMENTS_PER_ENTRY {
            return Err(Fault::Malformed("an entry with too many attachments"));
        }
        let mut last = 0;
        for part in &self.attachments {
            if part.index <= last || part.index > limits::ATTACHMENT_INDEX {
                return Err(Fault::Malformed("attachments that are not in order"));
            }
            last = part.index;
            let sealed = 1..=limits::ATTACHMENT_BYTES;
            let key = 1..=limits::KEY_BYTES;
            if !sealed.contains(&part.sealed.len()) || !key.contains(&part.wrapped_key.len()) {
                return Err(Fault::Malformed(
                    "an attachment or its key that is empty or too long",
                ));
            }
        }
        Ok(())
    }
}

/// What is destroyed together with the entry that says so. Bodies, attachments and keys are
/// overwritten, and before the answer also in the write-ahead log, unless a long read holds that
/// up: then soon after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erase {
    /// The body and the wrapped key of one entry. Nothing if they are erased already.
    Body {
        /// A tree that the batch appends to.
        tree: TreeId,
        /// An entry that was there before the batch.
        sequence: u64,
    },
    /// One attachment and its wrapped key. Nothing if they are erased already, or never were.
    Attachment {
        /// A tree that the batch appends to.
        tree: TreeId,
        /// An entry that was there before the batch.
        sequence: u64,
        /// Which of its attachments: 1 to [`limits::ATTACHMENT_INDEX`].
        index: u32,
    },
    /// Everything of a tree but its leaves: all bodies, attachments and wrapped keys, those of
    /// the batch itself included, and the keys of the family's or private tree.
    Tree(TreeId),
}

impl Erase {
    /// The tree in which something is destroyed.
    #[must_use]
    pub fn tree(&self) -> &TreeId {
        match self {
            Self::Body { tree, .. } | Self::Attachment { tree, .. } | Self::Tree(tree) => tree,
        }
    }

    /// The entry of which something is destroyed; `None` where it is all of them.
    fn sequence(&self) -> Option<u64> {
        match self {
            Self::Body { sequence, .. } | Self::Attachment { sequence, .. } => Some(*sequence),
            Self::Tree(_) => None,
        }
    }
}

/// What one command writes: entries in one or more trees and rows beside them, all in one
/// durable transaction or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The command; done once within `scope`.
    pub command: CommandId,
    /// The tree within which the command's id counts; one of `appends`.
    pub scope: TreeId,
    /// At least one; each tree at most once.
    pub appends: Vec<TreeAppend>,
    /// Rows that stand or fall with the entries.
    pub rows: Vec<Row>,
    /// What is destroyed; at most [`limits::ERASURES`].
    pub erasures: Vec<Erase>,
}

impl Batch {
    pub(crate) fn check(&self) -> Result<(), Fault> {
        id_length(self.command.as_str())?;
        if self.appends.is_empty() || self.appends.len() > limits::APPENDS {
            return Err(Fault::Malformed("a batch without appends or with too many"));
        }
        if self.appends.iter().map(|a| a.entries.len()).sum::<usize>() > limits::ENTRIES {
            return Err(Fault::Malformed("a batch with too many entries"));
        }
        if self.appends.iter().map(TreeAppend::bytes).sum::<usize>() > limits::BATCH_BYTES {
            return Err(Fault::Malformed("a batch with too many bytes"));
        }
        let attached: usize = self.appends.iter().map(TreeAppend::attachment_bytes).sum();
        if attached > limits::BATCH_ATTACHMENT_BYTES {
            return Err(Fault::Malformed("a batch with too many attached bytes"));
        }
        let mut trees = HashSet::new();
        if !self.appends.iter().all(|append| trees.insert(&append.tree)) {
            return Err(Fault::Malformed("a tree twice in one batch"));
        }
        if !trees.contains(&self.scope) {
            return Err(Fault::Malformed(
                "a scope that the batch does not append to",
            ));
        }
        row_count(&self.rows)?;
        self.check_erasures()?;
        self.appends.iter().try_for_each(TreeAppend::check)
    }

    fn check_erasures(&self) -> Result<(), Fault> {
        if self.erasures.len() > limits::ERASURES {
            return Err(Fault::Malformed("too many erasures at once"));
        }
        let sizes = self.appends.iter().map(|a| (&a.tree, a.expected_size));
        let sizes: HashMap<_, _> = sizes.collect();
        for erase in &self.erasures {
            let Some(size) = sizes.get(erase.tree()) else {
                return Err(Fault::Malformed(
                    "an erasure in a tree that the batch does not append to",
                ));
            };
            if erase.sequence().is_some_and(|sequence| sequence >= *size) {
                return Err(Fault::Malformed(
                    "an erasure of an entry that was not there before",
                ));
            }
            if let Erase::Attachment { index, .. } = erase
                && !(1..=limits::ATTACHMENT_INDEX).contains(index)
            {
                return Err(Fault::Malformed("an erasure of what is no attachment"));
            }
        }
        Ok(())
    }
}

pub(crate) fn row_count(rows: &[Row]) -> Result<(), Fault> {
    let keeps_many =
        |row: &Row| matches!(row, Row::RevokeSessions { keep, .. } if keep.len() > limits::ROWS);
    if rows.len() > limits::ROWS || rows.iter().any(keeps_many) {
        return Err(Fault::Malformed("too many rows at once"));
    }
    Ok(())
}

fn id_length(id: &str) -> Result<(), Fault> {
    if id.is_empty() || id.len() > limits::ID_BYTES {
        return Err(Fault::Malformed("an id that is empty or too long"));
    }
    Ok(())
}

/// The answer to a [`Batch`]. In every case but `Done`, nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Written, durably.
    Done,
    /// The command was carried out before, or at the same time by another sender.
    AlreadyDone,
    /// A tree has moved on: load it and decide again.
    Stale {
        /// The first such tree.
        tree: TreeId,
        /// How many entries it has.
        size: u64,
    },
    /// A row could not be written.
    Conflict(Conflict),
}

/// The answer to rows that were sent without a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Written, durably.
    Done,
    /// A row could not be written, so none was.
    Conflict(Conflict),
}

/// Why a row could not be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Conflict {
    /// Another account has the address.
    #[error("another account has this address")]
    EmailTaken,
    /// The invitation is unknown, used or expired.
    #[error("the invitation is unknown, used or expired")]
    InvitationSpent,
    /// The id, token or place is taken.
    #[error("the id or place is taken")]
    Taken,
    /// There are as many as there may be.
    #[error("there are as many as there may be")]
    TooMany,
    /// What the row refers to does not exist.
    #[error("what the row refers to does not exist")]
    Missing,
    /// The tree has another size than the row says, or a member was told of more.
    #[error("what the row counts on has moved on")]
    Moved,
    /// The keys of a tree were left out where all are replaced.
    #[error("the keys of a tree were left out")]
    Incomplete,
}

/// A head as it was kept outside the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptHead {
    /// The tree.
    pub tree: TreeId,
    /// Its size and checkpoint, when they were last written.
    pub head: Head,
}

/// What a file of heads says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptHeads {
    /// The newest head of each tree.
    pub heads: Vec<KeptHead>,
    /// Whether the file is younger than the entries: nobody knows then whether the database was
    /// the newest one when the file was made.
    pub begun_later: bool,
}

/// How far a tree has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries it has.
    pub size: u64,
    /// The checkpoint signed for that size.
    pub checkpoint: Vec<u8>,
}
