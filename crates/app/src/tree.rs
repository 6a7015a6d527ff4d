//! One tree of the record while it is written: its keys, its edge, and what was done in it.
//! The family's tree and each person's private tree are the same thing here.

mod prepare;

pub(crate) use prepare::{Act, Contents, Edge, Files, Prepared, Stored, Vouching};

use crate::codec::Encoded;
use crate::world::{Entropy, random};
use crate::{Fault, Vouched};
use jiff::Timestamp;
use ledger::{
    AuthorId, Checkpoint, CommandId, DatedHead, EntryTime, FamilyKey, Frontier, Hash, InstanceKey,
    Leaf, OpenAttachment, Origin, PartIndex, SealedAttachment, SealedEntry, Seen, Sequence, Signer,
    SigningKey, TreeKind, Voucher,
};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use store::{SealedPart, Store, StoredEntry, TreeId, WrappedKeys};

/// Entries loaded at a time while folding.
const LOAD_ENTRIES: u32 = 1_024;

/// How far a tree has come, and the checkpoint that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many entries it has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: [u8; 32],
    /// The signed note that states both.
    pub checkpoint: Arc<[u8]>,
}

impl Head {
    /// What somebody has seen who was shown this.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen {
            size: self.size,
            root: Hash::new(self.root),
        }
    }

    /// The short code, with which two people compare by eye or by telephone; empty when the
    /// checkpoint cannot be read, which none that was made here is.
    #[must_use]
    pub fn short_code(&self) -> String {
        let text = String::from_utf8_lossy(&self.checkpoint);
        let origin = text.lines().next().and_then(|line| line.parse().ok());
        origin.map_or_else(String::new, |origin| {
            ledger::short_code(&Checkpoint {
                origin,
                size: self.size,
                root: Hash::new(self.root),
            })
        })
    }
}

/// A body as it was opened.
pub(crate) struct Body {
    pub bytes: Vec<u8>,
    /// With it anyone can check the bytes against the leaf.
    pub salt: [u8; 32],
}

/// An entry as it was opened: what the leaf says and the body it commits to.
pub(crate) struct Opened {
    pub sequence: u64,
    pub at: Timestamp,
    pub author: AuthorId,
    pub command: CommandId,
    pub kind: String,
    /// `None` once erased.
    pub body: Option<Body>,
    /// How many attachments the leaf commits to, erased or not.
    pub attachments: u32,
    pub vouched: Vouched,
    pub leaf: Vec<u8>,
}

/// Where a tree is and what opens it.
pub(crate) struct Keys {
    pub id: TreeId,
    pub tree: ledger::Tree,
    pub key: FamilyKey,
    pub signer: Signer,
}

impl Keys {
    /// A new tree with fresh keys.
    pub(crate) fn fresh(
        kind: TreeKind,
        instance: &InstanceKey,
        entropy: &dyn Entropy,
    ) -> (Self, WrappedKeys) {
        let origin = Origin::from_random(random(entropy));
        let key = FamilyKey::new(random(entropy));
        let signing = SigningKey::new(random(entropy));
        let wrapped = WrappedKeys {
            key: key.wrap(instance, origin, &random(entropy)).to_vec(),
            signing_key: signing.wrap(instance, origin, &random(entropy)).to_vec(),
        };
        let keys = Self {
            id: TreeId::new(origin.to_string()),
            tree: ledger::Tree { kind, origin },
            key,
            signer: Signer::for_tree(origin, &signing),
        };
        (keys, wrapped)
    }

    /// The keys of a tree that exists and was not closed.
    pub(crate) fn unwrap(
        kind: TreeKind,
        id: &TreeId,
        wrapped: Option<&WrappedKeys>,
        instance: &InstanceKey,
    ) -> Result<Self, Fault> {
        let doing = "opening the keys of a tree";
        let wrapped = wrapped.ok_or_else(|| Fault::new(doing, "the tree was closed"))?;
        Self::try_unwrap(kind, id, wrapped, instance).map_err(|e| Fault::new(doing, e))
    }

    /// As [`Keys::unwrap`], for whoever expects that it may fail.
    pub(crate) fn try_unwrap(
        kind: TreeKind,
        id: &TreeId,
        wrapped: &WrappedKeys,
        instance: &InstanceKey,
    ) -> Result<Self, String> {
        let origin: Origin = id
            .as_str()
            .parse()
            .map_err(|e: ledger::ValueError| e.to_string())?;
        let key = FamilyKey::unwrap(&wrapped.key, instance, origin).map_err(|e| e.to_string())?;
        let signing = SigningKey::unwrap(&wrapped.signing_key, instance, origin)
            .map_err(|e| e.to_string())?;
        Ok(Self {
            id: id.clone(),
            tree: ledger::Tree { kind, origin },
            key,
            signer: Signer::for_tree(origin, &signing),
        })
    }

    /// The key that signs the tree's checkpoints, as text.
    pub(crate) fn log_key(&self) -> Arc<str> {
        self.signer.verifier_key().to_string().into()
    }

    /// Opens one stored entry; fails closed when leaf and body do not belong together.
    pub(crate) fn open(&self, entry: &StoredEntry) -> Result<Opened, Fault> {
        self.try_open(entry)
            .map_err(|e| Fault::new("opening an entry", e))
    }

    /// As [`Keys::open`], for whoever expects that it may fail.
    pub(crate) fn try_open(&self, entry: &StoredEntry) -> Result<Opened, String> {
        let sequence = Sequence::new(entry.sequence).ok_or_else(|| "no such place".to_owned())?;
        let (leaf, body) = match (&entry.body, &entry.wrapped_key) {
            (Some(body), Some(key)) => {
                let sealed = SealedEntry {
                    leaf: entry.leaf.clone(),
                    body: body.clone(),
                    wrapped_key: key.clone(),
                };
                let open = ledger::open(self.tree, sequence, &sealed, &self.key)
                    .map_err(|e| e.to_string())?;
                let body = Body {
                    bytes: open.body,
                    salt: open.salt,
                };
                (open.leaf, Some(body))
            }
            (None, None) => {
                let leaf = Leaf::parse(&entry.leaf).map_err(|e| e.to_string())?;
                if *leaf.tree() != self.tree || leaf.sequence() != sequence {
                    return Err("an entry stands where it does not belong".to_owned());
                }
                (leaf, None)
            }
            (Some(_), None) | (None, Some(_)) => {
                return Err("a body and its key are kept together".to_owned());
            }
        };
        let at =
            Timestamp::from_millisecond(leaf.time().unix_millis()).map_err(|e| e.to_string())?;
        Ok(Opened {
            sequence: entry.sequence,
            at,
            author: leaf.statement().author,
            command: leaf.statement().command,
            kind: leaf.statement().kind.to_string(),
            body,
            attachments: attachments_of(&leaf),
            vouched: match leaf.voucher() {
                Voucher::Server => Vouched::Server,
                Voucher::Device(_) => Vouched::Device,
            },
            leaf: entry.leaf.clone(),
        })
    }
}

impl Keys {
    /// Opens an attachment of the entry with this leaf; fails closed when they do not belong
    /// together.
    pub(crate) fn open_attachment(
        &self,
        (sequence, leaf): (u64, &[u8]),
        part: SealedPart,
    ) -> Result<OpenAttachment, String> {
        let nowhere = || "no such place".to_owned();
        let sequence = Sequence::new(sequence).ok_or_else(nowhere)?;
        let index = u8::try_from(part.index).ok().and_then(PartIndex::new);
        let sealed = SealedAttachment {
            index: index.ok_or_else(nowhere)?,
            sealed: part.sealed,
            wrapped_key: part.wrapped_key,
        };
        ledger::open_attachment(self.tree, sequence, leaf, &sealed, &self.key)
            .map_err(|e| e.to_string())
    }
}

/// How many attachments a leaf commits to.
pub(crate) fn attachments_of(leaf: &Leaf) -> u32 {
    let parts = leaf.statement().commitments.len();
    u32::try_from(parts.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// A tree and its edge, ready to take entries.
pub(crate) struct Tree {
    pub keys: Arc<Keys>,
    frontier: Frontier,
    last: Option<Timestamp>,
    /// The entries of each command; they stand together.
    commands: HashMap<CommandId, Range<u64>>,
    checkpoint: Arc<[u8]>,
}

impl Tree {
    /// A tree that has not begun.
    pub(crate) fn new(keys: Keys) -> Self {
        Self {
            keys: Arc::new(keys),
            frontier: Frontier::new(),
            last: None,
            commands: HashMap::new(),
            checkpoint: Arc::from([]),
        }
    }

    /// Reads a tree from its first entry, giving each to `each`, and checks that its root is the
    /// one that its last checkpoint states.
    pub(crate) async fn load<S: Store>(
        keys: Keys,
        store: &S,
        mut each: impl FnMut(Opened) -> Result<(), Fault> + Send,
    ) -> Result<Self, Fault> {
        let doing = "loading a tree";
        let mut tree = Self::new(keys);
        // The head first: entries that come meanwhile are left for the next load.
        let Some(head) = store
            .head(&tree.keys.id)
            .await
            .map_err(|e| Fault::new(doing, e))?
        else {
            return Ok(tree);
        };
        while tree.size() < head.size {
            let left = head.size - tree.size();
            let limit = u32::try_from(left).map_or(LOAD_ENTRIES, |left| left.min(LOAD_ENTRIES));
            let entries = store
                .load(&tree.keys.id, tree.size(), limit)
                .await
                .map_err(|e| Fault::new(doing, e))?;
            if entries.is_empty() {
                return Err(Fault::new(doing, "entries are missing"));
            }
            for entry in &entries {
                let opened = tree.keys.open(entry)?;
                tree.note_command(opened.command, opened.sequence);
                tree.last = tree.last.max(Some(opened.at));
                tree.frontier.push(&entry.leaf);
                each(opened)?;
            }
        }
        let stated = ledger::verify_checkpoint(
            &head.checkpoint,
            tree.keys.tree.origin,
            tree.keys.signer.verifier_key(),
        )
        .map_err(|e| Fault::new(doing, e))?;
        if stated.size != tree.size() || stated.root != tree.root() {
            return Err(Fault::new(
                doing,
                "the entries are not those that the last checkpoint states",
            ));
        }
        tree.checkpoint = head.checkpoint.into();
        Ok(tree)
    }

    /// The same tree with other keys, of which the signing key may be another one.
    pub(crate) fn with_keys(self, keys: Keys) -> Self {
        Self {
            keys: Arc::new(keys),
            ..self
        }
    }

    pub(crate) fn size(&self) -> u64 {
        self.frontier.size()
    }

    fn root(&self) -> Hash {
        self.frontier.root()
    }

    pub(crate) fn head(&self) -> Head {
        Head {
            size: self.size(),
            root: *self.root().as_bytes(),
            checkpoint: Arc::clone(&self.checkpoint),
        }
    }

    /// The entries of a command that was carried out here before.
    pub(crate) fn entries_of(&self, command: CommandId) -> Option<Range<u64>> {
        self.commands.get(&command).cloned()
    }

    fn note_command(&mut self, command: CommandId, sequence: u64) {
        let next = sequence.saturating_add(1);
        self.commands
            .entry(command)
            .and_modify(|entries| entries.end = next)
            .or_insert(sequence..next);
    }

    /// Seals bodies, one entry each, and signs the checkpoint of the tree with them.
    ///
    /// The entries' time is now, but never before the last entry's: a clock that was turned
    /// back does not turn the record's order.
    pub(crate) fn prepare(
        &self,
        act: Act,
        now: Timestamp,
        bodies: &[Encoded],
        entropy: &dyn Entropy,
    ) -> Result<Prepared, Fault> {
        let contents = Contents {
            bodies,
            vouching: &Vouching::default(),
            files: &[],
        };
        self.edge().prepare(act, now, &contents, entropy)
    }

    /// What entries are made with at its end.
    pub(crate) fn edge(&self) -> Edge {
        Edge {
            keys: Arc::clone(&self.keys),
            frontier: self.frontier.clone(),
            last: self.last,
        }
    }

    /// The log's word that this is its newest state now. No later entry gets an earlier time.
    pub(crate) fn dated(&mut self, now: Timestamp) -> Result<(Head, Vec<u8>), Fault> {
        let doing = "dating a head";
        let millis = self.as_of(now).as_millisecond();
        let head = self.head();
        let dated = DatedHead {
            time: EntryTime::from_unix_millis(millis).map_err(|e| Fault::new(doing, e))?,
            checkpoint: Checkpoint {
                origin: self.keys.tree.origin,
                size: head.size,
                root: Hash::new(head.root),
            },
        };
        Ok((head, ledger::dated_head(&dated, &self.keys.signer)))
    }

    /// Now, by this tree's reckoning. No later entry gets an earlier time.
    pub(crate) fn as_of(&mut self, now: Timestamp) -> Timestamp {
        self.not_before(Some(now));
        self.last.unwrap_or(now)
    }

    /// The time before which no entry is recorded any more.
    pub(crate) fn last(&self) -> Option<Timestamp> {
        self.last
    }

    /// Records no entry under an earlier time from now on.
    pub(crate) fn not_before(&mut self, time: Option<Timestamp>) {
        self.last = self.last.max(time);
    }

    /// Moves the edge once the store has the entries.
    pub(crate) fn advance(&mut self, stored: Stored) {
        let entries = self.size()..stored.frontier.size();
        self.commands.insert(stored.command, entries);
        self.frontier = stored.frontier;
        self.last = Some(stored.at);
        self.checkpoint = stored.checkpoint;
    }
}
