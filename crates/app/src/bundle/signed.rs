//! Who signed the record whose range goes into a bundle: earlier keys of the log with their
//! handovers, and the checkpoints that devices and witnesses cosigned. Each signature is verified
//! here, and what does not hold under the listed keys stays out, since no verifier could follow it.
//!
//! May touch: the store, for reading.

use super::gather::DOING;
use crate::cosigned::{CosignedBy, by};
use crate::reading::Readable;
use crate::{App, Fault};
use jiff::Timestamp;
use ledger::{
    CosignerKey, MAX_SIGNATURES, Origin, VerifierKey, add_signatures, verify_handover,
    verify_signatures,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use store::{Cosignature, PastHandover, Store};

/// So many earlier checkpoints go along at most; of more, an even choice with the newest.
const EARLIER_MAX: usize = 2_000;
/// So many cosignatures of one checkpoint go along at most.
const COSIGNERS_MAX: usize = MAX_SIGNATURES / 4;

/// Who signed, ready for a bundle.
pub(crate) struct Signatures {
    /// The newest checkpoint with its cosignatures.
    pub checkpoint: Vec<u8>,
    /// Earlier checkpoints that were cosigned, by size.
    pub earlier: BTreeMap<u64, Vec<u8>>,
    /// The log's earlier keys, newest first.
    pub log_before: Vec<VerifierKey>,
    /// Their handovers, by size.
    pub handovers: BTreeMap<u64, Vec<u8>>,
    /// The keys of all cosignatures.
    pub cosigners: Vec<CosignerKey>,
    /// Which cosignatures these are, by size.
    pub witnessed: Vec<Seen>,
}

/// A cosignature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub size: u64,
    pub by: CosignedBy,
    pub key: CosignerKey,
    pub at: Timestamp,
}

/// The log's keys, the one in use first, each with the size at which it was given up.
struct Turns {
    origin: Origin,
    keys: Vec<VerifierKey>,
    until: Vec<u64>,
}

impl<S: Store> App<S> {
    /// Collects the signatures over a range.
    pub(crate) async fn signatures(
        &self,
        readable: &Arc<Readable>,
        range: &Range<u64>,
    ) -> Result<Signatures, Fault> {
        let id = &readable.keys.id;
        let handovers = self.store.handovers(id).await;
        let handovers = handovers.map_err(|e| Fault::new(DOING, e))?;
        let size = readable.head.size;
        let last = range.end.min(size.saturating_sub(1));
        let earlier = thinned(self.cosigned_from(readable, range.start + 1, last).await?);
        let newest = self.cosigned_from(readable, size, size).await?;
        let readable = Arc::clone(readable);
        tokio::task::spawn_blocking(move || Signatures::new(&readable, handovers, earlier, &newest))
            .await
            .map_err(|e| Fault::new(DOING, e))?
    }

    /// The cosignatures over checkpoints from one size to another, both included, by size.
    async fn cosigned_from(
        &self,
        readable: &Readable,
        from: u64,
        to: u64,
    ) -> Result<Vec<Cosignature>, Fault> {
        let mut all: Vec<Cosignature> = Vec::new();
        let mut next = from;
        while next <= to {
            let rows = self.store.cosignatures(&readable.keys.id, next, to).await;
            let rows = rows.map_err(|e| Fault::new(DOING, e))?;
            let full = rows.len() >= usize::try_from(store::limits::LOAD).unwrap_or(usize::MAX);
            let Some(last) = rows.last().map(|row| row.size) else {
                break;
            };
            // The list may end amid a size, which is then read again as a whole.
            let whole = full && last > next;
            let rows = rows.into_iter().filter(|row| !whole || row.size < last);
            all.extend(rows);
            if !full {
                break;
            }
            next = if whole { last } else { last.saturating_add(1) };
        }
        Ok(all)
    }
}

/// By size, and of too many an even choice that ends with the newest.
fn thinned(rows: Vec<Cosignature>) -> BTreeMap<u64, Vec<Cosignature>> {
    let mut by_size: BTreeMap<u64, Vec<Cosignature>> = BTreeMap::new();
    for row in rows {
        by_size.entry(row.size).or_default().push(row);
    }
    let step = by_size.len().div_ceil(EARLIER_MAX).max(1);
    let mut left = by_size.len();
    by_size.retain(|_, _| {
        left -= 1;
        left.is_multiple_of(step)
    });
    by_size
}

impl Signatures {
    fn new(
        readable: &Readable,
        handovers: Vec<PastHandover>,
        earlier: BTreeMap<u64, Vec<Cosignature>>,
        newest: &[Cosignature],
    ) -> Result<Self, Fault> {
        let (turns, handovers) = Turns::new(readable, handovers);
        let family = &readable.family.family;
        let mut found = Self {
            checkpoint: Vec::new(),
            earlier: BTreeMap::new(),
            log_before: turns.keys.iter().skip(1).cloned().collect(),
            handovers,
            cosigners: Vec::new(),
            witnessed: Vec::new(),
        };
        for (size, rows) in earlier {
            let base = rows.iter().find(|row| turns.signed(&row.checkpoint, size));
            let Some(base) = base.map(|row| row.checkpoint.clone()) else {
                continue;
            };
            let before = found.witnessed.len();
            let note = found.cosign(&turns, base, &rows, family)?;
            if found.witnessed.len() > before {
                found.earlier.insert(size, note);
            }
        }
        let base = readable.head.checkpoint.to_vec();
        found.checkpoint = found.cosign(&turns, base, newest, family)?;
        Ok(found)
    }

    /// Adds the cosignatures that hold to a checkpoint that the log has signed.
    fn cosign(
        &mut self,
        turns: &Turns,
        mut note: Vec<u8>,
        rows: &[Cosignature],
        family: &family::Family,
    ) -> Result<Vec<u8>, Fault> {
        let base = note.clone();
        for row in rows.iter().take(COSIGNERS_MAX) {
            let line = format!("{}\n", row.line.trim_end_matches('\n'));
            let Some((key, at)) = turns.cosigned(&base, &row.key, &line) else {
                continue;
            };
            note = add_signatures(&note, &line).map_err(|e| Fault::new(DOING, e))?;
            self.witnessed.push(Seen {
                size: row.size,
                by: by(family, &key),
                at,
                key: key.clone(),
            });
            if !self.cosigners.contains(&key) {
                self.cosigners.push(key);
            }
        }
        Ok(note)
    }
}

impl Turns {
    /// As far back as handovers lead. A copy that was restored ends the chain: nothing leads to
    /// the key after it.
    fn new(readable: &Readable, handovers: Vec<PastHandover>) -> (Self, BTreeMap<u64, Vec<u8>>) {
        let mut turns = Self {
            origin: readable.keys.tree.origin,
            keys: vec![readable.keys.signer.verifier_key().clone()],
            until: vec![u64::MAX],
        };
        let mut notes = BTreeMap::new();
        for handover in handovers.into_iter().rev() {
            let old = handover.old_key.as_deref().map(str::parse::<VerifierKey>);
            let (Some(Ok(old)), Some(new)) = (old, turns.keys.last()) else {
                break;
            };
            let leads = verify_handover(&handover.checkpoint, turns.origin, &old, new).is_ok();
            if !leads || handover.size > readable.head.size || turns.keys.contains(&old) {
                break;
            }
            turns.keys.push(old);
            turns.until.push(handover.size);
            notes.insert(handover.size, handover.checkpoint);
        }
        (turns, notes)
    }

    /// Whether keys of the log signed this checkpoint, each while it was in use.
    fn signed(&self, note: &[u8], size: u64) -> bool {
        let Ok(attested) = verify_signatures(note, self.origin, &self.keys, &[]) else {
            return false;
        };
        let in_turn = |key: &VerifierKey| {
            let mut keys = self.keys.iter().zip(&self.until);
            keys.any(|(known, until)| known == key && size <= *until)
        };
        attested.checkpoint.size == size && attested.signed.iter().all(in_turn)
    }

    /// Who cosigned a checkpoint of the log with this line, and when.
    fn cosigned(&self, note: &[u8], key: &str, line: &str) -> Option<(CosignerKey, Timestamp)> {
        let key: CosignerKey = key.parse().ok()?;
        let with = add_signatures(note, line).ok()?;
        let own = std::slice::from_ref(&key);
        let attested = verify_signatures(&with, self.origin, &self.keys, own).ok()?;
        let seconds = i64::try_from(attested.cosigned.first()?.seconds).ok()?;
        Some((key, Timestamp::from_second(seconds).ok()?))
    }
}
