//! What was shown to somebody, and holds by itself: states of a tree, signed, with the entries that
//! came with them. Pure.

use crate::{
    Checkpoint, EntryTime, Hash, Leaf, Origin, Receipt, VerifierKey,
    bundle::{Bundle, BundleCheckpoint},
};

use super::history::History;

/// What came with a state.
#[derive(Clone, Debug)]
pub(super) enum What<'h, 'a> {
    /// Nothing; all keys that were found to have signed it, and those that a signature on it names
    /// without being theirs.
    Checkpoint {
        signed: Vec<VerifierKey>,
        wrong: Vec<VerifierKey>,
    },
    /// That the tree's key is this one no more, but the sighting's.
    Handover(VerifierKey),
    /// The log's word when it was the newest.
    Head(EntryTime),
    /// One entry, with the hash of its leaf.
    Receipt(&'h Receipt, Hash),
    /// A range of entries.
    Bundle(&'h Bundle<'a>, History),
}

/// Signatures by passkeys that it shows: what two copies of one share, and the entry.
pub(super) type Marks = Vec<(Vec<u8>, u64)>;

/// An entry that was shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SeenEntry {
    pub(super) place: u64,
    pub(super) time: EntryTime,
    pub(super) hash: Hash,
}

/// A state of a tree that was shown, signed by this key; the signature was found to hold.
#[derive(Clone, Debug)]
pub(super) struct Sighting<'h, 'a> {
    pub(super) key: VerifierKey,
    pub(super) checkpoint: Checkpoint,
    pub(super) what: What<'h, 'a>,
    pub(super) marks: Marks,
}

impl<'h, 'a> Sighting<'h, 'a> {
    pub(super) const fn origin(&self) -> Origin {
        self.checkpoint.origin
    }

    pub(super) const fn size(&self) -> u64 {
        self.checkpoint.size
    }

    pub(super) const fn bundle(&self) -> Option<&'h Bundle<'a>> {
        match &self.what {
            What::Bundle(bundle, _) => Some(*bundle),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) | What::Receipt(..) => None,
        }
    }

    /// Whether it shows one entry, as a receipt does.
    pub(super) const fn is_receipt(&self) -> bool {
        matches!(self.what, What::Receipt(..))
    }

    /// The entries, by place.
    pub(super) fn entries(&self) -> impl Iterator<Item = SeenEntry> {
        let one = match &self.what {
            What::Receipt(receipt, hash) => Some(SeenEntry {
                place: receipt.leaf().sequence().get(),
                time: receipt.leaf().time(),
                hash: *hash,
            }),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) | What::Bundle(..) => None,
        };
        let leaves = self.bundle().map_or(&[][..], |bundle| &bundle.leaves);
        let all = leaves.iter().map(|leaf| SeenEntry {
            place: leaf.leaf.sequence().get(),
            time: leaf.leaf.time(),
            hash: leaf.hash,
        });
        one.into_iter().chain(all)
    }

    /// The hash of the entry at this place, when it is shown.
    pub(super) fn entry(&self, place: u64) -> Option<Hash> {
        match &self.what {
            What::Receipt(receipt, hash) => {
                (receipt.leaf().sequence().get() == place).then_some(*hash)
            }
            What::Bundle(bundle, _) => bundle.leaf(place).map(|leaf| leaf.hash),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) => None,
        }
    }

    /// Earlier states that were signed and came along.
    pub(super) fn earlier(&self) -> impl Iterator<Item = Checkpoint> {
        let all = self.bundle().into_iter();
        let all = all.flat_map(|bundle| bundle.earlier.iter().chain(&bundle.handovers));
        all.map(|at: &BundleCheckpoint<'_>| at.checkpoint)
    }

    /// The root of the tree at this size, when it is shown.
    pub(super) fn root_at(&self, size: u64) -> Option<Hash> {
        if size == self.size() {
            return Some(self.checkpoint.root);
        }
        let shown = match &self.what {
            What::Bundle(_, history) => history.root_at(size),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) | What::Receipt(..) => None,
        };
        let handed_over = || {
            let handovers = &self.bundle()?.handovers;
            let at = handovers.binary_search_by_key(&size, |at| at.checkpoint.size);
            Some(handovers.get(at.ok()?)?.checkpoint.root)
        };
        shown.or_else(handed_over)
    }

    /// All sizes with their roots that it shows.
    pub(super) fn roots(&self) -> impl Iterator<Item = (u64, Hash)> {
        let shown = match &self.what {
            What::Bundle(_, history) => Some(history.roots()),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) | What::Receipt(..) => None,
        };
        let signed = [self.checkpoint].into_iter().chain(self.earlier());
        let signed = signed.map(|at| (at.size, at.root));
        signed.chain(shown.into_iter().flatten())
    }

    /// The handovers that it shows: the size, the key before, the key after.
    pub(super) fn handovers(&self) -> impl Iterator<Item = (u64, &VerifierKey, &VerifierKey)> {
        let alone = match &self.what {
            What::Handover(old) => Some((self.size(), old, &self.key)),
            What::Checkpoint { .. } | What::Head(_) | What::Receipt(..) | What::Bundle(..) => None,
        };
        let shown = self.bundle().into_iter().flat_map(|bundle| {
            let mut keys: Vec<&VerifierKey> = vec![&bundle.keys.log];
            keys.extend(&bundle.keys.before);
            keys.reverse();
            let newer: Vec<&VerifierKey> = keys.iter().skip(1).copied().collect();
            let pairs = keys.into_iter().zip(newer).zip(&bundle.handovers);
            pairs.map(|((old, new), at)| (at.checkpoint.size, old, new))
        });
        alone.into_iter().chain(shown)
    }

    /// The keys that have signed the state itself.
    pub(super) fn signers(&self) -> impl Iterator<Item = &VerifierKey> {
        let also = match &self.what {
            What::Checkpoint { signed, .. } => signed.as_slice(),
            What::Handover(_) | What::Head(_) | What::Receipt(..) | What::Bundle(..) => &[],
        };
        [&self.key].into_iter().chain(also)
    }

    /// The keys that a signature names without being theirs.
    pub(super) const fn wrong(&self) -> &[VerifierKey] {
        match &self.what {
            What::Checkpoint { wrong, .. } => wrong.as_slice(),
            What::Handover(_) | What::Head(_) | What::Receipt(..) | What::Bundle(..) => &[],
        }
    }

    /// What its keys have signed, each with the size.
    pub(super) fn signed(&self) -> impl Iterator<Item = (u64, &VerifierKey)> {
        let handed_over = self.handovers().map(|(size, old, _)| (size, old));
        let newest = self.signers().map(|key| (self.size(), key));
        newest.chain(handed_over)
    }

    /// The leaves.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Leaf> {
        let one = match &self.what {
            What::Receipt(receipt, _) => Some(receipt.leaf()),
            What::Checkpoint { .. } | What::Handover(_) | What::Head(_) | What::Bundle(..) => None,
        };
        let leaves = self.bundle().map_or(&[][..], |bundle| &bundle.leaves);
        one.into_iter().chain(leaves.iter().map(|leaf| &leaf.leaf))
    }

    /// That the tree was larger than `size`: how large, and when it was for the first time, as far
    /// as this shows it.
    pub(super) fn beyond(&self, size: u64) -> Option<(u64, EntryTime)> {
        let first = match &self.what {
            What::Bundle(bundle, _) => bundle.leaf(size.max(bundle.manifest.first)).map(|leaf| {
                let place = leaf.leaf.sequence().get();
                (place + 1, leaf.leaf.time())
            }),
            What::Receipt(receipt, _) => {
                let leaf = receipt.leaf();
                Some((leaf.sequence().get() + 1, leaf.time()))
            }
            What::Head(time) => Some((self.size(), *time)),
            What::Checkpoint { .. } | What::Handover(_) => None,
        };
        let made = self
            .bundle()
            .map(|bundle| (self.size(), bundle.manifest.made));
        first.or(made).filter(|(found, _)| *found > size)
    }
}
