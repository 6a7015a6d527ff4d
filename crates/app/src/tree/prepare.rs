//! Entries made for the end of a tree: sealed, with what is attached to the last of them, and the
//! checkpoint signed that covers them. Nothing is stored here; keys and random numbers are at hand.

use super::Keys;
use crate::Fault;
use crate::codec::Encoded;
use crate::world::{Entropy, random};
use jiff::Timestamp;
use ledger::{
    AuthorId, CommandId, Draft, DraftAttachment, EntryTime, Frontier, Kind, SealedEntry, Seen,
    Sequence, Voucher,
};
use std::sync::Arc;
use store::{SealedPart, StoredEntry, TreeAppend};

const DOING: &str = "sealing an entry";

/// Files that go with the last entry of an act: their bytes, in order.
pub(crate) type Files = Arc<Vec<Vec<u8>>>;

/// Who acts in a tree, by which command, and what that person had seen of it.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    pub author: AuthorId,
    pub command: CommandId,
    pub seen: Seen,
}

/// Who vouches for what an act leads to, and the salts that go with that. Nothing where the server
/// does.
#[derive(Debug, Default)]
pub(crate) struct Vouching {
    /// Of each entry the salt of its body, and its voucher.
    pub entries: Vec<([u8; 32], Voucher)>,
    /// Of each file its salt.
    pub files: Vec<[u8; 32]>,
}

/// What the entries of an act hold.
pub(crate) struct Contents<'a> {
    /// The body of each.
    pub bodies: &'a [Encoded],
    pub vouching: &'a Vouching,
    /// What is attached to the last one.
    pub files: &'a [Vec<u8>],
}

/// The end of a tree. Cheap to clone, so that large files are sealed away from the runtime's
/// threads.
#[derive(Clone)]
pub(crate) struct Edge {
    pub(super) keys: Arc<Keys>,
    pub(super) frontier: Frontier,
    pub(super) last: Option<Timestamp>,
}

/// Entries that are sealed but not yet stored, and the tree as it is once they are.
pub(crate) struct Prepared {
    pub append: TreeAppend,
    pub at: Timestamp,
    frontier: Frontier,
    command: CommandId,
    checkpoint: Arc<[u8]>,
}

/// What remains of [`Prepared`] after its append was given to the store.
pub(crate) struct Stored {
    pub at: Timestamp,
    pub(super) frontier: Frontier,
    pub(super) command: CommandId,
    pub(super) checkpoint: Arc<[u8]>,
}

impl Prepared {
    /// Splits off what the store is given.
    pub(crate) fn split(self) -> (TreeAppend, Stored) {
        let stored = Stored {
            at: self.at,
            frontier: self.frontier,
            command: self.command,
            checkpoint: self.checkpoint,
        };
        (self.append, stored)
    }
}

impl Edge {
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Seals bodies, one entry each, and signs the checkpoint of the tree with them. Where there
    /// is a voucher for an entry, it goes with its salts into the leaf; otherwise the server
    /// vouches.
    ///
    /// The entries' time is now, but never before the last entry's: a clock that was turned
    /// back does not turn the record's order.
    pub(crate) fn prepare(
        &self,
        act: Act,
        now: Timestamp,
        contents: &Contents<'_>,
        entropy: &dyn Entropy,
    ) -> Result<Prepared, Fault> {
        let millis = self.last.map_or(now, |last| now.max(last)).as_millisecond();
        let time = EntryTime::from_unix_millis(millis).map_err(|e| Fault::new(DOING, e))?;
        let mut frontier = self.frontier.clone();
        let mut entries = Vec::with_capacity(contents.bodies.len());
        let mut hashes = Vec::new();
        for place in 0..contents.bodies.len() {
            let sequence = Sequence::new(frontier.size())
                .ok_or_else(|| Fault::new(DOING, "the tree is full"))?;
            let entry = self.entry((sequence, time), act, (contents, place), entropy)?;
            let new = frontier.push(&entry.leaf).into_iter();
            hashes.extend(new.map(|(index, hash)| (index, *hash.as_bytes())));
            entries.push(entry);
        }
        let keys = &self.keys;
        let (size, root) = (frontier.size(), frontier.root());
        let checkpoint = ledger::checkpoint(keys.tree.origin, size, root, &keys.signer);
        Ok(Prepared {
            append: TreeAppend {
                tree: keys.id.clone(),
                expected_size: self.frontier.size(),
                entries,
                hashes,
                checkpoint: checkpoint.clone(),
            },
            at: Timestamp::from_millisecond(millis).map_err(|e| Fault::new(DOING, e))?,
            frontier,
            command: act.command,
            checkpoint: checkpoint.into(),
        })
    }

    /// Seals one entry, the last one with the files.
    fn entry(
        &self,
        (sequence, time): (Sequence, EntryTime),
        act: Act,
        (contents, place): (&Contents<'_>, usize),
        entropy: &dyn Entropy,
    ) -> Result<StoredEntry, Fault> {
        let Contents {
            bodies,
            vouching,
            files,
        } = contents;
        let nowhere = || Fault::new(DOING, "there is no such entry");
        let encoded = bodies.get(place).ok_or_else(nowhere)?;
        let kind: Kind = encoded.kind.parse().map_err(|e| Fault::new(DOING, e))?;
        let vouched = vouching.entries.get(place);
        let draft = Draft {
            kind,
            author: act.author,
            command: act.command,
            seen: act.seen,
            body: encoded.body.clone(),
            salt: vouched.map(|(salt, _)| *salt),
            voucher: vouched.map_or(Voucher::Server, |(_, voucher)| *voucher),
        };
        let fresh = || ledger::Entropy::from_bytes(random(entropy));
        let body = fresh();
        let files = match place + 1 == bodies.len() {
            true => *files,
            false => &[],
        };
        let attachments = files
            .iter()
            .enumerate()
            .map(|(number, bytes)| DraftAttachment {
                bytes,
                salt: vouching.files.get(number).copied(),
                entropy: fresh(),
            });
        let (sealed, parts) = ledger::seal_with(
            (self.keys.tree, sequence),
            time,
            &draft,
            body,
            attachments.collect(),
            &self.keys.key,
        )
        .map_err(|e| Fault::new(DOING, e))?;
        let SealedEntry {
            leaf,
            body,
            wrapped_key,
        } = sealed;
        let parts = (1..).zip(parts).map(|(index, part)| SealedPart {
            index,
            sealed: part.sealed,
            wrapped_key: part.wrapped_key,
        });
        Ok(StoredEntry {
            sequence: sequence.get(),
            leaf,
            body: Some(body),
            wrapped_key: Some(wrapped_key),
            attachments: parts.collect(),
        })
    }
}
