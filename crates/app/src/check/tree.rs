//! One tree, from its first leaf to its newest checkpoint: everything that was written about it
//! is recomputed and compared. Reads the store.

use super::lost::root_at;
use super::parts::Parts;
use crate::Fault;
use crate::tree::{Keys, Opened};
use ledger::{AuthorId, Checkpoint, CosignerKey, InstanceKey, Leaf, TreeKind, TreeWalk};
use std::collections::{BTreeSet, HashSet};
use store::{Store, StoredEntry, TreeId, WrappedKeys};

/// Entries loaded at a time; their stored hashes are asked for at once.
const STEP: u32 = 500;
pub(super) const DOING: &str = "checking a tree";
/// The index of a body among the parts of its entry.
const BODY: u32 = 0;
const ERASED: &str = "record.erased";
const CLOSED: &str = "record.closed";
const RESTORED: &str = "record.restored";

/// Where a tree is and what opens its bodies.
pub(super) struct Body<'a> {
    pub kind: TreeKind,
    pub id: &'a TreeId,
    /// `None` once destroyed.
    pub keys: Option<&'a WrappedKeys>,
    pub instance: &'a InstanceKey,
}

/// A tree whose leaves are those that were signed.
#[derive(Default)]
pub(super) struct Walked {
    pub entries: u64,
    pub opened: u64,
    pub attachments: u64,
    pub erased: u64,
    pub closed: bool,
    pub cosignatures: u64,
    pub handovers: u64,
    /// Whoever wrote, but for the server's own word on a restored copy.
    pub authors: HashSet<AuthorId>,
    pub faults: Vec<String>,
    pub notes: Vec<String>,
    /// Entry and index of parts that are gone, and of those that an entry says were erased.
    gone: BTreeSet<(u64, u32)>,
    named: BTreeSet<(u64, u32)>,
    /// Places of entries that say that an older copy was restored.
    restored: BTreeSet<u64>,
}

/// Walks a tree. The inner error is the sentence that says where it does not hold; nothing after
/// that place was looked at.
pub(super) async fn walk<S: Store>(
    store: &S,
    body: &Body<'_>,
    mut each: impl FnMut(Opened) -> Result<(), Fault> + Send,
    step: &mut (dyn FnMut(u64) + Send),
) -> Result<Result<Walked, String>, Fault> {
    let keys = match body.keys {
        Some(wrapped) => match Keys::try_unwrap(body.kind, body.id, wrapped, body.instance) {
            Ok(keys) => Some(keys),
            Err(error) => return Ok(Err(format!("its keys do not open: {error}"))),
        },
        None => None,
    };
    let Ok(origin) = body.id.as_str().parse() else {
        return Ok(Err("this is no name of a tree".to_owned()));
    };
    let tree = ledger::Tree {
        kind: body.kind,
        origin,
    };
    let head = store
        .head(body.id)
        .await
        .map_err(|e| Fault::new(DOING, e))?;
    let Some(head) = head else {
        return Ok(Err("the record has not begun, or it is gone".to_owned()));
    };
    let mut walk = TreeWalk::new(tree);
    let mut walked = Walked::default();
    let mut parts = Parts::default();
    while walk.size() < head.size {
        let from = walk.size();
        let entries = store.load(body.id, from, STEP).await;
        let entries = entries.map_err(|e| Fault::new(DOING, e))?;
        if entries.is_empty() {
            return Ok(Err(format!("entry {from} is missing")));
        }
        let mut hashes = Vec::new();
        for entry in &entries {
            let (leaf, completed) = match walk.push(&entry.leaf) {
                Ok(pushed) => pushed,
                Err(fault) => return Ok(Err(fault.to_string())),
            };
            hashes.extend(completed);
            if let Err(fault) = walked.entry(entry, &leaf, keys.as_ref(), &mut each)? {
                return Ok(Err(format!("entry {}: {fault}", entry.sequence)));
            }
            let opens = (body.id, keys.as_ref());
            parts.take(store, opens, (entry, &leaf)).await?;
        }
        if !same_hashes(store, body.id, &hashes).await? {
            return Ok(Err(format!(
                "a stored hash from entry {from} on is not that of the entries"
            )));
        }
        step(walk.size());
    }
    walked.entries = walk.size();
    parts.end(store, body.id).await?;
    walked.attachments = parts.opened;
    walked.gone.append(&mut parts.gone);
    walked.faults.append(&mut parts.faults);
    walked.closing(keys.as_ref());
    if let Err(fault) = walked.head(&head.checkpoint, &walk, keys.as_ref()) {
        return Ok(Err(fault));
    }
    walked.cosigned(store, body.id).await?;
    walked.handed_over(store, body.id, keys.as_ref()).await?;
    Ok(Ok(walked))
}

async fn same_hashes<S: Store>(
    store: &S,
    id: &TreeId,
    hashes: &[(u64, ledger::Hash)],
) -> Result<bool, Fault> {
    for part in hashes.chunks(store::limits::HASHES) {
        let indexes: Vec<u64> = part.iter().map(|(index, _)| *index).collect();
        let stored = match store.hashes(id, &indexes).await {
            Ok(stored) => stored,
            Err(store::Fault::Malformed(_) | store::Fault::Corrupt(_)) => return Ok(false),
            Err(error) => return Err(Fault::new(DOING, error)),
        };
        let same = part
            .iter()
            .map(|(_, hash)| hash.as_bytes())
            .eq(stored.iter());
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Walked {
    /// Opens an entry and notes what it says of the record itself.
    fn entry(
        &mut self,
        entry: &StoredEntry,
        leaf: &Leaf,
        keys: Option<&Keys>,
        each: &mut (impl FnMut(Opened) -> Result<(), Fault> + Send),
    ) -> Result<Result<(), String>, Fault> {
        let kind = &leaf.statement().kind;
        match kind.name() {
            CLOSED => self.closed = true,
            _ if self.closed => return Ok(Err("it follows the end of the record".to_owned())),
            RESTORED => {
                self.restored.insert(entry.sequence);
            }
            _ => {}
        }
        if kind.name() != RESTORED {
            self.authors.insert(leaf.statement().author);
        }
        let Some(keys) = keys else {
            if entry.body.is_some() || entry.wrapped_key.is_some() {
                return Ok(Err(
                    "its tree has no keys, and something of its body is left".to_owned(),
                ));
            }
            self.gone.insert((entry.sequence, BODY));
            return Ok(Ok(()));
        };
        let opened = match keys.try_open(entry) {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        match &opened.body {
            Some(body) => {
                self.opened += 1;
                if kind.name() == ERASED
                    && let Err(fault) = self.names(&body.bytes)
                {
                    return Ok(Err(fault));
                }
            }
            None => {
                self.gone.insert((entry.sequence, BODY));
            }
        }
        each(opened)?;
        Ok(Ok(()))
    }

    /// The parts that a `record.erased` names.
    fn names(&mut self, body: &[u8]) -> Result<(), String> {
        #[derive(serde::Deserialize)]
        struct Erased {
            entries: Vec<One>,
        }
        #[derive(serde::Deserialize)]
        struct One {
            sequence: u64,
            parts: Vec<u32>,
        }
        let erased: Erased = serde_json::from_slice(body)
            .map_err(|_| "it does not say in the record's format what it erased".to_owned())?;
        for one in erased.entries {
            let parts = one.parts.into_iter();
            self.named.extend(parts.map(|part| (one.sequence, part)));
        }
        Ok(())
    }

    /// What is gone was erased by an entry that says so, and what was erased is gone.
    fn closing(&mut self, keys: Option<&Keys>) {
        match (self.closed, keys) {
            (true, Some(_)) => {
                self.faults
                    .push("the record was closed, and its keys are still there".to_owned());
            }
            (false, None) => {
                self.faults
                    .push("its keys were destroyed, and no entry says so".to_owned());
            }
            (true, None) => {
                self.erased = self.bodies_gone();
                self.notes.push(
                    "the record was closed and its keys destroyed, so the signature of its last \
                     checkpoint cannot be checked here; size and root were"
                        .to_owned(),
                );
            }
            (false, Some(_)) => {
                for (sequence, part) in self.gone.difference(&self.named) {
                    let what = match *part {
                        BODY => "body".to_owned(),
                        index => format!("attachment {index}"),
                    };
                    self.faults.push(format!(
                        "entry {sequence}: its {what} is gone, and no entry says that it was erased"
                    ));
                }
                for (sequence, part) in self.named.difference(&self.gone) {
                    self.faults.push(match *part {
                        BODY => format!(
                            "entry {sequence}: it is said to be erased, and its body is still there"
                        ),
                        index => format!(
                            "entry {sequence}: its attachment {index} is said to be erased, and is \
                             still there or never was"
                        ),
                    });
                }
                self.erased = self.bodies_gone();
            }
        }
    }

    fn bodies_gone(&self) -> u64 {
        let bodies = self.gone.iter().filter(|(_, part)| *part == BODY);
        u64::try_from(bodies.count()).unwrap_or(u64::MAX)
    }

    /// The newest checkpoint is over these leaves and signed with the tree's key.
    fn head(&self, note: &[u8], walk: &TreeWalk, keys: Option<&Keys>) -> Result<(), String> {
        let says = "the newest checkpoint";
        let stated = Checkpoint::claimed(note).map_err(|error| format!("{says}: {error}"))?;
        if stated.size != walk.size() || Some(stated.root) != walk.root_at(stated.size) {
            return Err(format!("{says} is not over these entries"));
        }
        let Some(keys) = keys else {
            return Ok(());
        };
        // Signing is deterministic, so there is one spelling of it.
        let (origin, signer) = (keys.tree.origin, &keys.signer);
        if note != ledger::checkpoint(origin, stated.size, stated.root, signer) {
            return Err(format!("{says} is not the one that the tree's key signs"));
        }
        Ok(())
    }

    /// Every cosignature holds over what the tree was at its size.
    async fn cosigned<S: Store>(&mut self, store: &S, id: &TreeId) -> Result<(), Fault> {
        let mut from = 1;
        loop {
            let page = store.cosignatures(id, from, u64::MAX).await;
            let page = page.map_err(|e| Fault::new(DOING, e))?;
            let full = u32::try_from(page.len()).is_ok_and(|n| n == store::limits::LOAD);
            let last = page.last().map(|one| one.size);
            for one in &page {
                // The last size of a full page is read again, whole.
                if full && Some(one.size) == last && last != page.first().map(|one| one.size) {
                    break;
                }
                self.cosignatures += 1;
                let checked = cosignature(store, id, one).await?;
                if let Err(what) = checked.or_else(|what| self.replaced(one.size, what)) {
                    let place = format!("the cosignature over {} entries", one.size);
                    self.faults.push(format!("{place}: {what}"));
                }
            }
            match last {
                Some(last) if full && last > from => from = last,
                Some(last) if full => from = last + 1,
                _ => return Ok(()),
            }
        }
    }

    /// What was signed before an older copy was restored may be over entries that are lost.
    fn replaced(&mut self, size: u64, what: String) -> Result<(), String> {
        match self.restored.iter().next() {
            Some(first) if size > *first => {
                self.notes.push(format!(
                    "a signature over {size} entries is of the time before an older copy was restored"
                ));
                Ok(())
            }
            _ => Err(what),
        }
    }

    /// Each handover is over what the tree was at its size, and the last one leads to the key
    /// that signs now.
    async fn handed_over<S: Store>(
        &mut self,
        store: &S,
        id: &TreeId,
        keys: Option<&Keys>,
    ) -> Result<(), Fault> {
        let all = store
            .handovers(id)
            .await
            .map_err(|e| Fault::new(DOING, e))?;
        for (index, one) in all.iter().enumerate() {
            self.handovers += 1;
            let place = format!("the handover at {} entries", one.size);
            let said = match ledger::Handover::claimed(&one.checkpoint) {
                Ok(said) => said,
                Err(error) => {
                    self.faults.push(format!("{place}: {error}"));
                    continue;
                }
            };
            let stated = said.checkpoint;
            let here = stated.size == one.size && stated.origin.to_string() == id.as_str();
            if !here || root_at(store, id, one.size).await? != Some(stated.root) {
                self.faults
                    .push(format!("{place} is not over these entries"));
                continue;
            }
            // After a restored copy a tree has a key to which nothing leads.
            let until = all.get(index + 1).map_or(u64::MAX, |next| next.size);
            let restored = self
                .restored
                .iter()
                .any(|at| (one.size..until).contains(at));
            let newest = || keys.map(|keys| keys.signer.verifier_key().to_string());
            let next = match all.get(index + 1) {
                Some(next) => next.old_key.clone(),
                None => newest(),
            };
            let next = next.filter(|_| !restored);
            if let Err(why) = leads(one, &said, next.as_deref()) {
                self.faults.push(format!("{place} {why}"));
            }
        }
        Ok(())
    }
}

/// A handover names the next key and is signed by both, as far as the one that it gives up is known:
/// keys of early handovers were not kept.
fn leads(
    handover: &store::PastHandover,
    said: &ledger::Handover,
    next: Option<&str>,
) -> Result<(), &'static str> {
    let old = handover
        .old_key
        .as_deref()
        .map(str::parse::<ledger::VerifierKey>);
    let signed = |old: &ledger::VerifierKey| {
        let origin = said.checkpoint.origin;
        ledger::verify_handover(&handover.checkpoint, origin, old, &said.to).is_ok()
    };
    if old.is_some_and(|old| !old.is_ok_and(|old| signed(&old))) {
        return Err("is not signed by the key that it gives up and the one that it names");
    }
    if next.is_none_or(|next| said.to.to_string() == next) {
        Ok(())
    } else {
        Err("does not lead to the key that signed afterwards")
    }
}

async fn cosignature<S: Store>(
    store: &S,
    id: &TreeId,
    one: &store::Cosignature,
) -> Result<Result<(), String>, Fault> {
    let read = || {
        let key: CosignerKey = one
            .key
            .parse()
            .map_err(|e: ledger::ValueError| e.to_string())?;
        let stated = Checkpoint::claimed(&one.checkpoint).map_err(|e| e.to_string())?;
        if stated.size != one.size || stated.origin.to_string() != id.as_str() {
            return Err("it is over another checkpoint than it says".to_owned());
        }
        ledger::verify_cosignature_line(&stated, &one.line, &key).map_err(|e| e.to_string())?;
        Ok(stated)
    };
    let stated = match read() {
        Ok(stated) => stated,
        Err(what) => return Ok(Err(what)),
    };
    if root_at(store, id, one.size).await? != Some(stated.root) {
        return Ok(Err("the tree had another root at that size".to_owned()));
    }
    Ok(Ok(()))
}
