//! Receipts: for an entry, what shows it to anybody without us. They are made of what is stored
//! and leave only after they were verified here.
//!
//! A file of many is made a few entries at a time, so it never stands in memory as a whole.

use crate::reading::Tree;
use crate::tree::{Head, Keys, Opened};
use crate::{App, Fault, Session};
use ledger::{CosignerKey, DisclosedPart, Hash, Leaf, PartIndex, Receipt, Sequence};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use store::Store;

/// Entries whose receipts are made at once: at most so many bodies are in memory.
const AT_ONCE: u64 = 16;
/// Entries whose sizes are looked at in one load.
const MEASURED_AT_ONCE: u64 = 64;
/// Bytes of a receipt's words, of the log's key and the salt, with room to spare.
const FRAME_BYTES: usize = 1_024;
/// Bytes of a line with one hash.
const HASH_LINE_BYTES: usize = 45;

const DOING: &str = "making a receipt";

/// The receipts of a range, made to one checkpoint. [`App::next_receipts`] gives their bytes.
pub struct ReceiptFile {
    keys: Arc<Keys>,
    proven: Proven,
    range: Range<u64>,
    rest: Option<u64>,
    next: u64,
}

/// What all receipts of a file lead to: the newest checkpoint, with whoever cosigned it.
struct Proven {
    size: u64,
    checkpoint: Vec<u8>,
    cosigners: Vec<CosignerKey>,
}

impl Proven {
    /// The most bytes of a receipt to this checkpoint, besides its leaf and its body.
    fn bytes(&self) -> usize {
        let hashes = usize::try_from(u64::BITS - self.size.leading_zeros()).unwrap_or(64);
        let keys = self.cosigners.iter().map(|key| key.to_string().len() * 2);
        FRAME_BYTES + hashes * HASH_LINE_BYTES + self.checkpoint.len() + keys.sum::<usize>()
    }
}

impl ReceiptFile {
    /// The numbers of the entries whose receipts are in it.
    #[must_use]
    pub fn range(&self) -> Range<u64> {
        self.range.clone()
    }

    /// The first entry that was asked for and does not fit into the same file.
    #[must_use]
    pub fn rest(&self) -> Option<u64> {
        self.rest
    }
}

impl<S: Store> App<S> {
    /// The receipt of one entry to the newest checkpoint. `None` when the tree has no such entry.
    /// Of the private trees it is this session's own, whatever is asked.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails, or when what is stored does not prove the entry.
    pub async fn receipt(
        &self,
        session: &Session,
        tree: Tree,
        sequence: u64,
    ) -> Result<Option<Vec<u8>>, Fault> {
        let readable = self.readable(session, tree).await?;
        if sequence >= readable.head.size {
            return Ok(None);
        }
        let range = sequence..sequence.saturating_add(1);
        let proven = self.proven(&readable.keys, &readable.head).await?;
        self.made(&readable.keys, &proven, range).await.map(Some)
    }

    /// The receipts of a range as one file, beginning with the first of them, as many as a file
    /// may hold ([`ledger::MAX_RECEIPTS_BYTES`]). `None` when the tree has no entry there.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails.
    pub async fn receipts(
        &self,
        session: &Session,
        tree: Tree,
        range: Range<u64>,
    ) -> Result<Option<ReceiptFile>, Fault> {
        let readable = self.readable(session, tree).await?;
        let end = range.end.min(readable.head.size);
        if range.start >= end {
            return Ok(None);
        }
        let most = u64::try_from(ledger::MAX_RECEIPTS_BYTES).unwrap_or(u64::MAX);
        let proven = self.proven(&readable.keys, &readable.head).await?;
        let fits = self
            .fitting(&readable.keys, &proven, range.start..end, most)
            .await?;
        Ok(Some(ReceiptFile {
            keys: readable.keys,
            proven,
            range: range.start..fits,
            rest: (fits < end).then_some(fits),
            next: range.start,
        }))
    }

    /// The next bytes of a file of receipts; `None` at its end.
    ///
    /// # Errors
    /// A [`Fault`] when reading fails, or when what is stored does not prove an entry. What was
    /// given before is then not the whole file.
    pub async fn next_receipts(&self, file: &mut ReceiptFile) -> Result<Option<Vec<u8>>, Fault> {
        let from = file.next;
        if from >= file.range.end {
            return Ok(None);
        }
        file.next = from.saturating_add(AT_ONCE).min(file.range.end);
        self.made(&file.keys, &file.proven, from..file.next)
            .await
            .map(Some)
    }

    /// The first entry of the range whose receipt no longer fits into so many bytes; at least
    /// one fits.
    async fn fitting(
        &self,
        keys: &Keys,
        proven: &Proven,
        range: Range<u64>,
        most: u64,
    ) -> Result<u64, Fault> {
        let length = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
        let each = length(proven.bytes());
        let mut total: u64 = 0;
        let mut next = range.start;
        while next < range.end {
            let limit = (range.end - next).min(MEASURED_AT_ONCE);
            let entries = self
                .store
                .load(&keys.id, next, u32::try_from(limit).unwrap_or(1))
                .await
                .map_err(|e| Fault::new(DOING, e))?;
            if entries.is_empty() {
                return Err(Fault::new(DOING, "entries are missing"));
            }
            for entry in &entries {
                let body = entry.body.as_ref().map_or(0, Vec::len);
                // Base64 twice over the body (16/9 of it) and once over the leaf.
                let shown = length(body).saturating_mul(2);
                let leaf = length(entry.leaf.len()).saturating_mul(2);
                total = total
                    .saturating_add(each)
                    .saturating_add(shown)
                    .saturating_add(leaf);
                if total > most && entry.sequence > range.start {
                    return Ok(entry.sequence);
                }
                next = entry.sequence.saturating_add(1);
            }
        }
        Ok(range.end)
    }

    /// The receipts of a few entries, one after the other.
    async fn made(
        &self,
        keys: &Keys,
        proven: &Proven,
        range: Range<u64>,
    ) -> Result<Vec<u8>, Fault> {
        let opened = self.opened(keys, range.clone()).await?;
        if !opened.iter().map(|one| one.sequence).eq(range) {
            return Err(Fault::new(DOING, "entries are missing"));
        }
        let stored = self.proof_hashes(keys, proven.size, &opened).await?;
        let mut bytes = Vec::new();
        for one in opened {
            let receipt = receipt(keys, proven, one, &stored)?;
            bytes.extend_from_slice(&receipt.to_bytes());
        }
        Ok(bytes)
    }

    /// The newest checkpoint with its cosignatures.
    async fn proven(&self, keys: &Keys, head: &Head) -> Result<Proven, Fault> {
        let cosigned = self.cosignatures(keys, head).await?;
        let checkpoint = ledger::add_signatures(&head.checkpoint, &cosigned.lines)
            .map_err(|e| Fault::new(DOING, e))?;
        Ok(Proven {
            size: head.size,
            checkpoint,
            cosigners: cosigned.keys,
        })
    }

    /// The stored hashes that the proofs of these entries read.
    async fn proof_hashes(
        &self,
        keys: &Keys,
        size: u64,
        opened: &[Opened],
    ) -> Result<BTreeMap<u64, Hash>, Fault> {
        let mut needed = BTreeSet::new();
        for one in opened {
            let needs = ledger::inclusion_needs(place(one.sequence)?, size);
            needed.extend(needs.map_err(|e| Fault::new(DOING, e))?);
        }
        let needed: Vec<u64> = needed.into_iter().collect();
        let mut stored = BTreeMap::new();
        for some in needed.chunks(store::limits::HASHES) {
            let hashes = self
                .store
                .hashes(&keys.id, some)
                .await
                .map_err(|e| Fault::new(DOING, e))?;
            let hashes = hashes.into_iter().map(Hash::new);
            stored.extend(some.iter().copied().zip(hashes));
        }
        Ok(stored)
    }
}

fn place(sequence: u64) -> Result<Sequence, Fault> {
    Sequence::new(sequence).ok_or_else(|| Fault::new(DOING, "no such place"))
}

/// One receipt, verified.
fn receipt(
    keys: &Keys,
    proven: &Proven,
    opened: Opened,
    stored: &BTreeMap<u64, Hash>,
) -> Result<Receipt, Fault> {
    let leaf = Leaf::parse(&opened.leaf).map_err(|e| Fault::new(DOING, e))?;
    let inclusion = ledger::prove_inclusion(place(opened.sequence)?, proven.size, stored)
        .map_err(|e| Fault::new(DOING, e))?;
    let parts = opened.body.map(|body| DisclosedPart {
        index: PartIndex::BODY,
        salt: body.salt,
        bytes: body.bytes,
    });
    let key = keys.signer.verifier_key();
    let receipt = Receipt::new(
        key.clone(),
        proven.cosigners.clone(),
        parts.into_iter().collect(),
        leaf,
        inclusion,
        proven.checkpoint.clone(),
    )
    .map_err(|e| Fault::new(DOING, e))?;
    receipt
        .verify(Some(key))
        .map_err(|e| Fault::new(DOING, e))?;
    Ok(receipt)
}
