//! What a parent's device asks who remembers a checkpoint: whether the family's record still
//! begins with it; and whether a record ever was as somebody says to have seen it. Reads stored
//! hashes only; no entry is opened.

use crate::tree::{Head, Tree};
use crate::{App, Fault, Session};
use ledger::{Frontier, Hash, Seen};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use store::Store;

/// The newest checkpoint, and the proof that its tree begins with an earlier one
/// (`docs/record-format.md`, section 10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// From which size the proof leads: the one asked for, or the tree's own when it is smaller.
    pub old: u64,
    /// The proof of RFC 6962; none from nothing, and none between equal sizes.
    pub proof: Vec<Hash>,
    /// How far the record has come.
    pub head: Head,
}

impl Continuation {
    /// The bytes of a C2SP `add-checkpoint` request: `old`, the proof, an empty line, the
    /// checkpoint.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "old {}", self.old);
        for hash in &self.proof {
            let _ = writeln!(text, "{hash}");
        }
        text.push('\n');
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(&self.head.checkpoint);
        bytes
    }
}

impl<S: Store> App<S> {
    /// The newest checkpoint of the family's record with the proof that it begins with the first
    /// `remembered` entries.
    ///
    /// A size greater than the record's is answered with the record's own size: whoever asks
    /// then holds a signed text that says so.
    ///
    /// # Errors
    /// A [`Fault`] when hashes cannot be read.
    pub async fn continuation(
        &self,
        session: &Session,
        remembered: u64,
    ) -> Result<Continuation, Fault> {
        let doing = "proving that the record goes on";
        let slot = self.slot(&session.actor().family).await?;
        let head = slot.snapshot().head.clone();
        let old = remembered.min(head.size);
        if old == 0 || old == head.size {
            let proof = Vec::new();
            return Ok(Continuation { old, proof, head });
        }
        let needed = ledger::consistency_needs(old, head.size).map_err(|e| Fault::new(doing, e))?;
        let hashes = self
            .store
            .hashes(&slot.keys.id, &needed)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let stored: BTreeMap<u64, Hash> = needed
            .into_iter()
            .zip(hashes.into_iter().map(Hash::new))
            .collect();
        let proof =
            ledger::prove_consistency(old, head.size, &stored).map_err(|e| Fault::new(doing, e))?;
        Ok(Continuation { old, proof, head })
    }

    /// Whether a tree had this size and root, which a leaf is about to say of it.
    pub(crate) async fn is_of(&self, tree: &Tree, seen: Seen) -> Result<bool, Fault> {
        let head = tree.head();
        if seen == Seen::NOTHING || seen == head.seen() {
            return Ok(true);
        }
        if seen.size == 0 || seen.size >= head.size {
            return Ok(false);
        }
        let doing = "looking for what was seen";
        let needed = Frontier::needs(seen.size).map_err(|e| Fault::new(doing, e))?;
        let hashes = self
            .store
            .hashes(&tree.keys.id, &needed)
            .await
            .map_err(|e| Fault::new(doing, e))?;
        let hashes: Vec<_> = hashes.into_iter().map(Hash::new).collect();
        let then = Frontier::from_hashes(seen.size, &hashes).map_err(|e| Fault::new(doing, e))?;
        Ok(then.root() == seen.root)
    }

    /// The checkpoints by which the signing key of the family's record handed over to the next
    /// one, each signed by both, one after the other (`docs/record-format.md`, section 10).
    ///
    /// # Errors
    /// A [`Fault`] when they cannot be read.
    pub async fn handovers(&self, session: &Session) -> Result<Vec<u8>, Fault> {
        let slot = self.slot(&session.actor().family).await?;
        let notes = self
            .store
            .handovers(&slot.keys.id)
            .await
            .map_err(|e| Fault::new("reading handovers", e))?;
        Ok(notes.into_iter().flat_map(|note| note.checkpoint).collect())
    }
}
